import type { Actor } from '~/access/actor';
import { mayAdminister } from '~/features/administration/administration.policy';

/** Administrators shape the teams and say who is in them. */
export function mayShapeTeams(actor: Pick<Actor, 'roles'>): boolean {
  return mayAdminister(actor);
}

/** A team through which an administrator reads cases is another administrator's to change: nobody widens what they see. */
export function mayShapeTeam(actor: Pick<Actor, 'roles'>, team: { isInOwnReach: boolean }): boolean {
  return mayShapeTeams(actor) && !team.isInOwnReach;
}
