import type { Locale } from '~/i18n/locale';
import type { SheetMetric } from './figure-sheet';
import { outlierWarning, parseValue, UNKNOWN_REASONS, type UnknownReason } from './observation';

/** What a form sends about one figure: a value, or why there is none. */
export type TypedFigure = { value: string; den: string; unknownReason: string };
export type ReadFigure = { num: number | null; den: number | null; unknownReason: UnknownReason | null };
export type FigureErrors = Partial<Record<keyof TypedFigure, string>>;

/** Reads a typed figure in the unit of its metric; errors are message references by field. A reason wins over a value left in place. */
export function readTypedFigure(
  typed: TypedFigure,
  of: SheetMetric,
  locale: Locale,
): { ok: true; value: ReadFigure } | { ok: false; errors: FigureErrors } {
  const reason = UNKNOWN_REASONS.find((known) => known === typed.unknownReason);
  if (reason) return { ok: true, value: { num: null, den: null, unknownReason: reason } };
  const isRatio = of.kind === 'ratio' && of.parts !== null;
  const value = parseValue(typed.value, isRatio ? 'eur' : of.unit, locale);
  const den = isRatio ? parseValue(typed.den, 'fte', locale) : null;
  const errors: FigureErrors = {
    ...(value.ok ? {} : { value: `outcomes:fault.${value.fault}` }),
    ...(den && !den.ok ? { den: `outcomes:fault.${den.fault}` } : {}),
  };
  if (!value.ok || (den && !den.ok)) return { ok: false, errors };
  return { ok: true, value: { num: value.value, den: den ? den.value : null, unknownReason: null } };
}

export type Jump = { before: number; after: number; change: number | null };

/** The jump that asks for a word, or null: a value far from the one of the period before. (`docs/domain.md §4.1`) */
export function unexplainedJump(of: SheetMetric, before: number | null, after: number | null, comment: string | null): Jump | null {
  const warning = of.grain === 'event' ? null : outlierWarning(before, after, of);
  if (!warning || before === null || after === null || (comment ?? '').trim() !== '') return null;
  return { before, after, change: warning.change };
}
