import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilingOn, isNearCeiling, roomOn } from '~/features/aid/de-minimis';

const aid = (grantedOn: string, euros: number) => ({ grantedOn, grossGrantCents: euros * 100 });
const euros = (cents: number) => cents / 100;

describe('room under the de minimis ceiling (domain.md §3.4)', () => {
  it('has two ceilings: 200 000 € before 2024, 300 000 € since', () => {
    expect([ceilingOn('2023-12-31'), ceilingOn('2024-01-01')].map(euros)).toEqual([200_000, 300_000]);
  });

  it('sums the three years that end on the day, and says when and how much leaves the sum', () => {
    const aids = [aid('2024-01-12', 82_400), aid('2024-06-04', 24_000), aid('2025-03-18', 121_300), aid('2026-09-09', 51_000)];
    const room = roomOn(aids, '2026-11-23');
    expect(euros(room.usedCents)).toBe(278_700);
    expect(euros(room.roomCents)).toBe(21_300);
    expect(room.next && { ...room.next, freed: euros(room.next.freedCents), room: euros(room.next.roomCents) }).toMatchObject({
      on: '2027-01-12',
      freed: 82_400,
      room: 103_700,
    });
    expect(isNearCeiling(room)).toBe(true);
  });

  it('leaves out the first day of the window, keeps the last, and what comes after', () => {
    const on = (grantedOn: string) => euros(roomOn([aid(grantedOn, 1000)], '2026-11-23').usedCents);
    expect([on('2023-11-23'), on('2023-11-24'), on('2026-11-23'), on('2026-11-24')]).toEqual([0, 1000, 1000, 0]);
  });

  it('frees together what was granted on one day, and nothing where nothing was', () => {
    expect(roomOn([aid('2025-01-01', 10), aid('2025-01-01', 20)], '2026-01-01').next).toMatchObject({ on: '2028-01-01', freedCents: 3000 });
    expect(roomOn([], '2026-01-01')).toMatchObject({ usedCents: 0, roomCents: 30_000_000, next: null });
    expect(isNearCeiling(roomOn([], '2026-01-01'))).toBe(false);
  });

  it('knows 29 February', () => {
    expect(roomOn([aid('2024-02-29', 10)], '2026-01-01').next?.on).toBe('2027-03-01');
    expect(roomOn([aid('2024-02-29', 10)], '2027-02-28').usedCents).toBe(1000);
    expect(roomOn([aid('2024-02-29', 10)], '2027-03-01').usedCents).toBe(0);
    expect(roomOn([aid('2021-02-28', 10)], '2024-02-29').usedCents).toBe(0);
  });

  it('goes below zero past the ceiling', () => {
    expect(euros(roomOn([aid('2026-01-01', 300_001)], '2026-02-01').roomCents)).toBe(-1);
  });

  it('never counts an aid on a day outside its three years', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2015-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 2000 }),
        (granted, later) => {
          const grantedOn = granted.toISOString().slice(0, 10);
          const day = new Date(granted.getTime() + later * 86_400_000).toISOString().slice(0, 10);
          const counts = roomOn([aid(grantedOn, 1)], day).usedCents > 0;
          const limit = `${Number(grantedOn.slice(0, 4)) + 3}${grantedOn.slice(4)}`;
          expect(counts).toBe(day < (limit.endsWith('02-29') ? `${limit.slice(0, 4)}-03-01` : limit));
        },
      ),
    );
  });
});
