import type { EarlyClosureReason, HoldReason, RefusalReason } from '../../../app/features/cases/case-reason';
import { ELIGIBILITY_ITEMS, type EligibilityItem } from '../../../app/features/cases/eligibility';
import type { CaseFile } from './case-file';
import { EARLY_CLOSURES, HOLDS, REDIRECTIONS, REFUSALS } from './words/decisions';
import { phrase } from './words/phrase';

type DemoRefusal = keyof typeof REFUSALS;
const REFUSAL_CODES = Object.keys(REFUSALS) as DemoRefusal[];
const HOLD_CODES = Object.keys(HOLDS) as HoldReason[];
const EARLY_CODES = Object.keys(EARLY_CLOSURES) as EarlyClosureReason[];

/** Drawn from the case's own key, so that its row and its history tell the same reason. */
function choose<T>(file: CaseFile, list: readonly T[]): T {
  return list[Number.parseInt(file.id.slice(-6), 16) % list.length] as T;
}

function refusalOf(file: CaseFile): DemoRefusal {
  if (file.company.standing === 'former' || file.company.standing === 'prospect') return 'membership_required';
  return choose(
    file,
    REFUSAL_CODES.filter((code) => code === 'duplicate' || code === 'no_capacity' || code === 'incomplete'),
  );
}

export function endReason(file: CaseFile): string | null {
  const { state } = file.spec;
  if (state === 'refused') return refusalOf(file) satisfies RefusalReason;
  if (state === 'redirected') return 'redirected';
  return state === 'closed_early' ? choose(file, EARLY_CODES) : null;
}

/** Taking in charge and the eligibility sheet. */
export function writeQualification(file: CaseFile): void {
  const { story, spec, space } = file;
  if (!file.reached(story.taken)) return;
  const subject: ['case', string] = ['case', file.id];
  file.tell({
    ...{ at: file.at(story.taken, 525 + (story.minutes % 30)), kind: 'case.taken', actorId: spec.taker.id, subject, isShared: true },
    facts: { from: 'submitted', to: 'qualifying' },
  });
  if (!file.reached(story.qualified)) return;
  const at = file.between(story.qualified, 13, 15);
  const refused = spec.state === 'refused' ? refusalOf(file) : null;
  const failed: EligibilityItem | null =
    refused === 'membership_required' ? 'member_or_trial' : refused === 'duplicate' ? 'not_duplicate' : null;
  const answers: Record<string, string> = Object.fromEntries(ELIGIBILITY_ITEMS.map((item) => [item, item === failed ? 'no' : 'yes']));
  if (file.chance.happens(0.3)) answers.note = phrase(file.chance, file.chance.pick(SHEET_NOTES), { company: file.company.name });
  file.batch.add('eligibilitySheets', {
    ...{ clusterId: space.clusterId, caseId: file.id, companyId: file.company.id, answers, filledById: spec.taker.id, filledAt: at },
  });
  file.tell({ at, kind: 'case.qualified', actorId: spec.taker.id, subject, facts: { eligible: failed === null } });
}

const SHEET_NOTES = [
  'Effectif et bilan vérifiés sur la dernière liasse ; {company} reste sous les seuils.',
  'Adhésion à jour, cotisation réglée.',
  'Deux établissements, un seul dans la zone : retenu parce que la production s’y trouve.',
  'Aucun lien entre {company} et les membres de l’équipe.',
];

/** Acceptance and assignment, or the end of the request. */
export function writeDecision(file: CaseFile): void {
  const { story, spec, space } = file;
  if (!file.reached(story.decided)) return;
  const at = file.between(story.decided, 15, 17);
  const common = { at, actorId: space.manager.id, subject: ['case', file.id] as ['case', string], isShared: true };
  if (spec.state === 'refused') {
    const reason = refusalOf(file);
    const text = phrase(file.chance, file.chance.pick(REFUSALS[reason]), { company: file.company.name });
    file.tell({ ...common, kind: 'case.refused', facts: { from: 'qualifying', to: 'refused', reason }, texts: { comment: text } });
    return;
  }
  if (spec.state === 'redirected') {
    const [organisation, text] = choose(file, REDIRECTIONS);
    file.tell({
      ...common,
      kind: 'case.redirected',
      facts: { from: 'qualifying', to: 'redirected' },
      texts: { organisation, comment: text },
    });
    return;
  }
  file.tell({ ...common, kind: 'case.accepted', facts: { from: 'qualifying', to: 'accepted' } });
  if (!file.reached(story.assigned)) return;
  file.tell({
    ...{ ...common, at: file.between(story.assigned, 9, 10), kind: 'case.assigned' },
    facts: { from: 'accepted', to: 'assessing', lead: spec.lead.id },
  });
}

/** Holds, review, follow-up and ends. */
export function writeCourse(file: CaseFile): void {
  const { story, spec, space, chance } = file;
  const subject: ['case', string] = ['case', file.id];
  const slots = { company: file.company.name, leader: file.company.leader.given, clients: file.company.trade.marketFr };
  if (story.held !== null && file.reached(story.held)) {
    const reason = choose(file, HOLD_CODES);
    const resumesIn = file.stateOn(story.held - 1);
    const text = phrase(chance, chance.pick(HOLDS[reason] ?? []), slots);
    const common = { actorId: spec.lead.id, subject, isShared: true };
    file.tell({
      ...common,
      at: file.between(story.held, 16, 18),
      kind: 'case.held',
      facts: { from: resumesIn, to: 'on_hold', reason },
      texts: { comment: text },
    });
    if (story.resumed !== null && file.reached(story.resumed)) {
      file.tell({ ...common, at: file.between(story.resumed, 8, 9), kind: 'case.resumed', facts: { from: 'on_hold', to: resumesIn } });
    }
  }
  if (spec.state === 'closed_early' && story.cut !== null && file.reached(story.cut)) {
    const reason = choose(file, EARLY_CODES);
    const text = phrase(chance, chance.pick(EARLY_CLOSURES[reason] ?? []), slots);
    const from = file.stateOn(story.cut - 1);
    file.tell({
      ...{ at: file.at(story.cut, 18 * 60 + 30), kind: 'case.closed_early', actorId: space.manager.id, subject, isShared: true },
      ...{ facts: { from, to: 'closed_early', reason }, texts: { comment: text } },
    });
    return;
  }
  const steps = [
    [story.reviewing, 'case.review_started', spec.lead.id, 'active', 'reviewing'],
    [story.followUp, 'case.follow_up_started', space.manager.id, 'reviewing', 'follow_up'],
    [story.closed, 'case.closed', spec.lead.id, 'follow_up', 'closed'],
  ] as const;
  for (const [day, kind, actorId, from, to] of steps) {
    if (file.reached(day)) file.tell({ at: file.between(day, 17, 18), kind, actorId, subject, isShared: true, facts: { from, to } });
  }
}
