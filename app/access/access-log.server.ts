import { createHmac, randomBytes } from 'node:crypto';
import { database } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import { newId } from '~/platform/id.server';
import { logError } from '~/platform/log.server';
import type { RequestContext } from '~/platform/request-context';

export type AccessEvent =
  | 'sign_in.done'
  | 'sign_in.refused'
  | 'sign_in.delayed'
  | 'sign_in.ended'
  | 'sign_out.done'
  | 'sign_out.everywhere'
  | 'space.switched'
  | 'password.changed'
  | 'password.reset'
  | 'reset.asked'
  | 'email.asked'
  | 'email.changed'
  | 'proof.given'
  | 'access.denied'
  | 'invitation.accepted';
/** The request that a line tells of. */
export type Caller = Pick<RequestContext, 'requestId' | 'address'>;
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
): Promise<void> {
  try {
    await database()`insert into access_log (id, kind, cluster_id, account_id, person_id, request_id, address_digest, facts)
      values (${newId()}, ${kind}, ${who.clusterId ?? null}, ${who.accountId ?? null}, ${who.personId ?? null}, ${caller.requestId},
        ${digestAddress(caller.address)}, ${JSON.stringify(facts)}::text::jsonb)`;
  } catch (error) {
    logError('access_log.failed', error, { kind });
    throw error;
  }
}
