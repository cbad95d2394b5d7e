import { plain } from './people-names';
import type { Trade } from './trades';

/** Invented roots and endings; no real brand, laboratory or person. (`docs/domain.md §10.1`) */
const ROOTS = [
  'Lum', 'Phos', 'Clar', 'Spectr', 'Irid', 'Opt', 'Prismél', 'Diaphr', 'Réfract', 'Halév', 'Chromav', 'Lucid', 'Astrél', 'Vergl', 'Mirav',
  'Zénital',
] as const; // biome-ignore format: a list of syllables
const ENDINGS = ['alys', 'onde', 'via', 'éo', 'élia', 'arys', 'ovia', 'enza', 'imène', 'auris', 'ellan', 'evia'] as const;
/** What a name adds to say what the company does. */
const WORDS_BY_MARKET: Record<string, readonly string[]> = {
  environment: ['Environnement', 'Capteurs', 'Mesure'],
  lighting: ['Éclairage', 'Lumière'],
  industry: ['Industrie', 'Métrologie', 'Systèmes', 'Instruments', 'Vision'],
  energy: ['Énergie', 'Mesure'],
  agrifood: ['Vision', 'Mesure'],
  civil_security: ['Détection', 'Vision', 'Sécurité'],
  defence: ['Optronique', 'Systèmes', 'Vision'],
  maritime: ['Marine', 'Optronique'],
  space: ['Spatial', 'Instruments'],
  health: ['Santé', 'Médical', 'Imagerie'],
  life_sciences: ['Biotech', 'Imagerie', 'Instruments'],
  telecoms: ['Fibres', 'Télécoms'],
  mobility: ['Systèmes', 'Signalisation'],
  smart_building: ['Systèmes', 'Réseaux'],
};
const WORDS_BY_PLACE: Partial<Record<Trade['position'], readonly string[]>> = {
  components: ['Composants', 'Optique', 'Verre'],
  sources: ['Lasers', 'Sources'],
  detectors: ['Capteurs', 'Détection'],
  software: ['Logiciels', 'Images'],
  integration: ['Intégration', 'Robotique'],
  services: ['Ingénierie', 'Essais'],
  distribution: ['Distribution', 'Négoce'],
};
const QUALIFIERS = [
  '',
  'Sud',
  'Méditerranée',
  'Provence',
  'Étoile',
  'Calanques',
  'Mistral',
  'Garrigue',
  'Azur',
  'Luberon',
  'Camargue',
  'Ventoux',
] as const;

/** Combinations that exist as brands or words. */
const REFUSED = new Set(['Lumalys', 'Luméo', 'Optéo', 'Optovia', 'Clarenza', 'Lumenza', 'Clarovia', 'Optevia', 'Lumevia', 'Spectralys']);

/** Names of the second cluster's companies, made of other syllables. */
export const OTHER_NAMES = [
  'Thalarys',
  'Vigimar Capteurs',
  'Sondéa',
  'Ondaval',
  'Maréval Instruments',
  'Captélia',
  'Horizéa Systèmes',
  'Boréalim',
] as const;

const bases = ENDINGS.flatMap((ending, turn) => ROOTS.map((_, index) => `${ROOTS[(index + turn * 5) % ROOTS.length]}${ending}`)).filter(
  (name) => !REFUSED.has(name),
);

/** The n-th invented company name; all different. The first hundred or so give short names, one in two. */
export function companyName(index: number, trade: Trade): string {
  const base = bases[index % bases.length] ?? '';
  const turn = Math.floor(index / bases.length);
  if (turn === 0 && index % 2 === 0) return base;
  const words = [...(WORDS_BY_PLACE[trade.position] ?? []), ...trade.markets.flatMap((market) => WORDS_BY_MARKET[market] ?? [])];
  const word = words[index % words.length];
  // A base comes back with another qualifier at each turn, so that no two names are the same.
  const qualifier = QUALIFIERS[turn % QUALIFIERS.length];
  const far = Math.floor(turn / QUALIFIERS.length);
  return [base, word, qualifier, far > 0 ? String(far + 1) : ''].filter(Boolean).join(' ');
}

/** The company's domain: `.example` belongs to nobody. */
export function companyDomain(name: string): string {
  return `${plain(name)}.example`;
}
