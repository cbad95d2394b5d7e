import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { isId } from '~/platform/is-id';
import { done, type Result, refuse } from '~/platform/result';
import { absences } from '../../../db/schema/load';
import type { AbsenceInput } from './advisor-profile.schema';
import { maySetAbsence } from './load.policy';
import { findAdvisorPerson } from './profile.queries.server';
import type { ProfileRefusal } from './profile-refused';

type Outcome = Result<{ personId: string }, ProfileRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>;

/** Days on which an advisor is away, and who answers meanwhile: entered by themselves, a manager or an administrator. (`docs/product.md` A20) */
export async function addAbsence(tx: Tx, actor: Actor, personId: string | undefined, input: AbsenceInput, at: Date): Promise<Outcome> {
  const person = await findAdvisorPerson(tx, actor, personId, at);
  if (!person) return refuse('not_found');
  if (!maySetAbsence(actor, person.id)) return refuse('not_allowed');
  if (!person.isAdvisor) return refuse('not_an_advisor');
  if (input.absentUntil < input.absentFrom) return refuse('absence_order');
  const cover = input.coveredById === null ? null : await findAdvisorPerson(tx, actor, input.coveredById, at);
  if (input.coveredById !== null && (!cover?.isAdvisor || cover.id === person.id)) return refuse('not_an_advisor');
  const { clusterId } = actor;
  const id = newId();
  const row = { clusterId, id, personId: person.id, fromOn: input.absentFrom, untilOn: input.absentUntil, coveredById: cover?.id ?? null };
  if ((await tx.insert(absences).values(row).onConflictDoNothing()).count === 0) return refuse('absence_known');
  await recordEvent(tx, actor, 'absence.added', {
    subject: ['person', person.id],
    facts: { fromOn: input.absentFrom, untilOn: input.absentUntil, coveredById: cover?.id ?? null },
  });
  return done({ personId: person.id });
}

/** An absence that will not be, or not be any longer. */
export async function removeAbsence(
  tx: Tx,
  actor: Actor,
  personId: string | undefined,
  { absenceId, version }: { absenceId: string; version: number },
  at: Date,
): Promise<Outcome> {
  const person = await findAdvisorPerson(tx, actor, personId, at);
  if (!person) return refuse('not_found');
  if (!maySetAbsence(actor, person.id)) return refuse('not_allowed');
  const found = person.absences.find(({ id }) => id === absenceId);
  if (!found || !isId(absenceId)) return refuse('no_absence');
  const [gone] = await tx
    .delete(absences)
    .where(and(eq(absences.clusterId, actor.clusterId), eq(absences.id, absenceId), eq(absences.version, version)))
    .returning(wasAndIs);
  if (!gone) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'absence.removed', {
    subject: ['person', person.id],
    facts: { ...changes(gone).facts, fromOn: found.fromOn, untilOn: found.untilOn },
  });
  return done({ personId: person.id });
}
