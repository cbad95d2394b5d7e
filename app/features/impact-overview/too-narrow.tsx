import { ChartLine } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { narrowings, type OverviewFilter, overviewAddress, without } from './overview-filter';

/** Stands for the figures where a large cluster is narrowed by several dimensions at once; offers to take each away. */
export function TooNarrow({ filter, today }: { filter: OverviewFilter; today: string }) {
  const t = useMessages('overview');
  return (
    <EmptyState
      icon={ChartLine}
      title={t('too_narrow.title')}
      action={narrowings(filter).map((dimension) => (
        <LinkButton key={dimension} to={overviewAddress(without(filter, dimension), today)}>
          {t('too_narrow.without', { dimension: t(`by.${dimension}`) })}
        </LinkButton>
      ))}
    >
      {t('too_narrow.text')}
    </EmptyState>
  );
}
