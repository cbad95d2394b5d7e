import type { ValueChainPosition } from '../../../app/features/companies/profile-list';
import { addDays, addMonths, type LocalDate, yearOf } from '../../../app/features/programmes/paris-date';
import type { Batch } from './batch';
import { instantOf } from './calendar';
import type { Chance } from './chance';
import { companyDomain, companyName } from './company-names';
import { addPeople } from './company-people';
import type { CompanyPlan } from './company-plan';
import { CompanyTruth } from './company-truth';
import type { Fortune } from './fortunes';
import { demoSiren, headOfficeNic, type Keys } from './identifiers';
import { communeOf, regionOn } from './territory';
import type { Das, Trade } from './trades';
import type { DemoCompany, Space } from './world';

const LEADER_TITLES = [['Présidente', 'Président'], ['Gérante', 'Gérant'], ['Directrice générale', 'Directeur général']] as const; // biome-ignore format: one line
const CONTACT_TITLES = [
  ['Directrice technique', 'Directeur technique'],
  ['Responsable export', 'Responsable export'],
  ['Directrice administrative et financière', 'Directeur administratif et financier'],
  ['Responsable industrialisation', 'Responsable industrialisation'],
  ['Responsable R&D', 'Responsable R&D'],
] as const;
const PRODUCT_LETTERS = ['LX', 'SP', 'HV', 'MK', 'Cobalt', 'Vega', 'Orion', 'Nova', 'TR', 'Argo'] as const;
const DOMAINS: readonly Das[] = ['DAS1', 'DAS2', 'DAS3', 'DAS4'];
/** Where else in the chain a company of a place often stands. */
const NEXT_IN_CHAIN: Partial<Record<ValueChainPosition, readonly ValueChainPosition[]>> = {
  components: ['modules'],
  sources: ['components', 'modules'],
  detectors: ['modules', 'components'],
  modules: ['systems', 'integration'],
  systems: ['integration', 'software', 'services'],
  software: ['integration', 'services'],
  integration: ['services', 'systems'],
  services: ['integration'],
  distribution: ['services'],
};

/** A company of the cluster with its people, its membership and, when it takes part, its journey. */
export function addCompany(
  space: Space,
  plan: CompanyPlan,
  { seed, fortune, chance, keys, batch }: { seed: string; fortune: Fortune; chance: Chance; keys: Keys; batch: Batch },
): DemoCompany {
  const { clock } = space;
  const name = plan.name ?? companyName(plan.index, plan.trade);
  const domain = companyDomain(name);
  const dates = datesOf(space, plan, chance);
  const contractStart: LocalDate = `${clock.contractStartYear}-01-01`;
  const known = dates.joinedOn !== null && dates.joinedOn > contractStart ? dates.joinedOn : contractStart;
  const addedAt = instantOf(clock.days.day(Math.min(clock.today, clock.days.index(known) + chance.int(0, 20))), chance.int(520, 1_060));
  const id = keys.at(addedAt);
  const contacts = chance.shuffled(CONTACT_TITLES).slice(0, plan.size === 'micro' ? 1 : 2);
  const [leader, ...others] = addPeople(
    {
      ...{
        space,
        companyId: id,
        domain,
        addedAt,
        fromOn: dates.joinedOn ?? contractStart,
        firstOrder: plan.index * 3,
        keys,
        batch,
        chance,
      },
    },
    [
      { role: 'leader', titles: chance.pick(LEADER_TITLES), hasAccount: plan.isEnrolled },
      ...contacts.map((titles) => ({ role: 'contact' as const, titles, hasAccount: false })),
    ],
  );
  if (!leader) throw new Error(`${name} has no leader`);
  const { trade, department, standing, size, exportStatus, writesEnglish, story } = plan;
  const facts = { ...{ id, size, exportStatus, story }, startingFte: plan.headcount, territoryFte: plan.territoryHeadcount };
  const company: DemoCompany = {
    ...{ ...facts, ...dates, ...profileOf(trade, chance) },
    ...{ category: 'company', name, domain, trade, department, standing, writesEnglish },
    ...{ siren: demoSiren(plan.index), city: communeOf(department, chance), addedAt, leader, contacts: others },
    ...{ leaderHasAccount: plan.isEnrolled, enrolledDay: null, journeyId: plan.isEnrolled ? keys.at(addedAt) : null },
    truth: new CompanyTruth(facts, plan.isEnrolled, fortune, seed, clock.contractStartYear, yearOf(clock.asOf) - 1),
  };
  writeCompany(space, company, plan.index, chance, batch);
  writeMembership(space, company, keys, batch);
  return company;
}

type Dates = Pick<DemoCompany, 'foundedOn' | 'joinedOn' | 'leftOn' | 'trialUntil'>;

/** Members join on the first of a month; a trial lasts a year. (`docs/domain.md §0 bis`) */
function datesOf({ clock }: Space, { standing, joinedLate }: CompanyPlan, chance: Chance): Dates {
  const contractStart: LocalDate = `${clock.contractStartYear}-01-01`;
  const foundedOn = addDays(contractStart, -chance.int(1_200, 9_000));
  const thisMonth: LocalDate = `${clock.asOf.slice(0, 7)}-01`;
  const none = { foundedOn, joinedOn: null, leftOn: null, trialUntil: null };
  if (standing === 'prospect') return none;
  if (standing === 'trial') {
    const joinedOn = addMonths(thisMonth, -chance.int(7, 10));
    return { ...none, joinedOn, trialUntil: addDays(addMonths(joinedOn, 12), -1) };
  }
  if (joinedLate)
    return { ...none, foundedOn: addDays(foundedOn, chance.int(0, 900)), joinedOn: addMonths(contractStart, chance.int(1, 33)) };
  const joinedOn = addMonths(contractStart, -Math.min(chance.int(3, 90), monthsBetween(foundedOn, contractStart) - 1));
  return { ...none, joinedOn, leftOn: standing === 'former' ? addDays(addMonths(contractStart, chance.int(8, 22)), -1) : null };
}

function monthsBetween(from: LocalDate, until: LocalDate): number {
  return (yearOf(until) - yearOf(from)) * 12 + Number(until.slice(5, 7)) - Number(from.slice(5, 7));
}

type Profile = Pick<DemoCompany, 'secondaryDas' | 'valueChain' | 'technologies' | 'markets' | 'product'>;

function profileOf(trade: Trade, chance: Chance): Profile {
  const others = chance.shuffled(DOMAINS.filter((das) => das !== trade.das));
  return {
    secondaryDas: others.slice(0, chance.weighted([[0, 5], [1, 4], [2, 1]] as const)), // biome-ignore format: numbers and weights
    valueChain: [trade.position, ...chance.shuffled(NEXT_IN_CHAIN[trade.position] ?? []).slice(0, chance.int(0, 2))],
    technologies: [...trade.technologies],
    markets: [...trade.markets],
    product: `${chance.pick(PRODUCT_LETTERS)}-${chance.int(2, 9)}${chance.happens(0.4) ? '0' : ''}`,
  };
}

const INSEE_CATEGORIES: Record<DemoCompany['size'], string> = { micro: 'PME', small: 'PME', medium: 'PME', mid_cap: 'ETI', large: 'GE' };

function writeCompany({ clusterId, clock }: Space, company: DemoCompany, index: number, chance: Chance, batch: Batch): void {
  const { id, siren, name, trade, size, foundedOn, city, department, addedAt, category } = company;
  const { secondaryDas, valueChain, technologies, markets } = company;
  batch.add('companies', {
    ...{ clusterId, id, siren, foreignId: siren === null ? `DEMO-${index}` : null },
    ...{ countryCode: siren === null ? chance.pick(['BE', 'CH', 'ES', 'IT']) : 'FR', name, nafCode: trade.naf },
    ...{ legalFormCode: chance.pick(['5710', '5710', '5499', '5599']), inseeCategory: INSEE_CATEGORIES[size] },
    ...{ headOfficeNic: siren === null ? null : headOfficeNic(siren), foundedOn, sizeCategory: size, mainDas: trade.das },
    ...{ memberCategory: category, secondaryDas, valueChain, technologies, markets },
    ...{
      city,
      departmentCode: department,
      regionCode: regionOn(department, clock.asOf),
      isDemo: true,
      createdAt: addedAt,
      updatedAt: addedAt,
    },
  });
}

function writeMembership({ clusterId }: Space, { id, standing, joinedOn, leftOn, addedAt }: DemoCompany, keys: Keys, batch: Batch): void {
  if (joinedOn === null) return;
  const status = standing === 'trial' ? 'trial' : 'member';
  batch.add('memberships', {
    clusterId,
    id: keys.at(addedAt),
    companyId: id,
    status,
    fromOn: joinedOn,
    untilOn: leftOn,
    createdAt: addedAt,
  });
}
