import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ActFacts,
  actRefusal,
  entryLevel,
  isOfficial,
  LEVELS,
  type Level,
  levelAfterAct,
  mayDeclare,
  OBSERVATION_ACTS,
  trustOfLevel,
} from '~/features/outcomes/trust';

const who = (role: string, personId = role) => ({ personId, roles: [role] });
const facts = (changes: Partial<ActFacts> = {}): ActFacts => ({
  level: 1,
  authorId: 'author',
  isReplaced: false,
  hasEvidence: true,
  needsComment: false,
  ...changes,
});
const because = { reason: 'Erreur de saisie' };

describe('levels of domain.md §4.1', () => {
  test('verified and audited are official', () => {
    expect(Object.values(LEVELS).filter(isOfficial)).toEqual([3, 4]);
    expect([trustOfLevel(1), trustOfLevel(4), trustOfLevel(0)]).toEqual(['declared', 'audited', null]);
  });

  test('what a leader declares is confirmed at once', () => {
    expect(entryLevel(who('leader'))).toBe(2);
    expect([entryLevel(who('collaborator')), entryLevel(who('advisor'))]).toEqual([1, 1]);
    expect(
      ['leader', 'collaborator', 'advisor', 'track_lead', 'manager', 'director', 'admin', 'funder'].filter((role) => mayDeclare(who(role))),
    ).toEqual(['leader', 'collaborator', 'advisor', 'track_lead', 'manager']);
  });

  test('confirming or verifying never lowers a level', () => {
    fc.assert(
      fc.property(fc.constantFrom<Level>(1, 2, 3, 4), fc.constantFrom('confirmed', 'verified', 'audited'), (level, act) => {
        expect(levelAfterAct(level, act)).toBeGreaterThanOrEqual(level);
      }),
    );
    expect(levelAfterAct(4, 'reopened')).toBe(1);
    expect([levelAfterAct(3, 'refuted'), levelAfterAct(3, 'withdrawn')]).toEqual([0, 0]);
  });
});

describe('who may act', () => {
  const allowed = (act: (typeof OBSERVATION_ACTS)[number], changes: Partial<ActFacts> = {}) =>
    ['leader', 'collaborator', 'advisor', 'track_lead', 'manager', 'director', 'admin', 'funder'].filter(
      (role) => actRefusal(who(role), facts(changes), act, because) === null,
    );

  test('each act has its people', () => {
    expect(allowed('confirmed')).toEqual(['leader']);
    expect(allowed('verified')).toEqual(['advisor', 'track_lead', 'manager']);
    expect(allowed('audited', { level: 3 })).toEqual(['manager']);
    expect(allowed('refuted')).toEqual(['advisor', 'track_lead', 'manager']);
    expect(allowed('withdrawn')).toEqual(['manager']);
    expect(allowed('reopened', { level: 3 })).toEqual(['leader', 'advisor', 'track_lead', 'manager']);
  });

  test('nobody verifies, audits or refutes what they wrote', () => {
    expect(actRefusal(who('advisor', 'author'), facts(), 'verified')).toBe('own_figure');
    expect(actRefusal(who('manager', 'author'), facts({ level: 3 }), 'audited')).toBe('own_figure');
    expect(actRefusal(who('advisor', 'author'), facts(), 'refuted', because)).toBe('own_figure');
    expect(actRefusal(who('advisor', 'author'), facts(), 'withdrawn', because)).toBeNull();
    expect(actRefusal(who('advisor', 'other'), facts(), 'withdrawn', because)).toBe('not_allowed');
  });

  test('confirmation is no precondition of verification', () => {
    expect(actRefusal(who('advisor'), facts({ level: 1 }), 'verified')).toBeNull();
    expect(actRefusal(who('advisor'), facts({ level: 2 }), 'verified')).toBeNull();
    expect(actRefusal(who('leader'), facts({ level: 2 }), 'confirmed')).toBe('nothing_to_raise');
    expect(actRefusal(who('leader'), facts({ level: 3 }), 'confirmed')).toBe('nothing_to_raise');
    expect(actRefusal(who('manager'), facts({ level: 2 }), 'audited')).toBe('not_verified');
  });

  test('evidence is seen, a jump is commented, a reason is given', () => {
    expect(actRefusal(who('advisor'), facts({ hasEvidence: false }), 'verified')).toBe('evidence_missing');
    expect(actRefusal(who('advisor'), facts({ needsComment: true }), 'verified')).toBe('comment_missing');
    expect(actRefusal(who('advisor'), facts(), 'refuted', { reason: ' ' })).toBe('reason_missing');
    expect(actRefusal(who('leader'), facts({ level: 3 }), 'reopened')).toBe('reason_missing');
    expect(actRefusal(who('leader'), facts({ level: 1 }), 'reopened', because)).toBe('nothing_to_reopen');
  });

  test('a value that is dead or replaced takes no act', () => {
    for (const act of OBSERVATION_ACTS) {
      const actor = act === 'confirmed' ? who('leader') : who('manager');
      expect(actRefusal(actor, facts({ level: 0 }), act, because)).toBe('not_live');
      expect(actRefusal(actor, facts({ level: act === 'audited' ? 3 : 1, isReplaced: true }), act, because)).toBe('replaced');
    }
  });
});
