import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { digestToken } from '~/access/sessions.server';
import { type Composed, composeLetter } from '~/features/mail/compose-letter.server';
import { letterHtml, letterText } from '~/features/mail/letter';
import { isChosenKind } from '~/features/mail/mail-kind';
import { type Claimed, claimLetter, isSpent, retryLetter, settleLetter } from '~/features/mail/outbox.server';
import { now } from '~/platform/clock.server';
import { inTransaction, type Tx, transactionPool } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import { log } from '~/platform/log.server';
import { type MailTransport, openMailTransport } from '~/platform/mail.server';
import { sendAccountMail } from './send-account-mail';
import { codeOf, type Ended, failureOf, levelOf, type Post } from './sending';

/** A letter's own link out: long enough for a letter read late. */
const UNSUBSCRIBE_DAYS = 90;
/** One run sends no longer than this: the next takes over. */
const RUN_MS = 50_000;
const JOB = 'send-mail';

let opened: MailTransport | undefined;

function ownTransport(): MailTransport {
  opened ??= openMailTransport(env().mail);
  return opened;
}

/** Sends what is due, one letter after the other. Two workers share the work: what one has claimed the other passes by. */
export async function sendDueMail(given: Partial<Post> = {}): Promise<void> {
  const post: Post = {
    pool: transactionPool(),
    transport: given.transport ?? ownTransport(),
    origin: env().publicOrigin,
    clock: now,
    ...given,
  };
  const until = performance.now() + RUN_MS;
  // Somebody waits at the door for these.
  while (performance.now() < until && (await sendAccountMail(post))) {
    // The next one.
  }
  for (const cluster of await post.pool<{ id: string; is_demo: boolean }[]>`select id, is_demo from clusters order by id`) {
    while (performance.now() < until && (await sendOne(post, cluster))) {
      // The next one.
    }
  }
}

/** Claims, composes, sends and settles one letter, each in a transaction of its own; whether there was one. */
async function sendOne(post: Post, cluster: { id: string; is_demo: boolean }): Promise<boolean> {
  const { pool, clock } = post;
  const claimed = await asJob(pool, cluster.id, (tx) => claimLetter(tx, randomUUID(), clock()));
  if (!claimed) return false;
  const ended = await deliver(post, cluster, claimed).catch(failureOf);
  const isWaiting = await asJob(pool, cluster.id, async (tx) => {
    if (ended.outcome === null) return retryLetter(tx, claimed, clock(), ended.failure);
    await settleLetter(tx, claimed, ended.outcome, clock(), ended.failure);
    return false;
  });
  const { outcome, failure } = ended;
  const said = outcome ?? (isWaiting ? 'waits' : 'parked');
  const { id, kind, attempts } = claimed;
  log(levelOf(said), 'mail.settled', { cluster: cluster.id, letter: id, kind, outcome: said, failure, attempts });
  return true;
}

async function deliver(post: Post, cluster: { id: string; is_demo: boolean }, claimed: Claimed): Promise<Ended> {
  if (isSpent(claimed)) return { outcome: 'parked' };
  const token = randomBytes(32).toString('base64url');
  const unsubscribe = `${post.origin}/unsubscribe/${token}`;
  const composed = await asReaderOf(post.pool, cluster.id, claimed, (tx) =>
    composeLetter(tx, claimed, { origin: post.origin, unsubscribe }),
  );
  if (composed.outcome !== 'letter') return { outcome: composed.outcome };
  // A cluster of made-up people writes to nobody, whatever this installation is.
  if (post.transport.kind === 'none' || (cluster.is_demo && post.transport.kind === 'smtp')) return { outcome: 'no_transport' };
  if (isChosenKind(claimed.kind)) await mintUnsubscribe(post, cluster.id, claimed, token);
  await post.transport.send(messageOf(claimed.id, composed, isChosenKind(claimed.kind) ? unsubscribe : null, post.clock()));
  return { outcome: 'sent' };
}

function messageOf(id: string, { to, locale, letter }: Extract<Composed, { outcome: 'letter' }>, unsubscribe: string | null, at: Date) {
  return { id, to, subject: letter.subject, text: letterText(letter), html: letterHtml(letter, locale), unsubscribe, at };
}

/** The link's digest is there before the letter is: a letter that arrives holds a link that works. */
function mintUnsubscribe({ pool, clock }: Post, clusterId: string, { recipientId, kind }: Claimed, token: string): Promise<unknown> {
  const expires = new Date(clock().getTime() + UNSUBSCRIBE_DAYS * 86_400_000).toISOString();
  return asJob(pool, clusterId, (tx) =>
    tx.execute(
      sql`select access.mint_unsubscribe(${clusterId}::uuid, ${recipientId}::uuid, ${kind}, ${digestToken(token)}, ${expires}::timestamptz)`,
    ),
  );
}

function asJob<T>(pool: Sql, clusterId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pool, 'write', (connection) => connection`select access.enter_system(${clusterId}::uuid, ${JOB})`.execute(), work);
}

/** A read-only transaction as the letter's reader. Somebody who is no longer anybody here reads nothing. */
async function asReaderOf(
  pool: Sql,
  clusterId: string,
  { recipientId }: Claimed,
  compose: (tx: Tx) => Promise<Composed>,
): Promise<Composed> {
  try {
    const enter = (connection: Parameters<Parameters<typeof inTransaction>[2]>[0]) =>
      connection`select access.enter_person(${clusterId}::uuid, ${recipientId}::uuid)`.execute();
    return await inTransaction(pool, 'read', enter, compose);
  } catch (error) {
    if (codeOf(error) === '28000') return { outcome: 'not_readable' };
    throw error;
  }
}
