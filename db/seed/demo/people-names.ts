import type { Chance } from './chance';

/** Common first names; surnames are invented. (`docs/domain.md §10.1`) */
const WOMEN = [
  'Adèle', 'Agathe', 'Alice', 'Anaïs', 'Audrey', 'Bérénice', 'Caroline', 'Cécile', 'Chloé', 'Corinne', 'Delphine', 'Diane', 'Élise',
  'Émilie', 'Farah', 'Florence', 'Gaëlle', 'Hélène', 'Inès', 'Isabelle', 'Julie', 'Laure', 'Léa', 'Ludivine', 'Maëlle', 'Marion',
  'Mathilde', 'Nadia', 'Noémie', 'Pascale', 'Pauline', 'Romane', 'Sabrina', 'Sandrine', 'Sarah', 'Solène', 'Sophie', 'Valérie',
  'Virginie', 'Yasmine', 'Zoé',
] as const; // biome-ignore format: one name a line would fill two screens
const MEN = [
  'Alexis', 'Amine', 'André', 'Antoine', 'Baptiste', 'Bastien', 'Benoît', 'Christophe', 'Clément', 'Damien', 'Édouard', 'Étienne',
  'Fabien', 'Franck', 'Guillaume', 'Hugo', 'Jérôme', 'Joris', 'Karim', 'Léonard', 'Loïc', 'Lucas', 'Marc', 'Mehdi', 'Nathan', 'Nicolas',
  'Olivier', 'Paul', 'Quentin', 'Rachid', 'Raphaël', 'Rémi', 'Samuel', 'Simon', 'Thibault', 'Thomas', 'Victor', 'Yann',
] as const; // biome-ignore format: one name a line would fill two screens
const SURNAME_STARTS = [
  'Aubr',
  'Balm',
  'Bress',
  'Cald',
  'Chard',
  'Corv',
  'Delm',
  'Ferl',
  'Gald',
  'Joub',
  'Lanv',
  'Lorm',
  'Marv',
  'Montb',
  'Norv',
  'Ostr',
  'Perl',
  'Quill',
  'Ravel',
  'Sorb',
  'Talm',
  'Valdr',
  'Verd',
  'Villar',
] as const;
const SURNAME_ENDS = [
  'ac',
  'ade',
  'aine',
  'ance',
  'ande',
  'ane',
  'ier',
  'elle',
  'evan',
  'iac',
  'iet',
  'igny',
  'in',
  'ois',
  'on',
  'orge',
  'ouan',
  'une',
] as const;

export type FullName = { given: string; family: string; isWoman: boolean };

/** Every surname there is, once: people are told apart by it in the small world. */
const SURNAMES = SURNAME_STARTS.flatMap((start) => SURNAME_ENDS.map((end) => start + end));

/** A person's name; `order` walks through the surnames, so that two people of one company never share theirs. */
export function personName(chance: Chance, order: number): FullName {
  const family = SURNAMES[(order * 173 + 31) % SURNAMES.length] ?? 'Montbrac';
  const isWoman = chance.happens(0.45);
  return { given: chance.pick(isWoman ? WOMEN : MEN), family, isWoman };
}

/** Letters and digits without accents: for e-mails and codes. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/œ/g, 'oe')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export function emailOf(name: FullName, domain: string): string {
  return `${plain(name.given)}.${plain(name.family)}@${domain}`;
}
