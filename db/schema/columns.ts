import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, check, customType, date, integer, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A code (state, track, kind…): bytes are compared, never letters of a language. */
export const code = <T extends string = string>(name: string) => customType<{ data: T }>({ dataType: () => 'text collate "C"' })(name);

export const clusterId = () => uuid('cluster_id').notNull();
/** UUIDv7: the key is also the order of creation. */
export const id = () => uuid('id').notNull().default(sql`uuidv7()`);
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
export const day = (name: string) => date(name, { mode: 'string' });
/** "No date" in a sorted column is 'infinity', so that keyset paging stays a plain comparison. */
export const dayOrInfinity = (name: string) => date(name, { mode: 'string' }).notNull().default('infinity');

export const version = () => integer('version').notNull().default(1);
export const createdAt = () => instant('created_at').notNull().defaultNow();
export const updatedAt = () => instant('updated_at').notNull().defaultNow();

/** CHECK that a code is one of the list the application uses. */
export const oneOf = (name: string, column: AnyPgColumn, list: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(list.map((word) => `'${word}'`).join(', '))})`);

/** CHECK that an array holds codes of the list only, at most `most`. */
export const someOf = (name: string, column: AnyPgColumn, list: readonly string[], most: number) =>
  check(
    name,
    sql`${column} <@ array[${sql.raw(list.map((word) => `'${word}'`).join(', '))}]::text[] and cardinality(${column}) <= ${sql.raw(String(most))}`,
  );

/** Those whom something restricted names. */
export const readerIds = () => uuid('reader_ids').array().notNull().default(sql`'{}'`);
/** CHECK that only what is restricted names its readers. */
export const namesReaders = (table: string) =>
  check(`${table}_named_readers`, sql`cardinality(reader_ids) <= 50 and (confidentiality = 'restricted' or reader_ids = '{}')`);

export const condition = (name: string, text: SQL) => check(name, text);
