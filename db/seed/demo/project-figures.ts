import { addDays, type LocalDate, yearOf } from '../../../app/features/programmes/paris-date';
import { isStructuring } from '../../../app/features/projects/project';
import type { Batch, Row } from './batch';
import { Chance } from './chance';
import { type FigureWriter, type SubjectFact, writeSubjectFigures } from './subject-figures';

type Project = Row<'projects'>;
type Partner = Row<'projectPartners'>;

/** Receipts of proposals that nobody has read yet; other letters come through the cluster itself, and are read within days. */
const UNREAD = 0.08;
const RECEIPTS = ['EUR-01'];
const REFUSED = ['not_funded'];

/**
 * What the registry of projects says of labels, answers, agreements and European money, as facts of the ledger with the paper behind each.
 * A family counts once: its natural key is the family. (`docs/domain.md §4.1`, D2 and D3; §5.1)
 */
export function writeProjectFigures(writer: FigureWriter, projects: readonly Project[], partners: readonly Partner[], seed: string): void {
  for (const { project, facts } of projectFacts(projects, partners, seed)) writeSubjectFigures(writer, project.id as string, facts);
}

/** What the registry has verified in the year of a day, by metric. */
export function registeredInYear(batch: Batch, seed: string, asOf: LocalDate): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { facts } of projectFacts(batch.rows('projects'), batch.rows('projectPartners'), seed))
    for (const { metric, validOn, num, declaredAfter, verifiedAfter } of facts)
      if (yearOf(validOn) === yearOf(asOf) && verifiedAfter !== null && addDays(validOn, declaredAfter + verifiedAfter) < asOf)
        sums.set(metric, (sums.get(metric) ?? 0) + num);
  return sums;
}

function projectFacts(
  projects: readonly Project[],
  partners: readonly Partner[],
  seed: string,
): { project: Project; facts: SubjectFact[] }[] {
  const labelled = new Set<string>();
  const byDate = [...projects].sort((a, b) => ((a.labelledOn ?? '9') < (b.labelledOn ?? '9') ? -1 : 1));
  return byDate.map((project) => {
    const chance = new Chance(`${seed} figures ${project.id}`);
    const members = partners.filter(
      ({ projectId, companyId }) => projectId === project.id && companyId !== null && companyId !== undefined,
    );
    const isFirstLabel = Boolean(project.labelledOn) && !labelled.has(project.familyId);
    if (isFirstLabel) labelled.add(project.familyId);
    const facts = [...(isFirstLabel ? labelFacts(project) : []), ...answerFacts(project), ...europeanFacts(project, members)];
    const dated = facts.map((fact): SubjectFact => {
      const isReceipt = RECEIPTS.includes(fact.metric);
      const isUnread = chance.happens(UNREAD) && isReceipt;
      const declaredAfter = chance.int(1, isReceipt ? 9 : 4);
      return { ...fact, das: project.das, declaredAfter, verifiedAfter: isUnread ? null : chance.int(1, isReceipt ? 12 : 5) };
    });
    return { project, facts: dated };
  });
}

type Fact = Omit<SubjectFact, 'declaredAfter' | 'verifiedAfter' | 'das'>;

function labelFacts({ labelledOn, labelNumber, familyId, budgetCents }: Project): Fact[] {
  const of = { cell: familyId, validOn: labelledOn as string, evidence: `Lettre de labellisation ${labelNumber}` };
  return [
    { metric: 'PRJ-01', num: 1, ...of },
    { metric: 'PRJ-04', num: budgetCents / 100, ...of },
  ];
}

/** The funder's answer to a labelled project, and the agreement of a structuring one. */
function answerFacts({ endorsement, labelNumber, decidedOn, state, type, agreementOn, familyId }: Project): Fact[] {
  const facts: Fact[] = [];
  if (endorsement === 'label' && labelNumber && decidedOn)
    facts.push({
      ...{ metric: 'PRJ-03', cell: labelNumber, validOn: decidedOn, num: REFUSED.includes(state) ? 0 : 1, den: 1 },
      evidence: REFUSED.includes(state) ? 'Lettre de refus du financeur' : 'Notification du financeur',
    });
  if (isStructuring(type) && agreementOn)
    facts.push({ metric: 'PRJ-07', cell: familyId, validOn: agreementOn, num: 1, evidence: 'Convention signée' });
  return facts;
}

const SMES = ['micro', 'small', 'medium'];

/** A European proposal counts when a member SME takes part; the money is that of the members. */
function europeanFacts(project: Project, members: readonly Partner[]): Fact[] {
  const { funder, proposalNumber, sentToFunderOn, decidedOn, agreementOn, state } = project;
  if (funder !== 'eu' || !proposalNumber || !members.some(({ sizeCategory }) => SMES.includes(sizeCategory ?? ''))) return [];
  const facts: Fact[] = [];
  if (sentToFunderOn) facts.push({ metric: 'EUR-01', cell: proposalNumber, validOn: sentToFunderOn, num: 1, evidence: 'Accusé de dépôt' });
  if (decidedOn)
    facts.push({
      ...{ metric: 'EUR-02', cell: proposalNumber, validOn: decidedOn, num: REFUSED.includes(state) ? 0 : 1, den: 1 },
      evidence: 'Lettre de décision de la Commission',
    });
  const awarded = members.reduce((sum, { awardedCents }) => sum + (awardedCents ?? 0), 0);
  if (agreementOn && awarded > 0)
    facts.push({ metric: 'EUR-03', cell: proposalNumber, validOn: agreementOn, num: awarded / 100, evidence: 'Convention de subvention' });
  return facts;
}
