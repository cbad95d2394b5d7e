import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type ContractLine, type ContractSheet, findContract } from '~/features/impact/contract.queries.server';
import { type Answers, coverageOf, figureOf, NOBODY_ASKED } from '~/features/impact/figure';
import { isRatio } from '~/features/impact/indicator-rule';
import type { ProofLevel } from '~/features/impact/reading';
import { expectedAt, isProvisional, projectedAt, projectedInYear } from '~/features/impact/scorecard';
import { quarterEnds } from '~/features/impact/scorecard.queries.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import { type Ask, areTotalled, type Figures, readNarrowed } from './narrowed-figures.queries.server';
import { COMPARISONS, type Comparison, type Dimension, isNarrowed, type OverviewFilter } from './overview-filter';
import { comparedDay, eveOf, lessBefore, readingDays } from './period';
import { type Refuted, readRefuted } from './refuted.queries.server';

/** What a tile shows of an indicator, besides its name. */
export type Shown = Pick<ContractLine, 'code' | 'of' | 'rule' | 'scale' | 'counts' | 'perimeter'> & {
  line: Pick<ContractLine['line'], 'window' | 'isHigherBetter'>;
};
export type Change = { compare: Comparison; day: LocalDate; change: number };
export type Measure = {
  value: number | null;
  companies: number;
  carried: number;
  answers: Answers;
  coverage: number | null;
  isProvisional: boolean;
};
export type Part = { value: number | null; companies: number };
/** Of the highest trust at which each line counts: never added up. */
export type Parts = { verified: Part; confirmed: Part; declared: Part; unanswered: number };

export type Tile = Shown & Measure & { expected: number | null; changes: Change[]; parts: Parts | null; trend: (number | null)[] };
export type Multiple = Measure & { key: string; change: number | null; trend: (number | null)[] };

export type Overview = {
  contract: Pick<ContractSheet, 'name' | 'startsOn' | 'endsOn'>;
  choices: { code: string; label: string }[];
  tiles: Tile[];
  chosen: Tile & {
    points: { on: LocalDate; actual: number | null; target: number | null }[];
    projection: number | null;
    /** As it stands on the day, whatever the period, and what is due by then. */
    reached: number | null;
    due: number | null;
    /** The figure at each minimum trust: three readings of one figure. */
    readings: Record<ProofLevel, Part>;
    refuted: Refuted;
  };
  /** The cluster is too large to cut by one dimension more what two narrow already: totals hold two at a time. */
  isUncut: { tracks: boolean; multiples: boolean };
  /** Null where parts of a figure can't be put one on another, shares and means, or can't be cut. */
  tracks: { days: LocalDate[]; totals: (number | null)[]; rows: { track: string; values: (number | null)[]; companies: number }[] } | null;
  days: LocalDate[];
  multiples: Multiple[];
};

const HEADLINES = ['ACC-01', 'EMP-02', 'FIN-02', 'FIN-04', 'ACC-04', 'EXP-02', 'EUR-03', 'PRJ-01'];
const TREND = 8;
const LEVELS = [3, 2, 1] as const;
const MOST_KEYS = 24;

type Reading = { contract: ContractSheet; filter: OverviewFilter };

/**
 * Figures of the contract on a day, of what the filter leaves: at most six statements, whatever the number of companies. Where nothing can be
 * counted again (`isRecountable`), a figure that two dimensions narrow already is not cut by a third.
 */
export async function readOverview(tx: Tx, actor: Actor, filter: OverviewFilter, canRecount = true): Promise<Overview | null> {
  const contract = await findContract(tx, actor, filter.on);
  const lines = contract?.objectives.flatMap((objective) => objective.lines) ?? [];
  const pick = (code: string | null) => lines.find((line) => line.code === code);
  const chosen = pick(filter.indicator) ?? pick('EMP-02') ?? lines[0];
  if (!contract || !chosen) return null;
  const canCut = (by: Dimension) => canRecount || areTotalled(filter.within, by);
  const reading = { contract, filter };
  const headlines = HEADLINES.flatMap((code) => pick(code) ?? []);
  const days = readingDays(filter.on, contract.startsOn, TREND);
  const asked = [...headlines.filter(({ code }) => code !== chosen.code), chosen];
  const whole = await readNarrowed(tx, contract, {
    asks: once(asked.flatMap((line) => asksOf(line, reading, days, line.code === chosen.code))),
    cut: 'total',
    within: filter.within,
  });
  const tile = (line: ContractLine) => tileOf(line, whole, reading, days);
  return {
    contract: { name: contract.name, startsOn: contract.startsOn, endsOn: contract.endsOn },
    choices: lines.map(({ code, of }) => ({ code, label: of.label })),
    tiles: headlines.map(tile),
    chosen: {
      ...tile(chosen),
      ...pathOf(chosen, whole, reading),
      readings: readingsOf(chosen, whole, reading),
      refuted: isNarrowed(filter) ? { values: 0, subjects: 0 } : await readRefuted(tx, actor.clusterId, chosen, filter.on),
    },
    isUncut: { tracks: !canCut('track'), multiples: !canCut(filter.by) },
    tracks: canCut('track') ? await readTracks(tx, chosen, whole, reading, days) : null,
    days,
    multiples: canCut(filter.by) ? await readMultiples(tx, chosen, reading, days) : [],
  };
}

/** What is asked for one figure: its days, the days they are compared with, and what leaves a period. */
function asksOf(line: ContractLine, { contract, filter }: Reading, days: readonly LocalDate[], isChosen: boolean): Ask[] {
  const { on, minLevel: level, period } = filter;
  const ask = (day: LocalDate, kind: Ask['kind'] = 'total', at: number = level): Ask => ({ kind, code: line.code, level: at, on: day });
  const compared = COMPARISONS.flatMap((compare) => comparedDay(compare, line, period, on, contract.startsOn) ?? []);
  const eves = [on, ...compared].flatMap((day) => eveOf(line, period, day, contract.startsOn) ?? []);
  const passed = isChosen ? quarterEnds(contract.startsOn, contract.endsOn).filter((day) => day <= on) : [];
  return [
    ...[on, ...days, ...compared, ...eves, ...passed].map((day) => ask(day)),
    ask(on, 'answers'),
    ...(isNarrowed(filter) ? [] : LEVELS.map((at) => ask(on, 'apart', at))),
    ...(isChosen ? LEVELS.flatMap((at) => [on, ...eves].map((day) => ask(day, 'total', at))) : []),
  ];
}

function once(asks: readonly Ask[]): Ask[] {
  return [...new Map(asks.map((ask) => [`${ask.kind} ${ask.code} ${ask.level} ${ask.on}`, ask])).values()];
}

/** The figure of the period that ends on a day, under a key. */
function valueAt(
  line: ContractLine,
  figures: Figures,
  { contract, filter }: Reading,
  day: LocalDate,
  { level, key = '' }: { level?: number; key?: string } = {},
) {
  const at = level ?? filter.minLevel;
  const eve = eveOf(line, filter.period, day, contract.startsOn);
  const sum = lessBefore(figures.sum(line.code, day, at, key), eve === null ? undefined : figures.sum(line.code, eve, at, key));
  const answers = day === filter.on ? figures.answers(line.code, day, at, key) : NOBODY_ASKED;
  return { value: figureOf(line.rule, sum, line.scale, answers), sum, answers };
}

function measureOf(line: ContractLine, figures: Figures, reading: Reading, key = ''): Measure {
  const { value, sum, answers } = valueAt(line, figures, reading, reading.filter.on, { key });
  const { share } = coverageOf(answers);
  return {
    value,
    companies: sum.companies,
    carried: Math.max(0, sum.lines - sum.fresh),
    answers,
    coverage: share,
    isProvisional: isProvisional(share),
  };
}

function changeOf(line: ContractLine, figures: Figures, reading: Reading, compare: Comparison, now: number | null, key = ''): Change[] {
  const { contract, filter } = reading;
  const day = comparedDay(compare, line, filter.period, filter.on, contract.startsOn);
  const before = day === null ? null : valueAt(line, figures, reading, day, { key }).value;
  return day === null || before === null || now === null ? [] : [{ compare, day, change: now - before }];
}

function tileOf(line: ContractLine, figures: Figures, reading: Reading, days: readonly LocalDate[]): Tile {
  const { filter } = reading;
  const measure = measureOf(line, figures, reading);
  const changes = COMPARISONS.flatMap((compare) => changeOf(line, figures, reading, compare, measure.value));
  const distinct = changes.filter(({ day }, index) => changes.findIndex((other) => other.day === day) === index);
  const { code, of, rule, scale, counts, perimeter } = line;
  return {
    ...{ code, of, rule, scale, counts, perimeter, line: { window: line.line.window, isHigherBetter: line.line.isHigherBetter } },
    ...measure,
    expected: isNarrowed(filter) || filter.period !== 'contract' ? null : expectedAt(line.line, filter.on),
    changes: filter.compare === 'year' ? distinct.reverse() : distinct,
    parts: isNarrowed(filter) ? null : partsOf(line, figures, filter.on, measure.answers),
    trend: days.map((day) => levelAt(line, figures, day, filter.minLevel)),
  };
}

/** The figure as it stood on a day, since it began to add up. */
function levelAt({ code, rule, scale }: ContractLine, figures: Figures, day: LocalDate, level: number, key = ''): number | null {
  return figureOf(rule, figures.sum(code, day, level, key), scale, NOBODY_ASKED);
}

function partsOf({ code, rule, scale }: ContractLine, figures: Figures, on: LocalDate, { expected, answered }: Answers): Parts {
  const part = (level: number): Part => {
    const sum = figures.apart(code, on, level);
    return { value: sum.lines === 0 ? null : figureOf(rule, sum, scale, NOBODY_ASKED), companies: sum.companies };
  };
  return { verified: part(3), confirmed: part(2), declared: part(1), unanswered: expected - answered };
}

function readingsOf(line: ContractLine, figures: Figures, reading: Reading): Record<ProofLevel, Part> {
  const part = (level: ProofLevel): Part => {
    const { value, sum } = valueAt(line, figures, reading, reading.filter.on, { level });
    return { value, companies: sum.companies };
  };
  return { 3: part(3), 2: part(2), 1: part(1) };
}

/** The chosen indicator's path by quarter. Targets are those of the whole contract. */
function pathOf(line: ContractLine, figures: Figures, { contract, filter }: Reading) {
  const isWhole = !isNarrowed(filter);
  const points = quarterEnds(contract.startsOn, contract.endsOn).map((on) => ({
    on,
    actual: on <= filter.on ? levelAt(line, figures, on, filter.minLevel) : null,
    target: isWhole ? expectedAt(line.line, on) : null,
  }));
  const known = points.flatMap(({ on, actual }) => (actual === null ? [] : [{ on, value: actual }]));
  const project = line.line.window === 'yearly' ? projectedInYear : projectedAt;
  return {
    points,
    reached: levelAt(line, figures, filter.on, filter.minLevel),
    due: isWhole ? expectedAt(line.line, filter.on) : null,
    projection: filter.on < contract.endsOn ? project(known, contract.endsOn) : null,
  };
}

async function readTracks(
  tx: Tx,
  line: ContractLine,
  whole: Figures,
  { contract, filter }: Reading,
  days: readonly LocalDate[],
): Promise<Overview['tracks']> {
  if (isRatio(line.rule) || line.rule === 'mean') return null;
  const { minLevel, within, on } = filter;
  const asks = days.map((day): Ask => ({ kind: 'total', code: line.code, level: minLevel, on: day }));
  const figures = await readNarrowed(tx, contract, { asks, cut: 'track', within });
  return {
    days: [...days],
    totals: days.map((day) => levelAt(line, whole, day, minLevel)),
    rows: figures.keysOf(line.code).map((track) => ({
      track,
      values: days.map((day) => levelAt(line, figures, day, minLevel, track)),
      companies: figures.sum(line.code, on, minLevel, track).companies,
    })),
  };
}

async function readMultiples(tx: Tx, line: ContractLine, reading: Reading, days: readonly LocalDate[]): Promise<Multiple[]> {
  const { contract, filter } = reading;
  const { on, minLevel, period, compare } = filter;
  const compared = comparedDay(compare, line, period, on, contract.startsOn);
  const needed = [on, ...(compared === null ? [] : [compared])];
  const eves = needed.flatMap((day) => eveOf(line, period, day, contract.startsOn) ?? []);
  const asks = once([
    ...[...days, ...needed, ...eves].map((day): Ask => ({ kind: 'total', code: line.code, level: minLevel, on: day })),
    { kind: 'answers', code: line.code, level: minLevel, on },
  ]);
  const figures = await readNarrowed(tx, contract, { asks, cut: filter.by, within: filter.within });
  const multiples = figures.keysOf(line.code).map((key): Multiple => {
    const measure = measureOf(line, figures, reading, key);
    const [change] = changeOf(line, figures, reading, compare, measure.value, key);
    return { key, ...measure, change: change?.change ?? null, trend: days.map((day) => levelAt(line, figures, day, minLevel, key)) };
  });
  const order = (one: Multiple) => (one.key === '' ? Number.NEGATIVE_INFINITY : (one.value ?? -1e300));
  return multiples.sort((a, b) => order(b) - order(a) || (a.key < b.key ? -1 : 1)).slice(0, MOST_KEYS);
}
