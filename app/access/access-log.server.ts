import { database } from '~/platform/database.server';
import { newId } from '~/platform/id.server';
import { logError } from '~/platform/log.server';

export type AccessEvent =
  | 'sign_in.done'
  | 'sign_in.refused'
  | 'sign_out.done'
  | 'sign_out.everywhere'
  | 'password.changed'
  | 'access.denied'
  | 'invitation.accepted';
type Who = { clusterId?: string; accountId?: string; personId?: string };

/** Writes one line of the access log in its own transaction: a rolled-back request still leaves its trace. */
export async function recordAccess(kind: AccessEvent, who: Who = {}, facts: Record<string, string | number | boolean> = {}): Promise<void> {
  try {
    await database()`insert into access_log (id, kind, cluster_id, account_id, person_id, facts)
      values (${newId()}, ${kind}, ${who.clusterId ?? null}, ${who.accountId ?? null}, ${who.personId ?? null}, ${JSON.stringify(facts)}::text::jsonb)`;
  } catch (error) {
    logError('access_log.failed', error, { kind });
    throw error;
  }
}
