import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { people } from '../../../db/schema/people';
import { mayAdminister, mayChangeRights } from './administration.policy';
import { countLedCases, endSignIns, findStaff, hasOtherAdmin } from './find-staff.server';
import type { DeactivateInput } from './staff-person.schema';

export const DEACTIVATE_REFUSALS = [
  'own_rights',
  'last_admin',
  'leads_cases',
  'is_deactivated',
  'not_deactivated',
  'is_anonymised',
] as const;
type Refused = 'not_found' | 'not_allowed' | 'changed_meanwhile' | (typeof DEACTIVATE_REFUSALS)[number];
type Outcome = Result<{ personId: string }, Refused>;

/**
 * Shuts somebody out: their sign-ins end in the same moment and they leave every picker, while what they wrote and carried stays theirs.
 * Whoever leads open cases hands them over first.
 */
export async function deactivatePerson(
  tx: Tx,
  actor: Actor,
  personId: string | undefined,
  input: DeactivateInput,
  at: Date,
): Promise<Outcome> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const person = await findStaff(tx, actor, personId);
  if (!person) return refuse('not_found');
  if (!mayChangeRights(actor, person.id)) return refuse('own_rights');
  if (person.disabledAt !== null) return refuse('is_deactivated');
  if (!(await hasOtherAdmin(tx, person.id))) return refuse('last_admin');
  const closed = await setDisabled(tx, actor, { personId: person.id, version: input.version, disabledAt: at.toISOString() }, at);
  if (!closed) return refuse('changed_meanwhile');
  // Asked once the row is held: whoever gives this person a case meanwhile waits, then finds them shut out.
  const cases = await countLedCases(tx, person.id);
  if (cases > 0) return refuse('leads_cases', { cases });
  const signIns = await endSignIns(tx, person.id);
  await recordEvent(tx, actor, 'person.deactivated', {
    subject: ['person', person.id],
    confidentiality: 'admin',
    facts: { ...changes(closed).facts, signIns },
    texts: { reason: input.reason },
  });
  return done({ personId: person.id });
}

/** Lets somebody in again, with the roles that still hold. */
export async function reactivatePerson(
  tx: Tx,
  actor: Actor,
  personId: string | undefined,
  { version }: { version: number },
  at: Date,
): Promise<Outcome> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const person = await findStaff(tx, actor, personId);
  if (!person) return refuse('not_found');
  if (!mayChangeRights(actor, person.id)) return refuse('own_rights');
  if (person.disabledAt === null) return refuse('not_deactivated');
  if (person.anonymisedAt !== null) return refuse('is_anonymised');
  const opened = await setDisabled(tx, actor, { personId: person.id, version, disabledAt: null }, at);
  if (!opened) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'person.reactivated', {
    subject: ['person', person.id],
    confidentiality: 'admin',
    facts: changes(opened).facts,
  });
  return done({ personId: person.id });
}

/** Ends the sign-ins of somebody whose device was lost, say: they sign in again. */
export async function endPersonSignIns(tx: Tx, actor: Actor, personId: string | undefined): Promise<Outcome> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const person = await findStaff(tx, actor, personId);
  if (!person) return refuse('not_found');
  const signIns = await endSignIns(tx, person.id);
  await recordEvent(tx, actor, 'person.sign_ins_ended', { subject: ['person', person.id], confidentiality: 'admin', facts: { signIns } });
  return done({ personId: person.id });
}

type Set = { personId: string; version: number; disabledAt: string | null };

async function setDisabled(tx: Tx, actor: Actor, { personId, version, disabledAt }: Set, at: Date) {
  const [changed] = await tx
    .update(people)
    .set({ disabledAt, version: sql`${people.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.id, personId), eq(people.version, version)))
    .returning(wasAndIs);
  return changed;
}
