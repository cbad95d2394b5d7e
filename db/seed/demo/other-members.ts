import { addDays } from '../../../app/features/programmes/paris-date';
import type { Batch } from './batch';
import { instantOf } from './calendar';
import type { Chance } from './chance';
import { companyDomain } from './company-names';
import { addPeople } from './company-people';
import type { OtherCategory, OtherMemberPlan } from './company-plan';
import { demoSiren, headOfficeNic, type Keys } from './identifiers';
import { communeOf, drawDepartment, regionOn } from './territory';
import type { DemoMember, Space } from './world';

/** Invented names; a further block adds its town. (`docs/domain.md §10.1`) */
const NAMES: Record<OtherCategory, readonly string[]> = {
  research: [
    'Institut Clarmont d’optique et de photonique',
    'Laboratoire Halévia des lasers ultrabrefs',
    'Laboratoire Irisel de biophotonique',
    'Centre Vergamon d’astrophysique instrumentale',
    'Laboratoire Prismélia des matériaux optiques',
    'Institut Lucidane de la vision artificielle',
    'Laboratoire Ondria des ondes et du térahertz',
    'Centre Miravon de microélectronique et de photonique',
    'Laboratoire Calanthe d’optique sous-marine',
    'Institut Zénitel des capteurs et de l’environnement',
    'Plateforme Réfractis de caractérisation',
    'Laboratoire Astrévia d’optique adaptative',
  ],
  training: [
    'École Clarmont d’ingénieurs en optique',
    'École Vermeil des sciences du signal',
    'Lycée Valdrane, section photonique',
    'Institut de technologie Montbélie',
    'Campus Ostrelle des métiers de la lumière',
    'Centre de formation Lorméa aux lasers',
  ],
  institution: [
    'Agence de développement Rivessor',
    'Communauté de communes du Pays de Valdrac',
    'Technopole Étoile-Garrigue',
    'Syndicat mixte du littoral de Sorbane',
    'Chambre des métiers de l’optique du Sud',
    'Port de Valombre',
  ],
};
const ACTIVITIES: Record<OtherCategory, { naf: string; form: string; titles: readonly [string, string] }> = {
  research: { naf: '72.19Z', form: '7383', titles: ['Directrice du laboratoire', 'Directeur du laboratoire'] },
  training: { naf: '85.42Z', form: '7383', titles: ['Directrice des études', 'Directeur des études'] },
  institution: {
    naf: '94.99Z',
    form: '7354',
    titles: ['Responsable du développement économique', 'Responsable du développement économique'],
  },
};

function nameOf({ category, order }: OtherMemberPlan, city: string): string {
  const names = NAMES[category];
  const inCategory = { research: order % 24, training: (order % 24) - 12, institution: (order % 24) - 18 }[category];
  const block = Math.floor(order / 24);
  const name = names[inCategory] ?? names[0] ?? '';
  return block === 0 ? name : `${name} · ${city} ${block + 1}`;
}

/** A laboratory, a school or an institution that is a member of the cluster. */
export function addOtherMember(space: Space, plan: OtherMemberPlan, chance: Chance, keys: Keys, batch: Batch): DemoMember {
  const { clock, clusterId } = space;
  const { category } = plan;
  const department = drawDepartment(chance);
  const city = communeOf(department, chance);
  const name = nameOf(plan, city);
  const activity = ACTIVITIES[category];
  const joinedOn = addDays(`${clock.contractStartYear}-01-01`, -30 * chance.int(4, 90));
  const addedAt = instantOf(
    clock.days.day(clock.days.index(`${clock.contractStartYear}-01-02`) + chance.int(0, 20)),
    chance.int(520, 1_060),
  );
  const id = keys.at(addedAt);
  const siren = demoSiren(plan.index);
  batch.add('companies', {
    ...{ clusterId, id, siren, foreignId: siren === null ? `DEMO-${plan.index}` : null, countryCode: 'FR', name, nafCode: activity.naf },
    ...{ legalFormCode: activity.form, inseeCategory: null, headOfficeNic: siren === null ? null : headOfficeNic(siren) },
    ...{ foundedOn: addDays(joinedOn, -chance.int(1_500, 14_000)), sizeCategory: null, mainDas: null },
    ...{
      memberCategory: category,
      secondaryDas: [],
      valueChain: category === 'institution' ? [] : [category],
      technologies: [],
      markets: [],
    },
    ...{
      city,
      departmentCode: department,
      regionCode: regionOn(department, clock.asOf),
      isDemo: true,
      createdAt: addedAt,
      updatedAt: addedAt,
    },
  });
  batch.add('memberships', {
    ...{ clusterId, id: keys.at(addedAt), companyId: id, status: 'member', fromOn: joinedOn, untilOn: null, createdAt: addedAt },
  });
  const [contact] = addPeople(
    {
      ...{ space, companyId: id, domain: companyDomain(name), addedAt, fromOn: joinedOn, firstOrder: plan.index * 3, keys, batch, chance },
    },
    [{ role: 'contact', titles: activity.titles, hasAccount: false }],
  );
  if (!contact) throw new Error(`${name} has nobody to call`);
  return { id, name, category, city, department, joinedOn, contact };
}
