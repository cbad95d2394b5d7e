import { describe, expect, test } from 'vitest';
import { MILESTONE_MOVES, MILESTONE_STATES, type MilestoneFacts } from '~/features/milestones/milestone';
import { mayMoveMilestone, mayRescheduleMilestone, needsNothingMore, offeredMoves } from '~/features/milestones/milestone.policy';
import { shiftFollowing } from '~/features/milestones/reschedule';
import { everyone, lead, leader, manager } from '../cases/case-facts';

const moment = { now: new Date('2026-11-24T10:00:00Z'), today: '2026-11-24' };
const milestone = (changes: Partial<MilestoneFacts> = {}): MilestoneFacts => ({
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
});

describe('what a page offers', () => {
  test('the usual act first, and one press once nothing is missing', () => {
    expect(offeredMoves(lead, milestone(), moment)).toEqual(['complete', 'block', 'set_aside']);
    expect(needsNothingMore(lead, milestone(), 'complete', moment)).toBe(false);
    expect(needsNothingMore(lead, milestone({ evidenceCount: 1 }), 'complete', moment)).toBe(true);
    expect(needsNothingMore(lead, milestone({ evidenceCount: 1, openPredecessors: 1 }), 'complete', moment)).toBe(false);
    expect(offeredMoves(leader, milestone({ sides: ['company'] }), moment)).toEqual(['submit', 'block']);
    expect(offeredMoves(lead, milestone({ sides: ['company'], state: 'to_validate' }), moment)).toEqual(['validate', 'send_back']);
  });

  test('a waiver is offered while evidence is missing, to a manager alone', () => {
    const offers = (facts: MilestoneFacts) =>
      Object.entries(everyone).flatMap(([name, actor]) => (offeredMoves(actor, facts, moment).includes('waive_evidence') ? [name] : []));
    expect(offers(milestone())).toEqual(['manager']);
    expect(offers(milestone({ isWaived: true }))).toEqual([]);
    expect(offers(milestone({ evidenceCount: 1 }))).toEqual([]);
  });

  test('who reads only is offered nothing, in any state', () => {
    for (const state of MILESTONE_STATES)
      for (const actor of [everyone.director, everyone.otherAdvisor, everyone.trackLead, everyone.collaborator, everyone.admin])
        expect(
          MILESTONE_MOVES.filter((move) => mayMoveMilestone(actor, milestone({ state, sides: ['advisor', 'company'] }), move, moment)),
        ).toEqual([]);
  });
});

test('dates are moved by the lead or a manager, of what is open in a running case', () => {
  const may = (changes: Partial<MilestoneFacts>) =>
    Object.entries(everyone).flatMap(([name, actor]) => (mayRescheduleMilestone(actor, milestone(changes)) ? [name] : []));
  expect(may({})).toEqual(['lead', 'manager']);
  expect(may({ state: 'blocked' })).toEqual(['lead', 'manager']);
  expect(may({ state: 'done' })).toEqual([]);
  expect(may({ state: 'not_applicable' })).toEqual([]);
  expect(may({ caseState: 'closed' })).toEqual([]);
  expect(mayRescheduleMilestone(manager, milestone({ caseState: 'on_hold' }))).toBe(true);
});

test('a shift counts working days, both ways, and leaves what has no date', () => {
  const followers = [
    { id: 'a', startsOn: '2026-12-21', dueOn: '2026-12-24' },
    { id: 'b', startsOn: null, dueOn: '2027-01-04' },
    { id: 'c', startsOn: null, dueOn: null },
  ];
  expect(shiftFollowing(followers, 2)).toEqual([
    { id: 'a', fromDueOn: '2026-12-24', dueOn: '2026-12-29', startsOn: '2026-12-23' },
    { id: 'b', fromDueOn: '2027-01-04', dueOn: '2027-01-06', startsOn: null },
  ]);
  expect(shiftFollowing(followers, -1).map((shift) => shift.dueOn)).toEqual(['2026-12-23', '2026-12-31']);
  expect(shiftFollowing(followers, 0)).toEqual([]);
});
