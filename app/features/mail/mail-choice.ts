import type { Actor } from '~/access/actor';
import { CHOSEN_MAIL_KINDS, type ChosenMailKind } from './mail-kind';

/** The letters that can come to somebody, hence those they choose from: leaders hold milestones, and who leads cases validates them. */
export function choicesOf({ roles }: Pick<Actor, 'roles'>): readonly ChosenMailKind[] {
  if (roles.includes('leader')) return CHOSEN_MAIL_KINDS;
  return roles.some((role) => role === 'advisor' || role === 'track_lead' || role === 'manager') ? ['milestone_turn'] : [];
}
