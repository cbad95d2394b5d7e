import { addDays, addMonths, endOfYear } from '../../../app/features/programmes/paris-date';
import { type FigureWriter, type SubjectFact, writeSubjectFigures } from './subject-figures';

/** Of a small cluster, so many times less. */
type Size = { share: number };

/** Private part of 2.1 million of income, in percent, from the year before the contract on. */
const PRIVATE_INCOME = [38, 39.4, 43.6, 48.6, 51];
const INCOME = 2_100_000;
/** Referrals accepted in each month of the contract's years. */
const REFERRALS = [
  [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0],
  [0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1],
  [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  [3, 2, 2, 1, 2, 1, 2, 1, 2, 2, 2, 1],
] as const;
/** Referrals with an outcome, of those accepted more than three months before, at each half-year from the second on. */
const OUTCOMES = [
  [1, 2],
  [2, 4],
  [4, 8],
  [8, 14],
  [12, 20],
  [18, 30],
  [25, 39],
] as const;
/** Turnover of the national industry as the cited source says it, in thousand millions. */
const NATIONAL = [9.9, 10.2, 10.5, 10.8, 11.1];

/** What the cluster says of itself: its accounts, its referrals until they have files of their own, and the nation's turnover as published. */
export function writeClusterFigures(writer: FigureWriter, { share }: Size): void {
  const first = writer.clock.contractStartYear;
  const facts: SubjectFact[] = [
    ...PRIVATE_INCOME.map(
      (percent, index): SubjectFact => ({
        ...{ metric: 'POL-03', cell: String(first - 1 + index), validOn: endOfYear(first - 1 + index) },
        ...{ num: Math.round((INCOME * share * percent) / 100), den: Math.round(INCOME * share) },
        ...{ evidence: 'Comptes du pôle, certifiés', declaredAfter: 40, verifiedAfter: 9 },
      }),
    ),
    ...NATIONAL.map(
      (thousandMillions, index): SubjectFact => ({
        ...{ metric: 'POL-04', cell: String(first - 1 + index), validOn: endOfYear(first - 1 + index), num: thousandMillions * 1e9 },
        ...{ evidence: 'Enquête nationale de filière, édition fictive de la démonstration', declaredAfter: 120, verifiedAfter: 6 },
      }),
    ),
    ...REFERRALS.flatMap((months, year) =>
      months.map((accepted, index): SubjectFact => {
        const month = `${first + year}-${String(index + 1).padStart(2, '0')}`;
        return {
          ...{ metric: 'INT-01', cell: month, validOn: addDays(addMonths(`${month}-01`, 1), -1), num: Math.round(accepted * share) },
          ...{ evidence: 'Fiches d’orientation du mois', declaredAfter: 6, verifiedAfter: 5 },
        };
      }),
    ),
    ...OUTCOMES.map(([followed, accepted], index): SubjectFact => {
      const half = index + 1;
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
