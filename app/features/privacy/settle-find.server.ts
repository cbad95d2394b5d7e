import { createHash } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { privacyFinds } from '../../../db/schema/privacy';
import type { SettleFindInput } from './found-text.schema';
import { maySettleFinds } from './privacy-request.policy';

export const SETTLE_FIND_REFUSED = {
  settled: 'privacy:finds.refused.settled',
  only_read: 'privacy:finds.refused.only_read',
  text_changed: 'privacy:finds.refused.text_changed',
} as const;

/**
 * Whoever reads a text says whether the word in it is the person's: removed, the database overwrites it where it stands. A file is looked
 * at, and kept or withdrawn by its own act.
 */
export async function settleFind(
  tx: Tx,
  actor: Actor,
  { findId, settledAs }: SettleFindInput,
  at: Date,
): Promise<Result<null, 'not_found' | 'not_allowed' | 'changed_meanwhile' | keyof typeof SETTLE_FIND_REFUSED>> {
  const own = and(eq(privacyFinds.clusterId, actor.clusterId), eq(privacyFinds.id, findId));
  const [found] = await tx.select().from(privacyFinds).where(own);
  if (!found) return refuse('not_found');
  if (!maySettleFinds(actor)) return refuse('not_allowed');
  if (found.finding === 'kept') return refuse('only_read');
  if (found.settledAt !== null) return refuse('settled');
  if (settledAs === 'removed' && found.finding === 'maybe' && !(await isAsFound(tx, found))) return refuse('text_changed');
  const [settled] = await tx
    .update(privacyFinds)
    .set({ settledAs, settledAt: at.toISOString(), settledById: actor.personId })
    .where(and(own, isNull(privacyFinds.settledAt)))
    .returning(wasAndIs);
  if (!settled) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'privacy.text_checked', {
    subject: ['privacy_find', findId],
    confidentiality: 'admin',
    facts: { ...changes(settled).facts, place: found.place, itemId: found.itemId },
  });
  return done(null);
}

/** Whether the text is still what it was when the word was found in it. */
async function isAsFound(
  tx: Tx,
  found: Pick<typeof privacyFinds.$inferSelect, 'place' | 'itemId' | 'field' | 'textDigest'>,
): Promise<boolean> {
  const [row] = (await tx.execute(
    sql`select access.found_text(${found.place}, ${found.itemId}::uuid, ${found.field}) as said`,
  )) as unknown as { said: string | null }[];
  return (
    createHash('sha256')
      .update(row?.said ?? '')
      .digest('hex') === found.textDigest
  );
}
