import { createHmac, randomBytes } from 'node:crypto';
import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import { newId } from '~/platform/id.server';
import { logError } from '~/platform/log.server';
import type { RequestContext } from '~/platform/request-context';
import type { AccessEvent, ReadEvent } from './access-event';
import type { Actor } from './actor';

/** The request that a line tells of. */
export type Caller = Pick<RequestContext, 'requestId' | 'address'>;
export type Subject = readonly [kind: string, id: string];
type Who = { clusterId?: string; accountId?: string; personId?: string };

let ownKey: string | undefined;

/** Tells two addresses apart without naming either; nobody without the key can try them all. */
function digestAddress(address: string): string {
  ownKey ??= env().addressKey ?? randomBytes(32).toString('base64url');
  return createHmac('sha256', ownKey).update(address).digest('base64url');
}

/** Writes one line of the access log in its own transaction: a rolled-back request still leaves its trace. */
export async function recordAccess(
  kind: AccessEvent,
  caller: Caller,
  who: Who = {},
  facts: Record<string, string | number | boolean> = {},
  subject?: Subject,
): Promise<void> {
  try {
    await database()`insert into access_log (id, kind, cluster_id, account_id, person_id, request_id, address_digest, subject_kind, subject_id, facts)
      values (${newId()}, ${kind}, ${who.clusterId ?? null}, ${who.accountId ?? null}, ${who.personId ?? null}, ${caller.requestId},
        ${digestAddress(caller.address)}, ${subject?.[0] ?? null}, ${subject?.[1] ?? null}, ${JSON.stringify(facts)}::text::jsonb)`;
  } catch (error) {
    logError('access_log.failed', error, { kind });
    throw error;
  }
}

/** Whoever goes to and fro between pages reads once. */
const SAME_READING_MS = 15 * 60_000;
const MOST_READINGS = 5_000;
const readings = new Map<string, number>();

/**
 * Tells that somebody reads what is another's: written before the answer leaves, and where it can't be written, nothing is shown. The
 * same person reading the same thing again within a quarter of an hour is told once.
 */
export async function recordRead(caller: Caller, actor: Actor, kind: ReadEvent, subject: Subject): Promise<void> {
  const reading = [actor.personId, kind, subject[1]].join(' ');
  const at = now().getTime();
  if (at - (readings.get(reading) ?? Number.NEGATIVE_INFINITY) < SAME_READING_MS) return;
  await recordAccess(kind, caller, actor, {}, subject);
  readings.delete(reading);
  readings.set(reading, at);
  for (const oldest of readings.keys()) {
    if (readings.size <= MOST_READINGS) break;
    readings.delete(oldest);
  }
}
