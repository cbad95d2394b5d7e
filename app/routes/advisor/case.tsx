import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { recordRead } from '~/access/access-log.server';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readCasePage } from '~/features/case-page/case-page.queries.server';
import { timelineFilter } from '~/features/history/timeline';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';

const CasePage = later(async () => (await import('~/features/case-page/case-page')).CasePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { searchParams } = new URL(args.request.url);
  const shifted = searchParams.get('shifted');
  const asked = {
    filter: timelineFilter(searchParams.get('history')),
    moved: searchParams.get('moved'),
    done: searchParams.get('done'),
    rescheduled: shifted !== null && /^\d{1,3}$/.test(shifted) ? Number(shifted) : null,
  };
  const page = await asReader(actor, (tx) => readCasePage(tx, actor, args.params.caseId, asked, now()));
  if (!page) throw notFound();
  if (page.notes.isOfOthers) await recordRead(args.context, actor, 'notes.read', ['case', page.head.id]);
  const say = messagesFor(actor.locale);
  const names = { company: page.head.companyName, track: say('programmes')(`track.${page.head.track}`) };
  return { page, title: `${say('case_page')('title', names)} · Perspective PME` };
}

export default function Case() {
  return <CasePage page={useLoaderData<typeof loader>().page} />;
}
