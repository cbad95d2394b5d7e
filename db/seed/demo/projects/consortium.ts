import type { LocalDate } from '../../../../app/features/programmes/paris-date';
import type { PartnerKind, ProjectFunder, ProjectType } from '../../../../app/features/projects/project';
import type { Chance } from '../chance';
import { CLUSTER_DEPARTMENTS } from '../territory';
import type { Das } from '../trades';
import { ABROAD, OUTSIDE, PARTS } from '../words/project-texts';
import type { DemoCompany, DemoMember } from '../world';

export type PlannedPartner = {
  companyId: string | null;
  name: string;
  kind: PartnerKind;
  country: string;
  isLeader: boolean;
  part: readonly [fr: string, en: string];
  size: string | null;
  personMonths: number;
  budgetCents: number;
  aidCents: number;
  awardedCents: number | null;
  territoryPercent: number;
};

/** Who may be asked to take part: the block's companies and its other members. */
export type Pool = { companies: readonly DemoCompany[]; others: readonly DemoMember[] };
export type Wanted = { type: ProjectType; das: Das; funder: ProjectFunder; on: LocalDate; budgetCents: number };

type Seat = Pick<PlannedPartner, 'companyId' | 'name' | 'kind' | 'country' | 'size' | 'territoryPercent'> & { weight: number };

/** Typical budgets in thousands of euros, and lengths in months. */
const SIZES: Record<ProjectType, { budget: readonly [number, number]; months: readonly number[] }> = {
  collaborative_rd: { budget: [1_000, 2_900], months: [24, 30, 36, 36] },
  demonstrator: { budget: [1_400, 3_400], months: [24, 30, 36] },
  industrial_development: { budget: [1_900, 4_400], months: [36, 42, 48] },
  territorial_experiment: { budget: [280, 850], months: [12, 15, 18] },
  training: { budget: [200, 500], months: [12] },
  platform: { budget: [900, 2_000], months: [36] },
};
/** Two euros of work for one of person-month's ten thousand. */
const CENTS_A_MONTH = 1_150_000;

export function drawBudget(type: ProjectType, chance: Chance): number {
  const [low, high] = SIZES[type].budget;
  return chance.int(low / 10, high / 10) * 1_000_000;
}

export function drawMonths(type: ProjectType, chance: Chance): number {
  return chance.pick(SIZES[type].months);
}

/** Partners whose budgets add up to the project's, each with the aid its kind and size may ask. */
export function drawConsortium(pool: Pool, wanted: Wanted, chance: Chance): PlannedPartner[] {
  const seats = drawSeats(pool, wanted, chance);
  const total = seats.reduce((sum, { weight }) => sum + weight, 0);
  let left = wanted.budgetCents;
  return seats.map(({ weight, ...seat }, index) => {
    const isLast = index === seats.length - 1;
    const budgetCents = isLast ? left : Math.round((wanted.budgetCents * weight) / total / 100_000) * 100_000;
    left -= budgetCents;
    const isLeader = index === 0;
    return {
      ...seat,
      ...{ isLeader, part: chance.pick(PARTS[isLeader ? 'leader' : seat.kind]), budgetCents },
      aidCents: Math.round((budgetCents * rateOf(seat, wanted.funder)) / 100_000) * 100_000,
      personMonths: Math.max(1, Math.round(budgetCents / CENTS_A_MONTH)),
      awardedCents: null,
    };
  });
}

function drawSeats(pool: Pool, { type, das, funder, on }: Wanted, chance: Chance): Seat[] {
  const companies = chance.shuffled(candidates(pool, das, on));
  const research = chance.shuffled(pool.others.filter(({ category }) => category === 'research'));
  const hosts = chance.shuffled(pool.others.filter(({ category }) => category === 'institution'));
  const outside = chance.shuffled(OUTSIDE).map(([country, kind, name]) => elsewhere(country, kind, name, chance));
  const abroad = chance.shuffled(ABROAD).map(([country, kind, name]) => elsewhere(country, kind, name, chance));
  const firms = companies.map((company) => companySeat(company, chance));
  const labs = [...research.map((member) => memberSeat(member, 'research', chance)), ...outside.filter(({ kind }) => kind === 'research')];
  const users = [...hosts.map((member) => memberSeat(member, 'public_body', chance)), ...outside.filter(({ kind }) => kind === 'user')];
  const led = (leader: Seat | undefined, share: number, ...rest: readonly (Seat | undefined)[]) =>
    [leader && { ...leader, weight: share }, ...rest].filter((seat): seat is Seat => seat !== undefined);
  if (type === 'territorial_experiment') return led(firms[0], 2.2, users[0], labs[0], chance.happens(0.5) ? firms[1] : undefined);
  if (type === 'industrial_development') return led(firms[0], chance.int(30, 62) / 10, firms[1], labs[0]);
  if (type === 'demonstrator') return led(firms[0], 2.4, firms[1], labs[0], users[0], chance.happens(0.4) ? firms[2] : undefined);
  if (funder === 'anr') return led(labs[0], 1.6, firms[0], labs[1], chance.happens(0.5) ? firms[1] : undefined);
  if (funder === 'eu') return led(firms[0], 1.7, ...abroad.slice(0, chance.int(2, 4)), labs[0]);
  const more = firms.slice(2, 2 + chance.int(0, 2));
  return led(firms[0], 2, firms[1], labs[0], ...more, chance.happens(0.4) ? outside.find(({ kind }) => kind === 'company') : undefined);
}

/** Companies that existed and were in the cluster, of the domain first. */
function candidates({ companies }: Pool, das: Das, on: LocalDate): DemoCompany[] {
  const there = companies.filter(
    ({ standing, joinedOn, leftOn, foundedOn }) =>
      standing !== 'prospect' && joinedOn !== null && joinedOn <= on && (leftOn === null || leftOn > on) && foundedOn < on,
  );
  const known = there.length > 0 ? there : companies.filter(({ foundedOn }) => foundedOn < on);
  const near = known.filter(({ trade, secondaryDas }) => trade.das === das || secondaryDas.includes(das));
  return near.length >= 4 ? near : known;
}

export function companySeat(company: DemoCompany, chance: Chance): Seat {
  const inTerritory = CLUSTER_DEPARTMENTS.includes(company.department);
  return {
    ...{ companyId: company.id, name: company.name, kind: 'company', country: 'FR', size: company.size },
    territoryPercent: inTerritory ? chance.pick([100, 100, 100, 90, 80]) : 0,
    weight: chance.int(7, 13) / 10,
  };
}

function memberSeat(member: DemoMember, kind: PartnerKind, chance: Chance): Seat {
  return {
    ...{ companyId: member.id, name: member.name, kind, country: 'FR', size: null },
    territoryPercent: CLUSTER_DEPARTMENTS.includes(member.department) ? 100 : 0,
    weight: chance.int(5, 11) / 10,
  };
}

export function elsewhere(country: string, kind: PartnerKind, name: string, chance: Chance): Seat {
  return { companyId: null, name, kind, country, size: null, territoryPercent: 0, weight: chance.int(6, 12) / 10 };
}

/** Share of the budget a partner may ask. */
function rateOf({ kind, size }: Pick<Seat, 'kind' | 'size'>, funder: ProjectFunder): number {
  if (funder === 'eu') return kind === 'company' ? 0.7 : 1;
  if (kind === 'research' || kind === 'training') return 0.5;
  if (kind !== 'company') return 0.3;
  if (size === 'micro' || size === 'small') return 0.45;
  return size === 'medium' ? 0.4 : 0.3;
}
