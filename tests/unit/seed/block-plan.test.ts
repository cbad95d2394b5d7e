import { describe, expect, test } from 'vitest';
import { BLOCK, planBlock } from '../../../db/seed/demo/block-plan';
import { Chance } from '../../../db/seed/demo/chance';
import { deal } from '../../../db/seed/demo/company-deck';
import type { CompanyPlan } from '../../../db/seed/demo/company-plan';

function countBy<T>(list: readonly T[], key: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of list) counts[key(one)] = (counts[key(one)] ?? 0) + 1;
  return counts;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? (sorted[Math.floor(middle)] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

const SIZES: readonly [CompanyPlan['size'], all: number, members: number, median: number, jobs: number][] = [
  ['micro', 62, 50, 4.2, 210],
  ['small', 71, 62, 17.5, 1_085],
  ['medium', 37, 34, 90, 3_060],
  ['mid_cap', 25, 25, 230, 5_750],
  ['large', 5, 5, 1_100, 5_500],
];

describe.each([0, 1, 7])('block %i (docs/domain.md §10.2)', (block) => {
  const { companies, others, cases, drafts } = planBlock(block, new Chance(`test ${block}`));
  const members = companies.filter(({ standing }) => standing === 'member');

  test('200 companies of which 176 members, 14 prospects (some on trial) and 10 former members, and 24 other members', () => {
    expect(countBy(companies, ({ standing }) => (standing === 'trial' ? 'prospect' : standing))).toEqual({
      member: 176,
      prospect: 14,
      former: 10,
    });
    expect(countBy(others, ({ category }) => category)).toEqual({ research: 12, training: 6, institution: 6 });
    expect(new Set([...companies, ...others].map(({ index }) => index)).size).toBe(224);
  });

  test.each(SIZES)('%s: %i, of which %i members, median %d, %i jobs in the territory', (size, all, ofMembers, middle, jobs) => {
    expect(companies.filter((company) => company.size === size)).toHaveLength(all);
    const here = members.filter((company) => company.size === size).map(({ territoryHeadcount }) => territoryHeadcount);
    expect(here).toHaveLength(ofMembers);
    expect(sum(here)).toBe(jobs);
    // People are counted by halves.
    expect(Math.abs(median(here) - middle)).toBeLessThanOrEqual(Math.max(0.25, 0.03 * middle));
  });

  test('jobs of all members: 15 605', () => expect(sum(members.map(({ territoryHeadcount }) => territoryHeadcount))).toBe(15_605));

  test('domains, departments, place in the value chain, export status', () => {
    expect(countBy(companies, ({ trade }) => trade.das)).toEqual({ DAS1: 38, DAS2: 58, DAS3: 56, DAS4: 48 });
    const { '69': a = 0, '38': b = 0, '31': c = 0, '75': d = 0, ...inside } = countBy(companies, ({ department }) => department);
    expect(inside).toEqual({ '13': 72, '83': 34, '06': 30, '84': 10, '04': 6, '05': 4, '34': 22, '30': 8, '66': 3, '11': 2, '48': 1 });
    expect(a + b + c + d).toBe(8);
    expect(countBy(companies, ({ trade }) => trade.position)).toEqual({
      ...{
        components: 34,
        sources: 16,
        detectors: 22,
        modules: 26,
        systems: 48,
        software: 24,
        integration: 14,
        services: 12,
        distribution: 4,
      },
    });
    expect(countBy(companies, ({ exportStatus }) => exportStatus)).toEqual({ never: 58, first: 42, occasional: 52, regular: 48 });
  });

  test('240 cases of 118 companies, by track and by state', () => {
    const all = [...cases, ...drafts];
    expect(all).toHaveLength(BLOCK.cases);
    expect(new Set(all.map(({ company }) => company)).size).toBe(118);
    expect(countBy(all, ({ track }) => track)).toEqual({ strategy: 62, financing: 58, international: 44, eu_projects: 30, innovation: 46 });
    const counts = countBy(cases, ({ state, outcome }) => (state === 'closed' ? `closed ${outcome}` : state));
    const of = (...states: string[]) => sum(states.map((state) => counts[state] ?? 0));
    expect(drafts).toHaveLength(4);
    expect(of('submitted')).toBe(8);
    expect(of('qualifying', 'accepted')).toBe(6);
    expect(of('assessing', 'plan_to_sign', 'active')).toBe(74);
    expect(of('on_hold')).toBe(9);
    expect(of('reviewing', 'follow_up')).toBe(28);
    expect(of('closed objectives_reached')).toBe(62);
    expect(of('closed partly_reached')).toBe(21);
    expect(of('closed not_reached', 'closed_early')).toBe(14);
    expect(of('refused')).toBe(8);
    expect(of('redirected')).toBe(6);
  });

  test('what the programme supports makes something, in the territory, and is an SME but for three', () => {
    const supported = new Set(cases.filter(({ state }) => state !== 'refused' && state !== 'redirected').map(({ company }) => company));
    const list = [...supported].map((place) => companies[place] as CompanyPlan);
    expect(list.filter(({ trade }) => trade.position === 'services' || trade.position === 'distribution')).toEqual([]);
    expect(list.filter(({ standing }) => standing === 'former' || standing === 'prospect')).toEqual([]);
    expect(list.filter(({ size }) => size === 'mid_cap' || size === 'large').length).toBeLessThanOrEqual(3);
  });
});

test('no company has two open cases on one track', () => {
  const { cases, drafts } = planBlock(0, new Chance('test 0'));
  const ended = new Set(['closed', 'closed_early', 'refused', 'redirected']);
  const open = [...cases.filter(({ state }) => !ended.has(state)), ...drafts].map(({ company, track }) => `${company} ${track}`);
  expect(new Set(open).size).toBe(open.length);
});

test('a card that nobody has left is said, not invented', () => {
  expect(() => deal(new Chance('x'), ['a', 'b'], 2, (place) => (place === 1 ? (card) => card === 'c' : null))).toThrow(
    'No card fits place 1',
  );
});
