import { asReader, type Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { messagesFor } from '~/i18n/messages.server';
import { type DocumentsPage, readDocumentsPage } from './document-page.queries.server';
import type { DocumentHolder } from './documents.queries.server';

type Shown = { page: DocumentsPage; done: 'added' | 'withdrawn' | null; title: string };

/** The documents page of what `find` finds, by the words of its address; null where there is nothing to find. */
export async function showDocuments(
  actor: Actor,
  address: string,
  find: (tx: Tx) => Promise<DocumentHolder | null>,
): Promise<Shown | null> {
  const query = new URL(address).searchParams;
  const page = await asReader(actor, async (tx) => {
    const holder = await find(tx);
    return holder && readDocumentsPage(tx, actor, holder, query.get('before'), query.get('milestone'));
  });
  if (!page) return null;
  const done = (['added', 'withdrawn'] as const).find((word) => word === query.get('done')) ?? null;
  const name = page.holder.ofCase?.reference ?? page.holder.companyName;
  return { page, done, title: messagesFor(actor.locale)('documents')('title.of', { name }) };
}
