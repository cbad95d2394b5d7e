/** La Poste: its establishments may break the check digit when their plain digit sum is a multiple of 5. */
const LA_POSTE = '356000000';

const SPACES = /[\s\u00a0\u202f\u2007\u2009\u200b\ufeff]/g;

export const IDENTIFIER_FAULTS = ['empty', 'not_digits', 'zeros_lost', 'wrong_length', 'wrong_check_digit', 'other_company'] as const;
export type IdentifierFault = (typeof IDENTIFIER_FAULTS)[number];

/** A valid number without spaces, or what is wrong with it. `repaired` is the number with the zeros a spreadsheet ate: proposed, never applied alone. */
export type IdentifierCheck = { ok: true; number: string } | { ok: false; fault: IdentifierFault; repaired?: string };

/** The digits as typed, without spaces and no-break spaces. Never a JavaScript number: leading zeros count. */
export function normaliseIdentifier(text: string): string {
  return text.replace(SPACES, '');
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index -= 1, double = !double) {
    const digit = digits.charCodeAt(index) - 48;
    const value = double ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function digitSum(digits: string): number {
  let sum = 0;
  for (const digit of digits) sum += Number(digit);
  return sum;
}

function hasSirenKey(digits: string): boolean {
  return digits !== '000000000' && passesLuhn(digits);
}

function hasSiretKey(digits: string): boolean {
  const siren = digits.slice(0, 9);
  if (!hasSirenKey(siren)) return false;
  return passesLuhn(digits) || (siren === LA_POSTE && digitSum(digits) % 5 === 0);
}

function check(text: string, length: 9 | 14, hasKey: (digits: string) => boolean): IdentifierCheck {
  const number = normaliseIdentifier(text);
  if (number === '') return { ok: false, fault: 'empty' };
  if (!/^\d+$/.test(number)) return { ok: false, fault: 'not_digits' };
  if (number.length < length) {
    const repaired = number.padStart(length, '0');
    if (hasKey(repaired)) return { ok: false, fault: 'zeros_lost', repaired };
  }
  if (number.length !== length) return { ok: false, fault: 'wrong_length' };
  return hasKey(number) ? { ok: true, number } : { ok: false, fault: 'wrong_check_digit' };
}

/** A SIREN: nine digits, Luhn. (`docs/domain.md §2.2`) */
export function checkSiren(text: string): IdentifierCheck {
  return check(text, 9, hasSirenKey);
}

/** A SIRET: fourteen digits, Luhn or La Poste's rule, starting with the company's SIREN when one is given. (`docs/domain.md §2.2`) */
export function checkSiret(text: string, siren?: string): IdentifierCheck {
  const result = check(text, 14, hasSiretKey);
  if (!result.ok || siren === undefined) return result;
  return result.number.startsWith(normaliseIdentifier(siren)) ? result : { ok: false, fault: 'other_company' };
}

export function isValidSiren(text: string): boolean {
  return checkSiren(text).ok;
}

export function isValidSiret(text: string, siren?: string): boolean {
  return checkSiret(text, siren).ok;
}

/** The nine or fourteen digits with their lost zeros back, when that makes a valid number; else null. */
export function repairLostZeros(text: string, kind: 'siren' | 'siret'): string | null {
  const result = kind === 'siren' ? checkSiren(text) : checkSiret(text);
  return result.ok ? null : (result.repaired ?? null);
}

/** The French VAT number of a SIREN: `FR`, a key on two digits, the SIREN. (`docs/domain.md §2.1`) */
export function vatNumber(siren: string): string {
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${siren}`;
}

/** The SIREN inside a French VAT number whose key is right, else null. */
export function sirenOfVatNumber(text: string): string | null {
  const number = normaliseIdentifier(text).toUpperCase();
  const siren = number.slice(4);
  return /^FR\d{11}$/.test(number) && isValidSiren(siren) && vatNumber(siren) === number ? siren : null;
}

/** 732829320 as people read it: 732 829 320, with no-break spaces. A SIRET keeps its last five digits together. */
export function formatIdentifier(digits: string): string {
  const groups = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9), digits.slice(9)];
  return groups.filter((group) => group !== '').join('\u00a0');
}
