import { sql } from 'drizzle-orm';
import type { Recorded } from './record-event.server';

type Row = Record<string, unknown>;
export type Changed = { was: Row | null; is: Row | null };
type Told = Required<Pick<Recorded, 'facts' | 'texts'>>;

/** What an UPDATE or a DELETE returns, so that its event can tell from what to what: the row as it was and as it is. */
export const wasAndIs = { was: sql<Row | null>`to_jsonb(old)`, is: sql<Row | null>`to_jsonb(new)` };

/** Said by the event itself: what it stands by, when it was, how often the row was written. */
const SAID = ['cluster_id', 'id', 'case_id', 'company_id', 'journey_id', 'version', 'created_at', 'updated_at', 'state_since'];
/** Written by people, whatever they look like. */
const WORDS = new Set([
  'title',
  'title_en',
  'name',
  'body',
  'reason',
  'awaited',
  'lessons',
  'comment',
  'note',
  'address',
  'city',
  'website',
  'given_name',
  'family_name',
  'phone',
  'job_title',
  'identity_check',
  'extension_reason',
  'answer',
  'proof',
]);
const CODE = /^[\w.:+-]{1,64}$/;

const camel = (column: string) => column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const isPlain = (value: unknown) => value === null || typeof value !== 'object';

function plain(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.every(isPlain)) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean);
}

/** `column_from` and `column_to` of each column that a write changed: codes, dates and numbers as facts, words of people apart. */
export function changes(...rows: readonly Changed[]): Told {
  const told: Told = { facts: {}, texts: {} };
  for (const { was, is } of rows) {
    for (const column of Object.keys(was ?? is ?? {})) {
      const [from, to] = [plain(was?.[column]), plain(is?.[column])];
      if (from === to || SAID.includes(column)) continue;
      tell(told, column, 'from', from);
      if (is) tell(told, column, 'to', to);
    }
  }
  return told;
}

function tell({ facts, texts }: Told, column: string, end: 'from' | 'to', value: string | number | boolean | null): void {
  const field = `${camel(column)}_${end}`;
  const isWords = typeof value === 'string' && value !== '' && (WORDS.has(column) || !value.split(' ').every((code) => CODE.test(code)));
  if (isWords) texts[field] = value;
  else facts[field] = value;
}
