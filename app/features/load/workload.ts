import { CASELOAD_WEIGHTS, type CaseState } from '~/features/cases/case-state';
import { COMPLEXITY_FACTORS, type Complexity } from '~/features/cases/complexity';
import type { Health } from '~/features/health/health-codes';
import type { Track } from '~/features/programmes/track';
import { OUTCOME_OF_STATE, type ProjectOutcome, type ProjectState } from '~/features/projects/project';

/** Points of a case of each track before its phase counts. (`docs/domain.md §6.7`) */
const BASE_POINTS: Record<Track, number> = { strategy: 3, financing: 4, international: 3, eu_projects: 5, innovation: 4 };
/** Points of a structuring project before its phase counts. */
const PROJECT_POINTS = 6;

const PHASE_SHARE: Partial<Record<CaseState, number>> = {
  assessing: 1,
  plan_to_sign: 0.8,
  active: 1,
  reviewing: 0.6,
  follow_up: 0.2,
  on_hold: 0.1,
};
/** Of an active case whose next step is a funder's or another third party's. */
const AWAITING_SHARE = 0.4;

/** A structuring project weighs as a case would in its place: while it is prepared, while its funder decides, while it runs. */
const PROJECT_SHARE: Partial<Record<ProjectOutcome, number>> = { in_review: 1, awaiting_funder: AWAITING_SHARE, running: 1 };

const RISK: Partial<Record<Health, number>> = { watch: 0.1, alert: 0.25 };

/** Points one full-time advisor carries at full load. */
export const FULL_LOAD_POINTS = 60;

export const LOAD_BANDS = ['available', 'normal', 'watch', 'overloaded'] as const;
export type LoadBand = (typeof LOAD_BANDS)[number];

/** `base × phase × complexity × (1 + risk)`. (`docs/domain.md §6.7`) */
export function casePoints({ base, phase, complexity = 1, risk = 0 }: { base: number; phase: number; complexity?: number; risk?: number }) {
  return base * phase * complexity * (1 + risk);
}

export type WeighedCase = {
  track: Track;
  state: CaseState;
  /** Null: the usual. */
  complexity: Complexity | null;
  health: Health | null;
  /** The next step is a third party's. */
  awaitsThirdParty: boolean;
};
export type CaseCount = WeighedCase & { count: number };

/** What one case weighs on its lead. (`docs/domain.md §6.7`) */
export function pointsOf({ track, state, complexity, health, awaitsThirdParty }: WeighedCase): number {
  return casePoints({
    base: BASE_POINTS[track],
    phase: state === 'active' && awaitsThirdParty ? AWAITING_SHARE : (PHASE_SHARE[state] ?? 0),
    complexity: COMPLEXITY_FACTORS[complexity ?? 'usual'],
    risk: (health && RISK[health]) ?? 0,
  });
}

export type ProjectCount = { state: ProjectState; count: number };

/** What one structuring project weighs on who follows it. */
export function projectPoints(state: ProjectState): number {
  return PROJECT_POINTS * (PROJECT_SHARE[OUTCOME_OF_STATE[state]] ?? 0);
}

export type Workload = {
  /** Open cases, those on hold or followed up apart. */
  full: number;
  light: number;
  alerts: number;
  /** Structuring projects that weigh. */
  projects: number;
  points: number;
  /** Points of a full load for the post as it is. */
  capacity: number;
  share: number;
  band: LoadBand;
};

/**
 * An advisor's load: the cases and structuring projects they lead, over the part of a full post they give. Days away change nothing: no rule
 * says by how much, so they are shown beside it. (`docs/domain.md §6.7`)
 */
export function workloadOf(
  counts: readonly CaseCount[],
  { fte = 1, projects = [] }: { fte?: number; projects?: readonly ProjectCount[] } = {},
): Workload {
  const sum = (of: (one: CaseCount) => number) => counts.reduce((total, one) => total + of(one), 0);
  const weighing = (weight: 'full' | 'light') => sum(({ state, count }) => (CASELOAD_WEIGHTS[state] === weight ? count : 0));
  const followed = projects.filter(({ state }) => projectPoints(state) > 0);
  const points =
    sum((one) => one.count * pointsOf(one)) + followed.reduce((total, { state, count }) => total + count * projectPoints(state), 0);
  const capacity = FULL_LOAD_POINTS * fte;
  const share = points / capacity;
  return {
    ...{ full: weighing('full'), light: weighing('light'), points, capacity, share, band: bandOf(share) },
    alerts: sum(({ health, count }) => (health === 'alert' ? count : 0)),
    projects: followed.reduce((total, { count }) => total + count, 0),
  };
}

function bandOf(share: number): LoadBand {
  if (share > 1.15) return 'overloaded';
  if (share > 1) return 'watch';
  return share < 0.7 ? 'available' : 'normal';
}
