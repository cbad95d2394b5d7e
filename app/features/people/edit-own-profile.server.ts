import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result, refuse } from '~/platform/result';
import { people } from '../../../db/schema/people';
import { changes, wasAndIs } from '../history/changes.server';
import { recordEvent } from '../history/record-event.server';
import type { EditOwnProfileInput } from './edit-own-profile.schema';
import { mayEditOwnProfile } from './own-profile.policy';

/** Corrects one's own name and number in this cluster. */
export async function editOwnProfile(
  tx: Tx,
  actor: Actor,
  { version, ...input }: EditOwnProfileInput,
  at: Date,
): Promise<Result<null, 'not_allowed' | 'changed_meanwhile'>> {
  if (!mayEditOwnProfile(actor)) return refuse('not_allowed');
  const [written] = await tx
    .update(people)
    .set({ ...input, version: sql`${people.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.id, actor.personId), eq(people.version, version)))
    .returning(wasAndIs);
  if (!written) return refuse('changed_meanwhile');
  const told = changes(written);
  if (Object.keys({ ...told.facts, ...told.texts }).length === 0) return done(null);
  await recordEvent(tx, actor, 'person.edited', { subject: ['person', actor.personId], confidentiality: 'admin', ...told });
  return done(null);
}
