import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { people } from '../../../db/schema/people';
import { anonymousName, nameInWords } from './anonymous-name';

/**
 * Overwrites the person's name, address and telephone in everything people wrote, and notes for whoever reads it what may name them too.
 * Called first: it looks for the name. Returns how many texts changed.
 */
export async function forgetWords(tx: Tx, of: 'staff' | 'contact', personId: string): Promise<number> {
  // Every text of the cluster is read.
  await tx.execute(sql`select set_config('statement_timeout', ${String(LONGEST_MS)}, true)`);
  const [row] = (await tx.execute(sql`
    select coalesce(sum(f.changed), 0)::int as texts from access.forget_words(${personId}::uuid, ${nameInWords(anonymousName(of, personId))}) f`)) as unknown as {
    texts: number;
  }[];
  return row?.texts ?? 0;
}
const LONGEST_MS = 120_000;

type Forgotten = { isAccountGone: boolean; signIns: number; letters: number };
/** What a row of people may be told of: never who it was. */
const TOLD = /^(anonymisedAt|disabledAt)_/;

type Named = { personId: string; accountId: string | null; version: number };

/**
 * Takes from a person what says who they are: name, address, telephone, account, invitations, links of letters, copies of their data, and
 * what the history tells of their name. Their row and all that hangs on it stay, under the name that says that they are gone. Returns what
 * their event tells, which is everything but what goes; null where the person changed meanwhile.
 */
export async function forgetIdentity(tx: Tx, actor: Actor, of: 'staff' | 'contact', { personId, accountId, version }: Named, at: Date) {
  const name = anonymousName(of, personId);
  const [gone] = (await tx.execute(sql`
    select f.account_gone as "isAccountGone", f.sign_ins as "signIns", f.letters
    from access.forget_identity(${personId}::uuid, ${name.givenName}, ${name.familyName}) f`)) as unknown as Forgotten[];
  const instant = at.toISOString();
  const disabledAt = sql`coalesce(${people.disabledAt}, ${instant}::timestamptz)`;
  const [renamed] = await tx
    .update(people)
    .set({ ...name, email: null, phone: null, anonymisedAt: instant, disabledAt, version: sql`${people.version} + 1`, updatedAt: instant })
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.id, personId), eq(people.version, version), isNull(people.anonymisedAt)))
    .returning(wasAndIs);
  if (!renamed) return null;
  const facts = Object.entries(changes(renamed).facts).filter(([field]) => TOLD.test(field));
  return { ...Object.fromEntries(facts), accountId_from: accountId, accountId_to: null, ...(gone as Forgotten) };
}
