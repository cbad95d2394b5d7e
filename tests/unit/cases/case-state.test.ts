import { describe, expect, test } from 'vitest';
import { missingForNextStage } from '~/features/cases/case-gate';
import { FRENCH_REASON_CODES, isReason, REASON_LISTS } from '~/features/cases/case-reason';
import {
  ballOf,
  CASE_STATES,
  CASELOAD_WEIGHTS,
  FINAL_STATES,
  FRENCH_STATE_CODES,
  nextStage,
  STAGES,
  STORED_CASE_STATES,
  worklistOf,
} from '~/features/cases/case-state';
import { ELIGIBILITY_ITEMS, eligibilityVerdict, proposedEligibility } from '~/features/cases/eligibility';
import { fillEligibilitySchema } from '~/features/cases/eligibility.schema';
import { formatCaseReference, parseCaseReference } from '~/features/cases/reference';
import { completeCase } from './case-facts';

describe('states of domain.md §6.1', () => {
  test('fourteen states, four of them final, each with its French code', () => {
    expect(CASE_STATES).toHaveLength(14);
    expect([...FINAL_STATES].sort()).toEqual(['closed', 'closed_early', 'redirected', 'refused']);
    expect(new Set(Object.values(FRENCH_STATE_CODES)).size).toBe(14);
    expect(STORED_CASE_STATES).not.toContain('draft');
    expect(STORED_CASE_STATES).toHaveLength(13);
  });

  test('what counts as active caseload', () => {
    const counted = CASE_STATES.filter((state) => CASELOAD_WEIGHTS[state] !== 'none');
    expect(counted).toEqual(['assessing', 'plan_to_sign', 'active', 'on_hold', 'reviewing', 'follow_up']);
    expect(counted.filter((state) => CASELOAD_WEIGHTS[state] === 'light')).toEqual(['on_hold', 'follow_up']);
  });

  test('the main path runs from draft to closed; a case on hold goes back where it was', () => {
    expect(STAGES.map((state) => nextStage(state))).toEqual([...STAGES.slice(1), null]);
    expect(nextStage('on_hold', 'assessing')).toBe('assessing');
    expect(nextStage('refused')).toBeNull();
  });
});

describe('caseload tabs', () => {
  const tab = (state: (typeof CASE_STATES)[number], blockedItems = 0, ball: 'advisor' | 'company' | null = 'advisor') =>
    worklistOf({ state, blockedItems, ball });

  test('each case is in the first tab that fits', () => {
    expect(FINAL_STATES.map((state) => tab(state, 1, 'company'))).toEqual(['closed', 'closed', 'closed', 'closed']);
    expect([tab('submitted'), tab('qualifying'), tab('accepted')]).toEqual(['new', 'new', 'new']);
    expect(tab('on_hold')).toBe('blocked');
    expect(tab('active', 1, 'company')).toBe('blocked');
    expect(tab('accepted', 1)).toBe('blocked');
    expect(tab('active', 0, 'company')).toBe('waiting_on_company');
    expect(tab('follow_up', 0, 'company')).toBe('active');
    expect([tab('active'), tab('assessing'), tab('reviewing'), tab('follow_up'), tab('active', 0, null)]).toEqual(Array(5).fill('active'));
  });

  test('the company has the ball only when every next item is its own', () => {
    const company = { side: 'company' as const, dueOn: '2026-11-20' };
    const advisor = { side: 'advisor' as const, dueOn: '2026-12-20' };
    const funder = { side: 'third_party' as const, dueOn: '2026-12-01' };
    expect(ballOf({ state: 'active', isPlanSignedByCompany: true, nextItems: [company, company] })).toBe('company');
    expect(ballOf({ state: 'active', isPlanSignedByCompany: true, nextItems: [company, advisor] })).toBe('advisor');
    expect(ballOf({ state: 'active', isPlanSignedByCompany: true, nextItems: [advisor, funder] })).toBe('third_party');
    expect(ballOf({ state: 'active', isPlanSignedByCompany: true, nextItems: [] })).toBeNull();
    expect(ballOf({ state: 'plan_to_sign', isPlanSignedByCompany: false, nextItems: [advisor] })).toBe('company');
    expect(ballOf({ state: 'plan_to_sign', isPlanSignedByCompany: true, nextItems: [advisor] })).toBe('advisor');
  });
});

describe('reasons of domain.md §6.3', () => {
  test('every code has its French one, none twice', () => {
    const codes = Object.values(REASON_LISTS).flat();
    expect(codes).toHaveLength(26);
    expect(new Set(codes.map((code) => FRENCH_REASON_CODES[code])).size).toBe(26);
    expect(FRENCH_REASON_CODES.no_capacity).toBe('CAPACITE');
  });

  test('a code belongs to its list only', () => {
    expect(isReason('hold', 'cash')).toBe(true);
    expect(isReason('refusal', 'cash')).toBe(false);
    expect(isReason('hold', null)).toBe(false);
  });
});

describe('the eligibility sheet', () => {
  const sheet = completeCase('qualifying').eligibility;

  test('seven questions, all answered yes', () => {
    expect(ELIGIBILITY_ITEMS).toHaveLength(7);
    expect(eligibilityVerdict(sheet)).toEqual({ isEligible: true, unanswered: [], failed: [] });
  });

  test.each([...ELIGIBILITY_ITEMS])('%s unanswered or answered no stops the company', (item) => {
    expect(eligibilityVerdict({ ...sheet, [item]: undefined })).toEqual({ isEligible: false, unanswered: [item], failed: [] });
    expect(eligibilityVerdict({ ...sheet, [item]: 'no' })).toEqual({ isEligible: false, unanswered: [], failed: [item] });
  });

  test('no sheet is nothing answered; an unknown answer is refused by the form', () => {
    expect(eligibilityVerdict(null).unanswered).toEqual([...ELIGIBILITY_ITEMS]);
    expect(fillEligibilitySchema.safeParse({ version: '1', in_territory: 'maybe' }).success).toBe(false);
    expect(fillEligibilitySchema.safeParse({ version: '1', in_territory: 'no' }).success).toBe(true);
  });

  test('what the record knows is proposed, the rest stays open', () => {
    const known = {
      department: '13',
      clusterDepartments: ['13', '83'],
      hasMainDomain: true,
      membership: 'trial',
      trialUntil: '2026-12-31',
      isCeased: false,
      hasKnownSmeStatus: false,
      hasDeclaredConflict: false,
      hasOpenCaseOnTrack: true,
      today: '2026-11-23',
    };
    const proposed = proposedEligibility(known);
    expect(proposed).toMatchObject({
      in_territory: 'yes',
      in_domain: 'yes',
      member_or_trial: 'yes',
      not_ceased: 'yes',
      not_duplicate: 'no',
    });
    expect(proposed.no_conflict).toBeUndefined();
    expect(proposed.sme_status_known).toBeUndefined();
    expect(proposedEligibility({ ...known, trialUntil: '2026-11-22' }).member_or_trial).toBe('no');
    expect(proposedEligibility({ ...known, department: null }).in_territory).toBeUndefined();
    expect(proposedEligibility({ ...known, department: '75' }).in_territory).toBe('no');
  });
});

describe('the case reference', () => {
  test('is written and read back', () => {
    expect(formatCaseReference({ track: 'financing', year: 2026, number: 42 })).toBe('FIN-2026-0042');
    expect(formatCaseReference({ track: 'international', year: 2026, number: 147 })).toBe('INT-2026-0147');
    expect(formatCaseReference({ track: 'innovation', year: 2026, number: 12345 })).toBe('INNO-2026-12345');
    expect(parseCaseReference('FIN-2026-0042')).toEqual({ track: 'financing', year: 2026, number: 42 });
    expect(parseCaseReference(' fin 2026 42 ')).toEqual({ track: 'financing', year: 2026, number: 42 });
    expect(parseCaseReference('inno-2026-12345')).toEqual({ track: 'innovation', year: 2026, number: 12345 });
  });

  test.each(['INTL-2026-0001', 'FIN-26-0042', 'FIN-2026-0000', 'FIN-2026', '', 'FIN-2026-0042x'])('%s is not one', (text) => {
    expect(parseCaseReference(text)).toBeNull();
  });
});

describe('what is missing for the next stage', () => {
  test('nothing when everything is there, at the ends, and while nobody has taken the request', () => {
    for (const state of CASE_STATES) {
      const proposal = state === 'reviewing' ? ({ to: 'follow_up', byPersonId: 'lead' } as const) : null;
      expect(missingForNextStage(completeCase(state, { proposal }))).toEqual([]);
    }
  });

  test('a case without facts misses everything its stage asks', () => {
    const bare = (state: (typeof CASE_STATES)[number]) => missingForNextStage({ state, track: 'financing' }).map((item) => item.kind);
    expect(bare('draft')).toEqual(['need', 'leader_contact', 'information_notice']);
    expect(bare('qualifying')).toEqual([...Array(7).fill('eligibility_answer'), 'leader_contact']);
    expect(bare('accepted')).toEqual(['lead']);
    expect(bare('assessing')).toEqual(['assessment', 'baseline', 'figure_target', 'plan']);
    expect(bare('plan_to_sign')).toEqual(['company_signature', 'advisor_signature']);
    expect(bare('active')).toEqual(['plan', 'task_decision']);
    expect(bare('reviewing')).toEqual(['final_figure', 'satisfaction', 'outcome', 'lessons', 'advisor_proposal']);
    expect(bare('follow_up')).toEqual(['follow_up_answer']);
  });

  test('each item names what to open', () => {
    const assessing = completeCase('assessing', {
      milestones: [{ id: 'm3', state: 'in_progress', isCritical: true, isWaived: false, deliversAssessment: true }],
      baselines: [
        { metric: 'FIN-01', state: 'confirmed', observationId: 'o1' },
        { metric: 'EMP-01', state: 'missing' },
      ],
    });
    expect(missingForNextStage(assessing)).toEqual([
      { kind: 'assessment', id: 'm3' },
      { kind: 'baseline', code: 'FIN-01', id: 'o1' },
      { kind: 'baseline', code: 'EMP-01' },
    ]);
    const active = completeCase('active', {
      milestones: [
        { id: 'm3', state: 'in_progress', isCritical: true, isWaived: false, deliversAssessment: false },
        { id: 'm4', state: 'in_progress', isCritical: false, isWaived: false, deliversAssessment: false },
        { id: 'm5', state: 'in_progress', isCritical: true, isWaived: true, deliversAssessment: false },
        { id: 'm6', state: 'not_applicable', isCritical: true, isWaived: false, deliversAssessment: false },
      ],
      undecidedTaskIds: ['t1'],
    });
    expect(missingForNextStage(active)).toEqual([
      { kind: 'critical_milestone', id: 'm3' },
      { kind: 'task_decision', id: 't1' },
    ]);
    expect(
      missingForNextStage(completeCase('qualifying', { eligibility: { ...completeCase('qualifying').eligibility, no_conflict: 'no' } })),
    ).toEqual([{ kind: 'eligibility_condition', code: 'no_conflict' }]);
  });

  test('two reminders replace the satisfaction answer; three over 30 working days the follow-up', () => {
    const review = completeCase('reviewing').review;
    const proposal = { to: 'follow_up' as const, byPersonId: 'lead' };
    const reminded = (reminders: number) =>
      missingForNextStage(
        completeCase('reviewing', { proposal, review: review && { ...review, satisfaction: { isAnswered: false, reminders } } }),
      );
    expect(reminded(1)).toEqual([{ kind: 'satisfaction' }]);
    expect(reminded(2)).toEqual([]);
    const remindedOn = ['2026-10-09', '2026-10-26', '2026-11-09'];
    const followUp = (today: string, dates = remindedOn) =>
      missingForNextStage(completeCase('follow_up', { followUp: { isAnswered: false, remindedOn: dates, today } }));
    expect(followUp('2026-11-20')).toEqual([{ kind: 'follow_up_answer' }]);
    expect(followUp('2026-11-23')).toEqual([]);
    expect(followUp('2027-11-23', remindedOn.slice(1))).toEqual([{ kind: 'follow_up_answer' }]);
  });
});
