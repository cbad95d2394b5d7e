import { endOfYear } from '../../../app/features/programmes/paris-date';
import { type FigureWriter, type SubjectFact, writeSubjectFigures } from './subject-figures';

/** Of a small cluster, so many times less. */
type Size = { share: number };
const QUARTER_ENDS = ['03-31', '06-30', '09-30', '12-31'] as const;

/** Private part of 2.1 million of income, in percent, from the year before the contract on. */
const PRIVATE_INCOME = [38, 39.4, 43.6, 47.2, 50.4];
const INCOME = 2_100_000;
/** Referrals accepted in each quarter of the contract's years. */
const REFERRALS = [
  [0, 1, 1, 1],
  [2, 2, 2, 3],
  [3, 3, 3, 4],
  [6, 7, 7, 6],
] as const;
/** Referrals with an outcome, of those accepted more than three months before, at each half-year. */
const OUTCOMES = [
  [0, 1],
  [1, 2],
  [4, 8],
  [7, 13],
  [11, 19],
  [15, 25],
  [23, 38],
  [31, 50],
] as const;
/** Turnover of the national industry as the cited source says it, in thousand millions. */
const NATIONAL = [11.1, 11.4, 11.8, 12.1, 12.5];

/** What the cluster says of itself: its accounts, its referrals until they have files of their own, and the nation's turnover as published. */
export function writeClusterFigures(writer: FigureWriter, { share }: Size): void {
  const first = writer.clock.contractStartYear;
  const facts: SubjectFact[] = [
    ...PRIVATE_INCOME.map(
      (percent, index): SubjectFact => ({
        ...{ metric: 'POL-03', cell: String(first - 1 + index), validOn: endOfYear(first - 1 + index) },
        ...{ num: Math.round((INCOME * share * percent) / 100), den: Math.round(INCOME * share) },
        ...{ evidence: 'Comptes du pôle, certifiés', declaredAfter: 105, verifiedAfter: 9 },
      }),
    ),
    ...NATIONAL.map(
      (thousandMillions, index): SubjectFact => ({
        ...{ metric: 'POL-04', cell: String(first - 1 + index), validOn: endOfYear(first - 1 + index), num: thousandMillions * 1e9 },
        ...{ evidence: 'Enquête nationale de filière, édition fictive de la démonstration', declaredAfter: 120, verifiedAfter: 6 },
      }),
    ),
    ...REFERRALS.flatMap((quarters, year) =>
      quarters.map(
        (accepted, quarter): SubjectFact => ({
          ...{ metric: 'INT-01', cell: `${first + year}-T${quarter + 1}`, validOn: `${first + year}-${QUARTER_ENDS[quarter]}` },
          ...{ num: Math.round(accepted * share), evidence: 'Fiches d’orientation du trimestre', declaredAfter: 6, verifiedAfter: 5 },
        }),
      ),
    ),
    ...OUTCOMES.map(([followed, accepted], half): SubjectFact => {
      const year = first + Math.floor(half / 2);
      const validOn = half % 2 === 0 ? (`${year}-06-30` as const) : endOfYear(year);
      return {
        ...{
          metric: 'INT-02',
          cell: `${year}-H${(half % 2) + 1}`,
          validOn,
          num: Math.round(followed * share),
          den: Math.max(1, Math.round(accepted * share)),
        },
        ...{ evidence: 'Formulaires de retour des pôles partenaires', declaredAfter: 14, verifiedAfter: 6 },
      };
    }),
  ];
  writeSubjectFigures(writer, null, facts);
}
