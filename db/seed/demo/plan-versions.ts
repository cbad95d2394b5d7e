import { createHash } from 'node:crypto';
import type { PlanContent } from '../../../app/features/plans/plan-content';
import type { TemplateMilestone } from '../../../app/features/plans/plan-template';
import type { Track } from '../../../app/features/programmes/track';
import { METRICS } from '../reference/metrics';
import type { CaseFile } from './case-file';
import { Chance } from './chance';
import type { StoryMilestone } from './story';
import { PLAN_REFUSALS } from './words/decisions';

export type WrittenMilestone = { id: string; template: TemplateMilestone; told: StoryMilestone; state: MilestoneState };
type MilestoneState = 'upcoming' | 'in_progress' | 'to_validate' | 'done' | 'not_applicable' | 'blocked';

type PlanText = { written: readonly WrittenMilestone[]; targets: PlanContent['targets'] };

/** What the plans of a track usually promise, with what is believable for a company of so many people. */
const PROMISES: Record<Track, Record<string, (fte: number, chance: Chance) => number>> = {
  strategy: { 'FIN-01': (fte, chance) => fte * chance.int(130, 190) * 1_000, 'EMP-02': (_, chance) => chance.int(1, 4) },
  financing: { 'FIN-05': (fte, chance) => Math.round(Math.sqrt(fte) * chance.int(6, 11)) * 5_000 },
  international: { 'EXP-01': (fte, chance) => fte * chance.int(20, 60) * 1_000, 'EXP-03': (_, chance) => chance.int(1, 3) },
  eu_projects: { 'EUR-01': () => 1, 'EMP-03': (fte, chance) => Math.max(1, Math.round(fte * 0.2) + chance.int(0, 2)) },
  innovation: { 'INN-07': (_, chance) => chance.int(6, 8) },
};

/** Figures that the plan promises, due when the last milestone that moves each is. */
function promise(file: CaseFile, written: readonly WrittenMilestone[]): PlanContent['targets'] {
  const { spec, company, space } = file;
  const chance = new Chance(`${file.id} targets`);
  return Object.entries(PROMISES[spec.track]).flatMap(([metric, valueFor]) => {
    const moving = written.filter(({ template }) =>
      template.moves.some((one) => one.metric === metric && !one.isBaseline && !one.isRequested),
    );
    const known = METRICS.find(({ code }) => code === metric);
    if (moving.length === 0 || !known) return [];
    const dueOn = file.date(Math.max(...moving.map(({ told }) => told.planned.due)));
    const value = valueFor(company.startingFte, chance);
    file.batch.add('planTargets', {
      ...{ clusterId: space.clusterId, caseId: file.id, companyId: company.id, metric, value: String(value), dueOn, setById: spec.lead.id },
    });
    return [{ metric, labelFr: known.label.fr, labelEn: known.label.en, unit: known.unit, value, dueOn }];
  });
}

/** A milestone as it stood when the plan was sent. */
function lineOf(
  file: CaseFile,
  { id, template, told }: WrittenMilestone,
  written: readonly WrittenMilestone[],
  sentOn: number,
): PlanContent['milestones'][number] {
  const kept = new Set(written.map((one) => one.template.position));
  return {
    ...{ id, position: template.position, title: template.title.fr, titleEn: template.title.en, sides: [...template.sides] },
    ...{ offset: { ...template.offset }, durationDays: template.durationDays },
    ...{ startsOn: file.date(told.planned.start), dueOn: file.date(told.planned.due) },
    ...{ expectedEvidence: template.evidence.fr, expectedEvidenceEn: template.evidence.en, isCritical: template.isCritical },
    isSignatureGate: template.position === file.template?.signaturePosition,
    isDone: told.done < sentOn,
    blockers: template.dependsOn.filter((position) => kept.has(position)).sort((a, b) => a - b),
  };
}

/** Versions of the plan as sent, with each side's agreement. */
export function writeVersions(file: CaseFile, written: readonly WrittenMilestone[]): void {
  const { story, spec, chance, company } = file;
  const first = story.refusedPlan;
  const text: PlanText = { written, targets: file.reached(first?.sent ?? story.sent) ? promise(file, written) : [] };
  if (first && file.reached(first.sent)) {
    const isRefused = file.reached(first.refused);
    addVersion(file, text, 1, first.sent, isRefused ? 'refused' : 'sent', first.refused);
    if (isRefused) {
      file.tell({
        ...{
          at: file.at(first.refused, 17 * 60),
          kind: 'plan.refused',
          actorId: company.leader.id,
          subject: ['case', file.id],
          isShared: true,
        },
        facts: { from: 'plan_to_sign', to: 'assessing', version: 1 },
        texts: { comment: chance.pick(PLAN_REFUSALS).replace(/\[([^|\]]*)[^\]]*\]/g, '$1') },
      });
    }
  }
  if (!file.reached(story.sent)) return;
  const number = first ? 2 : 1;
  const isSigned = file.reached(story.signed);
  const versionId = addVersion(file, text, number, story.sent, isSigned ? 'signed' : 'sent', null);
  // An advisor agrees when sending one plan in two; the other waits for the leader first.
  const agreesFirst = chance.happens(0.5);
  const agreed = (side: 'advisor' | 'company', day: number, minute: number): void => {
    const person =
      side === 'advisor'
        ? { id: spec.lead.id, name: spec.lead.name }
        : { id: company.leader.id, name: `${company.leader.given} ${company.leader.family}` };
    const agreedAt = file.at(day, minute);
    file.batch.add('planAgreements', {
      ...{ clusterId: file.space.clusterId, planVersionId: versionId, side, caseId: file.id, companyId: company.id, personId: person.id },
      ...{ signatoryName: person.name, agreedAt },
    });
    file.tell({
      at: agreedAt,
      kind: 'plan.agreed',
      actorId: person.id,
      subject: ['case', file.id],
      isShared: true,
      facts: { side, version: number },
    });
  };
  if (agreesFirst) agreed('advisor', story.sent, 16 * 60 + 45);
  if (!isSigned) return;
  agreed('company', story.signed, 17 * 60 + 10);
  if (!agreesFirst) agreed('advisor', story.signed, 17 * 60 + 14);
  file.tell({
    ...{
      at: file.at(story.signed, 17 * 60 + 15),
      kind: 'plan.signed',
      actorId: agreesFirst ? company.leader.id : spec.lead.id,
      isShared: true,
    },
    ...{ subject: ['case', file.id], facts: { from: 'plan_to_sign', to: 'active', version: number } },
  });
}

function addVersion(
  file: CaseFile,
  { written, targets }: PlanText,
  number: number,
  sentOn: number,
  state: 'sent' | 'signed' | 'refused',
  refusedOn: number | null,
): string {
  const { spec, company, space } = file;
  const sentAt = file.at(sentOn, 16 * 60 + 30);
  const id = file.keys.at(sentAt);
  const content: PlanContent = { milestones: written.map((milestone) => lineOf(file, milestone, written, sentOn)), targets };
  const isRefused = state === 'refused' && refusedOn !== null;
  file.batch.add('planVersions', {
    ...{ clusterId: space.clusterId, id, caseId: file.id, companyId: company.id, number, state, content },
    sha256: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    ...{ sentAt, sentById: spec.lead.id, signedAt: state === 'signed' ? file.at(file.story.signed, 17 * 60 + 15) : null },
    ...{ refusedAt: isRefused ? file.at(refusedOn, 17 * 60) : null, refusedById: isRefused ? company.leader.id : null },
    refusal: isRefused ? file.chance.pick(PLAN_REFUSALS).replace(/\[([^|\]]*)[^\]]*\]/g, '$1') : null,
  });
  file.tell({
    ...{ at: sentAt, kind: 'plan.sent', actorId: spec.lead.id, subject: ['case', file.id], isShared: true },
    facts: { from: 'assessing', to: 'plan_to_sign', version: number, milestones: written.length },
  });
  return id;
}
