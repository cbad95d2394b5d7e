import { describe, expect, test } from 'vitest';
import { openPeriods, recordableOf, toldPeriod } from '~/features/cluster-figures/cluster-period';

describe('the periods a manager may tell', () => {
  const codes = (grain: 'annual' | 'half_year', today: string, ...taken: string[]) =>
    openPeriods(
      grain,
      today,
      taken.map((validOn) => ({ validOn })),
    ).map(({ code }) => code);
  test.each([
    ['years that have ended', codes('annual', '2026-11-23'), ['2025', '2024', '2023', '2022', '2021']],
    ['less those told', codes('annual', '2026-11-23', '2025-12-31', '2023-12-31'), ['2024', '2022', '2021']],
    ['a half-year opens the day after it ends', codes('half_year', '2026-07-01').slice(0, 2), ['2026-H1', '2025-H2']],
    ['and not before', codes('half_year', '2026-06-30').slice(0, 2), ['2025-H2', '2025-H1']],
    ['a month told closes its half-year', codes('half_year', '2026-07-01', '2026-03-31').slice(0, 2), ['2025-H2', '2025-H1']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('a code is read for its grain alone', () => {
    expect(toldPeriod('2026', 'annual')?.until).toBe('2026-12-31');
    expect([toldPeriod('2026-H1', 'annual'), toldPeriod('2026', 'half_year'), toldPeriod('2026-13', 'annual')]).toEqual([null, null, null]);
  });

  test('a manager verifies what another has written, and nobody else is asked anything', () => {
    const cell = (observationId: string, authorId: string, level: number) => ({ observationId, authorId, level, validOn: '2025-12-31' });
    const metric = { of: { grain: 'annual' }, cells: [cell('mine', 'me', 1), cell('theirs', 'they', 1), cell('verified', 'they', 3)] };
    expect(recordableOf(metric, 'me', '2026-11-23').toVerify).toEqual(['theirs']);
    expect(recordableOf(metric, null, '2026-11-23')).toEqual({ openPeriods: [], toVerify: [] });
  });
});
