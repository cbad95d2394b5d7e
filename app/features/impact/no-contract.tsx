import { ChartLine } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { EmptyState } from '~/ui/card';

/** Where no contract runs there is nothing to read. */
export function NoContract() {
  const t = useMessages('impact');
  return (
    <EmptyState icon={ChartLine} title={t('none.title')}>
      {t('none.text')}
    </EmptyState>
  );
}
