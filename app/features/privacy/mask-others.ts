export type OtherPerson = { givenName: string; familyName: string; email: string | null; phone: string | null };

const MASK = '[…]';
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** Phone numbers are typed in many ways: their digits are what they are. */
const phonePattern = (phone: string) => [...phone.replace(/\D/g, '')].join('[\\s.-]?');

/** A text with everybody in it made unknown but whom it is given to: names, family names alone, addresses, telephones. */
export function maskOthers(text: string, others: readonly OtherPerson[]): string {
  const words = others.flatMap(({ givenName, familyName, email }) => [
    `${givenName} ${familyName}`,
    ...(familyName.length > 2 ? [familyName] : []),
    ...(email ? [email] : []),
  ]);
  const present = words
    .map((word) => word.trim())
    .filter((word) => word !== '' && text.toLowerCase().includes(word.toLowerCase().split(' ').at(-1) as string));
  const phones = others.flatMap(({ phone }) => (phone && phone.replace(/\D/g, '').length > 5 ? [phonePattern(phone)] : []));
  const names = present.sort((a, b) => b.length - a.length).map((word) => `(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`);
  const patterns = [...names, ...phones];
  return patterns.length === 0 ? text : text.replace(new RegExp(patterns.join('|'), 'giu'), MASK);
}
