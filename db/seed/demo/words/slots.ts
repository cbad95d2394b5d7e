import type { Chance } from '../chance';
import { MAKING } from '../trades';
import type { DemoCompany } from '../world';
import type { Slots } from './phrase';

const COUNTRIES = [
  ['en Allemagne', 'in Germany'], ['en Suède', 'in Sweden'], ['aux Pays-Bas', 'in the Netherlands'], ['en Italie', 'in Italy'],
  ['au Japon', 'in Japan'], ['aux États-Unis', 'in the United States'], ['au Canada', 'in Canada'], ['en Corée du Sud', 'in South Korea'],
  ['en Espagne', 'in Spain'], ['en Suisse', 'in Switzerland'], ['au Royaume-Uni', 'in the United Kingdom'], ['à Singapour', 'in Singapore'],
  ['en Pologne', 'in Poland'], ['au Danemark', 'in Denmark'], ['en Belgique', 'in Belgium'], ['en Norvège', 'in Norway'],
] as const; // biome-ignore format: pairs read best in columns
const FAIRS = ['de Munich', 'de Hanovre', 'de Boston', 'de Milan', 'de Tokyo', 'de Düsseldorf', 'de Barcelone', 'de Stockholm'] as const;
const MARKETS = [
  'médicale',
  'spatiale',
  'industrielle',
  'maritime',
  'agricole',
  'ferroviaire',
  'de la sécurité civile',
  'de l’éclairage public',
] as const;

/** What sentences about a company may name, the same all along a case. */
export function caseSlots(company: DemoCompany, chance: Chance): Slots {
  const [inCountry, inCountryEn] = chance.pick(COUNTRIES);
  const people = Math.max(3, Math.round(company.startingFte));
  const contact = company.contacts[0] ?? company.leader;
  const making = MAKING[company.trade.position];
  return {
    company: company.name,
    city: company.city,
    product: company.product,
    ...{ makes: making.fr, makesEn: making.en, workshop: making.workshopFr },
    trade: company.trade.fr,
    tradeEn: company.trade.en,
    clients: company.trade.marketFr,
    marketEn: company.trade.marketEn,
    leader: company.leader.given,
    leaderName: `${company.leader.given} ${company.leader.family}`,
    contact: contact.given,
    inCountry,
    inCountryEn,
    fair: chance.pick(FAIRS),
    market: chance.pick(MARKETS),
    n: people,
    few: Math.max(2, Math.round(people * 0.55)),
    amount: amountText(chance, company),
  };
}

/** An amount a company of that size would look for: `600 k€`, `1,2 M€`. */
export function amountText(chance: Chance, company: DemoCompany): string {
  const thousands = Math.round((chance.int(12, 45) * Math.sqrt(company.startingFte)) / 2) * 10;
  return thousands < 1_000 ? `${thousands} k€` : `${(Math.round(thousands / 100) / 10).toString().replace('.', ',')} M€`;
}

/** What only those who make things in series say. */
const OF_MAKERS =
  /présérie|prototype|ligne (?:d|pilote)|pre-series|assembly|composants|components|revêtement|coating|usinage|atelier|stock|détecteur|capteur|bruit|nomenclature|étanche|à froid|scrap|line runs|[Uu]nité|units|réglage|tooling|[Bb]anc de|production|exemplaires|sensor/;

/** Sentences that suit a company: who publishes software has no workshop. */
export function suiting(patterns: readonly string[], { trade }: DemoCompany): readonly string[] {
  if (trade.position !== 'software') return patterns;
  const fitting = patterns.filter((pattern) => !OF_MAKERS.test(pattern));
  return fitting.length > 0 ? fitting : patterns;
}
