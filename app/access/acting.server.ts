import { createHash } from 'node:crypto';
import { redirect } from '@remix-run/node';
import { and, eq, sql } from 'drizzle-orm';
import type { ReservedSql } from 'postgres';
import { today } from '~/platform/clock.server';
import { inTransaction, type Tx, transactionPool } from '~/platform/database.server';
import { done, type Refusal, type Result, refuse } from '~/platform/result';
import { idempotencyKeys } from '../../db/schema/history';
import type { Actor } from './actor';

export type { Tx } from '~/platform/database.server';

/** What a form sent: with it, the same submit twice has one effect. */
export type Sent = { idempotencyKey?: string | null | undefined; values: Record<string, string | string[]> };

// What the database derives from a change counts its days from the application's own today.
const ENTER = {
  read: 'select access.enter_session($1)',
  write: "select access.enter_session($1), set_config('app.today', $2, true)",
};

export async function enter(actor: Actor, connection: ReservedSql, mode: keyof typeof ENTER): Promise<void> {
  try {
    // Sent at once, ahead of the first statement of the work: a bare await would send it a turn later.
    const values = mode === 'write' ? [actor.sessionId, today()] : [actor.sessionId];
    await connection.unsafe(ENTER[mode], values, { prepare: true }).execute();
  } catch (error) {
    // The sign-in ended between the request's start and its transaction.
    if ((error as { code?: string }).code === '28000') throw redirect('/sign-in');
    throw error;
  }
}

/** One read-only transaction as the actor: row security shows what they may see and nothing else. */
export function asReader<T>(actor: Actor, read: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(transactionPool(), 'read', (connection) => enter(actor, connection, 'read'), read);
}

/**
 * One transaction as the actor. A refusal rolls everything back. With `sent`, a second submit of the same form gets the
 * first answer again; the same key with another body is refused as `already_sent`.
 */
export function asActor<T, R extends string>(
  actor: Actor,
  command: (tx: Tx) => Promise<Result<T, R>>,
  sent?: Sent,
): Promise<Result<T, R | 'already_sent'>> {
  if (actor.viewing) return Promise.reject(new Error('Whoever looks as a company writes nothing'));
  return inTransaction<Result<T, R | 'already_sent'>>(
    transactionPool(),
    'write',
    (connection) => enter(actor, connection, 'write'),
    (tx) =>
      sent?.idempotencyKey ? answerOnce(tx, actor, { key: sent.idempotencyKey, body: digestBody(sent.values) }, command) : command(tx),
    (outcome) => outcome.ok,
  );
}

async function answerOnce<T, R extends string>(
  tx: Tx,
  actor: Actor,
  { key, body }: { key: string; body: string },
  command: (tx: Tx) => Promise<Result<T, R>>,
): Promise<Result<T, R> | Refusal<'already_sent'>> {
  const owner = and(
    eq(idempotencyKeys.clusterId, actor.clusterId),
    eq(idempotencyKeys.personId, actor.personId),
    eq(idempotencyKeys.key, key),
  );
  // The second of two simultaneous submits waits here for the first, then reads its answer.
  const [mine] = await tx
    .insert(idempotencyKeys)
    .values({ clusterId: actor.clusterId, personId: actor.personId, key, bodyDigest: body })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (!mine) {
    const [first] = await tx
      .select({ body: idempotencyKeys.bodyDigest, answer: idempotencyKeys.answer })
      .from(idempotencyKeys)
      .where(owner);
    return first?.body === body ? done(first.answer as T) : refuse('already_sent');
  }
  const outcome = await command(tx);
  if (outcome.ok)
    await tx
      .update(idempotencyKeys)
      .set({ answer: sql`${JSON.stringify(outcome.value ?? null)}::jsonb` })
      .where(owner);
  return outcome;
}

function digestBody(values: Sent['values']): string {
  const fields = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url');
}
