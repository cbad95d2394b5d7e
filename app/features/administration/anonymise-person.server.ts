import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { forgetIdentity, forgetWords } from '~/features/people/forget-identity.server';
import { done, type Result, refuse } from '~/platform/result';
import { mayAdminister, mayChangeRights } from './administration.policy';
import { countLedCases, findStaff } from './find-staff.server';

export const ANONYMISE_REFUSALS = ['own_rights', 'not_deactivated', 'is_anonymised', 'leads_cases'] as const;
type Refused = 'not_found' | 'not_allowed' | 'changed_meanwhile' | (typeof ANONYMISE_REFUSALS)[number];

/**
 * Takes the name, the address and the telephone from somebody of the staff whose access is shut: what they wrote and carried stays, under
 * a name that says that they left. Nobody undoes it.
 */
export async function anonymisePerson(
  tx: Tx,
  actor: Actor,
  personId: string | undefined,
  { version }: { version: number },
  at: Date,
): Promise<Result<{ personId: string }, Refused>> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const person = await findStaff(tx, actor, personId);
  if (!person) return refuse('not_found');
  if (!mayChangeRights(actor, person.id)) return refuse('own_rights');
  if (person.anonymisedAt !== null) return refuse('is_anonymised');
  if (person.disabledAt === null) return refuse('not_deactivated');
  const cases = await countLedCases(tx, person.id);
  if (cases > 0) return refuse('leads_cases', { cases });
  const texts = await forgetWords(tx, 'staff', person.id);
  const told = await forgetIdentity(tx, actor, 'staff', { personId: person.id, accountId: person.accountId, version }, at);
  if (!told) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'person.anonymised', {
    subject: ['person', person.id],
    confidentiality: 'admin',
    facts: { texts, ...told },
  });
  return done({ personId: person.id });
}
