import { describe, expect, test } from 'vitest';
import { type CaseCount, casePoints, FULL_LOAD_POINTS, pointsOf, projectPoints, workloadOf } from '~/features/load/workload';

const plain = { complexity: null, health: null, awaitsThirdParty: false } as const;
const cases = (...rows: Pick<CaseCount, 'track' | 'state' | 'count'>[]) => rows.map((row) => ({ ...plain, ...row }));

describe('the load of an advisor (docs/domain.md §6.7)', () => {
  test('the check of the page: five cases make 19.935 points', () => {
    const cases = [
      { base: 4, phase: 1, complexity: 1, risk: 0 },
      { base: 3, phase: 1, complexity: 1.3, risk: 0.25 },
      { base: 5, phase: 0.4, complexity: 1, risk: 0 },
      { base: 6, phase: 1, complexity: 1.3, risk: 0.1 },
      { base: 3, phase: 0.2, complexity: 0.8, risk: 0 },
    ];
    expect(cases.reduce((sum, one) => sum + casePoints(one), 0)).toBeCloseTo(19.935, 10);
  });

  test('the same five cases by what is known of each: its track, phase, complexity and health', () => {
    const five: CaseCount[] = [
      { ...plain, track: 'financing', state: 'active', count: 1 },
      { ...plain, track: 'strategy', state: 'active', complexity: 'heavy', health: 'alert', count: 1 },
      { ...plain, track: 'eu_projects', state: 'active', awaitsThirdParty: true, count: 1 },
      { ...plain, track: 'international', state: 'follow_up', complexity: 'light', count: 1 },
    ];
    // The structuring project of the check is heavy and to be watched: 6 × 1 × 1.3 × 1.10.
    expect(workloadOf(five).points + projectPoints('running') * 1.3 * 1.1).toBeCloseTo(19.935, 10);
    expect(workloadOf(five).alerts).toBe(1);
  });

  test('a structuring project weighs six points while it is prepared or runs, less while its funder decides', () => {
    expect(['preparing', 'running', 'sent_to_funder', 'completed', 'refused'].map((state) => projectPoints(state as 'running'))).toEqual([
      6, 6, 2.4000000000000004, 0, 0,
    ]);
    const load = workloadOf([], {
      projects: [
        { state: 'running', count: 2 },
        { state: 'completed', count: 5 },
      ],
    });
    expect(load).toMatchObject({ points: 12, projects: 2, full: 0 });
  });

  test('only an active case waits for a third party, and health weighs from watch on', () => {
    const one = { ...plain, track: 'financing' } as const;
    expect(pointsOf({ ...one, state: 'assessing', awaitsThirdParty: true })).toBe(4);
    expect(pointsOf({ ...one, state: 'active', awaitsThirdParty: true })).toBeCloseTo(1.6, 10);
    expect(pointsOf({ ...one, state: 'active', health: 'on_track' })).toBe(4);
    expect(pointsOf({ ...one, state: 'active', health: 'watch' })).toBeCloseTo(4.4, 10);
    expect(pointsOf({ ...one, state: 'on_hold', health: 'paused' })).toBeCloseTo(0.4, 10);
    expect(pointsOf({ ...one, state: 'accepted', health: 'not_started' })).toBe(0);
  });

  test('a part of a post carries that part', () => {
    const half = workloadOf(cases({ track: 'strategy', state: 'active', count: 11 }), { fte: 0.5 });
    expect(half).toMatchObject({ points: 33, capacity: 30, band: 'watch' });
    expect(half.share).toBeCloseTo(1.1, 10);
  });

  test('counts by track and state are weighed by track and phase, and named full or light', () => {
    const load = workloadOf(
      cases(
        { track: 'strategy', state: 'active', count: 2 },
        { track: 'eu_projects', state: 'plan_to_sign', count: 1 },
        { track: 'financing', state: 'on_hold', count: 1 },
        { track: 'innovation', state: 'closed', count: 9 },
      ),
    );
    expect(load.points).toBeCloseTo(2 * 3 + 5 * 0.8 + 4 * 0.1, 10);
    expect(load.share).toBeCloseTo(load.points / FULL_LOAD_POINTS, 10);
    expect([load.full, load.light]).toEqual([3, 1]);
  });

  test.each([
    [13, 'available'],
    [14, 'normal'],
    [20, 'normal'],
    [21, 'watch'],
    [23, 'watch'],
    [24, 'overloaded'],
  ])('%i active strategy cases of a full-time advisor: %s', (count, band) => {
    expect(workloadOf(cases({ track: 'strategy', state: 'active', count })).band).toBe(band);
  });
});
