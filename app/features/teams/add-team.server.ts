import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { teams } from '../../../db/schema/people';
import { holdTeams, isNameTaken, teamOf } from './find-team.server';
import { mayShapeTeam, mayShapeTeams } from './teams.policy';
import type { AddTeamInput } from './teams.schema';

export const ADD_TEAM_REFUSED = {
  own_rights: 'teams:refused.own_rights',
  name_taken: 'teams:refused.name_taken',
  parent_gone: 'teams:refused.parent_gone',
} as const;

/** A team of its own, or one under another. */
export async function addTeam(
  tx: Tx,
  actor: Actor,
  { name, parentId }: AddTeamInput,
): Promise<Result<{ teamId: string }, keyof typeof ADD_TEAM_REFUSED | 'not_allowed'>> {
  if (!mayShapeTeams(actor)) return refuse('not_allowed');
  const all = await holdTeams(tx, actor);
  const parent = parentId === null ? null : teamOf(all, parentId);
  if (parentId !== null && (!parent || parent.retiredOn !== null)) return refuse('parent_gone');
  if (parent && !mayShapeTeam(actor, parent)) return refuse('own_rights');
  if (isNameTaken(all, name)) return refuse('name_taken');
  const id = newId();
  await tx.insert(teams).values({ clusterId: actor.clusterId, id, name, parentId });
  await recordEvent(tx, actor, 'team.added', { subject: ['team', id], confidentiality: 'admin', facts: { parentId }, texts: { name } });
  return done({ teamId: id });
}
