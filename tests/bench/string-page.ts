import { formatIdentifier } from '~/features/companies/siren';
import { type Formats, formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { escapeHtml, withoutScripts } from './visible-text';

/** Rows of every statement of a page, a list of columns each. */
export type PageRows = readonly (readonly (readonly unknown[])[])[];

const WRITERS = {
  text: (value, _f) => String(value),
  identifier: (value, _f) => formatIdentifier(String(value)),
  number: (value, f) => f.number(Number(value)),
  date: (value, f) => f.date(String(value)),
  dayMonth: (value, f) => f.dayMonth(String(value)),
  longDate: (value, f) => f.longDate(String(value)),
  typedDate: (value, f) => f.typedDate(String(value)),
} satisfies Record<string, (value: unknown, f: Formats) => string>;
type Writer = keyof typeof WRITERS;

/** Where a value comes from, statement, row, column and on into its JSON, and how it is written. */
type Slot = { from: (string | number)[]; as: Writer };

/** A page as a list of texts that never change and of places filled from the rows. */
export type StringPage = { locale: Locale; pieces: (string | Slot)[] };

/**
 * Makes a page of strings from a page as it was served and the rows it was made from: every value of the rows that stands in the page
 * becomes a place to fill, the rest is written out.
 */
export function stringPageOf(html: string, rows: PageRows, locale: Locale): StringPage {
  const bare = withoutScripts(html);
  const slots = slotsByText(rows, formatsFor(locale));
  if (slots.size === 0) return { locale, pieces: [bare] };
  const longestFirst = [...slots.keys()].sort((a, b) => b.length - a.length);
  const alternatives = longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
  const known = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${alternatives})(?![\\p{L}\\p{N}_-])`, 'gu');
  const pieces: StringPage['pieces'] = [];
  let fixed = '';
  const add = (text: string) => {
    fixed += text;
  };
  for (const part of bare.split(/(<[^>]*>)/)) {
    let after = 0;
    // In a tag, only an id can be told from the names of markup.
    for (const match of part.matchAll(known)) {
      const slot = slots.get(match[0]) as Slot;
      if (part.startsWith('<') && !UUID.test(match[0])) continue;
      add(part.slice(after, match.index));
      pieces.push(fixed, slot);
      fixed = '';
      after = match.index + match[0].length;
    }
    add(part.slice(after));
  }
  return { locale, pieces: [...pieces, fixed] };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}/;

function slotsByText(rows: PageRows, formats: Formats): Map<string, Slot> {
  const slots = new Map<string, Slot>();
  const add = (value: unknown, from: Slot['from'], ...writers: Writer[]) => {
    for (const as of writers) {
      const text = escapeHtml(WRITERS[as](value, formats));
      if (text.length >= 3 && !slots.has(text)) slots.set(text, { from, as });
    }
  };
  for (const { value, from } of leaves(rows, [])) {
    if (typeof value === 'number') add(value, from, 'number');
    if (typeof value !== 'string') continue;
    // A word of the code, as a state, is not what people read.
    if (!/^[a-z_.]+$/.test(value)) add(value, from, 'text');
    if (ISO_DAY.test(value)) add(value, from, 'date', 'dayMonth', 'longDate', 'typedDate');
    else if (/^\d{9}(\d{5})?$/.test(value)) add(value, from, 'identifier');
    else if (/^-?\d+(\.\d+)?$/.test(value)) add(value, from, 'number');
  }
  return slots;
}

function* leaves(value: unknown, from: (string | number)[]): Generator<{ value: unknown; from: (string | number)[] }> {
  if (value === null || typeof value !== 'object') yield { value, from };
  else if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* leaves(one, [...from, index]);
  else for (const [key, one] of Object.entries(value)) yield* leaves(one, [...from, key]);
}

/** Writes a page with the values of these rows; one that is gone is left empty. */
export function writePage({ locale, pieces }: StringPage, rows: PageRows): string {
  const formats = formatsFor(locale);
  let html = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') html += piece;
    else {
      let value: unknown = rows;
      for (const key of piece.from) value = (value as Record<string | number, unknown> | null | undefined)?.[key];
      if (value != null) html += escapeHtml(WRITERS[piece.as](value, formats));
    }
  }
  return html;
}
