import { addDays, type LocalDate, yearOf } from '../../../../app/features/programmes/paris-date';
import { workingDayOnOrAfter } from '../../../../app/features/programmes/working-days';
import type { Chance } from '../chance';
import type { Das } from '../trades';

/** A European proposal with a letter of support, from a call's cut-off to the answer. */
export type ProposalCard = { filedOn: LocalDate; decidedOn: LocalDate | null; isRetained: boolean; das: Das };
type Answer = { filedOn: LocalDate; decidedOn: LocalDate | null; isRetained: boolean };

/** Proposals a year, and the share of those decided that is retained, by year of the contract. (`docs/domain.md §5.1`) */
const A_YEAR = [14, 18, 22, 26] as const;
const RETAINED = [0.15, 0.16, 0.2, 0.27] as const;
/** Cut-offs of the calls, as days of the year, with how much they draw. */
const CUT_OFFS = [
  ['01-20', 2],
  ['02-04', 2],
  ['03-17', 3],
  ['04-23', 3],
  ['06-04', 2],
  ['09-10', 3],
  ['10-07', 3],
] as const;

/**
 * Deals the proposals of the contract's years; with the labelled European files they make the year's count, and one in six is retained.
 * `labelled`: those files, whose answers are known.
 */
export function dealProposals(contractStartYear: number, asOf: LocalDate, labelled: readonly Answer[], chance: Chance): ProposalCard[] {
  const filed = A_YEAR.flatMap((count, index) => {
    const year = contractStartYear + index;
    const known = labelled.filter(({ filedOn }) => yearOf(filedOn) === year).length;
    return filingDays(year, Math.max(0, count - known));
  }).filter((day) => day < asOf);
  const answers = filed.map((filedOn) => {
    const answer = workingDayOnOrAfter(addDays(filedOn, chance.int(125, 165)));
    return { filedOn, decidedOn: answer < asOf ? answer : null };
  });
  const retained = retain(contractStartYear, answers, labelled);
  const domains: Das[] = ['DAS1', 'DAS2', 'DAS3', 'DAS4'];
  return answers.map((answer, index) => ({ ...answer, isRetained: retained.has(index), das: domains[index % 4] as Das }));
}

function filingDays(year: number, count: number): LocalDate[] {
  const weight = CUT_OFFS.reduce((sum, [, share]) => sum + share, 0);
  const days = CUT_OFFS.flatMap(([day, share]) => Array.from({ length: share }, () => `${year}-${day}`));
  return Array.from({ length: count }, (_, turn) =>
    workingDayOnOrAfter(days[Math.floor(((turn + 0.5) * weight) / count)] ?? `${year}-10-07`),
  );
}

/** Retains in the order of the answers, as soon as the share of the year falls behind. */
function retain(start: number, answers: readonly { decidedOn: LocalDate | null }[], labelled: readonly Answer[]): Set<number> {
  const all = [
    ...labelled.flatMap(({ decidedOn, isRetained }) => (decidedOn ? [{ on: decidedOn, place: -1, isRetained }] : [])),
    ...answers.flatMap(({ decidedOn }, place) => (decidedOn ? [{ on: decidedOn, place, isRetained: false }] : [])),
  ].sort((a, b) => (a.on < b.on ? -1 : 1));
  const chosen = new Set<number>();
  const years = new Map<number, { decided: number; retained: number; promised: number }>();
  for (const { on, isRetained } of all) count(years, yearOf(on)).promised += Number(isRetained);
  for (const { on, place, isRetained } of all) {
    const year = count(years, yearOf(on));
    year.decided += 1;
    const share = RETAINED[Math.min(3, Math.max(0, yearOf(on) - start))] ?? 0.15;
    const isDue = year.retained + (isRetained ? 0 : year.promised) < Math.round(year.decided * share + 0.25);
    if (isRetained) {
      year.promised -= 1;
      year.retained += 1;
    } else if (place >= 0 && isDue) {
      chosen.add(place);
      year.retained += 1;
    }
  }
  return chosen;
}

function count(years: Map<number, { decided: number; retained: number; promised: number }>, year: number) {
  const known = years.get(year) ?? { decided: 0, retained: 0, promised: 0 };
  years.set(year, known);
  return known;
}
