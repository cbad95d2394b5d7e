import { asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { markRead } from '~/access/read-marks.server';
import { type LeaderCasePage, readLeaderCasePage } from './leader-case.queries.server';

/** A case opened by its leader: what is shared counts as read before it is shown, and what was taken back meanwhile is not shown. */
export async function openLeaderCase(
  actor: Actor,
  caseId: string | undefined,
  before: string | null,
  at: Date,
): Promise<LeaderCasePage | null> {
  const read = await asReader(actor, (tx) => readLeaderCasePage(tx, actor, caseId, before, at));
  if (!read) return null;
  const { unread, ...page } = read;
  const seen = await markRead(actor, page.head.companyId, unread);
  const isShown = ({ id }: { id: string }) => seen.includes(id) || !unread.some((one) => one.id === id);
  return { ...page, notes: page.notes.filter(isShown), tasks: page.tasks.filter(isShown) };
}
