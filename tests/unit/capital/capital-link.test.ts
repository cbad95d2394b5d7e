import { describe, expect, it, test } from 'vitest';
import {
  type CapitalLink,
  isPubliclyHeld,
  linkFault,
  portionOf,
  publicShare,
  tableFault,
  withLinks,
} from '~/features/capital/capital-link';
import { saveCapitalLinkSchema } from '~/features/capital/save-capital-link.schema';
import { computedSize, sizesOn } from '~/features/company-profile/annual-figures';
import { sizeOfYear } from '~/features/company-profile/size-category';

const M = 1_000_000;
const NOTHING = { headcount: 0, turnover: 0, balanceTotal: 0 };
const link = (given: Partial<CapitalLink>): CapitalLink => ({
  ...{ id: `${given.name ?? 'other'} ${given.year ?? 2025}`, year: 2025, side: 'holder', kind: 'partner', name: 'Other', siren: null },
  ...{ share: 30, exception: null, ...NOTHING, source: 'company', version: 1, ...given },
});
const partner30 = link({ name: 'Partner', headcount: 120, turnover: 12 * M, balanceTotal: 9 * M });
const linked60 = link({ name: 'Linked', side: 'holding', kind: 'linked', share: 60, headcount: 40, turnover: 5 * M, balanceTotal: 4 * M });

describe('what linked and partner enterprises add (domain.md §2.3)', () => {
  const own = { headcount: 30, turnover: 4 * M, balanceTotal: 3 * M };

  it('a partner at 30 % by its share, a linked at 60 % whole', () => {
    const { total, added } = withLinks(own, [partner30, linked60]);
    expect(added.map(({ portion, added: part }) => [portion, part])).toEqual([
      [0.3, { headcount: 36, turnover: 3.6 * M, balanceTotal: 2.7 * M }],
      [1, { headcount: 40, turnover: 5 * M, balanceTotal: 4 * M }],
    ]);
    expect(total).toEqual({ headcount: 106, turnover: 12.6 * M, balanceTotal: 9.7 * M });
  });

  it.each([
    ['alone', [], 'small'],
    ['with the partner: 66 people', [partner30], 'medium'],
    ['with the linked: 70 people', [linked60], 'medium'],
    ['with both', [partner30, linked60], 'medium'],
    ['with a group of 300', [link({ kind: 'linked', share: 80, headcount: 300 })], 'mid_cap'],
    ['with 28 % of 70: 49.6 people', [link({ share: 28, headcount: 70 })], 'small'],
  ] as const)('a company of 30 people %s', (_, links, size) => {
    expect(sizeOfYear(withLinks(own, links).total)).toBe(size);
  });

  it('leaves the year undecided when a figure of one of them is unknown', () => {
    const { total, added } = withLinks(own, [{ ...linked60, headcount: null }]);
    expect(total).toEqual({ headcount: null, turnover: 9 * M, balanceTotal: 7 * M });
    expect(added[0]?.added.headcount).toBeNull();
    expect(sizeOfYear(total)).toBeNull();
  });

  it('adds nothing of a public body nor of a listed investor', () => {
    const body = link({ kind: 'public_body', share: 40, headcount: 9000 });
    const fund = link({ share: 45, exception: 'risk_capital', headcount: 900 });
    expect([portionOf(body), portionOf(fund)]).toEqual([0, 0]);
    expect(withLinks(own, [body, fund])).toEqual({ total: own, added: [] });
  });

  it('does not miss a ceiling by the dust of a product', () => {
    const { total } = withLinks({ headcount: 40.4, turnover: null, balanceTotal: null }, [link({ share: 32, headcount: 30 })]);
    expect(total).toEqual({ headcount: 50, turnover: null, balanceTotal: null });
  });
});

describe('what public bodies hold', () => {
  const body = (share: number, given: Partial<CapitalLink> = {}) => link({ kind: 'public_body', share, ...given });
  it.each([
    [[body(24.99)], false],
    [[body(25)], true],
    [[body(15), body(10)], true],
    [[body(40, { exception: 'small_local_authority' })], false],
    [[body(40, { exception: 'university' }), body(20)], false],
    [[link({ share: 50 })], false],
    [[], false],
  ])('case %#', (links, excluded) => {
    expect(isPubliclyHeld(links)).toBe(excluded);
  });
  it('adds up by hundredths', () => {
    expect(publicShare([body(8.1), body(8.2), body(8.7)])).toBe(25);
  });
});

describe('shares that contradict', () => {
  const stated = (given: Partial<CapitalLink>) => linkFault(link(given))?.fault ?? null;
  test.each([
    [{ kind: 'partner', share: 24.99 }, 'partner_share'],
    [{ kind: 'partner', share: 25 }, null],
    [{ kind: 'partner', share: 50 }, null],
    [{ kind: 'partner', share: 50.01 }, 'partner_share'],
    [{ kind: 'linked', share: 50 }, 'linked_share'],
    [{ kind: 'linked', share: 50.01 }, null],
    [{ kind: 'linked', share: 80, exception: 'risk_capital' }, 'exception_linked'],
    [{ kind: 'public_body', share: 3 }, null],
    [{ kind: 'public_body', share: 30, side: 'holding' }, 'public_holding'],
    [{ kind: 'partner', share: 30, side: 'holding', exception: 'university' }, 'exception_holding'],
  ] as const)('%o: %s', (given, fault) => {
    expect(stated(given)).toBe(fault);
  });

  const named = (given: Partial<CapitalLink>) => link({ name: 'Clarvia', siren: '000100008', share: 40, ...given });
  const company = { siren: '000100016' };
  test.each([
    ['the company itself', named({ siren: '000100016' }), [], 'own_siren'],
    ['the same number', named({ name: 'Another name' }), [named({})], 'duplicate'],
    ['the same name without a number', named({ siren: null, name: 'CLARVIA ' }), [named({})], 'duplicate'],
    ['the same on the other side', named({ side: 'holding' }), [named({})], null],
    [
      'exactly the whole',
      named({ share: 33.34 }),
      [named({ siren: null, name: 'B', share: 33.33 }), named({ siren: null, name: 'C', share: 33.33 })],
      null,
    ],
    [
      'a hundredth too much',
      named({ share: 33.35 }),
      [named({ siren: null, name: 'B', share: 33.33 }), named({ siren: null, name: 'C', share: 33.33 })],
      'over_whole',
    ],
    ['several held whole', named({ side: 'holding', share: 80 }), [named({ side: 'holding', siren: null, name: 'B', share: 90 })], null],
  ] as const)('%s', (_, line, others, fault) => {
    expect(tableFault(line, others, company)).toBe(fault);
  });

  it('says a fault beside its field', () => {
    const typed = { version: '0', year: '2025', name: 'Clarvia', side: 'holder', kind: 'linked', share: '50' };
    const read = saveCapitalLinkSchema.safeParse(typed);
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([['share', 'capital:fault.linked_share']]);
    expect(saveCapitalLinkSchema.parse({ ...typed, share: '50,01', siren: '000 100 008' })).toMatchObject({
      share: 50.01,
      siren: '000100008',
    });
  });
});

describe('a company bought by a group (docs/domain.md §2.3, T-745/17)', () => {
  const cell = (year: number) => ({ metric: 'EMP-01' as const, year, num: 90, den: null, level: 3, observationId: 'o' });
  const closed = (year: number) => ({
    ...{ id: `${year}`, closedOn: `${year}-12-31`, months: 12, year, balanceTotalCents: 900_000_000, netResultCents: null },
    ...{ photonicShare: null, source: 'staff' as const, recordedBy: null, version: 1 },
  });
  const group = (year: number) => link({ year, kind: 'linked', share: 80, headcount: 900, turnover: 200 * M, balanceTotal: 150 * M });
  const on = (years: number[], bought: number[], day: string) => {
    const facts = { cells: years.map(cell), years: years.map(closed), links: bought.map(group) };
    return sizesOn(facts, day);
  };

  it('keeps its status the first year, and loses it after a second one', () => {
    expect(on([2023, 2024, 2025], [2025], '2026-11-23').map(({ ofYear, status }) => [ofYear, status])).toEqual([
      ['medium', 'medium'],
      ['medium', 'medium'],
      ['mid_cap', 'medium'],
    ]);
    expect(computedSize(on([2023, 2024, 2025, 2026], [2025, 2026], '2027-03-01'))).toBe('mid_cap');
    expect(computedSize(on([2023, 2024, 2025, 2026], [2025], '2027-03-01'))).toBe('medium');
  });
});
