import { CircleCheck, CircleCheckBig, CircleDashed, OctagonX, TriangleAlert } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Pill } from '~/ui/marks';
import { indicatorNumber, type ShownIn, withSign } from './figure';
import type { IndicatorStatus, IndicatorWindow } from './scorecard';

export function useIndicatorWords() {
  const t = useMessages('impact');
  const o = useMessages('outcomes');
  const f = useFormat();
  const number = (line: ShownIn, value: number | null) => (value === null ? t('none') : indicatorNumber(f, line, value));
  const unit = ({ of, scale, line }: { of: { unit: string }; scale: number; line: { window: IndicatorWindow } }): string => {
    const words = t(`unit.${line.window}`);
    if (line.window === 'ratio') return words;
    if (scale > 1) return `${t('sign.million')}, ${words}`;
    if (of.unit === 'net_fte' || of.unit === 'fte') return `${o('sign.fte')}, ${words}`;
    return of.unit === 'score_0_10' ? o('sign.score_0_10') : words;
  };
  const signed = (line: ShownIn & { of: { unit: string } }, value: number) =>
    withSign(number(line, value), line, { impact: t, outcomes: o });
  return { number, unit, signed };
}

const STATUS = {
  reached: { className: 'status status--hit', icon: CircleCheckBig },
  on_line: { className: 'status status--online', icon: CircleCheck },
  watch: { className: 'status status--watch', icon: TriangleAlert },
  gap: { className: 'status status--gap', icon: OctagonX },
  not_measured: { className: 'status status--none', icon: CircleDashed },
} as const;

/** A status by icon and words, never by colour alone. */
export function StatusMark({ status }: { status: IndicatorStatus }) {
  const t = useMessages('impact');
  return <Pill {...STATUS[status]}>{t(`status.${status}`)}</Pill>;
}
