import { database } from '~/platform/database.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor } from './actor';

/** A standing sign-in of one's own account. */
export type SignIn = {
  handle: string;
  browser: string;
  system: string;
  clusterName: string;
  seenAt: string;
  isHere: boolean;
};

/** Where the actor's account is signed in: here first, then what was used last. */
export async function listSignIns({ sessionId }: Pick<Actor, 'sessionId'>): Promise<SignIn[]> {
  const rows = await database()<
    { handle: string; browser: string | null; system: string | null; cluster_name: string; seen_at: string; is_here: boolean }[]
  >`select * from access.my_sessions(${sessionId})`;
  return rows.map((row) => ({
    handle: row.handle,
    browser: row.browser ?? '',
    system: row.system ?? '',
    clusterName: row.cluster_name,
    seenAt: row.seen_at,
    isHere: row.is_here,
  }));
}

/** Ends one other sign-in of the account, or all others; their browsers are strangers afterwards. Returns how many. */
export async function endSignIns(caller: Caller, actor: Actor, which: string): Promise<number> {
  const [row] = await database()<{ ended: number }[]>`
    select access.end_sessions(${actor.sessionId}, ${which === 'others' ? null : which}::uuid) as ended`;
  const ended = row?.ended ?? 0;
  if (ended > 0) await recordAccess('sign_in.ended', caller, actor, { ended });
  return ended;
}
