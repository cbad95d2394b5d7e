import type { BilingualText } from '~/features/plans/plan-template';
import type { LocalDate } from '~/features/programmes/paris-date';

/** A fact of a worked example: of a company, a project, a case or the cluster, named by a letter. */
export type ExampleFact = {
  of: string;
  on: LocalDate;
  value: number;
  den?: number;
  /** The reference value it is compared with. */
  base?: number;
  /** Natural key of the event: a number, a reference, a pair. A second entry of a key is not counted. */
  key?: string;
  /** Our part of a shared event or project, 1 when all of it. */
  share?: number;
  /** Amount that stands beside a count. */
  amount?: number;
  /** Outside the perimeter at the date of reading. */
  isOutside?: true;
};

/** A few facts and the figure they make, shown beside the definition and held by a test of the code that adds up. */
export type MetricExample = {
  /** What the example shows. */
  words: BilingualText;
  /** First day that counts; 1 January of the year of reading by default. */
  from?: LocalDate;
  /** Day of reading. */
  on: LocalDate;
  facts: readonly ExampleFact[];
  /** In the metric's unit, to two decimals; one count per step of the scale for a distribution. */
  result: number | readonly number[];
  /** The second figure of a metric that has one: net promoters, products, an amount. */
  companion?: number;
};

/** An indicator of European programmes that a metric feeds, while its programming period runs. Its published name is in English. */
export type EuropeanIndicator = { code: string; name: string | null; from: LocalDate; until: LocalDate };
