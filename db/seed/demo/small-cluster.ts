import type { BlockPlan, CasePlan } from './block-plan';
import type { Chance } from './chance';
import { OTHER_NAMES } from './company-names';
import { type CompanyPlan, EXPORT_STATUSES, type SizeCategory } from './company-plan';
import { drawDepartment } from './territory';
import { TRADES } from './trades';

/** Every state once; the first leader's company has one of each kind of turn. */
const CASES: readonly CasePlan[] = [
  { company: 0, track: 'international', state: 'active', lead: 0, progress: 0.55 },
  { company: 0, track: 'financing', state: 'plan_to_sign', lead: 0 },
  { company: 0, track: 'innovation', state: 'submitted' },
  { company: 0, track: 'strategy', state: 'reviewing', lead: 0 },
  { company: 0, track: 'eu_projects', state: 'follow_up', outcome: 'objectives_reached', lead: 1 },
  { company: 1, track: 'innovation', state: 'active', lead: 0 },
  { company: 1, track: 'financing', state: 'refused' },
  { company: 2, track: 'strategy', state: 'assessing', lead: 0 },
  { company: 3, track: 'international', state: 'qualifying' },
  { company: 4, track: 'strategy', state: 'closed', outcome: 'partly_reached', lead: 1 },
  { company: 4, track: 'eu_projects', state: 'redirected' },
  { company: 5, track: 'innovation', state: 'on_hold', lead: 1 },
  { company: 6, track: 'financing', state: 'accepted' },
  { company: 6, track: 'strategy', state: 'closed_early' },
];
const HEADCOUNTS: readonly (readonly [SizeCategory, number])[] = [['small', 19], ['micro', 6], ['medium', 72], ['micro', 3.5], ['small', 31], ['small', 12.5], ['micro', 7], ['small', 22]]; // biome-ignore format: one line
const MADE_HERE = TRADES.filter(({ das, position }) => das === 'DAS3' && position !== 'services' && position !== 'distribution');

/** The second cluster: a few companies, another team, nothing shared with the first. */
export function planSmallCluster(firstIndex: number, chance: Chance): BlockPlan {
  const companies = OTHER_NAMES.map((name, place): CompanyPlan => {
    const isProspect = place === OTHER_NAMES.length - 1;
    const [size, headcount] = HEADCOUNTS[place % HEADCOUNTS.length] ?? (['micro', 4] as const);
    return {
      ...{ index: firstIndex + place, name, standing: isProspect ? 'prospect' : 'member', isEnrolled: !isProspect, writesEnglish: false },
      ...{ trade: chance.pick(MADE_HERE), size, headcount, territoryHeadcount: headcount, department: drawDepartment(chance) },
      ...{ exportStatus: chance.pick(EXPORT_STATUSES), joinedLate: false, story: null },
    };
  });
  return { companies, others: [], cases: [...CASES], drafts: [{ company: 2, track: 'financing' }] };
}
