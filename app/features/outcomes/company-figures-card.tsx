import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { FigureLines } from './figure-lines';
import type { FigureLine } from './figure-sheet';

/** The figures of a company over all its cases. */
export function CompanyFiguresCard({ figures, isForStaff = true }: { figures: readonly FigureLine[]; isForStaff?: boolean }) {
  const t = useMessages('outcomes');
  return (
    <Card id="figures" title={t('card.title')} isFlush={figures.length > 0}>
      {figures.length > 0 ? <FigureLines lines={figures} isForStaff={isForStaff} /> : <p className="muted">{t('card.empty')}</p>}
    </Card>
  );
}
