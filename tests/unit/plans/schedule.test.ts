import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dependencyLoop, type PlannedMilestone, planMargin, schedulePlan, slideAfterHold } from '~/features/plans/schedule';
import { addDays } from '~/features/programmes/paris-date';
import { addWorkingDays, isWorkingDay, workingDayOnOrAfter } from '~/features/programmes/working-days';
import { PLAN_TEMPLATES } from '../../../db/seed/reference/plan-templates';

function template(code: string) {
  const found = PLAN_TEMPLATES.find((one) => one.code === code);
  if (!found) throw new Error(`No template ${code}`);
  return found;
}

function datesOf(code: string, options: Partial<Parameters<typeof schedulePlan>[0]> = {}) {
  const { milestones, signaturePosition } = template(code);
  return schedulePlan({ milestones, signaturePosition, assignedOn: '2026-01-05', ...options });
}

describe('the first plan, from the assignment', () => {
  test('financing: offsets in working days, starts no earlier than predecessors end', () => {
    expect(
      datesOf('T2')
        .slice(0, 4)
        .map(({ position, startOn, dueOn }) => [position, startOn, dueOn]),
    ).toEqual([
      [1, '2026-01-05', '2026-01-12'],
      [2, '2026-01-12', '2026-02-09'],
      [3, '2026-01-26', '2026-02-09'],
      [4, '2026-02-09', '2026-03-23'],
    ]);
  });

  test('a milestone starts at the later of its offset and the end of every predecessor', () => {
    const strategy = datesOf('T1');
    expect(strategy[1]?.startOn).toBe(strategy[0]?.dueOn);
    expect(strategy[2]?.startOn).toBe(strategy[1]?.dueOn);
    const international = datesOf('T3');
    const [third, seventh, eighth] = [international[2], international[6], international[7]];
    expect(eighth?.startOn).toBe([third?.dueOn, seventh?.dueOn].sort().at(-1));
  });

  test('a predecessor done late or early moves what follows', () => {
    expect(datesOf('T2', { doneOn: new Map([[1, '2026-01-20']]) })[1]?.startOn).toBe('2026-01-20');
    expect(datesOf('T2', { doneOn: new Map([[1, '2026-01-06']]) })[1]?.startOn).toBe('2026-01-12');
  });

  test('follow-up comes 12 months after, on a worked day, and 24 for exports', () => {
    const review = datesOf('T3')[8];
    const followUp = datesOf('T3')[9];
    expect(Number(followUp?.startOn.slice(0, 4))).toBe(Number(review?.dueOn.slice(0, 4)) + 1);
    expect(followUp?.startOn).toBe(workingDayOnOrAfter(`${Number(review?.dueOn.slice(0, 4)) + 1}${review?.dueOn.slice(4)}`));
    expect(followUp?.againOn).toBe(workingDayOnOrAfter(`${Number(review?.dueOn.slice(0, 4)) + 2}${review?.dueOn.slice(4)}`));
    expect(datesOf('T1')[9]?.againOn).toBeNull();
  });

  test('a submission counts back from the day the call closes, and says when there is no time left', () => {
    const inTime = datesOf('T4', { cutOffOn: '2026-09-15' })[6];
    expect([inTime?.startOn, inTime?.dueOn, inTime?.missesCutOff]).toEqual(['2026-09-11', '2026-09-15', false]);
    const tooLate = datesOf('T4', { cutOffOn: '2026-03-10' })[6];
    expect(tooLate?.missesCutOff).toBe(true);
    expect(tooLate?.startOn).toBe(datesOf('T4')[5]?.dueOn);
    const evaluation = datesOf('T4', { cutOffOn: '2026-09-15' })[7];
    expect(evaluation?.startOn).toBe('2026-09-15');
    expect(datesOf('T4')[6]?.missesCutOff).toBe(false);
  });
});

describe('after the signature', () => {
  test('the first milestone after each gate starts on the signature day', () => {
    for (const { code, signaturePosition } of PLAN_TEMPLATES) {
      const dates = datesOf(code, { signedOn: '2026-06-01' });
      expect([code, dates[signaturePosition]?.startOn]).toEqual([code, '2026-06-01']);
    }
  });

  test('financing signed on 2 March: 30 working days to 14 April, then the offsets of version 1', () => {
    const dates = datesOf('T2', { signedOn: '2026-03-02' });
    expect(dates.slice(3, 5).map(({ startOn, dueOn }) => [startOn, dueOn])).toEqual([
      ['2026-03-02', '2026-04-14'],
      ['2026-04-14', '2026-04-28'],
    ]);
    expect(dates[5]?.startOn).toBe(addWorkingDays('2026-03-02', 30));
    expect(dates[7]?.startOn).toBe([addWorkingDays('2026-03-02', 110), dates[6]?.dueOn].sort().at(-1));
  });

  test('milestones before the gate keep their dates', () => {
    expect(datesOf('T1', { signedOn: '2026-06-01' }).slice(0, 5)).toEqual(datesOf('T1').slice(0, 5));
  });
});

describe('for any plan', () => {
  const plan = fc
    .array(
      fc.record({
        days: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
        lasts: fc.integer({ min: 0, max: 90 }),
        after: fc.array(fc.nat(), { maxLength: 3 }),
      }),
      {
        minLength: 1,
        maxLength: 10,
      },
    )
    .map((rows) =>
      rows.map(({ days, lasts, after }, index): PlannedMilestone => {
        const dependsOn = index === 0 ? [] : [...new Set(after.map((value) => (value % index) + 1))];
        return { position: index + 1, offset: days === undefined ? {} : { days }, durationDays: lasts, dependsOn };
      }),
    );
  const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01', n));

  test('nothing starts before what it waits for, nor on a day off, nor before the signature that dates it', () => {
    fc.assert(
      fc.property(
        plan,
        day,
        fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
        fc.nat({ max: 10 }),
        (milestones, assignedOn, signedAfter, gate) => {
          const signedOn = signedAfter === null ? null : addDays(assignedOn, signedAfter);
          const dates = schedulePlan({ milestones, assignedOn, signedOn, signaturePosition: gate });
          for (const { position, startOn, dueOn } of dates) {
            expect(isWorkingDay(startOn)).toBe(true);
            expect(dueOn >= startOn).toBe(true);
            expect(startOn >= assignedOn).toBe(true);
            if (signedOn && position > gate) expect(startOn >= signedOn).toBe(true);
            for (const before of milestones[position - 1]?.dependsOn ?? []) expect(startOn >= (dates[before - 1]?.dueOn ?? '')).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('assigning later never makes anything earlier', () => {
    fc.assert(
      fc.property(plan, day, fc.integer({ min: 0, max: 60 }), (milestones, assignedOn, later) => {
        const early = schedulePlan({ milestones, assignedOn, signaturePosition: 99 });
        const late = schedulePlan({ milestones, assignedOn: addDays(assignedOn, later), signaturePosition: 99 });
        early.forEach((milestone, index) => {
          expect((late[index]?.dueOn ?? '') >= milestone.dueOn).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });
});

test('a loop is named, an unknown predecessor refused', () => {
  const milestones = [
    { position: 1, offset: {}, durationDays: 1, dependsOn: [3] },
    { position: 2, offset: {}, durationDays: 1, dependsOn: [1] },
    { position: 3, offset: {}, durationDays: 1, dependsOn: [2] },
  ];
  expect(dependencyLoop(milestones)).toEqual([1, 3, 2, 1]);
  expect(() => schedulePlan({ milestones, assignedOn: '2026-01-05', signaturePosition: 0 })).toThrow('1 → 3 → 2 → 1');
  expect(dependencyLoop([{ position: 1, dependsOn: [1] }])).toEqual([1, 1]);
  expect(dependencyLoop(template('T3').milestones)).toBeNull();
  expect(() => dependencyLoop([{ position: 1, dependsOn: [9] }])).toThrow(RangeError);
});

test('after a hold, what had not started slides whole and what ran ends later', () => {
  const open = [
    { startOn: '2026-11-02', dueOn: '2026-11-30' },
    { startOn: '2026-12-01', dueOn: '2026-12-08' },
  ];
  expect(slideAfterHold(open, '2026-11-23', '2026-11-30')).toEqual([
    { startOn: '2026-11-02', dueOn: '2026-12-07' },
    { startOn: '2026-12-08', dueOn: '2026-12-15' },
  ]);
  expect(slideAfterHold(open, '2026-11-23', '2026-11-23')).toEqual(open);
});

test('lengths are edited within half of the template, in whole days', () => {
  expect([planMargin(20), planMargin(5), planMargin(0), planMargin(15)]).toEqual([
    { from: 10, to: 30 },
    { from: 3, to: 7 },
    { from: 0, to: 0 },
    { from: 8, to: 22 },
  ]);
});
