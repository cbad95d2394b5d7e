import type { CasePlan } from './block-plan';
import type { CompanyPlan } from './company-plan';

/** Companies of the first block whose story a guided demonstration tells, one each. (`docs/domain.md §10.4`) */
export type StoryLine =
  | 'speaks_english'
  | 'first_exporter'
  | 'proposal_resubmitted'
  | 'de_minimis_nearly_reached'
  | 'micro_becomes_small'
  | 'bought_by_a_group'
  | 'collective_proceedings'
  | 'one_job_two_cases'
  | 'region_that_changed';

type ToldPlace = {
  place: number;
  line: StoryLine;
  /** What the place asks of its company. */
  size?: CompanyPlan['size'];
  department?: string;
  exportStatus?: CompanyPlan['exportStatus'];
  cases: readonly Omit<CasePlan, 'company'>[];
};

export const STORY_LINES: readonly ToldPlace[] = [
  // Its European case is chosen with those of the first accounts.
  { place: 2, line: 'speaks_english', cases: [] },
  {
    ...{ place: 11, line: 'first_exporter', size: 'small', exportStatus: 'first' },
    cases: [{ track: 'international', state: 'active', progress: 0.6, story: 'dual_use' }],
  },
  {
    ...{ place: 12, line: 'proposal_resubmitted', size: 'small' },
    cases: [
      { track: 'eu_projects', state: 'closed', outcome: 'not_reached', story: 'proposal_refused' },
      { track: 'eu_projects', state: 'active', progress: 0.35, story: 'proposal_again' },
    ],
  },
  {
    ...{ place: 13, line: 'de_minimis_nearly_reached', size: 'small' },
    cases: [{ track: 'financing', state: 'active', progress: 0.5, story: 'fundraising' }],
  },
  {
    ...{ place: 15, line: 'micro_becomes_small', size: 'small' },
    cases: [{ track: 'strategy', state: 'follow_up', outcome: 'objectives_reached' }],
  },
  {
    ...{ place: 16, line: 'bought_by_a_group', size: 'medium' },
    cases: [{ track: 'innovation', state: 'active', progress: 0.7, story: 'bought' }],
  },
  {
    ...{ place: 17, line: 'collective_proceedings', size: 'small' },
    cases: [
      { track: 'strategy', state: 'active', progress: 0.8, story: 'in_difficulty' },
      { track: 'financing', state: 'on_hold', story: 'in_difficulty' },
      { track: 'innovation', state: 'closed_early', story: 'in_difficulty' },
    ],
  },
  {
    ...{ place: 18, line: 'one_job_two_cases', size: 'medium' },
    cases: [
      { track: 'strategy', state: 'closed', outcome: 'objectives_reached' },
      { track: 'financing', state: 'closed', outcome: 'objectives_reached' },
    ],
  },
  {
    ...{ place: 19, line: 'region_that_changed', size: 'small', department: '34' },
    cases: [{ track: 'strategy', state: 'closed', outcome: 'objectives_reached' }],
  },
];

export const STORY_CASES: readonly CasePlan[] = STORY_LINES.flatMap(({ place, cases }) =>
  cases.map((planned) => ({ ...planned, company: place })),
);

const byPlace = new Map(STORY_LINES.map((told) => [told.place, told]));

/** What a place of the first block asks of its company, if a story is told there. */
export function toldAt(block: number, place: number): ToldPlace | null {
  return block === 0 ? (byPlace.get(place) ?? null) : null;
}
