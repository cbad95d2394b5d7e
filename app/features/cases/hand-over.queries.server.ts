import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Advisor, listAdvisors, MOST_ADVISORS } from '~/features/load/advisors.queries.server';
import type { Track } from '~/features/programmes/track';
import { isId } from '~/platform/is-id';
import { mayHandOver } from './case.policy';
import { MOST_HANDED_OVER } from './hand-over.schema';
import { type CaseParties, partInCase } from './part-in-case';

type Row = CaseParties & { id: string; reference: string; companyName: string; track: Track };
export type CaseToHandOver = Pick<Row, 'id' | 'reference' | 'companyName' | 'track' | 'state'>;

export type HandOverPage = {
  from: { id: string; name: string };
  cases: CaseToHandOver[];
  /** More cases than are handed over at once. */
  isCut: boolean;
  /** The case the reader comes from, alone chosen in advance. */
  onlyId: string | null;
  /** The least loaded first; not the one who hands over. */
  advisors: Advisor[];
};

/** Somebody of the cluster's staff, at work or gone, whom the reader sees. */
export async function findColleague(tx: Tx, actor: Actor, personId: string): Promise<HandOverPage['from'] | undefined> {
  const [person] = await tx.execute<HandOverPage['from']>(sql`
    select p.id, p.given_name || ' ' || p.family_name as name from people p where p.cluster_id = ${actor.clusterId} and p.id = ${personId} and p.is_staff`);
  return person;
}

/** Open cases that somebody leads and the reader may hand over, and to whom; null when nobody of the cluster is meant, or a case they don't lead. Three statements. */
export async function readHandOverPage(
  tx: Tx,
  actor: Actor,
  { fromId, caseId }: { fromId: string | undefined; caseId: string | undefined },
  today: string,
): Promise<HandOverPage | null> {
  if (!isId(fromId)) return null;
  const from = await findColleague(tx, actor, fromId);
  if (!from) return null;
  const rows = await tx.execute<Row>(sql`
    select c.id, c.reference, coalesce(k.name, '') as "companyName", c.company_id as "companyId", c.programme_id as "programmeId", c.track, c.state,
      c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId"
    from cases c left join companies k on k.cluster_id = c.cluster_id and k.id = c.company_id
    where c.cluster_id = ${actor.clusterId} and c.lead_id = ${fromId} and c.worklist in ('new', 'active', 'waiting_on_company', 'blocked')
    order by c.id = ${isId(caseId) ? caseId : null}::uuid desc, k.name collate "fr-x-icu", c.reference limit ${MOST_HANDED_OVER + 1}`);
  const cases = rows.filter((row) => mayHandOver(partInCase(actor, row)));
  const only = cases.find(({ id }) => id === caseId);
  if (caseId !== undefined && !only) return null;
  const advisors = cases.length > 0 ? await listAdvisors(tx, actor, today) : [];
  return {
    from,
    cases: cases
      .slice(0, MOST_HANDED_OVER)
      .map(({ id, reference, companyName, track, state }) => ({ id, reference, companyName, track, state })),
    isCut: rows.length > MOST_HANDED_OVER,
    onlyId: only?.id ?? null,
    advisors: advisors
      .slice(0, MOST_ADVISORS)
      .filter(({ id }) => id !== fromId)
      .sort((a, b) => a.load.share - b.load.share),
  };
}
