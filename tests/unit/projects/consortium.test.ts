import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetShare, type ConsortiumPartner, consortiumFindings, territoryShare } from '~/features/projects/consortium';

const FUI = { minFirms: 2, minResearch: 1, firmLeads: true, maxPartnerPercent: 70, minTerritoryPercent: 25 };
const euros = (amount: number) => amount * 100;
const partner = (name: string, budget: number, given: Partial<ConsortiumPartner> = {}): ConsortiumPartner => ({
  ...{ name, kind: 'company', isLeader: false, budgetCents: euros(budget), aidCents: euros(budget / 2), territoryPercent: 100 },
  ...given,
});

/** The consortium of the reference screen: 3.2 M€ by five partners. */
const PARTNERS = [
  partner('Iridonde Imagerie', 1_180_000, { isLeader: true }),
  partner('Lumalys', 760_000),
  partner('Phosvia', 520_000),
  partner('Laboratoire de spectroscopie', 480_000, { kind: 'research' }),
  partner('Port de La Calanque', 260_000, { kind: 'user' }),
];
const FILE = { budgetCents: euros(3_200_000), aidCents: euros(1_600_000), partners: PARTNERS };
const codes = (file = FILE, rules = {}) => consortiumFindings(file, rules).map(({ code, isBlocking }) => [code, isBlocking]);

describe('the checks of a file (domain.md §7.3)', () => {
  test('a sound consortium shows nothing, under the strictest rules', () => {
    expect(codes(FILE, FUI)).toEqual([]);
    expect(PARTNERS.map(({ budgetCents }) => Math.round(budgetShare(budgetCents, FILE.budgetCents)))).toEqual([37, 24, 16, 15, 8]);
  });

  test('partner budgets equal the total, to one euro', () => {
    expect(codes({ ...FILE, budgetCents: euros(3_200_001) })).toEqual([]);
    expect(codes({ ...FILE, budgetCents: euros(3_199_999) })).toEqual([]);
    expect(codes({ ...FILE, budgetCents: euros(3_200_001) + 1 })).toEqual([['budgets_differ', true]]);
    expect(consortiumFindings({ ...FILE, budgetCents: euros(3_100_000) })[0]).toMatchObject({
      code: 'budgets_differ',
      cents: euros(100_000),
    });
    expect(codes({ ...FILE, aidCents: euros(1_700_000) })).toEqual([['aids_differ', true]]);
  });

  test('a partner never asks more aid than its budget', () => {
    const partners = [...PARTNERS.slice(0, 4), partner('Port', 260_000, { kind: 'user', aidCents: euros(260_001) })];
    const aidCents = partners.reduce((sum, each) => sum + each.aidCents, 0);
    expect(consortiumFindings({ ...FILE, aidCents, partners })).toEqual([
      { code: 'aid_over_budget', isBlocking: true, partner: 'Port', cents: 100 },
    ]);
  });

  test('no partner above 70 %: a warning, blocking under the FUI, nothing where one applies alone', () => {
    const two = (share: number) => ({
      budgetCents: euros(1000),
      aidCents: euros(500),
      partners: [partner('A', share * 10, { isLeader: true }), partner('B', 1000 - share * 10)],
    });
    expect(codes(two(70))).toEqual([]);
    expect(codes(two(71))).toEqual([['partner_too_large', false]]);
    expect(codes(two(71), { maxPartnerPercent: 70 })).toEqual([['partner_too_large', true]]);
    expect(codes(two(71), { singleApplicant: true })).toEqual([]);
  });

  test('the share in the territory is weighted by budget and has the minimum of the instrument', () => {
    const split = [partner('A', 750, { territoryPercent: 0, isLeader: true }), partner('B', 250), partner('L', 0, { kind: 'research' })];
    expect(territoryShare(split)).toBe(25);
    expect(territoryShare([])).toBeNull();
    const file = { budgetCents: euros(1000), aidCents: euros(500), partners: split };
    expect(codes(file, { minTerritoryPercent: 25 })).not.toContainEqual(['territory_too_small', true]);
    expect(codes(file, { minTerritoryPercent: 25.1 })).toContainEqual(['territory_too_small', true]);
    expect(codes(file).map(([code]) => code)).not.toContain('territory_too_small');
  });

  test('a firm leads, two firms and research take part, where the instrument says so', () => {
    const led = PARTNERS.map((each) => ({ ...each, isLeader: each.kind === 'research' }));
    expect(codes({ ...FILE, partners: led })).toEqual([]);
    expect(codes({ ...FILE, partners: led }, { firmLeads: true })).toEqual([['leader_not_firm', true]]);
    const alone = {
      budgetCents: euros(100),
      aidCents: euros(50),
      partners: [partner('A', 60, { isLeader: true }), partner('U', 40, { kind: 'user' })],
    };
    expect(codes(alone, FUI)).toEqual([
      ['too_few_firms', true],
      ['no_research', true],
    ]);
  });

  test('blocking findings come first, and an old summary without partners shows none', () => {
    const file = { budgetCents: euros(1), aidCents: 0, partners: [partner('A', 80), partner('B', 20)] };
    expect(consortiumFindings(file).map(({ isBlocking }) => isBlocking)).toEqual([true, true, false]);
    expect(consortiumFindings({ budgetCents: euros(1_000_000), aidCents: 0, partners: [] }, FUI)).toEqual([]);
  });

  test('shares of any budgets add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 12 }), (budgets) => {
        const total = budgets.reduce((sum, cents) => sum + cents, 0);
        const shares = budgets.reduce((sum, cents) => sum + budgetShare(cents, total), 0);
        expect(shares).toBeCloseTo(total === 0 ? 0 : 100, 6);
      }),
    );
  });
});
