import type { Track } from '../../../app/features/programmes/track';
import type { Chance } from './chance';
import { ASKING_FORMER, ASKING_PROSPECTS, dealCompanies, PLACES, planOtherMembers, TRIALS, WITH_CASES } from './company-deck';
import type { CompanyPlan, OtherMemberPlan } from './company-plan';
import type { TargetState } from './story';
import { STORY_CASES } from './story-lines';

/** What a part of the demo world holds, before names and dates. */
export type BlockPlan = {
  companies: CompanyPlan[];
  others: OtherMemberPlan[];
  cases: CasePlan[];
  drafts: { company: number; track: Track }[];
};
/** `company` and `lead` are places in the block; an undefined lead is drawn. */
export type CasePlan = {
  company: number;
  track: Track;
  state: TargetState;
  /** How a support that was reviewed ended. */
  outcome?: CaseOutcome;
  lead?: number;
  progress?: number;
  leavesFigures?: boolean;
  /** What happens in it beyond its state, when a story is told. */
  story?: CaseStory;
  mood?: CaseMood;
};
/** How the support of an open case goes: health is computed from what then happened, or didn't. */
export type CaseMood = 'calm' | 'drifting' | 'in_trouble';
export type CaseStory = 'dual_use' | 'proposal_refused' | 'proposal_again' | 'fundraising' | 'bought' | 'in_difficulty';
type CaseOutcome = 'objectives_reached' | 'partly_reached' | 'not_reached';
type End = { state: TargetState; outcome?: CaseOutcome };

/** Cases of a block by state, 236, besides the drafts. (`docs/domain.md §10.2`) */
const ENDS: readonly (readonly [TargetState, number, CaseOutcome?])[] = [
  ['submitted', 8], ['qualifying', 4], ['accepted', 2], ['assessing', 16], ['plan_to_sign', 10], ['active', 48], ['on_hold', 9],
  ['reviewing', 9], ['follow_up', 13, 'objectives_reached'], ['follow_up', 6, 'partly_reached'], ['closed', 62, 'objectives_reached'],
  ['closed', 21, 'partly_reached'], ['closed', 7, 'not_reached'], ['closed_early', 7], ['refused', 8], ['redirected', 6],
]; // biome-ignore format: the table of states
const TRACK_COUNTS = [['strategy', 62], ['financing', 58], ['international', 44], ['eu_projects', 30], ['innovation', 46]] as const satisfies readonly (readonly [Track, number])[]; // biome-ignore format: one line
/** Cases of a block, drafts included. */
const CASES = 240;
const MOST_CASES = 4;

/** Cases whose place is chosen, so that the demo's first accounts have something of everything. */
const CHOSEN: readonly CasePlan[] = [
  // The first leader's company: a lively export case, an innovation one that begins, a strategy one behind.
  { company: 0, track: 'international', state: 'active', lead: 0, progress: 0.55 },
  { company: 0, track: 'innovation', state: 'assessing', lead: 0, progress: 0.5, leavesFigures: true },
  { company: 0, track: 'strategy', state: 'closed', outcome: 'objectives_reached', lead: 0 },
  // The second leader has a plan to sign.
  { company: 1, track: 'financing', state: 'plan_to_sign', lead: 0 },
  { company: 1, track: 'innovation', state: 'follow_up', outcome: 'objectives_reached', lead: 2 },
  // … a request just sent, and a review that awaits an opinion.
  { company: 1, track: 'international', state: 'submitted' },
  { company: 1, track: 'strategy', state: 'reviewing', lead: 2 },
  // The third writes English.
  { company: 2, track: 'eu_projects', state: 'active', lead: 0 },
  // The rest of the first advisor's caseload, in every tab.
  { company: 3, track: 'international', state: 'active', lead: 0 },
  { company: 4, track: 'innovation', state: 'active', lead: 0 },
  { company: 5, track: 'international', state: 'assessing', lead: 0 },
  { company: 6, track: 'innovation', state: 'on_hold', lead: 0 },
  { company: 7, track: 'international', state: 'reviewing', lead: 0 },
  { company: 8, track: 'eu_projects', state: 'follow_up', outcome: 'partly_reached', lead: 0 },
  { company: 9, track: 'financing', state: 'closed', outcome: 'objectives_reached', lead: 0 },
  { company: 10, track: 'international', state: 'qualifying', lead: 0 },
];
const DRAFTS: BlockPlan['drafts'] = [
  { company: 0, track: 'financing' },
  { company: 3, track: 'strategy' },
  { company: 14, track: 'strategy' },
  { company: 31, track: 'financing' },
];

export const BLOCK = { companies: PLACES.companies, cases: CASES } as const;

/** A block of 200 companies, 24 other members and 240 cases. The first block has chosen places; each further one is drawn. */
export function planBlock(block: number, chance: Chance): BlockPlan {
  const chosen = block === 0 ? [...CHOSEN, ...STORY_CASES] : [];
  return {
    companies: dealCompanies(block, chance),
    others: planOtherMembers(block),
    cases: withMoods([...chosen, ...dealCases(chosen, chance)], chance),
    drafts: DRAFTS,
  };
}

type Seat = { company: number; end: End };

/** Every company with a case gets one, some get more; then each gets a track it hasn't yet. */
function dealCases(chosen: readonly CasePlan[], chance: Chance): CasePlan[] {
  const seats = seatEnds(chosen, chance);
  const taken = new Map<number, Set<Track>>();
  const take = (company: number, track: Track) => taken.set(company, (taken.get(company) ?? new Set()).add(track));
  for (const { company, track } of [...chosen, ...DRAFTS]) take(company, track);
  const left = new Map<Track, number>(TRACK_COUNTS);
  for (const { track } of [...chosen, ...DRAFTS]) left.set(track, (left.get(track) ?? 0) - 1);
  const tracks = chance.shuffled([...left].flatMap(([track, count]) => Array.from({ length: count }, () => track)));
  const dealt: CasePlan[] = [];
  // Companies with many cases choose first, so that no track is left that they all have.
  const load = new Map<number, number>();
  for (const { company } of seats) load.set(company, (load.get(company) ?? taken.get(company)?.size ?? 0) + 1);
  for (const { company, end } of [...seats].sort((a, b) => (load.get(b.company) ?? 0) - (load.get(a.company) ?? 0))) {
    const at = tracks.findIndex((track) => !taken.get(company)?.has(track));
    if (at < 0) throw new RangeError(`Company ${company} has a case on every track left`);
    const track = tracks.splice(at, 1)[0] as Track;
    take(company, track);
    dealt.push({ company, track, ...end });
  }
  return dealt;
}

/** Who has how many cases, and how each stands. */
function seatEnds(chosen: readonly CasePlan[], chance: Chance): Seat[] {
  const count = new Map<number, number>();
  for (const { company } of [...chosen, ...DRAFTS]) count.set(company, (count.get(company) ?? 0) + 1);
  const seats = WITH_CASES.filter((place) => !chosen.some(({ company }) => company === place) && place >= 0);
  for (const place of seats) count.set(place, (count.get(place) ?? 0) + 1);
  while (seats.length + chosen.length + DRAFTS.length < CASES) {
    // The first company keeps to its cases.
    const place = chance.int(1, PLACES.supported - 1);
    if ((count.get(place) ?? 0) >= MOST_CASES) continue;
    count.set(place, (count.get(place) ?? 0) + 1);
    seats.push(place);
  }
  const left = ENDS.flatMap(([state, number, outcome]) =>
    Array.from({ length: number }, (): End => ({ state, ...(outcome && { outcome }) })),
  );
  const remove = (isIt: (end: End) => boolean): End => {
    const index = left.findIndex(isIt);
    if (index < 0) throw new RangeError('The table of states has no such case left');
    return left.splice(index, 1)[0] as End;
  };
  for (const one of chosen) remove(({ state, outcome }) => state === one.state && outcome === one.outcome);
  const reserved = new Map(
    seats.flatMap((place) => {
      const states = statesFor(place);
      return states ? [[place, remove(({ state }) => states.includes(state))] as const] : [];
    }),
  );
  const others = chance.shuffled(left);
  return seats.map((company) => ({ company, end: reserved.get(company) ?? (others.pop() as End) }));
}

/** Who may only ask: those who are no members. Companies on trial have begun lately. */
function statesFor(place: number): TargetState[] | null {
  const is = (places: readonly number[]) => places.includes(place);
  if (is(ASKING_FORMER)) return ['refused'];
  if (is(ASKING_PROSPECTS)) return place === ASKING_PROSPECTS[2] ? ['redirected'] : ['refused'];
  return is(TRIALS)
    ? [(['submitted', 'assessing', 'plan_to_sign'] as const)[TRIALS.indexOf(place as (typeof TRIALS)[number])] ?? 'submitted']
    : null;
}

/** Cases of a block in each mood, of the 74 that are open; the others are calm. (`docs/domain.md §10.2`: 60, 26 and 14 %) */
const MOODS = { in_trouble: 10, drifting: 15 } as const;
const OPEN_STATES: readonly TargetState[] = ['assessing', 'plan_to_sign', 'active'];

/** Chosen places keep their course; only a support under way can go badly. */
function withMoods(cases: CasePlan[], chance: Chance): CasePlan[] {
  const free = chance.shuffled(cases.filter(({ state, progress }) => OPEN_STATES.includes(state) && progress === undefined));
  const troubled = new Set(free.filter(({ state, lead }) => state === 'active' && lead === undefined).slice(0, MOODS.in_trouble));
  const drifting = new Set(free.filter((one) => one.state === 'active' && !troubled.has(one)).slice(0, MOODS.drifting));
  return cases.map((one) => {
    if (!free.includes(one)) return one;
    return { ...one, mood: troubled.has(one) ? 'in_trouble' : drifting.has(one) ? 'drifting' : 'calm' };
  });
}
