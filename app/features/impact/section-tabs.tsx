import { useMessages } from '~/i18n/use-messages';
import { Tabs } from '~/ui/views';
import { type ImpactReading, readingAddress } from './reading';

const PAGES = ['overview', 'contract', 'cluster', 'metrics'] as const;
export type ImpactSection = (typeof PAGES)[number];

const ADDRESS: Record<ImpactSection, string> = {
  overview: '/impact',
  contract: '/impact/contract',
  cluster: '/impact/cluster',
  metrics: '/impact/metrics',
};

/** The pages of the section; the day and the proof of a reading go with one to the next. */
export function ImpactTabs({ current, reading }: { current: ImpactSection; reading?: ImpactReading }) {
  const t = useMessages('impact');
  const views = PAGES.map((page) => ({
    to: page === 'metrics' || page === 'cluster' || !reading ? ADDRESS[page] : readingAddress(ADDRESS[page], reading),
    label: t(`tab.${page}`),
    isCurrent: page === current,
  }));
  return <Tabs label={t('section')} views={views} />;
}
