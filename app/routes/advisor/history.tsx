import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { findCaseName } from '~/features/cases/case-name.queries.server';
import { timelineFilter } from '~/features/history/timeline';
import { listTimeline } from '~/features/history/timeline.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const TimelinePage = later(async () => (await import('~/features/history/timeline-page')).TimelinePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { searchParams } = new URL(args.request.url);
  const before = searchParams.get('before');
  const filter = timelineFilter(searchParams.get('history'));
  const found = await asReader(actor, async (tx) => {
    const name = await findCaseName(tx, actor, args.params.caseId);
    return name && { name, page: await listTimeline(tx, actor, name.id, { filter, limit: 50, before }) };
  });
  if (!found) throw notFound();
  const title = messagesFor(actor.locale)('timeline')('title.of', { reference: found.name.reference });
  return { ...found, filter, isFirst: before === null, title };
}

export default function History() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <TimelinePage {...page} />;
}
