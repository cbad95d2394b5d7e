import { addDays, type LocalDate } from '../../../../app/features/programmes/paris-date';
import type { ProjectFunder, ProjectOutcome, ProjectType } from '../../../../app/features/projects/project';
import type { Chance } from '../chance';
import type { Das } from '../trades';
import { committeeDays, spreadOver } from './committee-days';

export type LabelCard = {
  committeeOn: LocalDate;
  type: ProjectType;
  das: Das;
  funder: ProjectFunder;
  outcome: ProjectOutcome;
  /** Labelled before the three years: a summary is all that was kept. */
  isSummaryOnly: boolean;
};

type Counts<T extends string> = readonly (readonly [T, number])[];
export type DeckSize = {
  /** Labels of the three years, with their whole file, and those before. */
  recent: number;
  old: number;
  recentTypes: Counts<ProjectType>;
  oldTypes: Counts<ProjectType>;
  fundersOfType: Partial<Record<ProjectType, Counts<ProjectFunder>>>;
  das: Counts<Das>;
  pending: number;
  decided: Counts<ProjectOutcome>;
  ended: Counts<ProjectOutcome>;
};

/** The 180 labels, by type, domain, funder and outcome. (`docs/domain.md §10.2`) */
export const MAIN_DECK: DeckSize = {
  recent: 46,
  old: 134,
  // Structuring projects are more frequent of late: the contract asks for them.
  recentTypes: [['collaborative_rd', 54], ['demonstrator', 13], ['industrial_development', 13], ['territorial_experiment', 10]],
  oldTypes: [['collaborative_rd', 74], ['demonstrator', 5], ['industrial_development', 7], ['territorial_experiment', 4]],
  fundersOfType: {
    collaborative_rd: [['state_fund', 38], ['anr', 34], ['region', 10], ['defence', 10], ['bpifrance', 12], ['eu', 24]],
    demonstrator: [['state_fund', 8], ['region', 6], ['investment_plan', 4]],
    industrial_development: [['region', 8], ['investment_plan', 8], ['bpifrance', 4]],
    territorial_experiment: [['region', 14]],
  },
  das: [['DAS1', 40], ['DAS2', 46], ['DAS3', 52], ['DAS4', 42]],
  pending: 16,
  decided: [['running', 41], ['stopped', 2], ['not_funded', 25]],
  ended: [['completed', 58], ['stopped', 6], ['not_funded', 32]],
}; // biome-ignore format: the rows of the domain page

/** A handful for the second cluster. */
export const SMALL_DECK: DeckSize = {
  recent: 3,
  old: 5,
  recentTypes: [['collaborative_rd', 3], ['demonstrator', 1]],
  oldTypes: [['collaborative_rd', 4]],
  fundersOfType: { collaborative_rd: [['state_fund', 4], ['region', 3]], demonstrator: [['region', 1]] },
  das: [['DAS1', 2], ['DAS2', 2], ['DAS3', 2], ['DAS4', 2]],
  pending: 1,
  decided: [['running', 2], ['not_funded', 1]],
  ended: [['completed', 3], ['not_funded', 1]],
}; // biome-ignore format: a small table

const WINDOW_YEARS = 3;
const OLD_YEARS = 10;
/** The first labels of any cluster. */
const FIRST_LABELS = '2006-01-01';

/** Deals each label its type, domain, funder and outcome, oldest first. */
export function dealLabels(size: DeckSize, asOf: LocalDate, chance: Chance): LabelCard[] {
  const days = labelDays(size, asOf);
  const types = [...interleave(size.oldTypes), ...interleave(size.recentTypes)];
  const outcomes = favourStructuring(types, dealOutcomes(size));
  const funders = dealFunders(types, size);
  const domains = dealDomains(funders, size, chance);
  return days.map((committeeOn, index) => ({
    ...{ committeeOn, type: types[index] as ProjectType, das: domains[index] as Das, funder: funders[index] as ProjectFunder },
    ...{ outcome: outcomes[index] as ProjectOutcome, isSummaryOnly: index < size.old },
  }));
}

export function windowStart(asOf: LocalDate): LocalDate {
  return `${Number(asOf.slice(0, 4)) - WINDOW_YEARS}${asOf.slice(4)}`.replace('-02-29', '-02-28');
}

function labelDays(size: DeckSize, asOf: LocalDate): LocalDate[] {
  const start = windowStart(asOf);
  const firstOld = `${Number(start.slice(0, 4)) - OLD_YEARS}${start.slice(4)}`;
  const old = committeeDays(firstOld < FIRST_LABELS ? FIRST_LABELS : firstOld, start);
  // What was decided the days before is still being written to the applicants.
  return [...spreadOver(size.old, old), ...spreadOver(size.recent, committeeDays(start, addDays(asOf, -5)))];
}

/** Each word as often as it is counted, spread as evenly as can be. */
export function interleave<T extends string>(counts: Counts<T>): T[] {
  return counts
    .flatMap(([word, count]) => Array.from({ length: count }, (_, turn) => ({ word, at: (turn + 0.5) / count })))
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word);
}

/** The newest wait for their funder, then come projects at work, then those that have ended. */
function dealOutcomes(size: DeckSize): ProjectOutcome[] {
  const decided = interleave(size.decided);
  const waiting = Math.ceil(size.pending * 0.375);
  const newestFirst: ProjectOutcome[] = Array.from({ length: waiting }, () => 'awaiting_funder');
  for (let left = size.pending - waiting; left > 0; left--) newestFirst.push(...decided.splice(-2).reverse(), 'awaiting_funder');
  newestFirst.push(...decided.reverse());
  return [...newestFirst, ...interleave(size.ended).reverse()].reverse();
}

/** Structuring projects are funded more often than others: two in three that were not change places with a neighbour. */
function favourStructuring(types: readonly ProjectType[], outcomes: readonly ProjectOutcome[]): ProjectOutcome[] {
  const result = [...outcomes];
  let turn = 0;
  for (const [index, type] of types.entries()) {
    if (type === 'collaborative_rd' || result[index] !== 'not_funded' || index < types.length / 2 || turn++ % 3 === 2) continue;
    const near = [1, -1, 2, -2, 3, -3, 4, -4].map((step) => index + step);
    const other = near.find((place) => types[place] === 'collaborative_rd' && result[place] === 'running');
    if (other !== undefined) [result[index], result[other]] = ['running', 'not_funded'];
  }
  return result;
}

/** Files of the eighteen months before the three years are not European: their money would come in the contract without its consortium. */
const GAP = 26;

function dealFunders(types: readonly ProjectType[], size: DeckSize): ProjectFunder[] {
  const funders: ProjectFunder[] = Array.from({ length: types.length });
  for (const [type, counts] of Object.entries(size.fundersOfType)) {
    const places = types.flatMap((each, index) => (each === type ? [index] : []));
    const european = counts.find(([funder]) => funder === 'eu')?.[1] ?? 0;
    const open = places.filter((place) => place < size.old - GAP || place >= size.old);
    const chosen = new Set(Array.from({ length: european }, (_, turn) => open[Math.floor(((turn + 0.5) * open.length) / european)]));
    const others = interleave(counts.filter(([funder]) => funder !== 'eu'));
    for (const place of places) funders[place] = chosen.has(place) ? 'eu' : (others.shift() ?? 'region');
  }
  return funders;
}

/** Dual-use projects are of security, some of industrial processes. */
function dealDomains(funders: readonly ProjectFunder[], size: DeckSize, chance: Chance): Das[] {
  const defence = funders.filter((funder) => funder === 'defence').length;
  const forDefence: Das[] = Array.from({ length: defence }, (_, turn) => (turn % 5 === 4 ? 'DAS2' : 'DAS3'));
  const left = size.das.map(([das, count]) => [das, count - forDefence.filter((each) => each === das).length] as const);
  const others = chance.shuffled(interleave(left));
  return funders.map((funder) => (funder === 'defence' ? forDefence.shift() : others.shift()) as Das);
}
