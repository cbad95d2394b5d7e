import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { companies } from '../../../db/schema/companies';
import { recordEvent } from '../history/record-event.server';

type Company = typeof companies.$inferSelect;
type Column = Exclude<keyof Company, 'clusterId' | 'id' | 'version' | 'createdAt' | 'updatedAt'>;
type Given = Partial<Pick<Company, Column>>;

const text = (value: unknown) => (Array.isArray(value) ? value.join(' ') : (value as string | number | boolean | null));

/** Writes columns of a company over the version that was read, and says in one event which codes changed and how; words of people go apart. False when someone wrote meanwhile. */
export async function writeProfile(
  tx: Tx,
  actor: Actor,
  before: Company,
  version: number,
  { codes = {}, words = {} }: { codes?: Given; words?: Given },
): Promise<boolean> {
  const given: Given = { ...codes, ...words };
  const [written] = await tx
    .update(companies)
    .set({ ...given, version: sql`${companies.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, before.id), eq(companies.version, version)))
    .returning({ id: companies.id });
  if (!written) return false;
  const changed = (part: Given) => (Object.keys(part) as Column[]).filter((column) => text(before[column]) !== text(given[column]));
  await recordEvent(tx, actor, 'company.edited', {
    subject: ['company', before.id],
    companyId: before.id,
    facts: Object.fromEntries(
      changed(codes).flatMap((column) => [
        [`${column}_from`, text(before[column])],
        [`${column}_to`, text(given[column])],
      ]),
    ),
    texts: Object.fromEntries(
      changed(words).flatMap((column) => [
        [`${column}_from`, text(before[column]) as string | null],
        [`${column}_to`, text(given[column]) as string | null],
      ]),
    ),
  });
  return true;
}
