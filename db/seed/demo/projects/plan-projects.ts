import { addDays, type LocalDate } from '../../../../app/features/programmes/paris-date';
import type { ProjectOutcome } from '../../../../app/features/projects/project';
import type { Chance } from '../chance';
import type { SubjectPart } from '../subjects';
import { FORMER_CARRIERS } from '../words/project-texts';
import { fitAnswers } from './answers';
import { drawBudget, drawConsortium, drawMonths, type Pool } from './consortium';
import { type Course, courseOfLabel, fundedCourse, NO_COURSE } from './course';
import { dealLabels, type LabelCard, MAIN_DECK, SMALL_DECK } from './deck';
import { dealProposals, type ProposalCard } from './european';
import { fitEuropeanMoney, fitLabelledBudgets, grant } from './money';
import { NameDeck, publicSummary, shortSummary } from './naming';
import { drawTrl, numberFiles, type ProjectFile, schemeOf } from './project-file';
import { dealSubmissions, MAIN_SUBMISSIONS, SMALL_SUBMISSIONS, type SubmissionCard } from './submissions';

/** Every project of a cluster: labels, files without a label, European proposals. */
export function planProjects(part: SubjectPart): ProjectFile[] {
  const { space, companies, others, chance } = part;
  const { asOf, contractStartYear } = space.clock;
  const isMain = companies.length >= 100;
  const room: Room = { pool: { companies, others }, names: new NameDeck(chance), chance, asOf };
  const labels = dealLabels(isMain ? MAIN_DECK : SMALL_DECK, asOf, chance).map((card) => labelFile(card, room));
  const submissions = dealSubmissions(isMain ? MAIN_SUBMISSIONS : SMALL_SUBMISSIONS, asOf, chance);
  const files = [...labels, ...submissions.map((card) => submissionFile(card, room))];
  if (isMain) {
    joinFamilies(files);
    const answers = labels.flatMap(({ funder, course }) =>
      funder === 'eu' && course.sentToFunderOn
        ? [
            {
              filedOn: course.sentToFunderOn,
              decidedOn: course.decidedOn,
              isRetained: course.decidedOn !== null && course.state !== 'not_funded',
            },
          ]
        : [],
    );
    for (const card of dealProposals(contractStartYear, asOf, answers, chance)) files.push(proposalFile(card, room));
    fitAnswers(labels, asOf, chance);
    fitLabelledBudgets(files, contractStartYear, asOf);
  }
  for (const file of files) grant(file, chance);
  if (isMain) fitEuropeanMoney(files, contractStartYear, asOf);
  numberFiles(files);
  return files;
}

type Room = { pool: Pool; names: NameDeck; chance: Chance; asOf: LocalDate };
type Base = Pick<ProjectFile, 'type' | 'das' | 'funder' | 'endorsement' | 'course' | 'months' | 'proposalNumber'>;

function labelFile({ committeeOn, type, das, funder, outcome, isSummaryOnly }: LabelCard, room: Room): ProjectFile {
  const { chance, asOf } = room;
  const { months, ...course } = courseOfLabel({ committeeOn, outcome, months: drawMonths(type, chance), asOf }, chance);
  const base: Base = { type, das, funder, endorsement: 'label', course, months, proposalNumber: null };
  return isSummaryOnly ? oldFile(base, room) : wholeFile(base, room);
}

function submissionFile({ type, das, course }: SubmissionCard, room: Room): ProjectFile {
  const funder = type === 'territorial_experiment' ? 'region' : type === 'industrial_development' ? 'investment_plan' : 'state_fund';
  return wholeFile({ type, das, funder, endorsement: 'label', course, months: drawMonths(type, room.chance), proposalNumber: null }, room);
}

function proposalFile({ filedOn, decidedOn, isRetained, das }: ProposalCard, room: Room): ProjectFile {
  const { chance, asOf } = room;
  const sent: Course = { ...NO_COURSE, state: 'sent_to_funder', cutOffOn: filedOn, sentToFunderOn: filedOn, decidedOn };
  const months = chance.pick([24, 36, 36, 42]);
  const asked = { ...sent, nextOn: decidedOn ? null : addDays(filedOn, 150) };
  const outcome: ProjectOutcome = 'running';
  const { months: length, ...course } = !decidedOn
    ? { ...asked, months }
    : isRetained
      ? fundedCourse({ ...asked, state: 'funded' }, { outcome, months, eve: addDays(asOf, -1) }, chance)
      : { ...asked, state: 'not_funded' as const, months };
  const proposalNumber = `99${filedOn.slice(2, 4)}${String(chance.int(0, 99)).padStart(2, '0')}${String(chance.int(0, 9_999)).padStart(4, '0')}`;
  return wholeFile({ type: 'collaborative_rd', das, funder: 'eu', endorsement: 'letter', course, months: length, proposalNumber }, room);
}

/** A file with its consortium. */
function wholeFile(base: Base, { pool, names, chance, asOf }: Room): ProjectFile {
  const { type, das, funder, course } = base;
  const on = course.submittedOn ?? course.sentToFunderOn ?? asOf;
  const budgetCents = drawBudget(type, chance) * (funder === 'eu' ? 1.5 : 1);
  const partners = drawConsortium(pool, { type, das, funder, on, budgetCents }, chance);
  const [leader] = partners;
  const named = names.next(das);
  const trl = drawTrl(type, chance);
  return {
    ...base,
    ...{ named, trl, attempt: { family: null, no: 1 }, isSummaryOnly: false, partners, partnersCount: partners.length },
    leader: { name: leader?.name ?? '', companyId: leader?.companyId ?? null },
    budgetCents,
    aidCents: partners.reduce((sum, { aidCents }) => sum + aidCents, 0),
    summary: publicSummary(named, type, leader?.name ?? '', trl[1], chance),
    instrument: schemeOf(base, course.sentToFunderOn ?? on, chance),
    ...{ fileNumber: null, labelNumber: null, id: '' },
  };
}

/** An old label: who carried it, for how much, and what became of it. */
function oldFile(base: Base, { pool, names, chance, asOf }: Room): ProjectFile {
  const { type, das, course } = base;
  const on = course.labelledOn ?? asOf;
  const there = pool.companies.filter(({ trade, foundedOn }) => trade.das === das && foundedOn < on);
  const carrier = there.length > 0 && chance.happens(0.65) ? chance.pick(there) : null;
  const name = carrier?.name ?? chance.pick(FORMER_CARRIERS);
  const budgetCents = drawBudget(type, chance);
  return {
    ...base,
    ...{ named: names.next(das), trl: drawTrl(type, chance), attempt: { family: null, no: 1 }, isSummaryOnly: true, partners: [] },
    ...{ partnersCount: chance.int(3, 7), leader: { name, companyId: carrier?.id ?? null }, budgetCents },
    aidCents: Math.round((budgetCents * chance.int(36, 48)) / 100 / 100_000) * 100_000,
    summary: shortSummary(type, name, chance),
    instrument: schemeOf(base, course.sentToFunderOn ?? on, chance),
    ...{ fileNumber: null, labelNumber: null, id: '' },
  };
}

const SECOND_LABELS = 4;
const SECOND_TRIES = 3;

/** Some refused files came back and were labelled; some labelled and not funded are being presented again. */
function joinFamilies(files: readonly ProjectFile[]): void {
  const whole = files.filter(({ isSummaryOnly, endorsement }) => !isSummaryOnly && endorsement === 'label');
  const submitted = (file: ProjectFile) => file.course.submittedOn ?? '';
  const refused = whole.filter(({ course }) => course.state === 'refused');
  const taken = new Set<ProjectFile>();
  for (const first of refused.slice(0, SECOND_LABELS)) {
    const second = whole.find(
      (file) => file.course.labelledOn && !taken.has(file) && file.type === first.type && submitted(file) > addDays(submitted(first), 120),
    );
    if (second) join(first, second, taken);
  }
  const unfunded = whole.filter(({ course }) => course.state === 'not_funded').reverse();
  const open = whole.filter(({ course }) => ['at_committee', 'in_review'].includes(course.state));
  for (const second of open.slice(0, SECOND_TRIES)) {
    const first = unfunded.find(
      (file) => !taken.has(file) && file.type === second.type && (file.course.decidedOn ?? '9') < submitted(second),
    );
    if (first) join(first, second, taken);
  }
}

/** Two attempts are one project: one name with a number, one consortium, whichever of the two has the label. */
function join(first: ProjectFile, second: ProjectFile, taken: Set<ProjectFile>): void {
  taken.add(first).add(second);
  const [kept, other] = second.course.labelledOn ? [second, first] : [first, second];
  const { das, summary, trl, leader, partnersCount, budgetCents, aidCents } = kept;
  Object.assign(other, {
    das,
    summary,
    trl,
    leader,
    partnersCount,
    budgetCents,
    aidCents,
    partners: kept.partners.map((each) => ({ ...each })),
  });
  const { named } = kept;
  first.named = named;
  second.named = { ...named, acronym: `${named.acronym} 2` };
  second.attempt = { family: first, no: 2 };
}
