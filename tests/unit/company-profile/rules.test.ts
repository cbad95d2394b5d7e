import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { SIZES, type Size } from '~/features/companies/company';
import { AUTONOMIES } from '~/features/companies/profile-list';
import { annualised, yearFault } from '~/features/company-profile/financial-year';
import { compareBands, HEADCOUNT_BANDS } from '~/features/company-profile/headcount-band';
import { departmentOfCommune, FORMER_REGION_CODES, formerRegion, regionAt } from '~/features/company-profile/region';
import { isSme, sizeBasis, sizeOfYear, sizeOverYears, statusSince } from '~/features/company-profile/size-category';

const M = 1_000_000;

describe('the size of one closed year (domain.md §2.3)', () => {
  test.each<[number, number | null, number | null, Size | null]>([
    [9, 2.4, 1.8, 'micro'],
    [9, 2.4, 2.1, 'small'],
    [48, 12, 9, 'small'],
    [240, 60, 40, 'medium'],
    [240, 60, 44, 'mid_cap'],
    [250, 20, 10, 'mid_cap'],
    [4999, 1600, 1900, 'mid_cap'],
    [5000, 10, 10, 'large'],
    [10, 1, 1, 'small'],
    [9, 2, null, 'micro'],
    [9, null, null, null],
    [9, 2.4, null, null],
    [60, 8, null, 'medium'],
  ])('%d people, %s M€ turnover, %s M€ balance: %s', (headcount, turnover, balance, size) => {
    expect(
      sizeOfYear({
        headcount,
        turnover: turnover === null ? null : turnover * M,
        balanceTotal: balance === null ? null : balance * M,
      }),
    ).toBe(size);
  });

  it('is unknown without a headcount: a band never stands for one', () => {
    expect(sizeOfYear({ headcount: null, turnover: M, balanceTotal: M })).toBeNull();
  });

  it('stands on the company alone where others share its figures, and says so', () => {
    expect(AUTONOMIES.map((autonomy) => [autonomy, sizeBasis(autonomy, false)])).toEqual([
      ['autonomous', 'whole'],
      ['partner', 'alone'],
      ['linked', 'alone'],
      ['unknown', 'presumed'],
    ]);
    expect(AUTONOMIES.map((autonomy) => sizeBasis(autonomy, true))).toEqual(['added', 'added', 'added', 'added']);
  });

  it('ends the SME at medium', () => {
    expect(SIZES.filter(isSme)).toEqual(['micro', 'small', 'medium']);
  });
});

/** Years that give these sizes on their own; null decides nothing. */
const statuses = (sizes: readonly (Size | null)[]) =>
  sizeOverYears(sizes, (size) => {
    const headcount = { micro: 5, small: 20, medium: 100, mid_cap: 400, large: 9000 };
    return { headcount: size === null ? null : headcount[size], turnover: 0, balanceTotal: 0 };
  });
const last = (sizes: readonly (Size | null)[]) => statuses(sizes).at(-1)?.status;

describe('the two-year rule (domain.md §2.3)', () => {
  const years = (counts: readonly number[]) =>
    sizeOverYears(counts, (headcount) => ({ headcount, turnover: 20 * M, balanceTotal: 20 * M })).map((year) => year.status);

  it('medium, then 260 people: still medium; then 262: mid-cap at that closing', () => {
    expect(years([200, 260, 262])).toEqual(['medium', 'medium', 'mid_cap']);
  });
  it('medium, then 260, then 240: stays medium', () => {
    expect(years([200, 260, 240])).toEqual(['medium', 'medium', 'medium']);
  });
  it('small, then medium, then mid-cap: medium, the nearer of the two', () => {
    expect(statuses(['small', 'medium', 'mid_cap']).map(({ status }) => status)).toEqual(['small', 'small', 'medium']);
  });
  it('goes down by the same rule', () => {
    expect(last(['medium', 'small', 'micro'])).toBe('small');
    expect(last(['medium', 'micro', 'medium'])).toBe('medium');
  });
  it('a year that decides nothing changes nothing and breaks the row', () => {
    expect(last(['small', 'medium', null, 'medium'])).toBe('small');
    expect(last(['small', 'medium', null, 'medium', 'medium'])).toBe('medium');
    expect(last([null, 'micro'])).toBe('micro');
    expect(last([])).toBeUndefined();
  });
  it('says since when', () => {
    expect(statusSince(statuses(['micro', 'small', 'small', 'small']))?.year).toBe('small');
    expect(statusSince(sizeOverYears([2022, 2023, 2024], () => ({ headcount: 5, turnover: 1, balanceTotal: 1 })))?.year).toBe(2022);
    expect(statusSince(statuses([null]))).toBeNull();
  });

  it('never moves on one year alone, and never beyond what both years show', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SIZES), { minLength: 2, maxLength: 8 }), (sizes) => {
        const found = statuses(sizes);
        for (let index = 1; index < found.length; index += 1) {
          const [before, now] = [found[index - 1]!, found[index]!];
          if (before.status === now.status) continue;
          const [from, to] = [SIZES.indexOf(before.status!), SIZES.indexOf(now.status!)];
          const pair = [SIZES.indexOf(before.ofYear!), SIZES.indexOf(now.ofYear!)];
          expect(pair.every((rank) => (to > from ? rank >= to : rank <= to))).toBe(true);
        }
      }),
    );
  });
});

describe('a financial year (domain.md §2.1)', () => {
  const at = (closedOn: string, months = 12) => ({ closedOn, months });
  const alone = { before: null, after: null };

  test.each([
    [at('2025-12-31'), alone, null],
    [at('2026-12-31'), alone, 'future'],
    [at('2025-12-31', 0), alone, 'months'],
    [at('2025-12-31', 24), alone, 'months'],
    [at('2025-12-31', 23), alone, null],
    [at('2025-06-30', 6), { before: at('2024-12-31'), after: null }, null],
    [at('2025-05-30', 5), { before: at('2024-12-31'), after: null }, 'too_far'],
    [at('2025-12-31', 18), { before: at('2024-06-30'), after: null }, null],
    [at('2025-12-31', 19), { before: at('2024-05-31'), after: null }, 'too_far'],
    [at('2025-12-31', 13), { before: at('2024-12-31'), after: null }, 'overlap'],
    [at('2024-12-31'), { before: null, after: at('2025-12-31', 15) }, 'overlap'],
    [at('2025-12-31'), { before: at('2022-12-31'), after: null }, null],
  ] as const)('%o beside %o: %s', (year, around, fault) => {
    expect(yearFault(year, around, '2026-11-23')).toBe(fault);
  });

  it('brings a longer or shorter year to twelve months', () => {
    expect(annualised(1_800_000, 18)).toBe(1_200_000);
    expect(annualised(600_000, 6)).toBe(1_200_000);
    expect(annualised(-90, 9)).toBe(-120);
    expect(annualised(5, 12)).toBe(5);
  });
});

describe('headcount bands (domain.md §2.4)', () => {
  it('sort by people, not as numbers', () => {
    expect([...HEADCOUNT_BANDS].reverse().sort(compareBands)).toEqual([...HEADCOUNT_BANDS]);
    expect(['53', 'NN', '11', '03', '??'].sort(compareBands)).toEqual(['NN', '03', '11', '53', '??']);
    expect(HEADCOUNT_BANDS).toHaveLength(16);
  });
});

describe('both regions (domain.md §2.5)', () => {
  test.each(['11', '30', '34', '48', '66'])('%s is Languedoc-Roussillon until 2015, Occitanie since', (department) => {
    expect(regionAt(department, '2015-12-31')).toBe('91');
    expect(regionAt(department, '2016-01-01')).toBe('76');
  });
  test.each(['09', '12', '31', '32', '46', '65', '81', '82'])('%s is Midi-Pyrénées until 2015, Occitanie since', (department) => {
    expect(regionAt(department, '2014-06-30')).toBe('73');
    expect(regionAt(department, '2026-11-23')).toBe('76');
  });
  test.each(['04', '05', '06', '13', '83', '84'])('%s is Provence-Alpes-Côte d’Azur on both sides', (department) => {
    expect(regionAt(department, '2014-06-30')).toBe('93');
    expect(regionAt(department, '2026-11-23')).toBe('93');
  });
  it('knows no other code', () => {
    expect(regionAt('99', '2014-01-01')).toBeNull();
    expect(regionAt('99', '2026-01-01')).toBeNull();
    expect(FORMER_REGION_CODES).toHaveLength(16);
  });
  test.each([
    [{ departmentCode: '34', regionCode: '76', foundedOn: '2005-02-04' }, '91'],
    [{ departmentCode: '34', regionCode: '76', foundedOn: null }, '91'],
    [{ departmentCode: '34', regionCode: '76', foundedOn: '2015-12-31' }, '91'],
    [{ departmentCode: '34', regionCode: '76', foundedOn: '2016-01-01' }, null],
    [{ departmentCode: '13', regionCode: '93', foundedOn: '2005-02-04' }, null],
    [{ departmentCode: '34', regionCode: '93', foundedOn: '2005-02-04' }, null],
    [{ departmentCode: null, regionCode: null, foundedOn: null }, null],
  ])('%o was in region %s', (seat, region) => {
    expect(formerRegion(seat)).toBe(region);
  });
  it('takes the department from the commune', () => {
    expect(departmentOfCommune('13028')).toBe('13');
    expect(departmentOfCommune('2A004')).toBe('2A');
    expect(departmentOfCommune('97411')).toBe('974');
    expect(departmentOfCommune('00001')).toBeNull();
  });
});
