import { isAskedOfCompany, isBaselineAsked } from './asked-figure';
import type { BaselineKind, MetricGrain, MetricKind, Unit } from './metric';

/** A metric as a page words it; `parts` name the numerator and denominator of a typed ratio. */
export type SheetMetric = {
  code: string;
  version: number;
  label: string;
  unit: Unit;
  kind: MetricKind;
  grain: MetricGrain;
  baselineKind: BaselineKind | null;
  parts: { numerator: string; denominator: string } | null;
  evidence: string;
};

/** One cell asked of the company by a case. */
export type AskedCellRow = {
  id: string;
  metric: string;
  cell: string;
  validOn: string;
  isBaseline: boolean;
  caseId: string;
  reference: string;
  track: string;
  caseState: string;
};

/** The value that stands in a cell. */
export type CellValue = {
  metric: string;
  cell: string;
  validOn: string;
  num: number | null;
  den: number | null;
  unknownReason: string | null;
  level: number;
  observationId: string;
  caseId: string | null;
  source: string;
  authorId: string;
  authorName: string | null;
  comment: string | null;
  evidence: string | null;
  /** The leader has said "no" to it since it was given. */
  isContested: boolean;
};

export type FrozenBaseline = {
  id: string;
  caseId: string;
  metric: string;
  num: number;
  onDate: string;
  isCorrection: boolean;
  reason: string | null;
};

/** Everything known about the figures a case, or a company, was asked for. */
export type FigureSheet = {
  companyId: string | null;
  metrics: SheetMetric[];
  asked: AskedCellRow[];
  cells: CellValue[];
  /** In the order they became known. */
  baselines: FrozenBaseline[];
};

const OVER: readonly string[] = ['closed', 'closed_early', 'refused', 'redirected', 'on_hold'];

export function metricOf(sheet: FigureSheet, code: string): SheetMetric | undefined {
  return sheet.metrics.find((metric) => metric.code === code);
}

/** The values that answer a question: the cell itself, or for an event whatever the case brought under its own key. */
export function answersTo(sheet: FigureSheet, asked: AskedCellRow): CellValue[] {
  const isEvent = metricOf(sheet, asked.metric)?.grain === 'event' && !asked.isBaseline;
  return sheet.cells.filter(
    (value) =>
      value.metric === asked.metric &&
      (value.cell === asked.cell || (isEvent && value.caseId === asked.caseId && value.cell !== `${asked.reference}/B1`)),
  );
}

/** The value of the period before a cell, to compare and to start from. */
export function previousOf(sheet: FigureSheet, { metric, validOn }: { metric: string; validOn: string }): CellValue | null {
  const earlier = sheet.cells.filter((value) => value.metric === metric && value.validOn < validOn && value.num !== null);
  return earlier.sort((a, b) => (a.validOn < b.validOn ? 1 : -1))[0] ?? null;
}

export type FigureToGive = AskedCellRow & { of: SheetMetric; previous: CellValue | null };

/** What the leader is asked for and nobody has answered, reference values first. */
export function figuresToGive(sheet: FigureSheet): FigureToGive[] {
  const seen = new Set<string>();
  return sheet.asked
    .filter((asked) => isAskedOfCompany(asked.metric) && !OVER.includes(asked.caseState) && answersTo(sheet, asked).length === 0)
    .filter(({ metric, cell }) => !seen.has(`${metric} ${cell}`) && seen.add(`${metric} ${cell}`))
    .flatMap((asked) => {
      const of = metricOf(sheet, asked.metric);
      return of ? [{ ...asked, of, previous: previousOf(sheet, asked) }] : [];
    })
    .sort((a, b) => Number(b.isBaseline) - Number(a.isBaseline) || (a.metric < b.metric ? -1 : 1));
}

export type FigureToConfirm = CellValue & { of: SheetMetric };

/** What staff gave for the company and the leader has neither agreed to nor contested: silence is not agreement. */
export function figuresToConfirm(sheet: FigureSheet): FigureToConfirm[] {
  return sheet.cells
    .filter((value) => value.level === 1 && value.source === 'staff' && !value.isContested && isAskedOfCompany(value.metric))
    .flatMap((value) => {
      const of = metricOf(sheet, value.metric);
      return of ? [{ ...value, of }] : [];
    });
}

/** One line of the case's or company's figures: its reference, its last value, how far it can be trusted. */
export type FigureLine = {
  of: SheetMetric;
  reference: { num: number; den: number | null; isFrozen: boolean; onDate: string | null } | null;
  last: CellValue | null;
  /** Asked and still without any answer. */
  isAwaited: boolean;
};

/** The lines of one case: a metric asked twice is one line. */
export function figureLines(sheet: FigureSheet, caseId: string | null): FigureLine[] {
  return sheet.metrics.map((of) => {
    const values = sheet.cells.filter((value) => value.metric === of.code && !value.cell.endsWith('/B1'));
    const asked = sheet.asked.filter((row) => row.metric === of.code);
    return {
      of,
      reference: referenceOf(sheet, of, caseId),
      last: lastValue(of, values),
      isAwaited: asked.some((row) => answersTo(sheet, row).length === 0),
    };
  });
}

/** Amounts of several events add up, at the trust of the weakest; anything else is the latest value. */
function lastValue(of: SheetMetric, values: readonly CellValue[]): CellValue | null {
  const latest = [...values].sort((a, b) => (a.validOn < b.validOn ? 1 : -1))[0] ?? null;
  const known = values.filter((value) => value.num !== null);
  if (of.grain !== 'event' || of.kind !== 'flow' || known.length < 2 || !latest) return latest;
  return { ...latest, num: known.reduce((sum, value) => sum + (value.num ?? 0), 0), level: Math.min(...known.map((value) => value.level)) };
}

function referenceOf(sheet: FigureSheet, of: SheetMetric, caseId: string | null): FigureLine['reference'] {
  const frozen = sheet.baselines.filter((row) => row.metric === of.code && (caseId === null || row.caseId === caseId)).at(-1);
  if (frozen) return { num: frozen.num, den: null, isFrozen: true, onDate: frozen.onDate };
  if (of.baselineKind === 'B2') return { num: 0, den: null, isFrozen: true, onDate: null };
  if (!isBaselineAsked(of)) return null;
  const given = sheet.asked
    .filter((row) => row.metric === of.code && row.isBaseline)
    .flatMap((row) => answersTo(sheet, row))
    .find((value) => value.num !== null);
  return given?.num == null ? null : { num: given.num, den: given.den, isFrozen: false, onDate: given.validOn };
}
