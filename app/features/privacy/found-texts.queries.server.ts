import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';

export type FoundText = {
  id: string;
  finding: 'maybe' | 'file';
  place: string;
  itemId: string;
  caseId: string | null;
  reference: string | null;
  companyId: string | null;
  company: string | null;
  /** The name that stands for the person now. */
  mark: string;
  foundAt: string;
  /** The text around the word, or a file's title. */
  before: string;
  word: string;
  after: string;
};

const SHOWN = 50;
/** Signs shown on either side of the word. */
const AROUND = 160;

/** What waits for somebody to look at, among the texts the actor reads: the word where it was found, in its sentence. */
export async function listFoundTexts(tx: Tx, actor: Actor): Promise<FoundText[]> {
  const rows = (await tx.execute(sql`
    select f.id, f.finding, f.place, f.item_id as "itemId", f.case_id as "caseId", c.reference, f.company_id as "companyId", k.name as company, p.given_name || ' ' || p.family_name as mark, f.found_at as "foundAt",
      access.found_text(f.place, f.item_id, f.field) as said, f.starts_at as "startsAt", f.length
    from privacy_finds f join people p on p.cluster_id = f.cluster_id and p.id = f.person_id
      left join cases c on c.cluster_id = f.cluster_id and c.id = f.case_id left join companies k on k.cluster_id = f.cluster_id and k.id = f.company_id
    where f.cluster_id = ${actor.clusterId} and f.settled_at is null and f.finding <> 'kept' order by f.id limit ${SHOWN}`)) as unknown as Row[];
  return rows.map(({ said, startsAt, length, ...row }) => ({ ...row, ...cut(said ?? '', startsAt, length) }));
}

type Row = Omit<FoundText, 'before' | 'word' | 'after'> & { said: string | null; startsAt: number | null; length: number | null };

/** PostgreSQL counts whole signs, from one. */
function cut(said: string, startsAt: number | null, length: number | null): Pick<FoundText, 'before' | 'word' | 'after'> {
  if (startsAt === null || length === null) return { before: said, word: '', after: '' };
  const signs = [...said];
  const [from, to] = [startsAt - 1, startsAt - 1 + length];
  const [first, last] = [Math.max(0, from - AROUND), to + AROUND];
  return {
    before: `${first > 0 ? '…' : ''}${signs.slice(first, from).join('')}`,
    word: signs.slice(from, to).join(''),
    after: `${signs.slice(to, last).join('')}${last < signs.length ? '…' : ''}`,
  };
}
