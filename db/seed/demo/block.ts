import { formatCaseReference, REFERENCE_PREFIXES } from '../../../app/features/cases/reference';
import { NOTICE_VERSION } from '../../../app/features/privacy/notice';
import { yearOf } from '../../../app/features/programmes/paris-date';
import type { Track } from '../../../app/features/programmes/track';
import type { Batch } from './batch';
import { BLOCK, type BlockPlan, type CasePlan } from './block-plan';
import { instantOf } from './calendar';
import { writeClocks } from './case-clocks';
import { writeCourse } from './case-decision';
import { CaseFile, type CaseSpec } from './case-file';
import { writeNotes } from './case-notes';
import { writeOpening } from './case-opening';
import { writePlan } from './case-plan';
import { writeTasks } from './case-tasks';
import { Chance } from './chance';
import { addCompany } from './companies';
import { yearsOfTruth } from './company-truth';
import { fitExports } from './export-base';
import { type CompanyCases, planFigures, writeFigures } from './figures';
import { dealFortunes, type Fortune } from './fortunes';
import { Keys } from './identifiers';
import { addOtherMember } from './other-members';
import { registeredInYear } from './project-figures';
import { settleOutcomes } from './settle-outcomes';
import type { StaffMember } from './staff';
import type { Story } from './story';
import { writeSubjects } from './subjects';
import type { Surveyors } from './survey';
import { SurveyDeck } from './survey-deck';
import { type Telling, tellStory } from './tell-story';
import { NEEDS } from './words/needs';
import { phrase } from './words/phrase';
import { caseSlots } from './words/slots';
import type { DemoCompany, Space } from './world';

/** The last number given to each track's cases in each year. */
export type Numbering = Map<string, number>;

export type BlockInput = {
  space: Space;
  plan: BlockPlan;
  /** Part of every draw: the same block is the same whatever the scale. */
  seed: string;
  advisors: readonly StaffMember[];
  numbering: Numbering;
  batch: Batch;
  /** Cases beyond this many are left out. */
  maxCases: number;
};

/** Writes the companies of a block and their cases; returns the companies in the plan's order. */
export function writeBlock({ space, plan, seed, advisors, numbering, batch, maxCases }: BlockInput): DemoCompany[] {
  const keys = new Keys(new Chance(`${seed} keys`));
  const years = yearsOfTruth(space.clock.contractStartYear, yearOf(space.clock.asOf) - 1);
  const fortunes = dealFortunes(plan.companies, years, new Chance(`${seed} fortunes`));
  const companies = plan.companies.map((company, place) => {
    const fortune = fortunes[place] as Fortune;
    return addCompany(space, company, { seed, fortune, chance: new Chance(`${seed} company ${place}`), keys, batch });
  });
  fitExports(companies, space.clock.contractStartYear - 1);
  const others = plan.others.map((member, place) => addOtherMember(space, member, new Chance(`${seed} member ${place}`), keys, batch));
  writeSubjects({ space, companies, others, advisors, isFirst: seed.endsWith(' block 0'), seed, batch });
  const told = tellCases({ space, seed, advisors }, plan.cases.slice(0, maxCases), companies);
  enrol(space, companies, told, keys, batch);
  const inOrder = told.sort((a, b) => a.story.submitted - b.story.submitted || a.story.minutes - b.story.minutes);
  const byCompany = new Map<DemoCompany, CompanyCases>();
  for (const { spec, story, chance } of inOrder) {
    const year = yearOf(space.clock.days.day(story.submitted));
    const file = new CaseFile(space, spec, story, nextReference(numbering, spec.track, year), chance, keys, batch);
    const slots = caseSlots(spec.company, chance);
    writeOpening(file, slots);
    const written = writePlan(file, slots);
    writeClocks(file);
    writeNotes(file, slots);
    writeTasks(file, slots);
    writeCourse(file);
    const known = byCompany.get(spec.company);
    if (known) known.cases.push({ file, written });
    else byCompany.set(spec.company, { company: spec.company, cases: [{ file, written }] });
  }
  const deck = new SurveyDeck(companies, seed);
  const figures = companies.map((company, place) => {
    const group = byCompany.get(company) ?? { company, cases: [] };
    return planFigures(space, group, { ...surveyorsOf(group, advisors, place), deck }, seed, keys, batch);
  });
  settleOutcomes(
    { ...space.clock, share: told.length / BLOCK.cases, registered: registeredInYear(batch, seed, space.clock.asOf) },
    figures.flatMap(({ answers }) => answers),
    new Chance(`${seed} outcomes`),
  );
  for (const planned of figures) {
    writeFigures(space, planned, keys, batch);
    for (const { file } of planned.cases) file.writeEvents();
  }
  for (const draft of plan.drafts.slice(0, Math.max(0, maxCases - plan.cases.length)))
    addDraft(space, companies[draft.company] as DemoCompany, draft.track, new Chance(`${seed} draft ${draft.company}`), keys, batch);
  return companies;
}

type ToldCase = { spec: CaseSpec; chance: Chance; story: Story };

/** Working days since a refused proposal was closed, at least: its second attempt is under way. */
const SINCE_REFUSAL = 200;

/** Who follows each case, and its whole life so far. */
function tellCases(
  { space, seed, advisors }: Pick<BlockInput, 'space' | 'seed' | 'advisors'>,
  planned: readonly CasePlan[],
  companies: readonly DemoCompany[],
): ToldCase[] {
  const { clock, templates } = space;
  // The first advisor of the first block has the cases chosen for them, no more.
  const free = planned.some(({ lead }) => lead === 0) ? advisors.slice(1) : advisors;
  return planned.map(({ company: at, lead: chosen, progress, ...rest }, place) => {
    const chance = new Chance(`${seed} case ${place}`);
    const company = companies[at] as DemoCompany;
    const lead = chosen === undefined ? drawLead(free, rest.track, chance) : (advisors[chosen] as StaffMember);
    const taker = chosen === undefined && chance.happens(0.35) ? chance.pick(free) : lead;
    const telling: Telling = {
      ...{ target: rest.state, track: rest.track, template: templates[rest.track] ?? null, notBefore: firstDay(space, company) },
      ...(rest.mood && { mood: rest.mood }),
      ...(progress !== undefined && { progress }),
      ...(rest.story === 'proposal_refused' && { endedBefore: clock.today - SINCE_REFUSAL }),
    };
    return { spec: { ...rest, company, lead, taker }, chance, story: tellStory(telling, chance, clock) };
  });
}

/** The advisor of a company asks for its yearly figures; another of the team verifies them. */
function surveyorsOf({ cases }: CompanyCases, advisors: readonly StaffMember[], place: number): Omit<Surveyors, 'deck'> {
  const asks = cases.find(({ written }) => written.length > 0)?.file.spec.lead ?? (advisors[place % advisors.length] as StaffMember);
  const others = advisors.filter(({ id }) => id !== asks.id);
  return { asks, verifies: others[place % others.length] ?? asks };
}

/** Nobody asks before the programme exists; a former member asks again after it left, a company on trial once it is. */
function firstDay({ clock }: Space, { standing, leftOn, joinedOn }: DemoCompany): number {
  const start = clock.days.index(`${clock.contractStartYear}-01-01`) + 8;
  const since = standing === 'former' ? leftOn : standing === 'trial' ? joinedOn : null;
  return since === null ? start : Math.max(start, clock.days.index(since) + 10);
}

/** Four times out of five an advisor of the team that follows the track. */
function drawLead(advisors: readonly StaffMember[], track: Track, chance: Chance): StaffMember {
  const side = track === 'strategy' || track === 'financing' ? 1 : 0;
  const team = advisors.filter((_, index) => index % 2 === side);
  return chance.pick(chance.happens(0.8) && team.length > 0 ? team : advisors);
}

function nextReference(numbering: Numbering, track: Track, year: number): string {
  const key = `${REFERENCE_PREFIXES[track]} ${year}`;
  const number = (numbering.get(key) ?? 0) + 1;
  numbering.set(key, number);
  return formatCaseReference({ track, year, number });
}

/** A company enters the programme some days before its first request. */
function enrol(
  space: Space,
  companies: readonly DemoCompany[],
  told: readonly { spec: CaseSpec; story: Story }[],
  keys: Keys,
  batch: Batch,
): void {
  const { clock, clusterId, programmeId, manager } = space;
  const first = new Map<DemoCompany, number>();
  for (const { spec, story } of told) first.set(spec.company, Math.min(story.submitted, first.get(spec.company) ?? story.submitted));
  for (const company of companies) {
    if (!company.journeyId) continue;
    const day = Math.max(0, (first.get(company) ?? clock.today - 200) - 6);
    company.enrolledDay = day;
    const at = instantOf(clock.days.day(day), '10:20');
    batch.add('journeys', {
      ...{ clusterId, id: company.journeyId, companyId: company.id, programmeId, startedOn: clock.days.day(day) },
      ...{ createdAt: at, updatedAt: at },
    });
    const told = {
      clusterId,
      actorId: manager.id,
      companyId: company.id,
      caseId: null,
      confidentiality: 'company' as const,
      onBehalfOfId: null,
    };
    const added = instantOf(clock.days.day(day), '10:15');
    batch.add(
      'events',
      { ...told, id: keys.at(added), recordedAt: added, kind: 'company.added', subjectKind: 'company', subjectId: company.id, facts: {} },
      {
        ...told,
        id: keys.at(at),
        recordedAt: at,
        kind: 'company.enrolled',
        subjectKind: 'company',
        subjectId: company.id,
        facts: { journey: company.journeyId },
      },
    );
  }
}

/** A request its leader has not sent yet. */
function addDraft(space: Space, company: DemoCompany, track: Track, chance: Chance, keys: Keys, batch: Batch): void {
  const { clock, clusterId } = space;
  const at = instantOf(clock.days.day(clock.today - chance.int(1, 9)), chance.int(540, 1_100));
  const need = phrase(chance, chance.pick(NEEDS[track].situation), caseSlots(company, chance));
  batch.add('supportRequests', {
    ...{
      clusterId,
      id: keys.at(at),
      companyId: company.id,
      track,
      title: '',
      need,
      state: 'draft',
      askedById: company.leader.id,
      onBehalfNote: null,
    },
    ...{ noticeVersion: NOTICE_VERSION, submittedAt: null, caseId: null, version: 1, createdAt: at, updatedAt: at },
  });
}
