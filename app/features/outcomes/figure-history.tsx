import { CircleDashed, Lock, OctagonX, Pencil, ShieldCheck, UserCheck } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Timeline, type TimelineEntry } from '~/ui/facts';
import type { FrozenBaseline, SheetMetric } from './figure-sheet';
import { useFigureWords } from './figure-words';
import type { FigureMoment } from './figures.queries.server';

const ICON = {
  entered: CircleDashed,
  corrected: Pencil,
  confirmed: UserCheck,
  verified: ShieldCheck,
  audited: ShieldCheck,
  refuted: OctagonX,
  withdrawn: OctagonX,
  reopened: OctagonX,
} as const;

/** Everything said about a value, newest first; what no longer counts stays, struck through. */
export function FigureHistory({
  of,
  moments,
  baselines = [],
}: {
  of: SheetMetric;
  moments: readonly FigureMoment[];
  baselines?: readonly FrozenBaseline[];
}) {
  const t = useMessages('outcomes');
  const f = useFormat();
  const words = useFigureWords();
  const recorded = (at: string) => f.date(f.isoDay(new Date(at)));
  const sentence = (moment: FigureMoment) => {
    const name = moment.byName ?? t('history.someone');
    const value = moment.unknownReason
      ? t('given.unknown', { reason: t(`reason.${moment.unknownReason as 'unknown'}`) })
      : words.value(of, moment);
    if (moment.kind === 'entered') return t('history.entered', { value, name, source: moment.source });
    if (moment.kind === 'corrected') return t('history.corrected', { value, name });
    return t(`history.${moment.kind}`, { name });
  };
  const entries: TimelineEntry[] = moments.map((moment) => {
    const isEntry = moment.kind === 'entered' || moment.kind === 'corrected';
    const when = isEntry
      ? t('history.when', { valid: f.date(moment.validOn), recorded: recorded(moment.recordedAt) })
      : t('history.when_act', { recorded: recorded(moment.recordedAt) });
    return {
      key: moment.id,
      icon: ICON[moment.kind],
      ...(moment.kind === 'verified' || moment.kind === 'audited' ? { tone: 'ok' as const } : {}),
      what: isEntry && moment.isStruck ? <del>{sentence(moment)}</del> : <strong>{sentence(moment)}</strong>,
      meta: (
        <>
          {when}
          {isEntry && moment.isStruck ? ` · ${t('history.struck')}` : null}
          {moment.evidence ? <Line>{t('given.evidence', { text: moment.evidence })}</Line> : null}
          {moment.comment ? <Line>{t('given.comment', { text: moment.comment })}</Line> : null}
        </>
      ),
    };
  });
  const frozen: TimelineEntry[] = [...baselines].reverse().map((baseline) => ({
    key: baseline.id,
    icon: Lock,
    what: <strong>{t(baseline.isCorrection ? 'history.frozen_corrected' : 'history.frozen', { value: words.value(of, baseline) })}</strong>,
    meta: (
      <>
        {f.date(baseline.onDate)}
        {baseline.reason ? <Line>{t('given.comment', { text: baseline.reason })}</Line> : null}
      </>
    ),
  }));
  return <Timeline entries={[...entries, ...frozen]} />;
}

function Line({ children }: { children: string }) {
  return (
    <>
      <br />
      {children}
    </>
  );
}
