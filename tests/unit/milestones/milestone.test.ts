import { describe, expect, test } from 'vitest';
import { CASE_STATES } from '~/features/cases/case-state';
import {
  ballSideOf,
  contestableUntil,
  hasEvidence,
  isWebLink,
  MILESTONE_MOVES,
  MILESTONE_STATES,
  type MilestoneFacts,
  type MilestoneInput,
  type MilestoneMove,
  milestoneMoveRefusal,
  milestonesToStart,
  stateAfterMove,
} from '~/features/milestones/milestone';
import { everyone, lead, leader, manager, otherAdvisor } from '../cases/case-facts';

const NOW = new Date('2026-11-23T11:00:00Z');

function milestone(changes: Partial<MilestoneFacts> = {}): MilestoneFacts {
  return {
    state: 'in_progress',
    sides: ['advisor'],
    isCritical: false,
    isPublished: true,
    isAfterSignature: true,
    caseState: 'active',
    openPredecessors: 0,
    evidenceCount: 0,
    isWaived: false,
    lastMove: null,
    hasGatePassedSince: false,
    contestableUntil: null,
    ...changes,
  };
}

const input = (changes: Partial<MilestoneInput> = {}): MilestoneInput => ({ now: NOW, today: '2026-11-23', ...changes });
const proof = { evidenceText: 'Compte rendu signé le 20' };
const full = input({ ...proof, reason: 'Un motif', comment: 'Un mot', awaited: 'La banque' });

function allowed(move: MilestoneMove, facts: MilestoneFacts, data: MilestoneInput = full): string[] {
  return Object.entries(everyone)
    .filter(([, actor]) => milestoneMoveRefusal(actor, facts, move, data) === null)
    .map(([name]) => name);
}

describe('who moves what (domain.md §3.1)', () => {
  test('advisor-owned: the lead, in one press, with evidence', () => {
    expect(allowed('complete', milestone())).toEqual(['lead']);
    expect(milestoneMoveRefusal(lead, milestone(), 'complete', input())).toBe('evidence_missing');
    expect(milestoneMoveRefusal(otherAdvisor, milestone(), 'complete', full)).toBe('not_lead');
    expect(milestoneMoveRefusal(manager, milestone(), 'complete', full)).toBe('not_allowed');
    expect(milestoneMoveRefusal(leader, milestone(), 'submit', full)).toBe('not_company_owned');
  });

  test('company-owned: the leader submits, the lead validates or sends back with a comment', () => {
    const company = milestone({ sides: ['company'] });
    const submitted = milestone({ sides: ['company'], state: 'to_validate', evidenceCount: 1 });
    expect(allowed('submit', company)).toEqual(['leader']);
    expect(milestoneMoveRefusal(leader, company, 'submit', input())).toBe('evidence_missing');
    expect(milestoneMoveRefusal(lead, company, 'complete', full)).toBe('company_owned');
    expect(allowed('validate', submitted)).toEqual(['lead']);
    expect(allowed('send_back', submitted)).toEqual(['lead']);
    expect(milestoneMoveRefusal(lead, submitted, 'send_back', input())).toBe('comment_missing');
    expect(milestoneMoveRefusal(lead, milestone({ sides: ['company'], state: 'to_validate' }), 'validate', input())).toBe(
      'evidence_missing',
    );
  });

  test('the lead submits for the company with a note, and the leader may contest for ten working days', () => {
    const company = milestone({ sides: ['company'] });
    expect(allowed('submit_for_company', company)).toEqual(['lead']);
    expect(milestoneMoveRefusal(lead, company, 'submit_for_company', input(proof))).toBe('note_missing');
    expect(milestoneMoveRefusal(lead, milestone(), 'submit_for_company', full)).toBe('not_company_owned');
    expect(contestableUntil('2026-11-23')).toBe('2026-12-07');
    const submitted = milestone({ sides: ['company'], state: 'done', contestableUntil: '2026-12-07' });
    expect(allowed('contest', submitted)).toEqual(['leader']);
    expect(milestoneMoveRefusal(leader, submitted, 'contest', input())).toBe('comment_missing');
    expect(milestoneMoveRefusal(leader, submitted, 'contest', { ...full, today: '2026-12-07' })).toBeNull();
    expect(milestoneMoveRefusal(leader, submitted, 'contest', { ...full, today: '2026-12-08' })).toBe('contest_too_late');
    expect(milestoneMoveRefusal(leader, { ...submitted, contestableUntil: null }, 'contest', full)).toBe('not_contestable');
    expect(stateAfterMove(submitted, 'contest')).toBe('in_progress');
  });

  test('two letters: either completes, the ball is with the first', () => {
    for (const sides of [
      ['company', 'advisor'],
      ['advisor', 'company'],
    ] as const) {
      expect(allowed('complete', milestone({ sides }))).toEqual(['lead']);
      expect(allowed('submit', milestone({ sides }))).toEqual(['leader']);
      expect(ballSideOf(milestone({ sides }))).toBe(sides[0]);
    }
    expect(ballSideOf(milestone({ sides: ['company'], state: 'to_validate' }))).toBe('advisor');
  });

  test('expert and funder: the lead records', () => {
    expect(allowed('complete', milestone({ sides: ['expert'] }))).toEqual(['lead']);
    expect(allowed('complete', milestone({ sides: ['third_party'] }))).toEqual(['lead']);
    expect(allowed('complete', milestone({ sides: ['company', 'expert'] }))).toEqual(['lead']);
    expect(allowed('submit', milestone({ sides: ['expert'] }))).toEqual([]);
  });

  test('not applicable: the lead with a reason, a critical one only the manager', () => {
    expect(allowed('set_aside', milestone())).toEqual(['lead']);
    expect(allowed('set_aside', milestone({ isCritical: true }))).toEqual(['manager']);
    expect(milestoneMoveRefusal(lead, milestone({ isCritical: true }), 'set_aside', full)).toBe('manager_only');
    expect(milestoneMoveRefusal(lead, milestone(), 'set_aside', input())).toBe('reason_missing');
    expect(milestoneMoveRefusal(manager, milestone({ isCritical: true }), 'set_aside', input())).toBe('reason_missing');
  });

  test('blocked: a reason and who is awaited; the company blocks its own', () => {
    expect(allowed('block', milestone())).toEqual(['lead']);
    expect(allowed('block', milestone({ sides: ['company'] }))).toEqual(['leader', 'lead']);
    expect(milestoneMoveRefusal(lead, milestone(), 'block', input({ awaited: 'La banque' }))).toBe('reason_missing');
    expect(milestoneMoveRefusal(lead, milestone(), 'block', input({ reason: 'Attente' }))).toBe('awaited_missing');
    expect(allowed('unblock', milestone({ state: 'blocked', sides: ['company'] }))).toEqual(['leader', 'lead']);
    expect(stateAfterMove(milestone({ state: 'blocked' }), 'unblock')).toBe('in_progress');
  });

  test('a waiver of the manager replaces evidence', () => {
    expect(allowed('waive_evidence', milestone())).toEqual(['manager']);
    expect(milestoneMoveRefusal(manager, milestone(), 'waive_evidence', input())).toBe('reason_missing');
    expect(milestoneMoveRefusal(lead, milestone(), 'waive_evidence', full)).toBe('manager_only');
    expect(stateAfterMove(milestone(), 'waive_evidence')).toBe('in_progress');
    expect(milestoneMoveRefusal(lead, milestone({ isWaived: true }), 'complete', input())).toBeNull();
  });
});

describe('evidence', () => {
  test('20 characters, a link, or what is attached', () => {
    const none = { evidenceCount: 0 };
    expect(hasEvidence(none, { evidenceText: 'x'.repeat(19) })).toBe(false);
    expect(hasEvidence(none, { evidenceText: `  ${'x'.repeat(19)}  ` })).toBe(false);
    expect(hasEvidence(none, { evidenceText: 'x'.repeat(20) })).toBe(true);
    expect(hasEvidence(none, { evidenceLink: 'https://exemple.example/dossier' })).toBe(true);
    expect(hasEvidence({ evidenceCount: 1 }, {})).toBe(true);
    expect(hasEvidence(none, {})).toBe(false);
  });

  test('only web addresses are links', () => {
    expect(isWebLink('http://a.example')).toBe(true);
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'exemple.example', '', null])
      expect(isWebLink(text)).toBe(false);
  });
});

describe('undo', () => {
  const done = (at: string, changes: Partial<MilestoneFacts> = {}) =>
    milestone({ state: 'done', lastMove: { byPersonId: 'lead', at: new Date(at), from: 'in_progress' }, ...changes });

  test('the same person, fifteen minutes', () => {
    expect(milestoneMoveRefusal(lead, done('2026-11-23T10:45:00Z'), 'undo', input())).toBeNull();
    expect(milestoneMoveRefusal(lead, done('2026-11-23T10:44:59Z'), 'undo', input())).toBe('undo_too_late');
    expect(milestoneMoveRefusal({ ...lead, personId: 'new lead' }, done('2026-11-23T10:59:00Z'), 'undo', input())).toBe('not_own_move');
    expect(stateAfterMove(done('2026-11-23T10:45:00Z'), 'undo')).toBe('in_progress');
  });

  test('not once a gate has passed; later the manager, with a reason', () => {
    const gated = done('2026-11-23T10:59:00Z', { hasGatePassedSince: true });
    expect(milestoneMoveRefusal(lead, gated, 'undo', full)).toBe('gate_passed');
    expect(milestoneMoveRefusal(manager, gated, 'undo', input())).toBe('reason_missing');
    expect(milestoneMoveRefusal(manager, gated, 'undo', full)).toBeNull();
    expect(milestoneMoveRefusal(manager, done('2026-01-05T10:00:00Z'), 'undo', full)).toBeNull();
    expect(milestoneMoveRefusal(lead, milestone({ state: 'done' }), 'undo', full)).toBe('nothing_to_undo');
  });

  test('the leader undoes a submission in time', () => {
    const submitted = milestone({
      sides: ['company'],
      state: 'to_validate',
      lastMove: { byPersonId: 'leader', at: NOW, from: 'in_progress' },
    });
    expect(milestoneMoveRefusal(leader, submitted, 'undo', input())).toBeNull();
  });
});

describe('order, case and visibility', () => {
  test('before its predecessors only with a reason', () => {
    expect(milestoneMoveRefusal(lead, milestone({ openPredecessors: 1 }), 'complete', input(proof))).toBe('predecessors_open');
    expect(
      milestoneMoveRefusal(lead, milestone({ openPredecessors: 1 }), 'complete', input({ ...proof, reason: 'Dérogation' })),
    ).toBeNull();
    expect(milestoneMoveRefusal(leader, milestone({ openPredecessors: 1, sides: ['company'] }), 'submit', input(proof))).toBe(
      'predecessors_open',
    );
  });

  test('milestones move while the case is worked, those after the signature once it is signed', () => {
    const refusals = Object.fromEntries(
      CASE_STATES.map((caseState) => [caseState, milestoneMoveRefusal(lead, milestone({ caseState }), 'complete', full)]),
    );
    expect(refusals).toEqual({
      draft: 'case_not_started',
      submitted: 'case_not_started',
      qualifying: 'case_not_started',
      accepted: 'case_not_started',
      redirected: 'case_ended',
      refused: 'case_ended',
      assessing: 'plan_not_signed',
      plan_to_sign: 'plan_not_signed',
      active: null,
      on_hold: 'case_on_hold',
      reviewing: null,
      follow_up: null,
      closed: 'case_ended',
      closed_early: 'case_ended',
    });
    expect(milestoneMoveRefusal(lead, milestone({ caseState: 'assessing', isAfterSignature: false }), 'complete', full)).toBeNull();
  });

  test('a leader moves nothing unpublished', () => {
    expect(milestoneMoveRefusal(leader, milestone({ sides: ['company'], isPublished: false }), 'submit', full)).toBe('not_published');
  });

  test('each move starts from its states only', () => {
    const starts = Object.fromEntries(
      MILESTONE_MOVES.map((move) => {
        const facts = {
          sides: ['company', 'advisor'] as const,
          lastMove: { byPersonId: 'lead', at: NOW, from: 'upcoming' as const },
          contestableUntil: '2026-12-31',
        };
        const states = MILESTONE_STATES.filter((state) =>
          Object.values(everyone).some((actor) => milestoneMoveRefusal(actor, milestone({ ...facts, state }), move, full) === null),
        );
        return [move, states];
      }),
    );
    expect(starts).toEqual({
      start: ['upcoming'],
      submit: ['in_progress'],
      submit_for_company: ['in_progress'],
      validate: ['to_validate'],
      send_back: ['to_validate'],
      complete: ['in_progress'],
      block: ['upcoming', 'in_progress'],
      unblock: ['blocked'],
      set_aside: ['upcoming', 'in_progress', 'blocked'],
      waive_evidence: ['upcoming', 'in_progress', 'to_validate', 'blocked'],
      contest: ['to_validate', 'done'],
      undo: ['in_progress', 'to_validate', 'done', 'not_applicable', 'blocked'],
    });
  });

  test('what may start: everything it waits for is done or set aside', () => {
    const plan = [
      { id: '1', state: 'done' as const, predecessorIds: [] },
      { id: '2', state: 'not_applicable' as const, predecessorIds: ['1'] },
      { id: '3', state: 'upcoming' as const, predecessorIds: ['1', '2'] },
      { id: '4', state: 'upcoming' as const, predecessorIds: ['3'] },
      { id: '5', state: 'in_progress' as const, predecessorIds: ['1'] },
    ];
    expect(milestonesToStart(plan).map((one) => one.id)).toEqual(['3']);
  });
});
