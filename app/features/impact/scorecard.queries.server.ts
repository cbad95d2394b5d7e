import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { addMonths, endOfYear, type LocalDate, yearOf } from '~/features/programmes/paris-date';
import { type ContractLine, type ContractSheet, findContract } from './contract.queries.server';
import { type Answers, coverageOf, figureOf, NO_LINES, NOBODY_ASKED } from './figure';
import { type ReadFigures, readWholeFigures } from './figures.queries.server';
import { type AssessedLine, assessLine, expectedAt, projectedAt, projectedInYear, rollUp, splitEffects } from './scorecard';

export type ApartFigure = { value: number | null; lines: number; companies: number };

/** What the members of the first day did, and what joining and leaving did: they add up to the change since the baseline. */
export type Effects = { growth: number; perimeter: number };

export type ScorecardLine = Omit<ContractLine, 'line'> & {
  line: Pick<ContractLine['line'], 'window' | 'isHigherBetter'>;
} & AssessedLine & {
    baseline: number | null;
    /** Target at the end of the year of the reading, or the first one after it. */
    target: number | null;
    targetOn: LocalDate | null;
    /** The target beyond the contract. */
    horizon: number | null;
    projection: number | null;
    answers: Answers;
    /** Coverage weighted by the base value of each, where there is one. */
    weightedCoverage: number | null;
    /** Where the perimeter is the members' and a baseline is given. */
    effects: Effects | null;
    /** Distinct companies behind the figure, and values carried from the period before. */
    companies: number;
    carried: number;
    apart: { verified: ApartFigure; confirmed: ApartFigure; declared: ApartFigure; unanswered: number };
  };

export type Scorecard = {
  startsOn: LocalDate;
  endsOn: LocalDate;
  horizonOn: LocalDate | null;
  objectives: { code: string; title: string; mean: number | null; unmeasured: number; lines: ScorecardLine[] }[];
  trajectory: { code: string; points: { on: LocalDate; actual: number | null; target: number | null }[] } | null;
};

/** Points of the least-squares slope. */
const PROJECTED_QUARTERS = 4;

/** The contract as it stands on a day, at a minimum trust, as known now. Two statements, whatever the number of companies. */
export async function readScorecard(
  tx: Tx,
  actor: Actor,
  { on, minLevel, chosen: asked }: { on: LocalDate; minLevel: number; chosen: string | null },
): Promise<Scorecard | null> {
  const contract = await findContract(tx, actor, on);
  if (!contract) return null;
  const indicators = contract.objectives.flatMap((objective) => objective.lines);
  const chosen = indicators.find(({ code }) => code === asked) ?? indicators.find(({ code }) => code === 'EMP-02') ?? indicators[0];
  const dates = quarterEnds(contract.startsOn, contract.endsOn);
  const passed = dates.filter((date) => date <= on);
  const past = indicators.flatMap(({ code }) =>
    (code === chosen?.code ? passed : passed.slice(-PROJECTED_QUARTERS)).map((date) => ({ code, on: date })),
  );
  const codes = indicators.map(({ code }) => code);
  const figures = await readWholeFigures(tx, contract, codes, { on, minLevel, past });
  const valueAt = ({ code, rule, scale }: ContractLine, date: LocalDate) => {
    const sum = date === on ? figures.total.get(code) : figures.history.get(code)?.get(date);
    // Nothing counted yet is a sum of zero; a share or a mean of nothing is unknown.
    return figureOf(rule, sum ?? NO_LINES, scale, NOBODY_ASKED);
  };
  const objectives = contract.objectives.map(({ code, title, lines }) => {
    const read = lines.map((indicator) => {
      const quarters = passed.slice(-PROJECTED_QUARTERS).flatMap((date) => {
        const value = valueAt(indicator, date);
        return value === null ? [] : [{ on: date, value }];
      });
      return scorecardLine(contract, indicator, { figures, quarters, on });
    });
    return { code, title, ...rollUp(read), lines: read };
  });
  const point = (indicator: ContractLine, date: LocalDate) => ({
    on: date,
    actual: date <= on ? valueAt(indicator, date) : null,
    target: expectedAt(indicator.line, date),
  });
  return {
    startsOn: contract.startsOn,
    endsOn: contract.endsOn,
    horizonOn: contract.horizonOn,
    objectives,
    trajectory: chosen ? { code: chosen.code, points: dates.map((date) => point(chosen, date)) } : null,
  };
}

function scorecardLine(
  contract: ContractSheet,
  indicator: ContractLine,
  known: { figures: ReadFigures; quarters: { on: LocalDate; value: number }[]; on: LocalDate },
): ScorecardLine {
  const { line, ...rest } = indicator;
  const { on, figures, quarters } = known;
  const answers = figures.answers.get(indicator.code) ?? NOBODY_ASKED;
  const sum = figures.total.get(indicator.code) ?? NO_LINES;
  const achieved = figureOf(indicator.rule, sum, indicator.scale, answers);
  const coverage = coverageOf(answers);
  const target = line.targets.find(({ dueOn }) => dueOn >= endOfYear(yearOf(on))) ?? line.targets.at(-1) ?? null;
  const project = line.window === 'yearly' ? projectedInYear : projectedAt;
  return {
    ...rest,
    line: { window: line.window, isHigherBetter: line.isHigherBetter },
    ...assessLine(line, { achieved, coverage: coverage.share }, on),
    baseline: line.baseline,
    target: target?.value ?? null,
    targetOn: target?.dueOn ?? null,
    horizon: line.targets.find(({ dueOn }) => dueOn > contract.endsOn)?.value ?? null,
    projection: on < contract.endsOn ? project(quarters, contract.endsOn) : null,
    answers,
    weightedCoverage: coverage.weighted,
    effects: effectsOf(indicator, figures, { achieved, baseline: line.baseline }),
    companies: sum.companies,
    carried: sum.lines - sum.fresh,
    apart: apartOf(indicator, figures, answers),
  };
}

/** (`docs/domain.md §5.2`, 1) */
function effectsOf(
  { code, rule, scale, counts }: ContractLine,
  figures: ReadFigures,
  { achieved, baseline }: { achieved: number | null; baseline: number | null },
): Effects | null {
  if (counts === 'all' || achieved === null || baseline === null) return null;
  const constant = figureOf(rule, figures.constant.get(code) ?? NO_LINES, scale, NOBODY_ASKED);
  return constant === null ? null : splitEffects(baseline, achieved, constant);
}

/** Disjoint columns: a company, an event or a case stands in the one of its highest trust. They are never added up. */
function apartOf({ code, rule, scale }: ContractLine, figures: ReadFigures, { expected, answered }: Answers): ScorecardLine['apart'] {
  const classes = figures.apart.get(code);
  const at = (level: number): ApartFigure => {
    const sum = classes?.get(level);
    return sum
      ? { value: figureOf(rule, sum, scale, NOBODY_ASKED), lines: sum.lines, companies: sum.companies }
      : { value: null, lines: 0, companies: 0 };
  };
  return { verified: at(3), confirmed: at(2), declared: at(1), unanswered: expected - answered };
}

/** The eve of the contract, then the end of each quarter to its last day. */
export function quarterEnds(startsOn: LocalDate, endsOn: LocalDate): LocalDate[] {
  const ends: LocalDate[] = [];
  for (let year = yearOf(startsOn); year <= yearOf(endsOn); year += 1) {
    for (const end of [`${year}-03-31`, `${year}-06-30`, `${year}-09-30`, `${year}-12-31`])
      if (end >= startsOn && end <= endsOn) ends.push(end);
  }
  const eve = addMonths(`${yearOf(startsOn)}-12-31`, -12);
  return [eve, ...ends];
}
