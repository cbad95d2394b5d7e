import { addMonths } from '../../../../app/features/programmes/paris-date';
import { isStructuring } from '../../../../app/features/projects/project';
import { STRUCTURING_PROJECT_TEMPLATES } from '../../reference/plan-templates';
import type { Row } from '../batch';
import { instantOf, WorkingDays } from '../calendar';
import type { SubjectPart } from '../subjects';
import { SITES } from '../words/project-texts';
import { decisionsOf, FUNDERS } from './decisions';
import { secretTexts } from './naming';
import { planProjects } from './plan-projects';
import { firstDay, type ProjectFile } from './project-file';
import { layPath } from './structuring-path';

/** What a cluster has once: its registry of labels and proposals, and its structuring projects, in the first block. (`docs/domain.md §10.2`) */
export function writeProjects(part: SubjectPart): void {
  if (!part.isFirst) return;
  const files = planProjects(part);
  const contractStart = `${part.space.clock.contractStartYear}-01-02`;
  for (const file of files) file.id = part.keys.at(instantOf(firstDay(file, contractStart), '10:00'));
  const days = new WorkingDays(addMonths(part.space.clock.asOf, -YEARS_OF_PATHS * 12), addMonths(part.space.clock.asOf, 72));
  for (const [order, file] of files.entries()) {
    addProject(part, file, order);
    addPartners(part, file);
    addDecisions(part, file);
    addFunding(part, file);
    if (!file.isSummaryOnly && file.endorsement === 'label') addSecret(part, file);
    if (hasPath(file)) addPath(part, file, days);
  }
}

/** No path that still runs began earlier. */
const YEARS_OF_PATHS = 11;

/** Old structuring projects are followed as long as they run. */
function hasPath({ type, isSummaryOnly, course, endorsement }: ProjectFile): boolean {
  return isStructuring(type) && endorsement === 'label' && (!isSummaryOnly || course.state === 'running');
}

function addProject({ space, advisors, chance, batch }: SubjectPart, file: ProjectFile, order: number): void {
  const { course, named, attempt } = file;
  const { state, reviewedOn, hadReserves, ...dates } = course;
  const createdAt = instantOf(firstDay(file, `${space.clock.contractStartYear}-01-02`), '10:00');
  const isFollowed = !file.isSummaryOnly || state === 'running';
  const promises = file.isSummaryOnly ? null : { threeYears: chance.int(2, 9), fiveYears: chance.int(9, 28) };
  const row: Row<'projects'> = {
    ...{ clusterId: space.clusterId, id: file.id, familyId: attempt.family?.id ?? file.id, attemptNo: attempt.no },
    ...{
      fileNumber: file.fileNumber,
      labelNumber: file.labelNumber,
      acronym: named.acronym,
      titleFr: named.titleFr,
      titleEn: named.titleEn,
    },
    ...{ summaryFr: file.summary.fr, summaryEn: file.summary.en, type: file.type, das: file.das },
    ...{ technologies: named.technologies, markets: named.markets, trlFrom: file.trl[0], trlTo: file.trl[1] },
    ...{ endorsement: file.endorsement, funder: file.funder, instrument: file.instrument?.code ?? null },
    ...{ instrumentVersion: file.instrument?.version ?? null, proposalNumber: file.proposalNumber },
    ...{ leadCluster: chance.happens(0.85) ? space.name : 'Pôle Ondélia', coLabellingClusters: coLabelling(file, chance) },
    ...{ leaderName: file.leader.name, leaderCompanyId: file.leader.companyId },
    leadId: isFollowed ? (advisors[order % Math.max(1, advisors.length)]?.id ?? null) : null,
    ...{ partnersCount: file.partnersCount, budgetCents: file.budgetCents, aidCents: file.aidCents, currency: 'EUR' },
    ...{ durationMonths: file.months, jobsAt3Years: promises?.threeYears ?? null, jobsAt5Years: promises?.fiveYears ?? null },
    ipAgreement: file.isSummaryOnly ? null : course.agreementOn ? 'signed' : course.labelledOn ? 'draft' : 'none',
    ...{ isDualUse: file.funder === 'defence', state, ...dates, isSummaryOnly: file.isSummaryOnly, isDemo: true, version: 1 },
    ...{ createdAt, updatedAt: createdAt },
  };
  batch.add('projects', row);
}

const NEIGHBOURS = ['Pôle Ondélia', 'Pôle Mistérel Énergie', 'Pôle Sauvegarde Sud', 'Pôle Biovalis'] as const;

function coLabelling({ endorsement }: ProjectFile, chance: SubjectPart['chance']): string[] {
  return endorsement === 'label' && chance.happens(0.3) ? [chance.pick(NEIGHBOURS.slice(1))] : [];
}

function addPartners({ space, keys, batch }: SubjectPart, file: ProjectFile): void {
  for (const [index, partner] of file.partners.entries()) {
    const { companyId, name, kind, country, isLeader, part, size, personMonths, budgetCents, aidCents, awardedCents } = partner;
    batch.add('projectPartners', {
      ...{ clusterId: space.clusterId, id: keys.at(instantOf(space.clock.asOf, '00:00')), projectId: file.id, position: index + 1 },
      ...{ companyId, name, kind, countryCode: country, isLeader, partFr: part[0], partEn: part[1], sizeCategory: size },
      ...{ personMonths: String(personMonths), budgetCents, aidCents, awardedCents, territoryPercent: String(partner.territoryPercent) },
    });
  }
}

function addDecisions({ space, keys, chance, batch }: SubjectPart, file: ProjectFile): void {
  for (const { kind, outcome, on, body, reason } of decisionsOf(file, chance)) {
    batch.add('projectDecisions', {
      ...{ clusterId: space.clusterId, id: keys.at(instantOf(on, '17:00')), projectId: file.id, kind, outcome, decidedOn: on },
      ...{ bodyFr: body[0], bodyEn: body[1], reasonFr: reason[0], reasonEn: reason[1] },
    });
  }
}

/** The money granted, shared between two funders where two pay. */
function addFunding({ space, keys, batch }: SubjectPart, file: ProjectFile): void {
  const granted = file.partners.reduce((sum, { awardedCents }) => sum + (awardedCents ?? 0), 0);
  const on = file.course.decidedOn;
  if (granted === 0 || on === null) return;
  const { name, form, with: second } = FUNDERS[file.funder];
  const first = second ? Math.round((granted * 0.6) / 100_000) * 100_000 : granted;
  const lines = [{ name, form, cents: first }, ...(second ? [{ name: second, form: 'grant' as const, cents: granted - first }] : [])];
  for (const [index, line] of lines.entries()) {
    batch.add('projectFunding', {
      ...{
        clusterId: space.clusterId,
        id: keys.at(instantOf(on, '17:30')),
        projectId: file.id,
        funderFr: line.name[0],
        funderEn: line.name[1],
      },
      ...{
        form: line.form,
        decisionNumber: `N-${on.slice(0, 4)}-${file.id.slice(-4).toUpperCase()}-${index + 1}`,
        awardedCents: line.cents,
      },
      awardedOn: on,
    });
  }
}

function addSecret({ space, chance, batch }: SubjectPart, file: ProjectFile): void {
  const { summary, risks } = secretTexts(file.leader.name, chance);
  batch.add('projectSecrets', {
    ...{ clusterId: space.clusterId, projectId: file.id, companyId: file.leader.companyId, summaryFr: summary.fr, summaryEn: summary.en },
    ...{ risksFr: risks.fr, risksEn: risks.en, confidentiality: 'committee' },
  });
}

function addPath({ space, companies, others, chance, keys, batch }: SubjectPart, file: ProjectFile, days: WorkingDays): void {
  const template = STRUCTURING_PROJECT_TEMPLATES.find(({ projectType }) => projectType === file.type);
  const versionId = template && space.structuringVersions[template.projectType];
  if (!template || !versionId) return;
  const { asOf } = space.clock;
  const at = instantOf(firstDay(file, `${space.clock.contractStartYear}-01-02`), '10:05');
  const lines = layPath(template, file.course, asOf, days, chance);
  for (const [index, milestone] of template.milestones.entries()) {
    const line = lines[index];
    if (!line) continue;
    batch.add('projectMilestones', {
      ...{ clusterId: space.clusterId, id: keys.at(at), projectId: file.id, templateVersionId: versionId, position: milestone.position },
      ...{ title: milestone.title.fr, titleEn: milestone.title.en, sides: [...milestone.sides], side: milestone.sides[0] ?? 'advisor' },
      ...{ state: line.state, offset: { ...milestone.offset }, durationDays: milestone.durationDays, startsOn: line.startsOn },
      ...{ dueOn: line.dueOn, doneOn: line.doneOn, blockers: [...milestone.dependsOn], isCritical: milestone.isCritical },
      endsAssessment: milestone.position === template.assessmentPosition,
      isSignatureGate: milestone.position === template.signaturePosition,
      ...{ expectedEvidence: milestone.evidence.fr, expectedEvidenceEn: milestone.evidence.en, exitCriterion: milestone.exitCriterion.fr },
      ...{ exitCriterionEn: milestone.exitCriterion.en, moves: milestone.moves.map((move) => ({ ...move })) },
      ...{ evidenceText: line.evidence, evidenceLink: null, blockedSince: line.blockedSince, reason: line.reason, awaited: line.awaited },
      ...{ movedById: null, movedAt: null, movedFrom: null, version: 1, createdAt: at, updatedAt: at },
    });
  }
  const host = file.partners.find(({ kind }) => kind === 'public_body' || kind === 'user');
  const place =
    others.find(({ id }) => id === host?.companyId) ?? companies.find(({ id }) => id === file.leader.companyId) ?? chance.pick(companies);
  const [fr, en, usersFr, usersEn] = chance.pick(SITES[file.das] ?? []);
  batch.add('structuringSites', {
    ...{
      clusterId: space.clusterId,
      id: keys.at(at),
      projectId: file.id,
      nameFr: fr,
      nameEn: en,
      city: place.city,
      departmentCode: place.department,
    },
    ...{
      hostName: host?.name ?? place.name,
      hostCompanyId: host ? host.companyId : place.id,
      usersFr,
      usersEn,
      fromOn: file.course.startedOn,
    },
    untilOn: file.course.endedOn,
  });
}
