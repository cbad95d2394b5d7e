import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  endOfParisDay,
  isLocalDate,
  parisDate,
  parisInstant,
  parisMoment,
  weekdayOf,
} from '~/features/programmes/paris-date';
import {
  addWorkingDays,
  dueOn,
  easterSunday,
  isWorkingDay,
  publicHolidays,
  receivedOn,
  workingDayOnOrAfter,
  workingDaysBetween,
} from '~/features/programmes/working-days';

const anyDate = fc.integer({ min: -3650, max: 30_000 }).map((n) => addDays('2000-01-01', n));

describe('the table of domain.md §6.4', () => {
  test.each([
    ['2026-04-30', '10:00', 5, '2026-05-11'],
    ['2026-05-07', '10:00', 5, '2026-05-18'],
    ['2026-12-23', '10:00', 5, '2026-12-31'],
    ['2026-11-23', '10:00', 5, '2026-11-30'],
    ['2016-05-04', '10:00', 2, '2016-05-09'],
    ['2026-07-10', '10:00', 10, '2026-07-27'],
    ['2026-11-20', '19:00', 2, '2026-11-25'],
    ['2026-11-21', '10:00', 2, '2026-11-25'],
  ])('%s at %s, %i working days, due %s', (date, time, n, due) => {
    expect(dueOn({ date, time }, n)).toBe(due);
    expect(dueOn(parisInstant(date, time), n)).toBe(due);
  });

  test('a late event and a weekend are received on Monday', () => {
    expect(receivedOn({ date: '2026-11-20', time: '19:00' })).toBe('2026-11-23');
    expect(receivedOn({ date: '2026-11-21', time: '08:00' })).toBe('2026-11-23');
    expect(receivedOn({ date: '2026-11-20', time: '18:00' })).toBe('2026-11-20');
    expect(receivedOn({ date: '2026-11-20', time: '18:00:01' })).toBe('2026-11-23');
  });

  test('1 May 2008 bears two names and is one day off', () => {
    expect(publicHolidays(2008).get('2008-05-01')).toEqual(['labour_day', 'ascension']);
    expect(publicHolidays(2008).size).toBe(10);
    expect(isWorkingDay('2008-05-01')).toBe(false);
  });
});

describe('the calendar of metropolitan France', () => {
  test.each([
    [2006, '2006-04-16'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2016, '2016-03-27'],
    [2024, '2024-03-31'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2031, '2031-04-13'],
  ])('Easter of %i is %s', (year, date) => {
    expect(easterSunday(year)).toBe(date);
  });

  test('the eleven holidays of 2026', () => {
    expect([...publicHolidays(2026).keys()].sort()).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });

  test('Good Friday and 26 December are worked: the days of Alsace-Moselle do not apply', () => {
    expect(isWorkingDay('2026-04-03')).toBe(true);
    expect(isWorkingDay('2025-12-26')).toBe(true);
  });

  test('Whit Monday is off unless the cluster works it; a closure is off', () => {
    expect(isWorkingDay('2026-05-25')).toBe(false);
    expect(isWorkingDay('2026-05-25', { worksOnWhitMonday: true })).toBe(true);
    expect(isWorkingDay('2026-05-14', { worksOnWhitMonday: true })).toBe(false);
    expect(isWorkingDay('2026-05-15', { closures: new Set(['2026-05-15']) })).toBe(false);
    expect(dueOn({ date: '2026-05-07', time: '10:00' }, 5, { closures: new Set(['2026-05-15']) })).toBe('2026-05-19');
  });

  test('Easter is a Sunday between 22 March and 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1600, max: 4000 }), (year) => {
        const easter = easterSunday(year);
        expect(weekdayOf(easter)).toBe(7);
        expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true);
      }),
    );
  });
});

describe('arithmetic of working days', () => {
  test('counting undoes adding, both ways', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -80, max: 80 }), (date, n) => {
        const from = workingDayOnOrAfter(date);
        expect(workingDaysBetween(from, addWorkingDays(from, n)) + 0).toBe(n + 0);
      }),
    );
  });

  test('adding lands on a worked day and never goes back', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (date, n) => {
        const later = addWorkingDays(date, n);
        expect(isWorkingDay(later)).toBe(true);
        expect(later > date).toBe(true);
        expect(addWorkingDays(addWorkingDays(date, n), 1)).toBe(addWorkingDays(date, n + 1));
      }),
    );
  });

  test('half a day is refused', () => {
    expect(() => addWorkingDays('2026-11-23', 1.5)).toThrow(RangeError);
  });
});

describe('Paris', () => {
  const machineZone = process.env.TZ;
  afterEach(() => {
    if (machineZone === undefined) delete process.env.TZ;
    else process.env.TZ = machineZone;
  });

  test('23:30 UTC on 31 March belongs to April', () => {
    expect(parisDate(new Date('2026-03-31T23:30:00Z'))).toBe('2026-04-01');
    expect(parisDate(new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31');
    expect(parisDate(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
  });

  test('the day limits follow the clock change', () => {
    expect(parisInstant('2026-10-25').toISOString()).toBe('2026-10-24T22:00:00.000Z');
    expect(endOfParisDay('2026-10-25').toISOString()).toBe('2026-10-25T22:59:59.999Z');
    expect(endOfParisDay('2027-03-28').toISOString()).toBe('2027-03-28T21:59:59.999Z');
    expect(parisInstant('2027-03-28', '02:30').toISOString()).toBe('2027-03-28T01:30:00.000Z');
    expect(parisInstant('2026-10-25', '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  test('a day and time survive the way to an instant and back', () => {
    const time = fc
      .tuple(fc.integer({ min: 3, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}:00`);
    fc.assert(
      fc.property(anyDate, time, (date, at) => {
        expect(parisMoment(parisInstant(date, at))).toEqual({ date, time: at });
      }),
    );
  });

  test.each(['UTC', 'Europe/Paris', 'Pacific/Auckland', 'America/Los_Angeles'])(
    'the time zone of the machine does not matter: %s',
    (zone) => {
      process.env.TZ = zone;
      const expectedOffset = { UTC: 0, 'Europe/Paris': -60, 'Pacific/Auckland': -780, 'America/Los_Angeles': 480 }[zone];
      expect(new Date('2026-01-15T12:00:00Z').getTimezoneOffset()).toBe(expectedOffset);
      expect(dueOn(new Date('2026-10-23T16:30:00Z'), 2)).toBe('2026-10-28');
      expect(dueOn(new Date('2026-10-23T15:30:00Z'), 2)).toBe('2026-10-27');
      expect(parisInstant('2027-03-28').toISOString()).toBe('2027-03-27T23:00:00.000Z');
      expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    },
  );

  test('the same answer in two zones for any instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 30 }),
        (instant, n) => {
          process.env.TZ = 'Pacific/Auckland';
          const there = dueOn(instant, n);
          process.env.TZ = 'America/Los_Angeles';
          expect(dueOn(instant, n)).toBe(there);
        },
      ),
    );
  });

  test('months end where they end; false days are refused', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-11-30', 12)).toBe('2027-11-30');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(isLocalDate('2026-02-29')).toBe(false);
    expect(isLocalDate('2026-13-01')).toBe(false);
    expect(isLocalDate('26-01-01')).toBe(false);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });
});
