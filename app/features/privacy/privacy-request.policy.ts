import { type Actor, hasRole } from '~/access/actor';

/** The register is the data protection officer's; as long as nobody has that role, the administrators keep it. (docs/domain.md §6.6) */
export function mayKeepRegister(actor: Pick<Actor, 'roles'>): boolean {
  return hasRole(actor as Actor, 'admin');
}

/** A text is looked at by the staff who read it and may write: the database shows them no other. */
export function maySettleFinds(actor: Pick<Actor, 'roles'>): boolean {
  return hasRole(actor as Actor, 'advisor', 'track_lead', 'manager');
}
