import { CircleDashed, CircleHelp, OctagonX, ShieldCheck, UserCheck } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Pill } from '~/ui/marks';
import type { SheetMetric } from './figure-sheet';
import { UNITS } from './metric';
import { parsePeriod } from './period';
import { trustOfLevel } from './trust';

type Measured = Pick<SheetMetric, 'unit' | 'kind'>;
type Given = { num: number | null; den?: number | null };

/** A figure and its period as people read them: `46 ETP`, `3,9 M€`, `exercice clos en 2025`. */
export function useFigureWords() {
  const t = useMessages('outcomes');
  const f = useFormat();
  const value = (of: Measured, { num, den }: Given): string => {
    if (num === null) return t('unknown');
    const shown = of.kind === 'ratio' && den ? num / den : num;
    if (of.unit === 'percent') return f.percent(of.kind === 'ratio' && den ? shown : shown / 100, { min: 0, max: 1 });
    if (of.unit === 'eur') return f.moneyShort(Math.round(shown * 100));
    if (of.unit === 'export_status') return t(`export_status.${(shown >= 0 && shown <= 3 ? shown : 0) as 0}`);
    const decimals = of.unit === 'eur_per_fte' ? 0 : UNITS[of.unit].decimals;
    const n = f.number(shown, { min: 0, max: decimals });
    return of.unit === 'companies' ? t('unit.companies', { n: shown }) : t(`unit.${of.unit}`, { n });
  };
  const period = (of: Pick<SheetMetric, 'grain' | 'kind'>, cell: string): string => {
    const [code = '', reference] = cell.split('/');
    if (of.grain === 'event') return reference === 'B1' ? t('period.start') : t('period.event', { key: cell });
    const known = parsePeriod(code);
    if (!known) return code;
    const words =
      known.grain === 'half_year'
        ? t('period.half', { half: code.slice(5), year: code.slice(0, 4) })
        : t(of.kind === 'stock' ? 'period.year_end' : 'period.year', { year: code });
    return reference ? `${words}, ${t('period.case', { reference })}` : words;
  };
  /** The sign that stands beside a field. */
  const sign = (of: Measured): string | undefined => {
    if (of.unit === 'eur') return '€';
    if (of.unit === 'percent') return '%';
    return of.unit === 'fte' || of.unit === 'days' || of.unit === 'score_0_10' || of.unit === 'score_1_5' || of.unit === 'trl'
      ? t(`sign.${of.unit}`)
      : undefined;
  };
  return { value, period, sign };
}

const TRUST_ICON = { declared: CircleDashed, confirmed: UserCheck, verified: ShieldCheck, audited: ShieldCheck } as const;

/** How far a value can be trusted, by icon and word. Level 0 is a question without an answer. */
export function TrustMark({ level, isUnknown }: { level: number; isUnknown?: boolean }) {
  const t = useMessages('outcomes');
  const trust = trustOfLevel(level);
  if (!trust) {
    return (
      <Pill className="trust trust--missing" icon={CircleHelp}>
        {t('trust.awaited')}
      </Pill>
    );
  }
  return (
    <Pill className={`trust trust--${trust}`} icon={TRUST_ICON[trust]}>
      {isUnknown ? `${t('trust.unknown')} · ${t(`trust.${trust}`).toLowerCase()}` : t(`trust.${trust}`)}
    </Pill>
  );
}

export function ContestedMark() {
  const t = useMessages('outcomes');
  return (
    <Pill className="trust trust--refuted" icon={OctagonX}>
      {t('given.contested')}
    </Pill>
  );
}
