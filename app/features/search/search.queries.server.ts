import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';

export type Hit = { kind: 'company' | 'case'; id: string; title: string; hint: string | null; subject: string | null };
export type SearchResults = { companies: Hit[]; cases: Hit[]; isCut: boolean };

const MOST_HITS = 40;

/**
 * Companies and cases whose words begin like the words asked for, blind to accents, case, and spaces in a SIREN.
 * The database's function applies the reader's rights itself: what they may not open is not found.
 */
export async function searchAll(tx: Tx, asked: string): Promise<SearchResults> {
  const found = await tx.execute<Hit>(sql`
    select found.kind, found.id, found.title, found.hint, c.title as subject
    from access.search(${asked}, ${MOST_HITS}::int) found
      left join cases c on found.kind = 'case' and c.cluster_id = access.cluster_id() and c.id = found.id
    order by found.title, found.id`);
  const hits = (kind: Hit['kind']) =>
    found.filter((hit) => hit.kind === kind).map(({ id, title, hint, subject }) => ({ kind, id, title, hint, subject }));
  return { companies: hits('company'), cases: hits('case'), isCut: found.length >= MOST_HITS };
}
