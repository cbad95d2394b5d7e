import type { IndicatorPerimeter, IndicatorRule } from '../../../app/features/impact/indicator-rule';
import type { IndicatorWindow } from '../../../app/features/impact/scorecard';
import type { BilingualText } from '../../../app/features/plans/plan-template';
import { endOfYear, type LocalDate } from '../../../app/features/programmes/paris-date';
import { both } from './bilingual';

export type TargetYear = 'Y1' | 'Y2' | 'Y3' | 'Y4' | 'H';

export type ContractIndicator = {
  metric: string;
  window: IndicatorWindow;
  rule: IndicatorRule;
  /** What one unit of the target is in the metric's unit: 1 000 000 for millions of euros, 0.01 for percent. */
  scale: number;
  /** Whose values count. */
  counts: IndicatorPerimeter;
  perimeter: BilingualText;
  numerator: BilingualText;
  denominator: BilingualText | null;
  /** Values in the target's unit; no baseline means progress can't be said from one. */
  baseline: number | null;
  targets: Partial<Record<TargetYear, number>>;
  isHigherBetter: boolean;
  weight: number;
};

export type ContractObjective = { code: 'O1' | 'O2' | 'O3' | 'O4' | 'H'; title: BilingualText; indicators: readonly ContractIndicator[] };

const SUPPORTED = both(
  'PME accompagnées par le programme depuis le 1er janvier de la première année',
  'SMEs supported by the programme since 1 January of the first year',
);
const MEMBERS = both('Entreprises membres du pôle à la date', 'Companies that are members of the cluster at the date');
const MEMBER_SMES = both('PME membres du pôle à la date', 'SMEs that are members of the cluster at the date');
const PROJECTS = both('Projets dont le pôle est chef de file de la labellisation', 'Projects for which the cluster leads the labelling');
const REFERRALS = both(
  'Orientations émises ou reçues par le pôle, comptées et saisies par lui à chaque période',
  'Referrals sent or received by the cluster, counted and entered by it for each period',
);
const MILLION = 1_000_000;
const PERCENT = 0.01;

type Row = {
  perimeter: BilingualText;
  counts: BilingualText;
  over?: BilingualText;
  /** Whose values count, when it is not everybody's. */
  of?: IndicatorPerimeter;
  scale?: number;
  /** Base, then Y1 to Y4, then H; null where the table has a dash. */
  values: readonly [base: number | null, y1: number | null, y2: number | null, y3: number | null, y4: number | null, horizon?: number];
};

function indicator(metric: string, window: IndicatorWindow, rule: IndicatorRule, row: Row): ContractIndicator {
  const [baseline, ...values] = row.values;
  const targets: Partial<Record<TargetYear, number>> = {};
  (['Y1', 'Y2', 'Y3', 'Y4', 'H'] as const).forEach((year, index) => {
    const value = values[index];
    if (value !== null && value !== undefined) targets[year] = value;
  });
  const { perimeter, counts: numerator, over: denominator = null, of = 'all', scale = 1 } = row;
  return { metric, window, rule, scale, counts: of, perimeter, numerator, denominator, baseline, targets, isHigherBetter: true, weight: 1 };
}

/** Objectives, indicators and targets of the contract on a year index; every number is a demonstration default. (`docs/domain.md §5.1`) */
export const CONTRACT_OBJECTIVES: readonly ContractObjective[] = [
  {
    code: 'O1',
    title: both(
      'Perspective PME : croissance des entreprises en activité et en emplois',
      'Perspective PME: growth of companies in activity and jobs',
    ),
    indicators: [
      indicator('ACC-01', 'cumulative', 'distinct', {
        perimeter: SUPPORTED,
        counts: both('Entreprises distinctes ayant une lettre de mission signée', 'Distinct companies with a signed engagement letter'),
        values: [0, 12, 45, 80, 118],
      }),
      indicator('ACC-06', 'ratio', 'ratio', {
        perimeter: both(
          'Plans signés des dossiers ouverts à la date ou clos depuis le début du contrat',
          'Signed plans of cases open at the date or closed since the contract began',
        ),
        counts: both('Actions du plan réalisées', 'Plan actions done'),
        over: both('Actions du plan prévues à la date', 'Plan actions due at the date'),
        scale: PERCENT,
        values: [null, null, 60, 65, 70],
      }),
      indicator('EMP-02', 'cumulative', 'net', {
        perimeter: SUPPORTED,
        counts: both('Somme des effectifs en ETP moins leur valeur de référence', 'Sum of headcount in FTE less its baseline'),
        values: [0, 20, 110, 230, 380],
      }),
      indicator('FIN-02', 'cumulative', 'growth', {
        perimeter: SUPPORTED,
        counts: both(
          'Entreprises dont le chiffre d’affaires dépasse d’au moins 10 % sa valeur de référence',
          'Companies whose turnover is at least 10% above its baseline',
        ),
        values: [0, 0, 12, 26, 42],
      }),
      indicator('FIN-04', 'cumulative', 'sum', {
        perimeter: SUPPORTED,
        counts: both('Montants levés en fonds propres', 'Amounts raised in equity'),
        scale: MILLION,
        values: [0, 2, 7, 14, 22],
      }),
      indicator('ACC-04', 'mean', 'mean', {
        perimeter: both('Dossiers clos ou en bilan depuis le début du contrat', 'Cases closed or under review since the contract began'),
        counts: both('Somme des notes de 0 à 10', 'Sum of scores from 0 to 10'),
        over: both('Réponses reçues', 'Answers received'),
        values: [null, 7.8, 8.0, 8.2, 8.3],
      }),
    ],
  },
  {
    code: 'O2',
    title: both('Projets structurants, de la R&D au marché', 'Structuring projects, from R&D to market'),
    indicators: [
      indicator('PRJ-01', 'yearly', 'distinct', {
        perimeter: PROJECTS,
        counts: both('Familles de projets labellisées dans l’année', 'Project families labelled in the year'),
        values: [15, 14, 15, 16, 17],
      }),
      indicator('PRJ-03', 'ratio', 'yearly_ratio', {
        perimeter: PROJECTS,
        counts: both('Projets financés, décision dans l’année', 'Projects funded, decided in the year'),
        over: both('Projets financés ou refusés, décision dans l’année', 'Projects funded or refused, decided in the year'),
        scale: PERCENT,
        values: [55, 56, 58, 60, 62],
      }),
      indicator('PRJ-07', 'cumulative', 'distinct', {
        perimeter: both('Projets structurants des trois types', 'Structuring projects of the three types'),
        counts: both('Projets ayant une convention signée', 'Projects with a signed agreement'),
        values: [0, 2, 6, 11, 16],
      }),
      indicator('PRJ-04', 'yearly', 'sum', {
        perimeter: PROJECTS,
        counts: both('Budgets R&D des projets labellisés dans l’année', 'R&D budgets of projects labelled in the year'),
        scale: MILLION,
        values: [28, 26, 28, 30, 32],
      }),
      indicator('INN-03', 'cumulative', 'sum', {
        perimeter: SUPPORTED,
        counts: both('Produits et procédés mis sur le marché', 'Products and processes launched'),
        values: [0, 6, 18, 32, 50],
      }),
    ],
  },
  {
    code: 'O3',
    title: both('Référence en Sud Europe – Méditerranée, export', 'Reference in Southern Europe – Mediterranean, export'),
    indicators: [
      indicator('EUR-01', 'yearly', 'distinct', {
        perimeter: MEMBER_SMES,
        counts: both('Propositions européennes déposées avec une PME membre', 'EU proposals filed with a member SME'),
        values: [12, 14, 18, 22, 26],
      }),
      indicator('EUR-02', 'ratio', 'yearly_ratio', {
        perimeter: MEMBER_SMES,
        counts: both('Propositions retenues, décision dans l’année', 'Proposals retained, decided in the year'),
        over: both('Propositions décidées dans l’année', 'Proposals decided in the year'),
        scale: PERCENT,
        values: [14, 15, 16, 18, 20],
      }),
      indicator('EUR-03', 'yearly', 'sum', {
        perimeter: MEMBERS,
        counts: both('Contributions nettes de l’UE aux membres', 'Net EU contributions to members'),
        scale: MILLION,
        values: [3.0, 3.5, 4.5, 5.5, 6.5],
      }),
      indicator('EXP-02', 'ratio', 'paired_ratio', {
        of: 'member_smes',
        perimeter: MEMBER_SMES,
        counts: both('CA export du dernier exercice', 'Export turnover of the last financial year'),
        over: both('Chiffre d’affaires du même exercice', 'Turnover of the same financial year'),
        scale: PERCENT,
        values: [31, 32, 34, 36, 38],
      }),
      indicator('EXP-03', 'cumulative', 'sum', {
        perimeter: SUPPORTED,
        counts: both('Couples nouveaux (entreprise, pays)', 'New pairs (company, country)'),
        values: [0, 5, 18, 34, 52],
      }),
    ],
  },
  {
    code: 'O4',
    title: both('Inter-filières et mutualisation (Corpe)', 'Cross-industry work and pooling (Corpe)'),
    indicators: [
      indicator('INT-01', 'yearly', 'sum', {
        perimeter: REFERRALS,
        counts: both('Orientations acceptées dans l’année', 'Referrals accepted in the year'),
        values: [0, 4, 12, 18, 24],
      }),
      indicator('INT-02', 'ratio', 'ratio', {
        perimeter: REFERRALS,
        counts: both('Orientations avec une suite', 'Referrals with an outcome'),
        over: both('Orientations acceptées depuis plus de trois mois', 'Referrals accepted more than three months ago'),
        scale: PERCENT,
        values: [null, 50, 55, 60, 65],
      }),
      indicator('POL-03', 'ratio', 'ratio', {
        perimeter: both('Comptes du pôle', 'Accounts of the cluster'),
        counts: both('Ressources privées', 'Private income'),
        over: both('Ressources totales', 'Total income'),
        scale: PERCENT,
        values: [38, 40, 43, 46, 50],
      }),
    ],
  },
  {
    code: 'H',
    title: both('Horizon', 'Horizon'),
    indicators: [
      indicator('POL-02', 'stock', 'latest', {
        of: 'member_groups',
        perimeter: both(
          'Entreprises membres du pôle à la date, un groupe une fois, emplois dans le territoire',
          'Companies that are members of the cluster at the date, a group once, jobs in its territory',
        ),
        counts: both('Dernier effectif de chaque membre, en ETP', 'Last headcount of each member, in FTE'),
        values: [15_600, 15_600, 16_600, 17_650, 18_750, 24_000],
      }),
      indicator('POL-01', 'ratio', 'industry_share', {
        of: 'members',
        perimeter: MEMBERS,
        counts: both('Chiffre d’affaires photonique des membres', 'Photonic turnover of members'),
        over: both(
          'Chiffre d’affaires de la filière photonique nationale, source citée',
          'Turnover of the national photonics industry, source cited',
        ),
        scale: PERCENT,
        values: [13.0, 13.0, 14.0, 15.0, 16.0, 20.0],
      }),
    ],
  },
];

/** Years after the first one at whose end each target falls due. */
export const TARGET_YEARS: Record<TargetYear, number> = { Y1: 0, Y2: 1, Y3: 2, Y4: 3, H: 7 };

/** Targets of an indicator as dates, for a contract that starts in a year. */
export function datedTargets({ targets }: Pick<ContractIndicator, 'targets'>, firstYear: number): { dueOn: LocalDate; value: number }[] {
  return (Object.entries(targets) as [TargetYear, number][]).map(([year, value]) => ({
    dueOn: endOfYear(firstYear + TARGET_YEARS[year]),
    value,
  }));
}

/** The value of an indicator before the contract, in the metric's unit; null without one. */
export function baselineOf(metric: string): number | null {
  const found = contractIndicator(metric);
  return found.baseline === null ? null : found.baseline * found.scale;
}

export function contractIndicator(metric: string): ContractIndicator {
  const found = CONTRACT_OBJECTIVES.flatMap(({ indicators }) => indicators).find((indicator) => indicator.metric === metric);
  if (!found) throw new RangeError(`The contract has no ${metric}`);
  return found;
}
