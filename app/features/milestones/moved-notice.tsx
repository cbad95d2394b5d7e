import { useMessages } from '~/i18n/use-messages';
import { Notice } from '~/ui/card';
import { MoveAct } from './milestone-press';
import type { MilestoneLine } from './milestones.queries.server';

type Props = { caseId: string; lines: readonly MilestoneLine[]; moved: string | null; rescheduled: number | null };

/** What the last press did, the figures it asked for, and the way back while there is one. */
export function MovedNotice({ caseId, lines, moved, rescheduled }: Props) {
  const t = useMessages('milestones');
  const line = lines.find(({ id }) => id === moved);
  if (!line) return <Notice>{null}</Notice>;
  if (rescheduled !== null) return <Notice>{t('rescheduled', { position: line.position, count: rescheduled })}</Notice>;
  const asks = line.state === 'done' && line.metrics.length > 0;
  return (
    <Notice action={line.pressed.includes('undo') ? <MoveAct move="undo" line={line} caseId={caseId} /> : null}>
      {t(`moved.${line.state}`, { position: line.position })}
      {asks ? (
        <>
          {' '}
          {t('moved.figures', { count: line.metrics.length })} <a href={`/cases/${caseId}/figures`}>{t('moved.figures_link')}</a>
        </>
      ) : null}
    </Notice>
  );
}
