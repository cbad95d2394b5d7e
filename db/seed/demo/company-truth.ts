import { Chance } from './chance';
import type { ExportStatus, SizeCategory } from './company-plan';
import type { Fortune } from './fortunes';
import type { StoryLine } from './story-lines';

type Year = {
  headcount: number;
  here: number;
  turnover: number;
  exports: number;
  research: number;
  researchCost: number;
  addedValue: number;
  /** Its European proposal of the year was retained, when it had one. */
  retained: number;
};
export type TruthFacts = {
  id: string;
  size: SizeCategory;
  startingFte: number;
  territoryFte: number;
  exportStatus: ExportStatus;
  story: StoryLine | null;
};

/** Growth of turnover: ln(1 + g) is normal; what is supported grows by a hundredth more. (`docs/domain.md §10.3`) */
const GROWTH = { mean: 0.045, deviation: 0.18, supported: 0.01 };
const EXPORT_SHARES: Record<ExportStatus, readonly [number, number]> = {
  never: [0, 0],
  first: [0.01, 0.09],
  occasional: [0.1, 0.3],
  regular: [0.34, 0.78],
};
/** People follow turnover, later and less; a part of hiring is its own. */
const HIRING = { mean: 0.026, deviation: 0.05, ofGrowth: 0.6, least: -0.22, most: 0.25 };
/** Exports grow a little faster than sales. */
const EXPORT_DRIFT = 0.022;
/** Headcount and turnover within which a company keeps its size. (`docs/domain.md §2.3`) */
const BOUNDS: Record<SizeCategory, { least: number; most: number; turnover: number }> = {
  micro: { least: 1, most: 9.5, turnover: 1_900_000 },
  small: { least: 10, most: 48.5, turnover: 9_700_000 },
  medium: { least: 50, most: 244, turnover: 48_000_000 },
  mid_cap: { least: 255, most: 4_900, turnover: 1_400_000_000 },
  large: { least: 5_050, most: 30_000, turnover: Number.POSITIVE_INFINITY },
};
/** Years before the contract that reference values may ask for. */
const YEARS_BEFORE = 3;

/** Draws that a fortune needs for a world that stands in a year. */
export function yearsOfTruth(contractStartYear: number, lastYear: number): number {
  return lastYear - contractStartYear + YEARS_BEFORE;
}

/** What is true of a company year after year; people then declare it, late, partly, or not. */
export class CompanyTruth {
  readonly #years = new Map<number, Year>();
  readonly #firstYear: number;

  constructor(
    facts: TruthFacts,
    private readonly isSupported: boolean,
    fortune: Fortune,
    seed: string,
    contractStartYear: number,
    lastYear: number,
  ) {
    const chance = new Chance(`${seed} truth ${facts.id}`);
    this.#firstYear = contractStartYear - YEARS_BEFORE;
    const habits = habitsOf(facts, fortune, chance);
    const path: { turnover: number; people: number }[] = [{ turnover: 0, people: 0 }];
    for (let year = this.#firstYear + 1; year <= lastYear; year++)
      path.push(this.#next(path[path.length - 1] as Level, facts, year >= contractStartYear, drawsOf(fortune, path.length - 1)));
    const base = path[YEARS_BEFORE - 1] as Level;
    for (const [place, level] of path.entries()) {
      const against = {
        ...{ turnover: Math.exp(level.turnover - base.turnover), people: Math.exp(level.people - base.people) },
        exports: 1 + EXPORT_DRIFT * (place - YEARS_BEFORE + 1),
      };
      this.#years.set(this.#firstYear + place, yearWith(facts, habits, against, chance));
    }
    if (facts.story === 'micro_becomes_small') this.#growPastTen();
  }

  /** Nine people, then eleven over two years: small from the second on. (`docs/domain.md §2.3`) */
  #growPastTen(): void {
    for (const [place, [year, known]] of [...this.#years].entries()) {
      const headcount = PAST_TEN[Math.min(place, PAST_TEN.length - 1)] ?? 14;
      const turnover = Math.round(headcount * 162) * 1_000;
      this.#years.set(year, {
        ...known,
        headcount,
        here: headcount,
        turnover,
        research: 2,
        exports: toThousand(turnover * 0.04),
      });
    }
  }

  #next(level: Level, { size }: TruthFacts, isContractYear: boolean, draws: Draws): Level {
    const steadiness = size === 'large' || size === 'mid_cap' ? 0.4 : 1;
    const extra = this.isSupported && isContractYear ? GROWTH.supported : 0;
    const growth = GROWTH.mean + extra + GROWTH.deviation * steadiness * draws.turnover;
    const wanted = HIRING.ofGrowth * growth + HIRING.mean + HIRING.deviation * steadiness * draws.hiring;
    const hiring = within(wanted, HIRING.least, HIRING.most);
    return { turnover: level.turnover + growth, people: level.people + hiring };
  }

  /** Sells so many times as much abroad, every year, and never more than it sells. */
  scaleExports(factor: number): void {
    for (const year of this.#years.values()) year.exports = Math.min(year.turnover, toThousand(year.exports * factor));
  }

  /** A yearly figure, or null for a year outside the demo and for what isn't yearly. */
  yearly(metric: string, year: number): { num: number; den: number | null } | null {
    const known = this.#years.get(Math.max(year, this.#firstYear));
    const value = known && YEARLY_VALUES[metric]?.(known);
    if (value === undefined) return null;
    return typeof value === 'number' ? { num: value, den: null } : { num: value[0], den: value[1] };
  }
}

const PAST_TEN = [7, 8, 9, 11.5, 13, 14];

type Level = { turnover: number; people: number };
type Draws = { turnover: number; hiring: number };
type Habits = { perHead: number; exportShare: number; researchShare: number; researchCost: number; valueShare: number };

const drawsOf = ({ turnover, hiring }: Fortune, year: number): Draws => ({ turnover: turnover[year] ?? 0, hiring: hiring[year] ?? 0 });

function habitsOf({ exportStatus }: TruthFacts, fortune: Fortune, chance: Chance): Habits {
  const [least, most] = EXPORT_SHARES[exportStatus];
  return {
    perHead: chance.int(95, 185) * 1_000,
    exportShare: least + (most - least) * fortune.exports,
    researchShare: 0.06 + 0.2 * chance.unit(),
    researchCost: chance.int(70, 96) * 1_000,
    valueShare: 0.36 + 0.14 * chance.unit(),
  };
}

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
const toThousand = (amount: number) => Math.round(amount / 1_000) * 1_000;

function yearWith(
  { size, startingFte, territoryFte }: TruthFacts,
  habits: Habits,
  against: Level & { exports: number },
  chance: Chance,
): Year {
  const bounds = BOUNDS[size];
  const headcount = Math.round(within(startingFte * against.people, bounds.least, bounds.most) * 2) / 2;
  const here = Math.round(territoryFte * (headcount / startingFte) * 2) / 2;
  const turnover = toThousand(Math.min(startingFte * habits.perHead * against.turnover, bounds.turnover));
  const exports = Math.min(turnover, toThousand(turnover * habits.exportShare * (0.9 + 0.2 * chance.unit()) * against.exports));
  const research = Math.min(headcount, Math.max(0.5, Math.round(headcount * habits.researchShare * 2) / 2));
  return {
    ...{ headcount, here, turnover, exports, research },
    researchCost: Math.round((research * habits.researchCost) / 100) * 100,
    addedValue: toThousand(turnover * habits.valueShare),
    retained: chance.happens(0.22) ? 1 : 0,
  };
}

/** What each yearly metric reads. (`docs/domain.md §4.2`) */
const YEARLY_VALUES: Record<string, (year: Year) => number | [number, number]> = {
  'EMP-01': ({ headcount }) => headcount,
  'POL-02': ({ here }) => here,
  'EMP-03': ({ research }) => research,
  'FIN-01': ({ turnover }) => turnover,
  'FIN-03': ({ addedValue, headcount }) => [addedValue, headcount],
  'EXP-01': ({ exports }) => exports,
  'EXP-05': ({ exports, turnover }) => (exports === 0 ? 0 : exports < turnover * 0.1 ? 1 : exports < turnover * 0.32 ? 2 : 3),
  'INN-01': ({ researchCost }) => researchCost,
  'EUR-02': ({ retained }) => [retained, 1],
};
