/** Figures of one closed year that hold each other. */
export const YEAR_METRICS = ['FIN-01', 'EXP-01', 'INN-01', 'EMP-01', 'EMP-03', 'POL-02'] as const;
export type YearMetric = (typeof YEAR_METRICS)[number];
/** The values of one year, as far as they are known. */
export type YearFigures = Partial<Record<YearMetric, number | null>>;

export type YearFinding = 'export_over_turnover' | 'rd_over_headcount' | 'territory_over_headcount' | 'rd_spending_over_turnover';

/** A part larger than its whole. One that is impossible is refused; the other asks for a word. */
export type Contradiction = {
  finding: YearFinding;
  part: YearMetric;
  whole: YearMetric;
  partValue: number;
  wholeValue: number;
  isImpossible: boolean;
};

const RULES: readonly (Pick<Contradiction, 'finding' | 'part' | 'whole'> & { isImpossible: (standsAlone: boolean) => boolean })[] = [
  { finding: 'export_over_turnover', part: 'EXP-01', whole: 'FIN-01', isImpossible: () => true },
  { finding: 'rd_over_headcount', part: 'EMP-03', whole: 'EMP-01', isImpossible: () => true },
  // The head of a group answers for the jobs of the whole group in the territory.
  { finding: 'territory_over_headcount', part: 'POL-02', whole: 'EMP-01', isImpossible: (standsAlone) => standsAlone },
  // A young company may spend on research before it sells.
  { finding: 'rd_spending_over_turnover', part: 'INN-01', whole: 'FIN-01', isImpossible: () => false },
];

/** Figures of one year that contradict each other; what is unknown contradicts nothing. (`docs/domain.md §2.1`) */
export function contradictionsIn(figures: YearFigures, { standsAlone }: { standsAlone: boolean }): Contradiction[] {
  return RULES.flatMap(({ isImpossible, ...rule }) => {
    const [partValue, wholeValue] = [figures[rule.part] ?? null, figures[rule.whole] ?? null];
    if (partValue === null || wholeValue === null || partValue <= wholeValue) return [];
    return [{ ...rule, partValue, wholeValue, isImpossible: isImpossible(standsAlone) }];
  });
}

export function isYearMetric(metric: string): metric is YearMetric {
  return (YEAR_METRICS as readonly string[]).includes(metric);
}

/** The contradictions that one figure has a share in: an old one beside it is not its affair. */
export function contradictionsOf(metric: YearMetric, figures: YearFigures, company: { standsAlone: boolean }): Contradiction[] {
  return contradictionsIn(figures, company).filter(({ part, whole }) => part === metric || whole === metric);
}
