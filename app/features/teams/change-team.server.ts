import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { refusedAs } from '~/platform/result';
import { closeTeam, moveTeam, renameTeam } from './shape-team.server';
import { TEAM_REFUSALS } from './team';
import { putInTeam, takeOutOfTeam } from './team-places.server';
import type { TeamInput } from './teams.schema';

/** Where the words of a refusal are. */
export const TEAM_REFUSED = refusedAs(TEAM_REFUSALS, (reason) => `teams:refused.${reason}`);

/** What a form of a team's page asks for, as the command that does it. */
export function teamAct(teamId: string | undefined, input: TeamInput, at: Date) {
  return (tx: Tx, actor: Actor) => {
    switch (input.act) {
      case 'rename':
        return renameTeam(tx, actor, teamId, input);
      case 'move':
        return moveTeam(tx, actor, teamId, input);
      case 'close':
        return closeTeam(tx, actor, teamId, input, at);
      case 'put_in':
        return putInTeam(tx, actor, teamId, input);
      case 'take_out':
        return takeOutOfTeam(tx, actor, teamId, input, at);
    }
  };
}
