import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { outbox } from '../../../db/schema/mail';
import { type MailKind, type MailOutcome, MOST_ATTEMPTS, nextAttempt } from './mail-kind';
import type { Step } from './net-change';

/** A worker that died while sending is not waited for longer than this. */
const CLAIM_MINUTES = 5;

/** One letter to be, with every fact that waited to be told in it. The last one's kind is the letter's. */
export type Claimed = {
  id: string;
  claim: string;
  kind: MailKind;
  recipientId: string;
  subjectId: string;
  /** Attempts made, this one included. */
  attempts: number;
  steps: Step[];
};

/**
 * Takes the letter that is due longest, with whatever else waits for the same reader about the same thing, for this worker alone. What
 * may still be taken back holds the others up: they are told together.
 * Another worker passes it by: the first of its rows is locked, then claimed. `tx` is entered as a job.
 */
export async function claimLetter(tx: Tx, claim: string, at: Date): Promise<Claimed | null> {
  const until = new Date(at.getTime() + CLAIM_MINUTES * 60_000);
  const [row] = (await tx.execute(sql`
    with head as (
      select o.cluster_id, o.recipient_id, o.subject_id from outbox o
      where o.cluster_id = access.cluster_id() and o.settled_at is null and o.due_at <= ${at.toISOString()}::timestamptz
        and not exists (select from outbox e where e.cluster_id = o.cluster_id and e.recipient_id = o.recipient_id and e.subject_id = o.subject_id and e.settled_at is null
          and (e.id < o.id or e.due_at > ${at.toISOString()}::timestamptz))
      order by o.due_at, o.id limit 1 for update skip locked),
    taken as (
      update outbox o set claim = ${claim}, due_at = ${until.toISOString()}::timestamptz, attempts = o.attempts + 1 from head h
      where o.cluster_id = h.cluster_id and o.recipient_id = h.recipient_id and o.subject_id = h.subject_id and o.settled_at is null
      returning o.id, o.kind, o.recipient_id, o.subject_id, o.attempts, o.event_id)
    select min(t.id::text) as id, (array_agg(t.kind order by t.id desc))[1] as kind, t.recipient_id as "recipientId", t.subject_id as "subjectId", max(t.attempts) as attempts,
      coalesce(json_agg(json_build_object('from', coalesce(e.facts ->> 'from', e.facts ->> 'leadId_from'), 'to', coalesce(e.facts ->> 'to', e.facts ->> 'leadId_to')) order by t.id)
        filter (where e.facts ?| array['from', 'leadId_from']), '[]') as steps
    from taken t join events e on e.cluster_id = access.cluster_id() and e.id = t.event_id group by t.recipient_id, t.subject_id`)) as unknown as Omit<
    Claimed,
    'claim'
  >[];
  return row ? { ...row, claim } : null;
}

/** Ends a letter: its first row says how, the others that it told them. A claim that ran out changes nothing. */
export async function settleLetter(tx: Tx, { claim, id }: Claimed, outcome: MailOutcome, at: Date, failure?: string): Promise<void> {
  await tx
    .update(outbox)
    .set({
      settledAt: at.toISOString(),
      outcome: sql`case when id = ${id}::uuid or ${outcome} <> 'sent' then ${outcome} else 'joined' end`,
      claim: null,
      ...(failure ? { failure } : {}),
    })
    .where(held(claim));
}

/** Puts a letter back after a failure that may pass; parks it when it has been tried long enough. Returns whether it waits. */
export async function retryLetter(tx: Tx, claimed: Claimed, at: Date, failure: string): Promise<boolean> {
  const next = nextAttempt(claimed.attempts, at);
  if (!next) {
    await settleLetter(tx, claimed, 'parked', at, failure);
    return false;
  }
  await tx.update(outbox).set({ claim: null, dueAt: next.toISOString(), failure }).where(held(claimed.claim));
  return true;
}

/** A letter that never got an answer, each time it was tried: it may be what ends its worker. */
export function isSpent({ attempts }: Claimed): boolean {
  return attempts > MOST_ATTEMPTS;
}

const held = (claim: string) => and(sql`cluster_id = access.cluster_id()`, eq(outbox.claim, claim), isNull(outbox.settledAt));
