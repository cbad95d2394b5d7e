import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result } from '~/platform/result';
import { dataCopies } from '../../../db/schema/privacy';

/** Somebody asks for a copy of their data: the worker makes it, and a letter says when it is there. One at a time. */
export async function askCopy(tx: Tx, actor: Actor, at: Date): Promise<Result<null, never>> {
  const { clusterId, personId } = actor;
  const [asked] = await tx
    .insert(dataCopies)
    .values({ clusterId, personId, askedAt: at.toISOString() })
    .onConflictDoNothing()
    .returning({ id: dataCopies.id });
  if (asked) await recordEvent(tx, actor, 'data.asked', { subject: ['data_copy', asked.id], confidentiality: 'admin' });
  return done(null);
}
