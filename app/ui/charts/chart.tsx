import type { ReactNode } from 'react';
import { useMessages } from '~/i18n/use-messages';

/** The same data drawn twice, so that text keeps its size on a phone. Made on the server only. */
export type ChartDrawing = { wide: string; narrow: string };

/** A drawing, its note and its figures: nothing is said by the drawing alone. */
export function Chart({ drawing, note, table }: { drawing: ChartDrawing; note?: ReactNode; table: ReactNode }) {
  const t = useMessages('ui');
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server with every text escaped */}
      <figure dangerouslySetInnerHTML={{ __html: drawing.wide + drawing.narrow }} />
      {note ? <p className="meta">{note}</p> : null}
      <details className="chart-data">
        <summary>{t('chart.table')}</summary>
        {table}
      </details>
    </>
  );
}
