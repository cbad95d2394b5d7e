import { ceilingOn } from '../../../app/features/aid/de-minimis';
import { isValidOn } from '../../../app/features/instruments/instrument';
import { addDays, type LocalDate } from '../../../app/features/programmes/paris-date';
import { INSTRUMENTS } from '../reference/instruments';
import type { SubjectPart } from './subjects';
import type { DemoCompany } from './world';

/** `schemes`: codes of the catalogue, the first that is in force on the day is the one. */
type Drawn = { title: string; funder: string; schemes: readonly string[]; isDeMinimis: boolean; least: number; most: number };

const AIDS: readonly Drawn[] = [
  { title: 'Prêt innovation régional', funder: 'Région', schemes: ['PACA-FOND'], isDeMinimis: true, least: 12_000, most: 60_000 },
  { title: 'Aide au recrutement d’un cadre', funder: 'Région', schemes: [], isDeMinimis: true, least: 8_000, most: 24_000 },
  { title: 'Diagnostic stratégique subventionné', funder: 'Bpifrance', schemes: ['PFA-ACC'], isDeMinimis: true, least: 3_000, most: 9_000 },
  { title: 'Appui à un salon à l’étranger', funder: 'Région', schemes: ['TFE'], isDeMinimis: true, least: 2_500, most: 12_000 },
  {
    title: 'Assurance prospection, part d’aide',
    funder: 'Bpifrance',
    schemes: ['ASS-PROSP'],
    isDeMinimis: true,
    least: 4_000,
    most: 30_000,
  },
  {
    title: 'Avance récupérable de développement',
    funder: 'Bpifrance',
    schemes: ['BPI-AI'],
    isDeMinimis: false,
    least: 80_000,
    most: 420_000,
  },
  {
    title: 'Projet collaboratif, part de l’entreprise',
    funder: 'État et Région',
    schemes: ['FUI', 'IDEMO'],
    isDeMinimis: false,
    least: 60_000,
    most: 380_000,
  },
];

/** Days before the demonstration's date and euros: a little is left under the ceiling, and the first line soon leaves the sum. */
const NEARLY_REACHED = [
  [1_046, 82_400, 'Prêt innovation régional', 'Région', 'PACA-FOND'],
  [902, 24_000, 'Aide au recrutement d’un cadre', 'Région', null],
  [615, 121_300, 'Avance récupérable, caméra LX', 'Bpifrance', 'BPI-AI'],
  [75, 51_000, 'Appui à un salon à Munich', 'Région', 'TFE'],
] as const;

/** The public aid a company has received. */
export function writeAid(part: SubjectPart, company: DemoCompany): void {
  const { space, chance } = part;
  const { asOf } = space.clock;
  const count = company.journeyId === null || company.size === 'large' ? 0 : chance.weighted([[0, 5], [1, 4], [2, 3], [3, 1]] as const); // biome-ignore format: numbers and weights
  const drawn = Array.from({ length: count }, () => {
    const { least, most, ...aid } = chance.pick(AIDS);
    const grantedOn = addDays(asOf, -chance.int(20, 1_300));
    return { ...aid, grantedOn, euros: Math.round(chance.int(least, most) / 100) * 100 };
  });
  if (company.story === 'de_minimis_nearly_reached') {
    // Before 2024 the ceiling was lower: the story keeps its proportions.
    const share = ceilingOn(asOf) / ceilingOn('2024-01-01');
    for (const [days, euros, title, funder, scheme] of NEARLY_REACHED)
      addGrant(part, company, {
        title,
        funder,
        schemes: scheme ? [scheme] : [],
        isDeMinimis: true,
        grantedOn: addDays(asOf, -days),
        euros: Math.round((euros * share) / 100) * 100,
      });
    return;
  }
  for (const aid of drawn) {
    if (aid.grantedOn > company.foundedOn) addGrant(part, company, aid);
  }
}

type Grant = { title: string; funder: string; schemes: readonly string[]; isDeMinimis: boolean; grantedOn: LocalDate; euros: number };

function addGrant({ space, chance, keys, batch }: SubjectPart, company: DemoCompany, { euros, schemes, ...grant }: Grant): void {
  const { clusterId, manager, clock } = space;
  const recordedOn = addDays(grant.grantedOn, chance.int(3, 25));
  const recordedAt = `${[recordedOn, clock.asOf].sort()[0]}T09:10:00Z`;
  batch.add('aidGrants', {
    ...{
      clusterId,
      id: keys.at(recordedAt),
      companyId: company.id,
      ...grant,
      instrumentCode: inForce(schemes, grant.grantedOn),
      instrumentOther: null,
      grossGrantCents: euros * 100,
      currency: 'EUR',
    },
    evidence: `Notification du ${grant.grantedOn.split('-').reverse().join('/')}, n° ${chance.int(1_000, 9_999)}`,
    ...{ correctsId: null, correctionReason: null, isStruck: false, recordedById: manager.id, recordedAt },
  });
}

function inForce(schemes: readonly string[], day: LocalDate): string | null {
  return schemes.find((code) => INSTRUMENTS.some((one) => one.code === code && isValidOn(one, day))) ?? null;
}
