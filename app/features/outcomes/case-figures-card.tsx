import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Count } from '~/ui/shell';
import { FigureLines } from './figure-lines';
import type { FigureLine } from './figure-sheet';

/** The figures of a case beside its plan: reference, last value, trust, and the way to record them. */
export function CaseFiguresCard({ caseId, figures }: { caseId: string; figures: readonly FigureLine[] }) {
  const t = useMessages('outcomes');
  const awaited = figures.filter((line) => line.isAwaited).length;
  return (
    <Card
      id="figures"
      title={t('card.title')}
      aside={awaited > 0 ? <Count value={awaited} tone="watch" /> : null}
      actions={<a href={`/cases/${caseId}/figures`}>{t('card.edit')}</a>}
      isFlush={figures.length > 0}
    >
      {figures.length > 0 ? <FigureLines lines={figures} isForStaff /> : <p className="muted">{t('card.empty')}</p>}
    </Card>
  );
}
