import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessHealth, type HealthFacts, healthParts, healthScore } from '~/features/health/health';
import { addDays } from '~/features/programmes/paris-date';
import { addWorkingDays } from '~/features/programmes/working-days';

const ON = '2026-11-23';
/** The n-th working day before today. */
const ago = (n: number) => addWorkingDays(ON, -n);

const calm: HealthFacts = {
  state: 'active',
  startedOn: '2026-06-01',
  lastContactOn: ago(5),
  heldOn: null,
  heldUntil: null,
  nextDueOn: '2026-12-10',
  milestones: [{ id: 'm1', isCritical: true, isDone: true, dueOn: '2026-07-01', durationDays: 10 }],
  openActions: [{ dueOn: '2026-12-10' }],
  figures: [],
  clocks: [],
  proceedingsOn: null,
};
const assess = (more: Partial<HealthFacts>) => assessHealth({ ...calm, ...more }, ON);
const codes = (more: Partial<HealthFacts>) => assess(more)?.reasons.map(({ code }) => code);

describe('the health of a case (docs/domain.md §6.5)', () => {
  test('the example of the page: S 77.8, E 75, A 75, O 50 make 74, to be watched', () => {
    const example: Partial<HealthFacts> = {
      lastContactOn: ago(30),
      milestones: [
        { id: 'done', isCritical: false, isDone: true, dueOn: '2026-09-01', durationDays: 10 },
        { id: 'late', isCritical: false, isDone: false, dueOn: ago(10), durationDays: 20 },
        { id: 'today', isCritical: false, isDone: false, dueOn: ON, durationDays: 15 },
      ],
      openActions: [{ dueOn: ago(1) }, { dueOn: ON }, { dueOn: '2026-12-01' }, { dueOn: null }],
      figures: [true, true, false, false].map((isKnown) => ({ isBaseline: false, validOn: '2026-06-30', isKnown })),
    };
    const parts = healthParts({ ...calm, ...example }, ON);
    const percent = ([a, b]: readonly [number, number]) => Math.round((1000 * a) / b) / 10;
    expect(percent(parts.schedule)).toBe(77.8);
    expect([parts.engagement, parts.actions, parts.figures].map(percent)).toEqual([75, 75, 50]);
    expect(assess(example)).toMatchObject({ health: 'watch', score: 74 });
    expect(assess(example)?.reasons).toEqual([
      { code: 'milestones_late', count: 1, days: 10, dueOn: ago(10), milestoneId: 'late' },
      { code: 'no_contact', days: 30, sinceOn: ago(30) },
      { code: 'actions_late', count: 1, of: 4, dueOn: ago(1) },
      { code: 'figures_missing', missing: 2, of: 4 },
    ]);
  });

  test('a half is rounded up, and only once', () => {
    const whole = [1, 1] as const;
    // 45 + 25 × 0.18 + 20 + 10 = 79.5
    expect(healthScore({ schedule: whole, engagement: [18, 100], actions: whole, figures: whole })).toBe(80);
    // 45 + 25 × 0.179 + 20 + 10 = 79.475
    expect(healthScore({ schedule: whole, engagement: [179, 1000], actions: whole, figures: whole })).toBe(79);
    expect(healthScore({ schedule: [1, 3], engagement: [1, 3], actions: [1, 3], figures: [1, 3] })).toBe(33);
  });

  test.each([
    // 45 + 25 × e + 20 + 10 falls on each side of a threshold with the days since the last contact.
    [{ milestones: [], lastContactOn: ago(20) }, 100, 'on_track'],
    [{ milestones: [], lastContactOn: ago(60), openActions: [{ dueOn: '2026-12-10' }] }, 75, 'on_track'],
    [{ milestones: [], lastContactOn: ago(59), openActions: [] }, 66, 'watch'],
    [{ lastContactOn: ago(200), openActions: [{ dueOn: ago(1) }], figures: [] }, 55, 'watch'],
    [
      { lastContactOn: ago(60), openActions: [{ dueOn: ago(1) }], figures: [{ isBaseline: false, validOn: ON, isKnown: false }] },
      45,
      'alert',
    ],
  ] as const)('%j scores %i: %s', (more, score, health) => {
    expect(assess(more as Partial<HealthFacts>)).toMatchObject({ score, health });
  });

  test('nothing due and no open action: the schedule is whole, actions are half', () => {
    const parts = healthParts({ ...calm, milestones: [], openActions: [] }, ON);
    expect(parts).toMatchObject({ schedule: [1, 1], actions: [1, 2], figures: [1, 1] });
  });

  test('a short milestone weighs as one of five days, and twenty days of lateness are the most', () => {
    const one = (durationDays: number, days: number) =>
      healthParts(
        {
          ...calm,
          milestones: [
            { id: 'm', isCritical: false, isDone: false, dueOn: ago(days), durationDays },
            { id: 'd', isCritical: false, isDone: true, dueOn: null, durationDays: 5 },
          ],
        },
        ON,
      ).schedule;
    expect(one(1, 10)).toEqual(one(5, 10));
    expect(one(5, 20)).toEqual(one(5, 90));
    expect(one(5, 20)).toEqual([100, 200]);
  });

  test('without a contact, silence counts from the assignment', () => {
    expect(assess({ lastContactOn: null, startedOn: ago(40) })?.reasons).toEqual([{ code: 'no_contact', days: 40, sinceOn: ago(40) }]);
  });

  describe('what wins over the score', () => {
    const critical = (days: number) => [
      { id: 'c', isCritical: true, isDone: false, dueOn: ago(days), durationDays: 5 },
      ...Array.from({ length: 9 }, (_, n) => ({ id: `d${n}`, isCritical: false, isDone: true, dueOn: '2026-07-01', durationDays: 60 })),
    ];

    test('a critical milestone late by more than 20 working days is an alert; by 20 it is not', () => {
      expect(assess({ milestones: critical(21) })).toMatchObject({ health: 'alert', score: 100 - Math.round((45 * 5) / 545) });
      expect(assess({ milestones: critical(21) })?.reasons[0]).toEqual({
        code: 'critical_late',
        days: 21,
        dueOn: ago(21),
        milestoneId: 'c',
      });
      expect(assess({ milestones: critical(20) })).toMatchObject({ health: 'on_track' });
      expect(assess({ milestones: critical(21).map((one) => ({ ...one, isCritical: false })) })).toMatchObject({ health: 'on_track' });
    });

    test('collective proceedings are an alert', () => {
      expect(assess({ proceedingsOn: '2026-10-01' })).toMatchObject({
        health: 'alert',
        score: 100,
        reasons: [{ code: 'proceedings', sinceOn: '2026-10-01' }],
      });
    });

    test('a reference value still missing after the thirtieth day is at best to be watched', () => {
      const figures = [{ isBaseline: true, validOn: addDays(ON, 90), isKnown: false }];
      expect(assess({ startedOn: addDays(ON, -30), figures })).toMatchObject({ health: 'on_track', reasons: [] });
      expect(assess({ startedOn: addDays(ON, -31), figures })).toMatchObject({ health: 'watch', score: 100 });
      expect(codes({ startedOn: addDays(ON, -31), figures })).toEqual(['baselines_missing']);
      expect(assess({ startedOn: addDays(ON, -31), figures: [{ ...figures[0]!, isKnown: true }] })).toMatchObject({ health: 'on_track' });
    });

    test('nothing dated next is at best to be watched', () => {
      expect(assess({ nextDueOn: null })).toMatchObject({ health: 'watch', reasons: [{ code: 'no_next_action' }] });
    });

    test('a broken delay is at best to be watched; its own day is still in time', () => {
      expect(assess({ clocks: [{ rule: 'C4', dueOn: addDays(ON, -1) }] })).toMatchObject({ health: 'watch' });
      expect(assess({ clocks: [{ rule: 'C4', dueOn: ON }] })).toMatchObject({ health: 'on_track', reasons: [] });
    });

    test('the worst wins, and it is said first', () => {
      const both = { nextDueOn: null, proceedingsOn: '2026-10-01', milestones: critical(30) };
      expect(assess(both)).toMatchObject({ health: 'alert' });
      expect(codes(both)).toEqual(['critical_late', 'proceedings', 'no_next_action']);
    });
  });

  describe('cases that are not weighed', () => {
    test.each(['submitted', 'qualifying', 'accepted'] as const)('%s has not begun; a delay already broken is said', (state) => {
      const clocks = [{ rule: 'C1', dueOn: ago(2) }];
      expect(assess({ state, clocks, startedOn: null, lastContactOn: null })).toEqual({
        ...{ health: 'not_started', score: null, parts: null },
        reasons: [{ code: 'delay_broken', rule: 'C1', dueOn: ago(2) }],
      });
    });

    test('on hold is paused, since and until when, whatever else is late', () => {
      expect(assess({ state: 'on_hold', heldOn: '2026-11-02', heldUntil: '2027-01-11', proceedingsOn: ON })).toMatchObject({
        ...{ health: 'paused', score: null },
        reasons: [{ code: 'on_hold', sinceOn: '2026-11-02', untilOn: '2027-01-11' }],
      });
    });

    test.each(['follow_up', 'closed', 'closed_early', 'refused', 'redirected', 'draft'] as const)('%s has none', (state) => {
      expect(assess({ state })).toBeNull();
    });

    const fresh = {
      state: 'assessing',
      startedOn: ago(3),
      lastContactOn: null,
      milestones: [{ id: 'm', isCritical: false, isDone: false, dueOn: '2026-12-10', durationDays: 5 }],
    } as const;
    test('assigned and untouched is not begun; a contact, a milestone due or a delay broken begins it', () => {
      expect(assess(fresh)).toMatchObject({ health: 'not_started', score: 100 });
      expect(assess({ ...fresh, lastContactOn: ago(2) })).toMatchObject({ health: 'on_track' });
      expect(assess({ ...fresh, milestones: [{ ...fresh.milestones[0], dueOn: ON }] })).toMatchObject({ health: 'on_track' });
      expect(assess({ ...fresh, clocks: [{ rule: 'C4', dueOn: ago(1) }] })).toMatchObject({ health: 'watch' });
      expect(assess({ ...fresh, state: 'active' })).toMatchObject({ health: 'on_track' });
    });
  });
});

describe('worse facts never make a better health', () => {
  const day = fc.integer({ min: -100, max: 60 }).map((n) => addDays(ON, n));
  const milestone = fc.record({
    id: fc.uuid(),
    isCritical: fc.boolean(),
    isDone: fc.boolean(),
    dueOn: fc.option(day, { freq: 8 }),
    durationDays: fc.integer({ min: 0, max: 90 }),
  });
  const facts: fc.Arbitrary<HealthFacts> = fc.record({
    state: fc.constantFrom('assessing', 'plan_to_sign', 'active', 'reviewing'),
    startedOn: day,
    lastContactOn: fc.option(day),
    heldOn: fc.constant(null),
    heldUntil: fc.constant(null),
    nextDueOn: fc.option(day, { freq: 8 }),
    milestones: fc.array(milestone, { maxLength: 6 }),
    openActions: fc.array(fc.record({ dueOn: fc.option(day) }), { maxLength: 5 }),
    figures: fc.array(fc.record({ isBaseline: fc.boolean(), validOn: day, isKnown: fc.boolean() }), { maxLength: 6 }),
    clocks: fc.array(fc.record({ rule: fc.constantFrom('C1', 'C4', 'C5'), dueOn: day }), { maxLength: 2 }),
    proceedingsOn: fc.option(fc.constant('2026-10-01'), { freq: 8 }),
  });
  const RANK = { not_started: 0, on_track: 0, paused: 0, watch: 1, alert: 2 };
  const worsen = (name: string, worse: (of: HealthFacts) => HealthFacts) =>
    test(name, () =>
      fc.assert(
        fc.property(facts, (of) => {
          const [before, after] = [assessHealth(of, ON)!, assessHealth(worse(of), ON)!];
          return RANK[after.health] >= RANK[before.health] && after.score! <= before.score!;
        }),
      ),
    );

  worsen('an action gets late', (of) => ({
    ...of,
    openActions: of.openActions.map((one, index) => (index === 0 ? { dueOn: ago(1) } : one)),
  }));
  worsen('a figure is lost', (of) => ({ ...of, figures: of.figures.map((one) => ({ ...one, isKnown: false })) }));
  worsen('the last contact is older', (of) => ({ ...of, lastContactOn: addDays(of.lastContactOn ?? of.startedOn ?? ON, -30) }));
  worsen('a late milestone is later', (of) => ({
    ...of,
    milestones: of.milestones.map((one) =>
      one.isDone || one.dueOn === null || one.dueOn > ON ? one : { ...one, dueOn: addDays(one.dueOn, -20) },
    ),
  }));
  worsen('a milestone already counted turns out not to be done', (of) => ({
    ...of,
    milestones: of.milestones.map((one) => (one.dueOn !== null && one.dueOn <= ON ? { ...one, isDone: false } : one)),
  }));
  worsen('the company enters collective proceedings', (of) => ({ ...of, proceedingsOn: '2026-09-01' }));
  worsen('a delay breaks', (of) => ({ ...of, clocks: [...of.clocks, { rule: 'C5', dueOn: ago(1) }] }));
  worsen('nothing is dated any more', (of) => ({ ...of, nextDueOn: null }));

  test('the score stays between 0 and 100, and every case that is not on track says why', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const { score, health, reasons } = assessHealth(of, ON)!;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        if (health === 'alert') expect(reasons.length).toBeGreaterThan(0);
      }),
    );
  });
});
