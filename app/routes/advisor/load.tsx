import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readLoadPage } from '~/features/load/load.queries.server';
import { readLoadFilter } from '~/features/load/load-address';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const LoadPage = later(async () => (await import('~/features/load/load-page')).LoadPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'track_lead', 'manager', 'director');
  const filter = readLoadFilter(new URL(args.request.url).searchParams);
  const page = await asReader(actor, (tx) => readLoadPage(tx, actor, filter, today()));
  return { page, title: messagesFor(actor.locale)('load')(page.isOwn ? 'title.own' : 'title') };
}

export default function Load() {
  return <LoadPage page={useLoaderData<typeof loader>().page} />;
}
