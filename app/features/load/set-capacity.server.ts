import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { capacities } from '../../../db/schema/load';
import type { CapacityInput } from './advisor-profile.schema';
import { maySetCapacity } from './load.policy';
import { type AdvisorPerson, findAdvisorPerson } from './profile.queries.server';
import type { ProfileRefusal } from './profile-refused';

type Outcome = Result<{ personId: string }, ProfileRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>;

/**
 * A manager says which share of a full post somebody gives to cases from a day on; what was said for that very day is said again.
 * `seen` is the number of the changes the page showed. (`docs/domain.md §6.7`)
 */
export async function setCapacity(tx: Tx, actor: Actor, personId: string | undefined, input: CapacityInput, at: Date): Promise<Outcome> {
  const person = await findAdvisorPerson(tx, actor, personId, at);
  if (!person) return refuse('not_found');
  if (!maySetCapacity(actor)) return refuse('not_allowed');
  if (!person.isAdvisor) return refuse('not_an_advisor');
  const written = capacityChanges(person.capacities) === input.seen ? await write(tx, actor, person, input) : undefined;
  if (!written) return refuse('changed_meanwhile');
  const { kind, fromOn, percent } = input;
  const told = changes(...(written.was ? [written] : []));
  await recordEvent(tx, actor, 'capacity.set', { subject: ['person', person.id], facts: { ...told.facts, percent, kind, fromOn } });
  return done({ personId: person.id });
}

/** How often a capacity was said or said again. */
export function capacityChanges(lines: AdvisorPerson['capacities']): number {
  return lines.reduce((sum, { version }) => sum + version, 0);
}

async function write(tx: Tx, actor: Actor, person: AdvisorPerson, { percent, kind, fromOn }: CapacityInput) {
  const { clusterId } = actor;
  const fte = String(Math.round(percent) / 100);
  const known = person.capacities.find((line) => line.fromOn === fromOn);
  if (!known) {
    const row = { clusterId, id: newId(), personId: person.id, fte, kind, fromOn, setById: actor.personId };
    const [first] = await tx.insert(capacities).values(row).onConflictDoNothing().returning(wasAndIs);
    return first;
  }
  const [again] = await tx
    .update(capacities)
    .set({ fte, kind, setById: actor.personId, version: sql`${capacities.version} + 1` })
    .where(and(eq(capacities.clusterId, clusterId), eq(capacities.id, known.id), eq(capacities.version, known.version)))
    .returning(wasAndIs);
  return again;
}
