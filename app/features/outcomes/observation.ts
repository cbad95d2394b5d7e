import { readNumber } from '~/i18n/parse';
import { isHeadcount, type Metric, UNITS, type Unit, type UnitRule } from './metric';

export const VALUE_FAULTS = ['empty', 'not_a_number', 'ambiguous', 'too_many_decimals', 'too_low', 'too_high'] as const;
export type ValueFault = (typeof VALUE_FAULTS)[number];
export type ParsedValue = { ok: true; value: number } | { ok: false; fault: ValueFault };

/** Amounts beyond this are typing errors, and the last whole cents a JavaScript number holds. */
const GREATEST_VALUE = 90_000_000_000_000;

/** A value typed in French or English, in the unit's decimals and bounds: `1 234,5` and `1,234.5`, with or without €, %, ETP or FTE. */
export function parseValue(text: string, unit: Unit, language: 'fr' | 'en'): ParsedValue {
  const bare = text.replace(/(€|%|eur|etp|fte)\s*$/i, '').trim();
  if (bare === '') return { ok: false, fault: 'empty' };
  // In French `1.234` may be a thousand, pasted from elsewhere, or not: asked again rather than guessed.
  if (language === 'fr' && /^[-−]?[1-9]\d{0,2}\.\d{3}$/.test(bare)) return { ok: false, fault: 'ambiguous' };
  const read = readNumber(bare, language);
  if (!read.ok) return { ok: false, fault: read.reason };
  const fault = scaleFault(read.value, unit);
  return fault ? { ok: false, fault } : { ok: true, value: read.value };
}

/** Why the unit of a figure can't hold a value, or null. */
export function scaleFault(value: number, unit: Unit): 'too_many_decimals' | 'too_low' | 'too_high' | null {
  const { decimals, min, max }: UnitRule = UNITS[unit];
  if (Number(value.toFixed(decimals)) !== value) return 'too_many_decimals';
  if (value < (min ?? -GREATEST_VALUE)) return 'too_low';
  return value > (max ?? GREATEST_VALUE) ? 'too_high' : null;
}

/** Jumps that need a comment before the value is verified. (`docs/domain.md §4.1`) */
export const JUMP_LIMIT = 0.5;
export const HEADCOUNT_JUMP_LIMIT = 0.3;

/** What two years compare: the value itself, or the share that two numbers make. */
export function comparableValue(given: { num: number | null; den: number | null } | null): number | null {
  if (given === null || given.num === null) return null;
  return given.den ? given.num / given.den : given.num;
}

/** `change` is the share of the earlier value, 0.6 for +60 %; null when the earlier value was 0 and this one is not. */
export type OutlierWarning = { change: number | null; limit: number };

/** A warning when a value of one year moved by more than the limit against the year before; null without an earlier value. */
export function outlierWarning(previous: number | null, next: number | null, metric: Pick<Metric, 'unit' | 'kind'>): OutlierWarning | null {
  if (previous === null || next === null || previous === next) return null;
  const limit = isHeadcount(metric) ? HEADCOUNT_JUMP_LIMIT : JUMP_LIMIT;
  if (previous === 0) return { change: null, limit };
  const change = (next - previous) / Math.abs(previous);
  return Math.abs(change) > limit + 1e-9 ? { change, limit } : null;
}

export const UNKNOWN_REASONS = ['not_available_yet', 'not_measured', 'company_refuses', 'not_concerned'] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

export const OBSERVATION_FAULTS = [
  'number_or_reason',
  'denominator_missing',
  'denominator_zero',
  'denominator_unexpected',
  'future_date',
] as const;
export type ObservationFault = (typeof OBSERVATION_FAULTS)[number];

/** Why a value can't be recorded: a number or a reason, never both or neither; a ratio has its denominator; nothing is true in the future. */
export function observationFault(
  metric: Pick<Metric, 'kind'>,
  value: { num: number | null; den: number | null; unknownReason: string | null; validOn: string },
  today: string,
): ObservationFault | null {
  if ((value.num === null) === (value.unknownReason === null)) return 'number_or_reason';
  if (value.den !== null && (metric.kind !== 'ratio' || value.num === null)) return 'denominator_unexpected';
  if (metric.kind === 'ratio' && value.num !== null) {
    if (value.den === null) return 'denominator_missing';
    if (value.den === 0) return 'denominator_zero';
  }
  return value.validOn > today ? 'future_date' : null;
}

export const ATTRIBUTION_SHARES = [0, 25, 50, 75, 100] as const;
export type AttributionShare = (typeof ATTRIBUTION_SHARES)[number];
