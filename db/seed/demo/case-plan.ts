import type { CaseFile } from './case-file';
import { type WrittenMilestone, writeVersions } from './plan-versions';
import { evidenceLink, evidenceText } from './words/evidence';
import { phrase, type Slots } from './words/phrase';
import { BLOCKS, DUAL_USE_BLOCK, SET_ASIDES, WAIVERS } from './words/plan';

/** The plan of an assigned case: its milestones with their history, and its versions. */
export function writePlan(file: CaseFile, slots: Slots): WrittenMilestone[] {
  const { story, template } = file;
  if (!template || !file.reached(story.assigned) || story.cut === story.decided) return [];
  const plannedAt = file.at(story.assigned, 11 * 60);
  file.tell({
    at: plannedAt,
    kind: 'plan.made',
    actorId: file.spec.lead.id,
    subject: ['case', file.id],
    facts: { milestones: template.milestones.length },
  });
  const written: WrittenMilestone[] = [];
  for (const milestone of template.milestones) {
    const told = story.milestones.find(({ position }) => position === milestone.position);
    if (told) written.push({ id: file.keys.at(plannedAt), template: milestone, told, state: 'upcoming' });
  }
  if (file.spec.story === 'dual_use') keepOpen(file, written, COMPLIANCE);
  for (const milestone of written) milestone.state = stateOf(file, milestone, written);
  declareSome(file, written);
  const blocked = chooseBlocked(file, written);
  for (const milestone of written) writeMilestone(file, milestone, written, milestone === blocked, slots);
  writeDependencies(file, written);
  writeVersions(file, written);
  return written;
}

/** Place of the export control's milestone in the international template. */
const COMPLIANCE = 3;

/** One milestone stands, and what waits for it with it. */
function keepOpen(file: CaseFile, written: readonly WrittenMilestone[], position: number): void {
  const waiting = new Set([position]);
  for (const { template, told } of written) {
    if (!waiting.has(template.position) && !template.dependsOn.some((before) => waiting.has(before))) continue;
    waiting.add(template.position);
    const done = Math.max(told.done, file.space.clock.today + 30);
    Object.assign(told, { submitted: done, done });
  }
}

const isSettled = ({ state }: WrittenMilestone) => state === 'done' || state === 'not_applicable';

/** The day a milestone could start: what it waits for is settled and, after the gate, the plan is signed. */
function startableOn(file: CaseFile, milestone: WrittenMilestone, all: readonly WrittenMilestone[]): number {
  const { story, template } = file;
  const before = all.filter(({ template: { position } }) => milestone.template.dependsOn.includes(position));
  if (before.some((other) => !isSettled(other))) return Number.POSITIVE_INFINITY;
  const settled = before.map(({ state, told }) => (state === 'done' ? told.done : story.followUp));
  const gate = milestone.template.position > (template?.signaturePosition ?? 0) ? story.signed : story.assigned;
  return Math.max(gate, story.assigned, ...settled);
}

function stateOf(file: CaseFile, milestone: WrittenMilestone, all: readonly WrittenMilestone[]): WrittenMilestone['state'] {
  const { story } = file;
  const { told, template } = milestone;
  const isLeftBehind = file.reached(story.followUp) && !told.isFollowUp && told.done >= story.followUp;
  if (isLeftBehind) return 'not_applicable';
  if (file.reached(told.done)) return 'done';
  if (!file.reached(startableOn(file, milestone, all))) return 'upcoming';
  return template.sides[0] === 'company' && file.reached(told.submitted) ? 'to_validate' : 'in_progress';
}

/** Now and then a leader has just declared what the plan asks of the company. */
function declareSome(file: CaseFile, written: readonly WrittenMilestone[]): void {
  const { story, chance, space } = file;
  if (file.spec.state !== 'active') return;
  for (const milestone of written) {
    const { template, told, state } = milestone;
    if (state !== 'in_progress' || template.sides[0] !== 'company' || !chance.happens(0.22)) continue;
    const day = space.clock.today - chance.int(0, 6);
    if (day <= Math.max(startableOn(file, milestone, written), story.signed)) continue;
    Object.assign(told, { submitted: day, done: space.clock.today + 1 });
    milestone.state = 'to_validate';
    return;
  }
}

/** One case in five that is being worked has something that stops it. */
function chooseBlocked(file: CaseFile, written: readonly WrittenMilestone[]): WrittenMilestone | null {
  const { state, story } = file.spec;
  if (story === 'dual_use') return written.find(({ template }) => template.position === COMPLIANCE) ?? null;
  const share = state === 'active' || state === 'on_hold' ? 0.2 : state === 'assessing' ? 0.1 : 0;
  const open = written.filter((milestone) => milestone.state === 'in_progress' && !milestone.told.isFollowUp);
  return open.length > 0 && file.chance.happens(share) ? file.chance.pick(open) : null;
}

function writeMilestone(
  file: CaseFile,
  milestone: WrittenMilestone,
  all: readonly WrittenMilestone[],
  isBlocked: boolean,
  slots: Slots,
): void {
  const { space, spec, story, chance, company } = file;
  const { template, told, id } = milestone;
  const isDated = file.reached(story.signed);
  const dates = isDated ? told : told.planned;
  const startable = startableOn(file, milestone, all);
  const actor = { lead: spec.lead.id, leader: company.leader.id };
  const isCompanys = template.sides[0] === 'company';
  const sentOn = story.refusedPlan?.sent ?? story.sent;
  const mayBeLeaders = isCompanys && company.leaderHasAccount && told.submitted > sentOn;
  const submitter = mayBeLeaders && chance.happens(0.78) ? actor.leader : actor.lead;
  const doneAt = milestone.state === 'done' ? file.between(told.done, 13, 16) : null;
  const blockedOn = isBlocked ? Math.max(startable, file.lastDay - chance.int(1, 24)) : null;
  if (isBlocked) milestone.state = 'blocked';
  const awaited = company.contacts[0] ?? company.leader;
  const reason =
    milestone.state === 'blocked'
      ? phrase(chance, spec.story === 'dual_use' ? DUAL_USE_BLOCK : chance.pick(BLOCKS), {
          ...slots,
          awaited: `${awaited.given} ${awaited.family}`,
        })
      : milestone.state === 'not_applicable'
        ? phrase(chance, chance.pick(SET_ASIDES), slots)
        : null;
  const submittedAt =
    isCompanys && (milestone.state === 'done' || milestone.state === 'to_validate') ? file.between(told.submitted, 9, 12) : null;
  const movedAt = doneAt ?? submittedAt ?? (file.reached(startable) ? file.at(startable, 16 * 60 + 10) : file.at(story.assigned, 11 * 60));
  file.batch.add('milestones', {
    ...{
      clusterId: space.clusterId,
      id,
      caseId: file.id,
      companyId: company.id,
      position: template.position,
      templatePosition: template.position,
    },
    ...{ title: template.title.fr, titleEn: template.title.en, sides: [...template.sides], side: template.sides[0] ?? 'advisor' },
    assigneeId:
      template.sides[0] === 'advisor' ? actor.lead : isCompanys ? (template.position % 3 === 0 ? awaited.id : actor.leader) : null,
    ...{ state: milestone.state, offset: { ...template.offset }, startsOn: file.date(dates.start), dueOn: file.date(dates.due) },
    ...{ durationDays: template.durationDays, doneOn: doneAt ? file.date(told.done) : null, doneAt, doneById: doneAt ? actor.lead : null },
    submittedById: submittedAt ? submitter : null,
    ...{
      blockedSince: blockedOn === null ? null : file.date(blockedOn),
      reason,
      awaited: isBlocked ? `${awaited.given} ${awaited.family}` : null,
    },
    ...{ expectedEvidence: template.evidence.fr, expectedEvidenceEn: template.evidence.en },
    ...{ exitCriterion: template.exitCriterion.fr, exitCriterionEn: template.exitCriterion.en, isCritical: template.isCritical },
    endsAssessment: template.position === file.template?.assessmentPosition,
    isSignatureGate: template.position === file.template?.signaturePosition,
    moves: [...template.moves],
    publishedAt: file.reached(sentOn) ? file.at(sentOn, 16 * 60 + 30) : null,
    version: 1 + [file.reached(startable), submittedAt, doneAt, blockedOn].filter(Boolean).length,
    ...{ createdAt: file.at(story.assigned, 11 * 60), updatedAt: movedAt },
  });
  tellMilestone(file, milestone, {
    startable,
    submittedAt,
    submitter,
    doneAt,
    blockedOn,
    reason,
    slots,
    awaited: `${awaited.given} ${awaited.family}`,
  });
}

type Moves = {
  startable: number;
  submittedAt: string | null;
  submitter: string;
  doneAt: string | null;
  blockedOn: number | null;
  reason: string | null;
  slots: Slots;
  awaited: string;
};

function tellMilestone(file: CaseFile, milestone: WrittenMilestone, moves: Moves): void {
  const { spec, story, space, chance } = file;
  const { template, id, state, told } = milestone;
  const subject: ['milestone', string] = ['milestone', id];
  // Before the plan is sent its milestones are the team's alone.
  const sentOn = story.refusedPlan?.sent ?? story.sent;
  const on = (day: number) => ({ subject, isShared: day >= sentOn });
  const facts = (at: string) => ({ at, position: template.position });
  const { submittedAt, doneAt, startable, blockedOn, submitter, reason } = moves;
  const lead = spec.lead.id;
  if (file.reached(startable)) {
    // Started by what ended the last thing it waited for, a minute before that day's end.
    const at = file.at(startable, startable === story.signed ? 17 * 60 + 40 : startable === story.assigned ? 11 * 60 + 5 : 16 * 60 + 10);
    file.tell({
      ...on(startable),
      at,
      kind: 'milestone.started',
      actorId: lead,
      facts: { ...facts(at), from: 'upcoming', to: 'in_progress' },
    });
  }
  if (told.due !== told.planned.due && file.reached(story.signed) && story.held !== null && file.reached(story.held) && state !== 'done') {
    tellRescheduled(file, milestone);
  }
  if (submittedAt) {
    file.tell({
      ...on(told.submitted),
      at: submittedAt,
      kind: 'milestone.submitted',
      actorId: submitter,
      facts: { ...facts(submittedAt), from: 'in_progress', to: 'to_validate', proofs: 1 },
    });
  }
  const evidenceAt = submittedAt ?? doneAt;
  if (evidenceAt) addEvidence(file, milestone, evidenceAt, submittedAt ? submitter : lead, moves.slots);
  if (doneAt) {
    const from = submittedAt ? 'to_validate' : 'in_progress';
    file.tell({
      ...on(told.done),
      at: doneAt,
      kind: 'milestone.completed',
      actorId: lead,
      facts: { ...facts(doneAt), from, to: 'done', ...(submittedAt ? {} : { proofs: 1 }) },
    });
  }
  if (blockedOn !== null && reason) {
    const at = file.between(blockedOn, 16, 18);
    file.tell({
      ...on(blockedOn),
      at,
      kind: 'milestone.blocked',
      actorId: lead,
      facts: { ...facts, from: 'in_progress', to: 'blocked' },
      texts: { reason },
    });
  }
  if (state === 'not_applicable' && reason) {
    const at = file.at(story.followUp, 16 * 60 + 40 + chance.int(0, 15));
    const actorId = template.isCritical ? space.manager.id : lead;
    file.tell({
      ...on(story.followUp),
      at,
      kind: 'milestone.set_aside',
      actorId,
      facts: { ...facts(at), from: 'in_progress', to: 'not_applicable' },
      texts: { reason },
    });
  }
}

function tellRescheduled(file: CaseFile, { id, template, told }: WrittenMilestone): void {
  const { story, spec } = file;
  if (story.resumed === null || story.held === null || !file.reached(story.resumed)) return;
  const length = story.resumed - story.held;
  file.tell({
    ...{
      at: file.at(story.resumed, 9 * 60 + 5),
      kind: 'milestone.rescheduled',
      actorId: spec.lead.id,
      subject: ['milestone', id],
      isShared: true,
    },
    facts: { fromDueOn: file.date(Math.max(0, told.due - length)), dueOn: file.date(told.due), position: template.position, shifted: 0 },
  });
}

function addEvidence(file: CaseFile, { id, template }: WrittenMilestone, addedAt: string, addedById: string, slots: Slots): void {
  const { chance, space, company } = file;
  const isWaived = chance.happens(0.03);
  const kind = isWaived ? 'waiver' : chance.happens(0.3) ? 'link' : 'text';
  const body =
    kind === 'waiver'
      ? phrase(chance, chance.pick(WAIVERS), slots)
      : kind === 'link'
        ? evidenceLink(chance, company.domain, template.title.fr)
        : evidenceText(chance, company, file.spec.track, template.position, slots);
  const by = isWaived ? space.manager.id : addedById;
  file.batch.add('milestoneEvidence', {
    ...{ clusterId: space.clusterId, id: file.keys.at(addedAt), milestoneId: id, caseId: file.id, companyId: company.id, kind, body },
    ...{ addedById: by, addedAt },
  });
  if (!isWaived) return;
  const at = new Date(Date.parse(addedAt) - 60_000).toISOString();
  file.tell({
    at,
    kind: 'milestone.waived',
    actorId: by,
    subject: ['milestone', id],
    isShared: true,
    facts: { milestone: id, position: template.position },
  });
}

function writeDependencies(file: CaseFile, written: readonly WrittenMilestone[]): void {
  const byPosition = new Map(written.map((milestone) => [milestone.template.position, milestone.id]));
  for (const { id, template } of written) {
    for (const position of template.dependsOn) {
      const blockerId = byPosition.get(position);
      if (!blockerId) continue;
      file.batch.add('milestoneDependencies', {
        ...{ clusterId: file.space.clusterId, milestoneId: id, blockerId, journeyId: file.company.journeyId ?? '', caseId: file.id },
        companyId: file.company.id,
      });
    }
  }
}
