import { database } from '~/platform/database.server';
import { digestToken } from './sessions.server';

/** Which letters a link of one ends, and whether it has done so; null when there is no such link any more. */
export async function findUnsubscribe(token: string): Promise<{ kind: string; isUsed: boolean } | null> {
  const [row] = await database()<{ mail_kind: string; is_used: boolean }[]>`select * from access.find_unsubscribe(${digestToken(token)})`;
  return row ? { kind: row.mail_kind, isUsed: row.is_used } : null;
}

/** Ends letters of the link's kind for its person. False when it did so before, or is no link. */
export async function unsubscribe(token: string): Promise<boolean> {
  const [row] = await database()<{ done: boolean }[]>`select access.use_unsubscribe(${digestToken(token)}) as done`;
  return row?.done ?? false;
}
