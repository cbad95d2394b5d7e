import { describe, expect, test } from 'vitest';
import { clockDates, clockState, DEFAULT_DELAY_RULES, DELAY_CODES, delayRule, isTwoWayContact } from '~/features/programmes/delay-rule';
import { isTrack, TRACK_CODES, TRACKS } from '~/features/programmes/track';

test('the table of domain.md §6.4: target, alert, who', () => {
  expect(DEFAULT_DELAY_RULES.map((rule) => [rule.code, rule.targetDays, rule.alertDays, rule.breachGoesTo.join(' then ')])).toEqual([
    ['C1', 5, 3, 'manager'],
    ['C2', 15, 10, 'manager'],
    ['C3', 3, 2, 'manager'],
    ['C4', 30, 24, 'track_lead'],
    ['C5', 15, 10, 'advisor'],
    ['C6', 30, 22, 'advisor then track_lead'],
    ['C7', 3, 2, 'advisor'],
    ['C8', 5, 3, 'advisor'],
    ['C9', 10, 7, 'advisor'],
  ]);
  expect(DEFAULT_DELAY_RULES.map((rule) => rule.code)).toEqual([...DELAY_CODES]);
  for (const rule of DEFAULT_DELAY_RULES) expect(rule.alertDays).toBeLessThan(rule.targetDays);
});

describe('the dates of a clock', () => {
  const start = { date: '2026-04-30', time: '10:00' };

  test('first contact over May holidays', () => {
    expect(clockDates(delayRule('C1'), start)).toEqual({
      startedOn: '2026-04-30',
      alertOn: '2026-05-06',
      dueOn: '2026-05-11',
      isPaused: false,
    });
  });

  test('a finished pause adds its working days', () => {
    const dates = clockDates(delayRule('C1'), start, {
      pauses: [{ cause: 'waiting_on_company', fromOn: '2026-05-04', untilOn: '2026-05-06' }],
    });
    expect(dates.dueOn).toBe('2026-05-13');
  });

  test('two pauses that overlap count once; one before the start counts from the start', () => {
    const overlapping = clockDates(delayRule('C1'), start, {
      pauses: [
        { cause: 'case_on_hold', fromOn: '2026-05-04', untilOn: '2026-05-06' },
        { cause: 'waiting_on_funder', fromOn: '2026-05-05', untilOn: '2026-05-07' },
      ],
    });
    expect(overlapping.dueOn).toBe('2026-05-15');
    const early = clockDates(delayRule('C1'), start, { pauses: [{ cause: 'case_on_hold', fromOn: '2026-04-01', untilOn: '2026-05-04' }] });
    expect(early.dueOn).toBe('2026-05-12');
  });

  test('a pause that lasts moves the end with today and stops the reproach', () => {
    const dates = clockDates(delayRule('C1'), start, {
      pauses: [{ cause: 'case_on_hold', fromOn: '2026-05-05', untilOn: null }],
      today: '2026-06-05',
    });
    expect(dates.isPaused).toBe(true);
    expect(clockState(dates, '2026-06-05')).toBe('paused');
    expect(dates.dueOn > '2026-06-05').toBe(true);
  });

  test('in time until the end of the last day', () => {
    const dates = clockDates(delayRule('C1'), { date: '2026-11-23', time: '10:00' });
    expect(dates.dueOn).toBe('2026-11-30');
    expect(clockState(dates, '2026-11-25')).toBe('running');
    expect(clockState(dates, '2026-11-26')).toBe('alert');
    expect(clockState(dates, '2026-11-30')).toBe('alert');
    expect(clockState(dates, '2026-12-01')).toBe('broken');
    expect(clockState(dates, '2026-12-31', '2026-11-30')).toBe('kept');
    expect(clockState(dates, '2026-12-31', '2026-12-01')).toBe('missed');
  });
});

test('a voicemail and a call to nobody in particular do not stop C1', () => {
  const contact = { hasNamedContact: true, wasAnswered: false, isVoicemail: false };
  expect(isTwoWayContact({ ...contact, kind: 'call' })).toBe(true);
  expect(isTwoWayContact({ ...contact, kind: 'call', isVoicemail: true })).toBe(false);
  expect(isTwoWayContact({ ...contact, kind: 'call', hasNamedContact: false })).toBe(false);
  expect(isTwoWayContact({ ...contact, kind: 'meeting' })).toBe(true);
  expect(isTwoWayContact({ ...contact, kind: 'email' })).toBe(false);
  expect(isTwoWayContact({ ...contact, kind: 'email', wasAnswered: true })).toBe(true);
  expect(isTwoWayContact({ ...contact, kind: 'internal', wasAnswered: true })).toBe(false);
});

test('five tracks, each with its template', () => {
  expect(TRACKS.map((track) => [TRACK_CODES[track].french, TRACK_CODES[track].template])).toEqual([
    ['PERF', 'T1'],
    ['FIN', 'T2'],
    ['INTL', 'T3'],
    ['EUR', 'T4'],
    ['INNO', 'T5'],
  ]);
  expect(isTrack('financing')).toBe(true);
  expect(isTrack('FIN')).toBe(false);
});
