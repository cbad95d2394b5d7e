import type { Locale } from './locale';

const SPACES = /[\s\u00a0\u202f\u2009']/g;
const GROUPS = /^\d{1,3}([.,])\d{3}(\1\d{3})*$/;

export type ParsedNumber = { ok: true; value: number } | { ok: false; reason: 'not_a_number' | 'ambiguous' };

/**
 * Reads a number as typed: `1 234,5`, `1,234.5`, `−3`, `12 %`, `8 240 €`. Without a language, `1,234` is refused as ambiguous:
 * a French reader means 1.234 and an English one 1234, and an error of a thousand must not pass.
 */
export function readNumber(text: string, locale?: Locale): ParsedNumber {
  const compact = text
    .replace(SPACES, '')
    .replace(/[−–]/g, '-')
    .replace(/(€|%)$/, '')
    .replace(/^€/, '');
  const negative = compact.startsWith('-');
  const digits = compact.replace(/^[-+]/, '').replace(/^€/, '');
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(digits)) return { ok: false, reason: 'not_a_number' };
  const plain = withPoint(digits, locale);
  if (plain === 'ambiguous') return { ok: false, reason: 'ambiguous' };
  const value = Number(plain);
  if (!Number.isFinite(value)) return { ok: false, reason: 'not_a_number' };
  return { ok: true, value: negative && value !== 0 ? -value : value };
}

function withPoint(digits: string, locale: Locale | undefined): string {
  const lastComma = digits.lastIndexOf(',');
  const lastPoint = digits.lastIndexOf('.');
  if (lastComma >= 0 && lastPoint >= 0) {
    const decimal = lastComma > lastPoint ? ',' : '.';
    const whole = digits.slice(0, Math.max(lastComma, lastPoint));
    return GROUPS.test(whole) ? digits.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.') : 'not a number';
  }
  const mark = lastComma >= 0 ? ',' : '.';
  const marks = digits.split(mark).length - 1;
  if (marks > 1) return GROUPS.test(digits) ? digits.replaceAll(mark, '') : 'not a number';
  // `0,234` can only be a decimal: no group starts with a lone zero.
  const looksGrouped = marks === 1 && GROUPS.test(digits) && !digits.startsWith('0');
  if (!looksGrouped) return digits.replace(',', '.');
  if (locale === 'fr') return digits.replace(',', '.');
  if (locale === 'en') return mark === ',' ? digits.replace(',', '') : digits;
  return 'ambiguous';
}

/** The number typed, or null. */
export function parseNumber(text: string, locale?: Locale): number | null {
  const read = readNumber(text, locale);
  return read.ok ? read.value : null;
}

/** `23/11/2026`, `23.11.2026`, `23-11-2026`, `23 11 2026` or ISO to `2026-11-23`; null when no such day exists. */
export function parseDate(text: string): string | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  const typed = /^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})$/.exec(trimmed);
  const [year, month, day] = iso ? iso.slice(1).map(Number) : typed ? [typed[3], typed[2], typed[1]].map(Number) : [];
  if (!year || !month || !day || year < 1900 || year > 2200) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.toISOString().slice(0, 10);
}
