import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '~/features/cases/case-gate';
import { CASE_STATES, type CaseState } from '~/features/cases/case-state';
import {
  CASE_ACTS,
  CASE_GATES,
  CASE_TRANSITIONS,
  findTransition,
  mayOpenDraft,
  mayProposeTransition,
  mayTransferLead,
  offeredTransitions,
  type TransitionInput,
  targetOfAct,
} from '~/features/cases/case-transition';
import { transitionRefusal } from '~/features/cases/transition-refusal';
import {
  admin,
  anyRole,
  collaborator,
  completeCase,
  director,
  everyone,
  fullInput,
  lead,
  leader,
  manager,
  otherAdvisor,
  system,
  trackLead,
} from './case-facts';

const LISTED: [CaseState, CaseState, (keyof typeof everyone)[]][] = [
  ['draft', 'submitted', ['leader', 'lead', 'otherAdvisor']],
  ['submitted', 'qualifying', ['lead', 'otherAdvisor', 'manager']],
  ['submitted', 'closed_early', ['leader', 'manager']],
  ['qualifying', 'submitted', ['lead', 'manager']],
  ['qualifying', 'accepted', ['trackLead', 'manager']],
  ['qualifying', 'refused', ['manager']],
  ['qualifying', 'redirected', ['manager']],
  ['qualifying', 'closed_early', ['leader', 'manager']],
  ['accepted', 'qualifying', ['manager']],
  ['accepted', 'assessing', ['manager']],
  ['accepted', 'closed_early', ['leader', 'manager']],
  ['assessing', 'plan_to_sign', ['lead']],
  ['assessing', 'on_hold', ['lead', 'manager']],
  ['assessing', 'closed_early', ['manager']],
  ['plan_to_sign', 'active', ['leader', 'lead']],
  ['plan_to_sign', 'assessing', ['leader', 'lead']],
  ['plan_to_sign', 'on_hold', ['lead', 'manager']],
  ['plan_to_sign', 'closed_early', ['manager']],
  ['active', 'on_hold', ['lead', 'manager']],
  ['active', 'reviewing', ['lead']],
  ['active', 'closed_early', ['manager']],
  ['on_hold', 'assessing', ['lead']],
  ['on_hold', 'plan_to_sign', ['lead']],
  ['on_hold', 'active', ['lead']],
  ['on_hold', 'closed_early', ['manager']],
  ['reviewing', 'active', ['manager']],
  ['reviewing', 'follow_up', ['manager']],
  ['follow_up', 'closed', ['lead']],
  ['closed', 'active', ['manager']],
  ['closed_early', 'active', ['manager']],
];

const REASONS: Partial<Record<CaseState, string>> = { refused: 'duplicate', on_hold: 'cash', closed_early: 'withdrawn' };

function move(from: CaseState, to: CaseState, changes: Partial<CaseFacts> = {}): [CaseFacts, TransitionInput] {
  const facts = completeCase(from, {
    heldFrom: from === 'on_hold' ? (to as 'active') : null,
    proposal: { to, byPersonId: 'lead' },
    ...changes,
  });
  return [facts, { ...fullInput, reason: REASONS[to] }];
}

describe('the table of domain.md §6.2', () => {
  test('exactly these moves are listed', () => {
    const listed = CASE_STATES.flatMap((from) => CASE_STATES.filter((to) => findTransition(from, to)).map((to) => `${from} → ${to}`));
    expect(listed.sort()).toEqual(LISTED.map(([from, to]) => `${from} → ${to}`).sort());
  });

  test.each(LISTED)('%s → %s: only %j, with everything the gate asks', (from, to, allowed) => {
    for (const [name, actor] of Object.entries(everyone)) {
      const [facts, input] = move(from, to);
      const refusal = transitionRefusal(actor, facts, to, input);
      if (allowed.includes(name as keyof typeof everyone)) expect([name, refusal]).toEqual([name, null]);
      else expect(refusal === 'not_allowed' || refusal === 'not_lead', `${name}: ${refusal}`).toBe(true);
    }
  });

  test('nobody makes a move that is not listed', () => {
    for (const from of CASE_STATES) {
      for (const to of CASE_STATES) {
        if (findTransition(from, to)) continue;
        expect(transitionRefusal(anyRole, ...swap(move(from, to), to))).toBe('not_listed');
      }
    }
  });

  test('every gate and act is used, none twice from one state to another', () => {
    expect(new Set(CASE_TRANSITIONS.flatMap((row) => row.gates)).size).toBe(CASE_GATES.length);
    expect(new Set(CASE_TRANSITIONS.map((row) => row.act)).size).toBe(CASE_ACTS.length);
    const pairs = CASE_TRANSITIONS.flatMap((row) => row.from.map((from) => `${from} ${row.to}`));
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});

function swap([facts, input]: [CaseFacts, TransitionInput], to: CaseState): [CaseFacts, CaseState, TransitionInput] {
  return [facts, to, input];
}

function refusalOf(
  actor: typeof lead,
  from: CaseState,
  to: CaseState,
  facts: Partial<CaseFacts> = {},
  input: Partial<TransitionInput> = {},
) {
  const [complete, full] = move(from, to, facts);
  return transitionRefusal(actor, complete, to, { ...full, ...input });
}

describe('gates', () => {
  test('filing: need of 100 characters, leader contact, notice; a note when an advisor files', () => {
    const request = { needLength: 100, hasLeaderContact: true, noticeVersion: '1' };
    expect(refusalOf(leader, 'draft', 'submitted', { request: { ...request, needLength: 99 } })).toBe('need_too_short');
    expect(refusalOf(leader, 'draft', 'submitted', { request: { ...request, hasLeaderContact: false } })).toBe('leader_contact_missing');
    expect(refusalOf(leader, 'draft', 'submitted', { request: { ...request, noticeVersion: null } })).toBe('notice_not_shown');
    expect(refusalOf(leader, 'draft', 'submitted', { request: undefined })).toBe('need_too_short');
    expect(refusalOf(leader, 'draft', 'submitted', {}, { comment: '' })).toBeNull();
    expect(refusalOf(otherAdvisor, 'draft', 'submitted', {}, { comment: ' ' })).toBe('note_missing');
  });

  test('accepting: the sheet, a leader among the contacts, and five support days for a track lead', () => {
    expect(refusalOf(manager, 'qualifying', 'accepted', { eligibility: null })).toBe('eligibility_incomplete');
    const failing = { ...completeCase('qualifying').eligibility, not_duplicate: 'no' as const };
    expect(refusalOf(manager, 'qualifying', 'accepted', { eligibility: failing })).toBe('not_eligible');
    expect(refusalOf(trackLead, 'qualifying', 'accepted', { supportDays: 6 })).toBe('support_days_over_limit');
    expect(refusalOf(trackLead, 'qualifying', 'accepted', { supportDays: null })).toBe('support_days_unknown');
    expect(refusalOf(manager, 'qualifying', 'accepted', { supportDays: 60 })).toBeNull();
    const nobodyLeads = { needLength: 100, hasLeaderContact: false, noticeVersion: '1' };
    expect(refusalOf(manager, 'qualifying', 'accepted', { request: nobodyLeads })).toBe('leader_contact_missing');
    expect(refusalOf(manager, 'qualifying', 'accepted', { request: undefined })).toBe('leader_contact_missing');
  });

  test('refusing: a reason of the list and a text to the company', () => {
    expect(refusalOf(manager, 'qualifying', 'refused', {}, { reason: 'cash' })).toBe('reason_missing');
    expect(refusalOf(manager, 'qualifying', 'refused', {}, { comment: '  ' })).toBe('text_missing');
  });

  test('redirecting: proposed by someone else, to an organisation, with consent for a partner cluster', () => {
    expect(refusalOf(manager, 'qualifying', 'redirected', { proposal: null })).toBe('proposal_missing');
    expect(refusalOf(manager, 'qualifying', 'redirected', { proposal: { to: 'redirected', byPersonId: 'manager' } })).toBe('own_proposal');
    expect(refusalOf(manager, 'qualifying', 'redirected', {}, { organisation: undefined })).toBe('organisation_missing');
    const partner = { name: 'Un pôle', isPartnerCluster: true, hasConsent: false };
    expect(refusalOf(manager, 'qualifying', 'redirected', {}, { organisation: partner })).toBe('consent_missing');
    expect(refusalOf(manager, 'qualifying', 'redirected', {}, { organisation: { ...partner, hasConsent: true } })).toBeNull();
  });

  test('assigning: an advisor with capacity or a motive, never with an interest', () => {
    expect(refusalOf(manager, 'accepted', 'assessing', {}, { lead: undefined })).toBe('lead_missing');
    expect(refusalOf(manager, 'accepted', 'assessing', {}, { lead: { hasCapacity: false, hasDeclaredInterest: false } })).toBe(
      'lead_over_capacity',
    );
    expect(
      refusalOf(
        manager,
        'accepted',
        'assessing',
        {},
        { lead: { hasCapacity: false, overrideReason: 'Seule spécialiste', hasDeclaredInterest: false } },
      ),
    ).toBeNull();
    expect(refusalOf(manager, 'accepted', 'assessing', {}, { lead: { hasCapacity: true, hasDeclaredInterest: true } })).toBe(
      'lead_has_interest',
    );
  });

  test('sending the plan: assessment delivered, baselines verified, a target, a plan from the template', () => {
    const undelivered = [{ id: 'm3', state: 'to_validate' as const, isCritical: true, isWaived: false, deliversAssessment: true }];
    expect(refusalOf(lead, 'assessing', 'plan_to_sign', { milestones: undelivered })).toBe('assessment_not_delivered');
    expect(refusalOf(lead, 'assessing', 'plan_to_sign', { baselines: [{ metric: 'FIN-01', state: 'confirmed' }] })).toBe(
      'baselines_unverified',
    );
    expect(refusalOf(lead, 'assessing', 'plan_to_sign', { targetCount: 0 })).toBe('figure_target_missing');
    expect(refusalOf(lead, 'assessing', 'plan_to_sign', { plan: null })).toBe('plan_missing');
    expect(refusalOf(otherAdvisor, 'assessing', 'plan_to_sign')).toBe('not_lead');
  });

  test('signing: both sides, a named signatory, a plan that was sent', () => {
    const plan = { version: 1, state: 'sent' as const, isFromTemplate: true, isSignedByCompany: false, isSignedByAdvisor: true };
    expect(refusalOf(leader, 'plan_to_sign', 'active', { plan })).toBeNull();
    expect(refusalOf(lead, 'plan_to_sign', 'active', { plan })).toBe('company_not_signed');
    expect(refusalOf(leader, 'plan_to_sign', 'active', { plan: { ...plan, isSignedByAdvisor: false } })).toBe('advisor_not_signed');
    expect(refusalOf(leader, 'plan_to_sign', 'active', { plan }, { signatory: '' })).toBe('signatory_missing');
    expect(refusalOf(leader, 'plan_to_sign', 'active', { plan: { ...plan, state: 'draft' } })).toBe('plan_not_sent');
    expect(refusalOf(leader, 'plan_to_sign', 'assessing', {}, { comment: '' })).toBe('comment_missing');
  });

  test('on hold: reason, a date to come, 60 working days for an advisor and no limit for a manager', () => {
    expect(refusalOf(lead, 'active', 'on_hold', {}, { reason: 'withdrawn' })).toBe('reason_missing');
    expect(refusalOf(lead, 'active', 'on_hold', {}, { resumeOn: null })).toBe('resume_date_missing');
    expect(refusalOf(lead, 'active', 'on_hold', {}, { resumeOn: '2026-11-23' })).toBe('resume_date_past');
    expect(refusalOf(lead, 'active', 'on_hold', {}, { resumeOn: '2027-02-17' })).toBeNull();
    expect(refusalOf(lead, 'active', 'on_hold', {}, { resumeOn: '2027-02-18' })).toBe('hold_too_long');
    expect(refusalOf(manager, 'active', 'on_hold', {}, { resumeOn: '2027-09-01' })).toBeNull();
  });

  test('a case on hold resumes where it was', () => {
    expect(refusalOf(lead, 'on_hold', 'active', { heldFrom: 'assessing' })).toBe('other_stage_held');
    expect(targetOfAct('resume', { state: 'on_hold', heldFrom: 'plan_to_sign' })).toBe('plan_to_sign');
    expect(targetOfAct('resume', { state: 'active' })).toBeNull();
    expect(targetOfAct('close', { state: 'follow_up' })).toBe('closed');
    expect(targetOfAct('close', { state: 'active' })).toBeNull();
  });

  test('review: critical milestones settled and tasks decided', () => {
    const open = [{ id: 'm3', state: 'to_validate' as const, isCritical: true, isWaived: false, deliversAssessment: false }];
    expect(refusalOf(lead, 'active', 'reviewing', { milestones: open })).toBe('critical_milestones_open');
    expect(refusalOf(lead, 'active', 'reviewing', { undecidedTaskIds: ['t1'] })).toBe('tasks_undecided');
    expect(refusalOf(manager, 'reviewing', 'active', {}, { comment: undefined })).toBe('comment_missing');
  });

  test('follow-up: figures or refusal, satisfaction, outcome, lessons, proposal of the advisor', () => {
    const review = completeCase('reviewing').review!;
    expect(refusalOf(manager, 'reviewing', 'follow_up', { review: { ...review, figures: [{ metric: 'FIN-04', state: 'missing' }] } })).toBe(
      'final_figures_missing',
    );
    expect(refusalOf(manager, 'reviewing', 'follow_up', { review: { ...review, satisfaction: { isAnswered: false, reminders: 1 } } })).toBe(
      'satisfaction_missing',
    );
    expect(refusalOf(manager, 'reviewing', 'follow_up', { review: { ...review, outcome: null } })).toBe('outcome_missing');
    expect(refusalOf(manager, 'reviewing', 'follow_up', { review: { ...review, hasLessons: false } })).toBe('lessons_missing');
    expect(refusalOf(manager, 'reviewing', 'follow_up', { proposal: null })).toBe('proposal_missing');
    expect(refusalOf(manager, 'reviewing', 'follow_up', { proposal: { to: 'follow_up', byPersonId: 'manager' } })).toBe('own_proposal');
    expect(
      refusalOf(lead, 'follow_up', 'closed', { followUp: { isAnswered: false, remindedOn: ['2026-01-05'], today: '2026-11-23' } }),
    ).toBe('follow_up_unanswered');
  });

  test('closing early: a reason of the list; before assessment it is a withdrawal', () => {
    expect(refusalOf(manager, 'active', 'closed_early', {}, { reason: 'duplicate' })).toBe('reason_missing');
    expect(refusalOf(manager, 'active', 'closed_early', {}, { reason: 'liquidation' })).toBeNull();
    expect(refusalOf(manager, 'accepted', 'closed_early', {}, { reason: 'liquidation' })).toBe('reason_missing');
    expect(refusalOf(leader, 'submitted', 'closed_early', {}, { reason: 'withdrawn' })).toBeNull();
    expect(refusalOf(leader, 'active', 'closed_early')).toBe('not_allowed');
  });

  test('reopening: within 30 calendar days, with a reason, and only what had been active', () => {
    expect(refusalOf(manager, 'closed', 'active', { endedOn: '2026-10-24' })).toBeNull();
    expect(refusalOf(manager, 'closed', 'active', { endedOn: '2026-10-23' })).toBe('reopening_too_late');
    expect(refusalOf(manager, 'closed', 'active', { endedOn: null })).toBe('reopening_too_late');
    expect(refusalOf(manager, 'closed_early', 'active', { plan: null })).toBe('never_active');
    expect(refusalOf(manager, 'closed', 'active', {}, { comment: '' })).toBe('comment_missing');
  });

  test('limits are settings', () => {
    const [facts, input] = move('active', 'on_hold');
    const settings = { trackLeadSupportDays: 5, advisorHoldDays: 10, reopeningDays: 30 };
    expect(transitionRefusal(lead, facts, 'on_hold', input, settings)).toBe('hold_too_long');
  });
});

describe('what is offered and proposed', () => {
  const acts = (actor: typeof lead, state: CaseState, heldFrom: 'assessing' | null = null) =>
    offeredTransitions(actor, { state, heldFrom }).map((row) => row.act);

  test('the page offers what the person may try', () => {
    expect(acts(lead, 'active')).toEqual(['hold', 'start_review']);
    expect(acts(manager, 'active')).toEqual(['hold', 'close_early']);
    expect(acts(leader, 'plan_to_sign')).toEqual(['sign_plan', 'return_plan']);
    expect(acts(lead, 'on_hold', 'assessing')).toEqual(['resume']);
    for (const actor of [collaborator, director, admin, system]) for (const state of CASE_STATES) expect(acts(actor, state)).toEqual([]);
  });

  test('the lead proposes what only the manager may do', () => {
    expect(mayProposeTransition(lead, { state: 'active' }, 'closed_early')).toBe(true);
    expect(mayProposeTransition(lead, { state: 'reviewing' }, 'follow_up')).toBe(true);
    expect(mayProposeTransition(lead, { state: 'active' }, 'follow_up')).toBe(false);
    expect(mayProposeTransition(lead, { state: 'qualifying' }, 'refused')).toBe(false);
    expect(mayProposeTransition(otherAdvisor, { state: 'active' }, 'closed_early')).toBe(false);
  });

  test('the manager changes the advisor of a living case', () => {
    expect(mayTransferLead(manager, { state: 'active', hasLead: true })).toBe(true);
    expect(mayTransferLead(manager, { state: 'closed', hasLead: true })).toBe(false);
    expect(mayTransferLead(manager, { state: 'accepted', hasLead: false })).toBe(false);
    expect(mayTransferLead(lead, { state: 'active', hasLead: true })).toBe(false);
  });

  test('who opens a draft', () => {
    const may = Object.entries(everyone)
      .filter(([, actor]) => mayOpenDraft(actor))
      .map(([name]) => name);
    expect(may).toEqual(['leader', 'lead', 'otherAdvisor', 'manager']);
  });

  test('a company person who carries a lead mark by mistake is still no lead', () => {
    expect(refusalOf({ ...collaborator, isLead: true }, 'active', 'reviewing')).toBe('not_allowed');
  });
});
