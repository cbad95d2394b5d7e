import { asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { markRead } from '~/access/read-marks.server';
import { type OpenedCasePage, readOpenedCase } from './opened-cases.queries.server';

/** A case opened by somebody it was opened to: what is shared counts as read before it is shown, and what was taken back is not shown. */
export async function openOpenedCase(actor: Actor, caseId: string | undefined, at: Date): Promise<OpenedCasePage | null> {
  const read = await asReader(actor, (tx) => readOpenedCase(tx, actor, caseId, at));
  if (!read) return null;
  const { unread, ...page } = read;
  const seen = await markRead(actor, page.head.companyId, unread);
  const isShown = ({ id }: { id: string }) => seen.includes(id) || !unread.some((one) => one.id === id);
  return { ...page, notes: page.notes?.filter(isShown) ?? null, tasks: page.tasks?.filter(isShown) ?? null };
}
