import { NOTICE_VERSION } from '../../../app/features/privacy/notice';
import { endReason, writeDecision, writeQualification } from './case-decision';
import type { CaseFile } from './case-file';
import { regionOn } from './territory';
import { LESSONS } from './words/decisions';
import { NEEDS, NEEDS_EN, TITLES, TITLES_EN } from './words/needs';
import { phrase, type Slots } from './words/phrase';
import { suiting } from './words/slots';

/** What the company asked, in its words. */
export function needText(file: Pick<CaseFile, 'chance' | 'spec'>, slots: Slots): { title: string; need: string } {
  const { chance, spec } = file;
  const isEnglish = spec.company.writesEnglish || chance.happens(0.15);
  const words = isEnglish ? NEEDS_EN[spec.track] : NEEDS[spec.track];
  const titles = isEnglish ? TITLES_EN[spec.track] : TITLES[spec.track];
  const say = (patterns: readonly string[]) => phrase(chance, chance.pick(suiting(patterns, spec.company)), slots);
  return {
    title: say(titles),
    need: `${say(words.situation)} ${say(words.wish)}`,
  };
}

/** The request, the first contact, the decision and the assignment. */
export function writeOpening(file: CaseFile, slots: Slots): void {
  const { title, need } = needText(file, slots);
  writeRequest(file, title, need);
  writeCase(file, title);
  writeQualification(file);
  writeDecision(file);
}

function writeRequest(file: CaseFile, title: string, need: string): void {
  const { space, spec, chance, keys, company } = file;
  const isOnBehalf = !company.leaderHasAccount || chance.happens(0.18);
  const askedById = isOnBehalf ? spec.taker.id : company.leader.id;
  const onBehalfNote = isOnBehalf
    ? phrase(chance, chance.pick(ON_BEHALF), { leader: company.leader.given, taker: spec.taker.given })
    : null;
  const id = keys.at(file.submittedAt);
  const at = file.submittedAt;
  file.batch.add('supportRequests', {
    ...{
      clusterId: space.clusterId,
      id,
      companyId: company.id,
      track: spec.track,
      title,
      need,
      state: 'submitted',
      askedById,
      onBehalfNote,
    },
    ...{ noticeVersion: NOTICE_VERSION, submittedAt: at, caseId: file.id, version: 2, createdAt: at, updatedAt: at },
  });
  const onBehalfOfId = isOnBehalf ? company.leader.id : undefined;
  file.tell({
    ...{ at, kind: 'request.submitted', actorId: askedById, subject: ['request', id], isShared: true },
    facts: { track: spec.track, reference: file.reference, notice: NOTICE_VERSION, to: 'submitted', on_behalf: isOnBehalf },
    ...(onBehalfOfId && { onBehalfOfId }),
  });
}

const ON_BEHALF = [
  'Demande dictée par {leader} au téléphone ; {taker} l’a relue avec [elle ou lui|le signataire] avant l’envoi.',
  'Échange en rendez-vous : {leader} a confirmé par courriel le besoin noté ici.',
  '{leader} n’avait pas d’accès ce jour-là et a demandé à {taker} de déposer.',
];

function writeCase(file: CaseFile, title: string): void {
  const { space, spec, story, company } = file;
  const today = space.clock.today;
  const isAssigned = file.reached(story.assigned) && story.cut !== story.decided;
  const startedOn = isAssigned ? file.date(story.assigned) : null;
  const isFinal = ['refused', 'redirected', 'closed', 'closed_early'].includes(spec.state);
  const ended = isFinal ? (story.cut ?? story.closed) : null;
  const onHold = spec.state === 'on_hold' && story.held !== null;
  file.batch.add('cases', {
    ...{ clusterId: space.clusterId, id: file.id, reference: file.reference, journeyId: company.journeyId ?? '', companyId: company.id },
    ...{ programmeId: space.programmeId, track: spec.track, title, state: spec.state },
    templateVersionId: isAssigned ? (file.template?.versionId ?? null) : null,
    resumesIn: onHold ? (file.stateOn((story.held ?? 0) - 1) as 'active') : null,
    heldUntil: onHold ? file.date((story.held ?? 0) + file.chance.int(30, 55)) : null,
    stateSince: file.at(stateSince(file), 9 * 60 + 40),
    submittedAt: file.submittedAt,
    triageOwnerId: file.reached(story.taken) ? spec.taker.id : null,
    ...{ startedOn, endedOn: ended === null ? null : file.date(ended) },
    endReason: endReason(file),
    outcome: spec.outcome ?? null,
    lessons: spec.outcome ? phrase(file.chance, file.chance.pick(LESSONS), { company: company.name }) : null,
    leadId: isAssigned ? spec.lead.id : null,
    teamId: isAssigned ? spec.lead.teamId : null,
    teamAtStartId: isAssigned ? spec.lead.teamId : null,
    sizeAtStart: isAssigned ? company.size : null,
    regionAtStart: startedOn ? regionOn(company.department, startedOn) : null,
    lastContactOn: null,
    version:
      1 +
      [story.taken, story.decided, story.assigned, story.sent, story.signed, story.reviewing, story.followUp].filter((day) =>
        file.reached(day),
      ).length,
    createdAt: file.submittedAt,
    updatedAt: file.at(Math.min(today, stateSince(file)), 9 * 60 + 40),
  });
  if (!isAssigned) return;
  const untilOn = isFinal && ended !== null ? file.date(ended) : null;
  file.batch.add('caseAssignments', {
    ...{ clusterId: space.clusterId, id: file.keys.at(file.at(story.assigned, 960)), caseId: file.id, companyId: company.id },
    ...{ personId: spec.lead.id, teamId: spec.lead.teamId, part: 'lead', fromOn: file.date(story.assigned) },
    // A closed case keeps its lead: it may be reopened within thirty days.
    untilOn: untilOn === null || spec.state !== 'closed_early' ? null : untilOn,
  });
}

/** The day the case entered its present state. */
function stateSince(file: CaseFile): number {
  const { story, spec } = file;
  switch (spec.state) {
    case 'submitted':
      return story.submitted;
    case 'qualifying':
      return story.taken;
    case 'accepted':
    case 'refused':
    case 'redirected':
      return story.decided;
    case 'assessing':
      return story.assigned;
    case 'plan_to_sign':
      return story.sent;
    case 'active':
      return story.resumed !== null && file.reached(story.resumed) ? Math.max(story.signed, story.resumed) : story.signed;
    case 'on_hold':
      return story.held ?? story.signed;
    case 'reviewing':
      return story.reviewing;
    case 'follow_up':
      return story.followUp;
    case 'closed':
      return story.closed;
    case 'closed_early':
      return story.cut ?? story.closed;
  }
}
