import { addDays, addMonths, type LocalDate, yearOf } from '../../../app/features/programmes/paris-date';
import type { Row } from './batch';
import { COMMUNE_PLACES } from './communes';
import { writeAid } from './company-aid';
import { writeYears } from './company-financial-years';
import { headOfficeNic } from './identifiers';
import type { SubjectPart } from './subjects';
import type { DemoCompany, DemoMember } from './world';

const STREETS = ['rue des Prismes', 'avenue de la Lumière', 'chemin du Spectre', 'allée des Lentilles', 'boulevard du Faisceau', 'impasse du Miroir', 'rue de la Fibre', 'avenue du Laser'] as const; // biome-ignore format: one line
const PLACE_NAMES = ['Atelier', 'Laboratoire', 'Plateforme d’essais', 'Agence commerciale'] as const;

/** What the profile of a company holds beside its first row: address, capital, places, financial years, aid, and what is restricted. */
export function writeCompanyRecords(part: SubjectPart): void {
  const { companies, others, batch } = part;
  const rows = new Map(batch.rows('companies').map((row) => [row.id as string, row]));
  for (const company of [...companies, ...others]) {
    const row = rows.get(company.id);
    if (!row) throw new Error(`${company.name} has no row`);
    Object.assign(row, addressOf(part, company), company.category === 'company' ? capitalOf(part, company) : NOTHING_OF_CAPITAL);
    writePlaces(part, company, row);
  }
  for (const company of companies) {
    writeYears(part, company);
    writeAid(part, company);
    writeRestricted(part, company);
  }
}

function addressOf({ chance }: SubjectPart, { city }: DemoCompany | DemoMember) {
  const [communeCode = null, postcode = null, latitude = null, longitude = null] = COMMUNE_PLACES[city] ?? [];
  const near = (degrees: number | null) => (degrees === null ? null : Math.round((degrees + (chance.unit() - 0.5) / 50) * 1e5) / 1e5);
  const streetAddress = `${chance.int(1, 180)} ${chance.pick(STREETS)}`;
  return { streetAddress, communeCode, postcode, latitude: near(latitude), longitude: near(longitude) };
}

const NOTHING_OF_CAPITAL = {
  ...{ autonomy: 'unknown', autonomyDeclaredOn: null, groupHeadSiren: null, groupName: null },
  ...{ jeiFrom: null, jeiUntil: null, cirFrom: null, cirUntil: null },
  ...{ sizeOverride: null, sizeOverrideReason: null, sizeOverrideEvidence: null, sizeOverrideById: null, sizeOverrideAt: null },
};

function capitalOf({ space, companies, chance }: SubjectPart, company: DemoCompany) {
  const { asOf } = space.clock;
  const declaredOn = addDays(asOf, -chance.int(40, 700));
  const isYoung = company.foundedOn > addMonths(asOf, -12 * 11) && (company.size === 'micro' || company.size === 'small');
  const isResearcher = chance.happens(0.14);
  const drawn = chance.weighted(company.size === 'large' || company.size === 'mid_cap' ? OF_LARGE : OF_SMALL);
  const statuses = {
    ...{ jeiFrom: isYoung ? company.foundedOn : null, jeiUntil: isYoung ? addDays(addMonths(company.foundedOn, 12 * 8), -1) : null },
    ...{
      cirFrom: isResearcher ? (`${yearOf(asOf) - 2}-01-01` as LocalDate) : null,
      cirUntil: isResearcher ? `${yearOf(asOf)}-12-31` : null,
    },
  };
  if (company.story !== 'bought_by_a_group') {
    return { ...NOTHING_OF_CAPITAL, ...statuses, autonomy: drawn, autonomyDeclaredOn: drawn === 'unknown' ? null : declaredOn };
  }
  const head = companies.find(({ size, siren }) => size === 'mid_cap' && siren !== null);
  // Within the last closed year, whatever day it closes on.
  const boughtOn: LocalDate = `${yearOf(asOf) - 1}-02-10`;
  return {
    ...{ ...NOTHING_OF_CAPITAL, ...statuses, autonomy: 'linked', autonomyDeclaredOn: boughtOn },
    ...{ groupHeadSiren: head?.siren ?? null, groupName: head?.name ?? null },
    sizeOverride: company.size,
    sizeOverrideReason:
      'Rachat par un groupe en février de l’an dernier : la qualité de PME ne se perd qu’après deux exercices (Tribunal, T-745/17). Un financeur le conteste ; à revoir à la prochaine clôture.',
    sizeOverrideEvidence: 'Acte de cession et note du juriste, au dossier',
    sizeOverrideById: space.manager.id,
    sizeOverrideAt: `${addDays(boughtOn, 21)}T10:15:00Z`,
  };
}

const OF_SMALL = [['autonomous', 74], ['partner', 9], ['linked', 5], ['unknown', 12]] as const; // biome-ignore format: one line
const OF_LARGE = [['linked', 62], ['autonomous', 28], ['unknown', 10]] as const; // biome-ignore format: one line

/** The head office, a second place for the larger ones, sometimes a place left behind. */
function writePlaces({ space, chance, keys, batch }: SubjectPart, company: DemoCompany | DemoMember, row: Row<'companies'>): void {
  const { clusterId, clock } = space;
  const siren = row.siren ?? null;
  const at = row.createdAt ?? `${clock.asOf}T08:00:00Z`;
  const [communeCode = null, postcode = null] = COMMUNE_PLACES[company.city] ?? [];
  const place = {
    ...{ clusterId, companyId: company.id, communeCode, postcode, city: company.city },
    countryCode: row.countryCode ?? 'FR',
  };
  const dates = { version: 1, createdAt: at, updatedAt: at };
  const add = (
    order: number,
    given: { name: string | null; streetAddress: string | null; fromOn: string | null; untilOn: string | null },
  ) =>
    batch.add('establishments', {
      ...{ ...place, ...given, id: keys.at(at), departmentCode: company.department, isHeadOffice: order === 1 },
      ...{ nic: siren === null ? null : order === 1 ? headOfficeNic(siren) : nicOf(siren, order), ...dates },
    });
  const foundedOn = row.foundedOn ?? null;
  const movedOn = addDays(clock.asOf, -chance.int(900, 2_200));
  const hasMoved = foundedOn !== null && foundedOn < movedOn && chance.happens(0.15);
  add(1, { name: null, streetAddress: row.streetAddress ?? null, fromOn: hasMoved ? movedOn : foundedOn, untilOn: null });
  const isLarge = company.category === 'company' && company.size !== 'micro' && company.size !== 'small';
  const street = () => `${chance.int(1, 180)} ${chance.pick(STREETS)}`;
  if (isLarge || chance.happens(0.08))
    add(2, { name: chance.pick(PLACE_NAMES), streetAddress: street(), fromOn: foundedOn, untilOn: null });
  if (hasMoved) add(3, { name: 'Ancien siège', streetAddress: street(), fromOn: foundedOn, untilOn: addDays(movedOn, -1) });
}

/** Last digits of a further establishment, with the key that makes the fourteen valid. */
function nicOf(siren: string, order: number): string {
  const digits = `${siren}000${order}`;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `000${order}${(10 - (sum % 10)) % 10}`;
}

/** Difficulty, judged by staff; export control, said by the company. */
function writeRestricted({ space, chance, keys, batch }: SubjectPart, company: DemoCompany): void {
  const { clusterId, clock, manager } = space;
  const of = { clusterId, companyId: company.id, recordedById: manager.id };
  const difficulty = (level: 'watch' | 'collective_proceedings', reason: string, fromOn: LocalDate, untilOn: LocalDate | null) => {
    const createdAt = `${fromOn}T09:00:00Z`;
    batch.add('companyDifficulties', { ...of, id: keys.at(createdAt), level, reason, fromOn, untilOn, createdAt });
  };
  const isWatched = chance.happens(0.025);
  if (company.story === 'collective_proceedings') {
    const openedOn = addDays(clock.asOf, -75);
    difficulty(
      'watch',
      'Retards de paiement signalés par deux fournisseurs, trésorerie tendue.',
      addDays(openedOn, -210),
      addDays(openedOn, -1),
    );
    difficulty(
      'collective_proceedings',
      'Jugement d’ouverture de redressement judiciaire publié ; période d’observation de six mois.',
      openedOn,
      null,
    );
  } else if (isWatched && company.story === null)
    difficulty(
      'watch',
      'Capitaux propres inférieurs à la moitié du capital au dernier bilan.',
      addDays(clock.asOf, -chance.int(20, 260)),
      null,
    );
  const isDefence = company.markets.includes('defence');
  const drawn = chance.weighted(isDefence ? CONTROLS_OF_DEFENCE : CONTROLS);
  const status = company.story === 'first_exporter' ? 'to_check' : drawn;
  if (!company.journeyId || status === 'unstated') return;
  const statedOn = addDays(clock.asOf, -chance.int(15, 500));
  const at = `${statedOn}T09:30:00Z`;
  batch.add('exportControls', { ...of, recordedById: company.leader.id, status, statedOn, version: 1, createdAt: at, updatedAt: at });
}

const CONTROLS = [['unstated', 6], ['not_concerned', 10], ['dual_use', 2], ['to_check', 2]] as const; // biome-ignore format: one line
const CONTROLS_OF_DEFENCE = [['unstated', 3], ['dual_use', 6], ['military', 2], ['to_check', 3]] as const; // biome-ignore format: one line
