import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readingAddress } from '~/features/impact/reading';
import { readFigureLines } from '~/features/impact-overview/figure-lines.queries.server';
import { isRecountable } from '~/features/impact-overview/narrowed-figures.queries.server';
import { readOverviewFilter } from '~/features/impact-overview/overview-filter';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import { Page } from '~/ui/shell';

const FigureLinesPage = later(async () => (await import('~/features/impact-overview/figure-lines-page')).FigureLinesPage);

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  const day = today();
  const search = new URL(args.request.url).searchParams;
  const filter = readOverviewFilter(search, day);
  const asked = { code: args.params.indicator ?? '', filter, isWhole: search.get('lines') === 'all' };
  const read = await asReader(actor, async (tx) => {
    // Beyond, the figure's explanation reads its lines a part at a time.
    if (!(await isRecountable(tx))) throw redirect(readingAddress(`/impact/${asked.code}`, filter));
    return readFigureLines(tx, actor, asked);
  });
  if (!read) throw notFound();
  return { read, filter, today: day, title: messagesFor(actor.locale)('overview')('lines.page', { label: read.indicator.of.label }) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export default function FigureLines() {
  const { read, filter, today: day } = useLoaderData<typeof loader>();
  return (
    <Page>
      <FigureLinesPage read={read} filter={filter} today={day} />
    </Page>
  );
}
