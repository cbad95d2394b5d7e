import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readCatalogue } from '~/features/impact/catalogue.queries.server';
import { familyOf } from '~/features/impact/metric-family';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import { Page, PageHead } from '~/ui/shell';

const ImpactTabs = later(async () => (await import('~/features/impact/section-tabs')).ImpactTabs);
const CataloguePage = later(async () => (await import('~/features/impact/catalogue-page')).CataloguePage);

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  const family = familyOf(new URL(args.request.url).searchParams);
  const catalogue = await asReader(actor, (tx) => readCatalogue(tx, actor, family, today()));
  return { catalogue, title: messagesFor(actor.locale)('metrics')('title') };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export default function Metrics() {
  const { catalogue, title } = useLoaderData<typeof loader>();
  const t = useMessages('metrics');
  const total = catalogue.counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Page>
      <div className="stack stack--4">
        <PageHead title={title} lede={t('lede', { n: total })} />
        <ImpactTabs current="metrics" />
        <CataloguePage catalogue={catalogue} />
      </div>
    </Page>
  );
}
