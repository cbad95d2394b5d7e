import { type AddedLink, type CapitalLink, isPubliclyHeld, type Measures, publicShare, withLinks } from '../capital/capital-link';
import type { Size } from '../companies/company';
import { contradictionsIn, YEAR_METRICS, type YearFinding } from '../outcomes/year-figures';
import { annualised } from './financial-year';
import { type SizedYear, sizeOverYears } from './size-category';

/** Metrics of a financial year, in the order the table shows them; each value stays in the ledger. */
export const ANNUAL_METRICS = ['FIN-01', 'EXP-01', 'EMP-01', 'POL-02', 'EMP-03', 'INN-01', 'FIN-03'] as const;
export type AnnualMetric = (typeof ANNUAL_METRICS)[number];

/** The standing value of one year's cell; `num` is null where the company said it doesn't know. */
export type AnnualCell = {
  metric: AnnualMetric;
  year: number;
  num: number | null;
  den: number | null;
  level: number;
  observationId: string;
};

/** A closed year, and what no metric holds of it. */
export type ClosedYear = {
  id: string;
  closedOn: string;
  months: number;
  year: number;
  balanceTotalCents: number | null;
  netResultCents: number | null;
  photonicShare: number | null;
  source: 'company' | 'staff';
  recordedBy: string | null;
  version: number;
};

export type AnnualFigures = {
  /** Oldest first. */
  years: { year: number; closed: ClosedYear | null; cells: Partial<Record<AnnualMetric, AnnualCell>>; findings: YearFinding[] }[];
};

const SHOWN_YEARS = 4;

/** One column a calendar year, the latest few: those of the ledger and those whose closing is known. */
export function annualFigures(cells: readonly AnnualCell[], closed: readonly ClosedYear[], most = SHOWN_YEARS): AnnualFigures {
  const years = [...new Set([...cells.map(({ year }) => year), ...closed.map(({ year }) => year)])].sort((a, b) => a - b).slice(-most);
  return {
    years: years.map((year) => {
      const own = Object.fromEntries(cells.filter((cell) => cell.year === year).map((cell) => [cell.metric, cell]));
      return { year, closed: closed.find((one) => one.year === year) ?? null, cells: own, findings: findingsOf(own) };
    }),
  };
}

function findingsOf(cells: Partial<Record<AnnualMetric, AnnualCell>>): YearFinding[] {
  const figures = Object.fromEntries(YEAR_METRICS.map((metric) => [metric, cells[metric]?.num ?? null]));
  return contradictionsIn(figures, { standsAlone: true }).map(({ finding }) => finding);
}

export type SizedFigures = {
  year: number;
  closedOn: string;
  months: number;
  /** The company alone. */
  own: Measures;
  /** What its partners and linked enterprises add. */
  added: AddedLink[];
  /** With what they add: what the ceilings are compared with. */
  total: Measures;
  publicShare: number;
  isPubliclyHeld: boolean;
};

/** What a size is computed from. */
export type SizeFacts = { cells: readonly AnnualCell[]; years: readonly ClosedYear[]; links: readonly CapitalLink[] };

/** The size after each year closed by a day, from headcount, turnover over twelve months and balance sheet, each with what linked and partner enterprises add. (`docs/domain.md §2.3`) */
export function sizesOn({ cells, years: closed, links }: SizeFacts, on: string): SizedYear<SizedFigures>[] {
  const years = new Set([
    ...cells.filter(({ metric }) => metric === 'EMP-01' || metric === 'FIN-01').map(({ year }) => year),
    ...closed.map(({ year }) => year),
  ]);
  const figures = [...years]
    .sort((a, b) => a - b)
    .map((year): SizedFigures => {
      const found = closed.find((one) => one.year === year);
      const value = (metric: AnnualMetric) => cells.find((cell) => cell.metric === metric && cell.year === year)?.num ?? null;
      const months = found?.months ?? 12;
      const turnover = value('FIN-01');
      const own = {
        headcount: value('EMP-01'),
        turnover: turnover === null ? null : annualised(turnover, months),
        balanceTotal: found?.balanceTotalCents == null ? null : found.balanceTotalCents / 100,
      };
      const ofYear = links.filter((link) => link.year === year);
      return {
        year,
        closedOn: found?.closedOn ?? `${year}-12-31`,
        months,
        own,
        ...withLinks(own, ofYear),
        publicShare: publicShare(ofYear),
        isPubliclyHeld: isPubliclyHeld(ofYear),
      };
    });
  return sizeOverYears(
    figures.filter(({ closedOn }) => closedOn <= on),
    (year) => year.total,
  );
}

/** The size the rule gives on a day, or null where no closed year decides. */
export function computedSize(sized: readonly SizedYear<SizedFigures>[]): Size | null {
  return sized.at(-1)?.status ?? null;
}

/** The lines that the table of years doesn't hold: events, and what a case alone was asked. */
export function otherFigures<L extends { of: { code: string } }>(lines: readonly L[]): L[] {
  return lines.filter(({ of }) => !(ANNUAL_METRICS as readonly string[]).includes(of.code));
}
