import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { openShared } from '~/features/confidentiality/first-reading.server';
import { readReadersPage } from '~/features/confidentiality/item.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ReadersPage = later(async () => (await import('~/features/confidentiality/readers-page')).ReadersPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const page = await asReader(actor, (tx) => readReadersPage(tx, actor, args.params.kind, args.params.itemId));
  if (!page) throw notFound();
  const { item } = page;
  if (item.kind !== 'figure' && !item.isOfCompany && !(await openShared(actor, item.kind, item))) throw notFound();
  return { page, title: messagesFor(actor.locale)('privacy')('who') };
}

export default function PlanItemReaders() {
  return <ReadersPage page={useLoaderData<typeof loader>().page} done={null} reply={undefined} isForCompany />;
}
