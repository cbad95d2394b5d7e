import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { areTotalled, isRecountable } from '~/features/impact-overview/narrowed-figures.queries.server';
import { readOverview } from '~/features/impact-overview/overview.queries.server';
import { drawOverview } from '~/features/impact-overview/overview-drawing.server';
import { narrowings, readOverviewFilter } from '~/features/impact-overview/overview-filter';
import { overviewLede } from '~/features/impact-overview/overview-lede.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import { Page, PageHead } from '~/ui/shell';

const ImpactTabs = later(async () => (await import('~/features/impact/section-tabs')).ImpactTabs);
const NoOverview = later(async () => (await import('~/features/impact-overview/no-overview')).NoOverview);
const OverviewPage = later(async () => (await import('~/features/impact-overview/overview-page')).OverviewPage);

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  const day = today();
  const filter = readOverviewFilter(new URL(args.request.url).searchParams, day);
  const { overview, isTooNarrow } = await asReader(actor, async (tx) => {
    const canRecount = narrowings(filter).length > 1 && (await isRecountable(tx));
    const isTooNarrow = !canRecount && !areTotalled(filter.within, 'total');
    return { isTooNarrow, overview: isTooNarrow ? null : await readOverview(tx, actor, filter, canRecount) };
  });
  return {
    filter,
    today: day,
    title: messagesFor(actor.locale)('overview')('title'),
    isTooNarrow,
    shown: overview && {
      overview,
      drawings: drawOverview(overview, filter, actor.locale),
      lede: overviewLede(overview, filter, actor.locale),
    },
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export default function Overview() {
  const { shown, isTooNarrow, filter, today: day, title } = useLoaderData<typeof loader>();
  return (
    <Page>
      <div className="stack stack--4">
        <PageHead title={title} lede={shown?.lede} />
        <ImpactTabs current="overview" reading={filter} />
        {shown ? (
          <OverviewPage overview={shown.overview} drawings={shown.drawings} filter={filter} today={day} />
        ) : (
          <NoOverview isTooNarrow={isTooNarrow} filter={filter} today={day} />
        )}
      </div>
    </Page>
  );
}
