import { sql } from 'drizzle-orm';
import type { AccessEvent } from '~/access/access-event';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { readPageBeside } from '~/platform/page-beside';
import type { AccessLogFilter } from './access-log-filter';

export type AccessLine = {
  id: string;
  kind: AccessEvent;
  at: string;
  /** Null where nobody of the cluster is known behind it. */
  who: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  /** Name of the subject, where it is a person: of a case or a company an administrator knows the key alone. */
  subject: string | null;
  /** Address that was refused. */
  path: string | null;
};

export type ChainCheck = {
  trail: 'events' | 'access' | 'shared';
  checkedAt: string;
  entries: number;
  waiting: number;
  fault: string | null;
  faultBatch: number | null;
  faultEntry: string | null;
};

const LINES = 50;

/** A page of the cluster's access log, newest first. For an administrator. One statement by key. */
export async function readAccessLog(tx: Tx, actor: Actor, filter: AccessLogFilter, lines = LINES) {
  const narrow = sql.join(
    [
      ...(filter.personId ? [sql`and l.person_id = ${filter.personId}::uuid`] : []),
      ...(filter.kind ? [sql`and l.kind = ${filter.kind}`] : []),
      ...(filter.from ? [sql`and l.recorded_at >= ${filter.from}::timestamp at time zone 'Europe/Paris'`] : []),
      ...(filter.until ? [sql`and l.recorded_at < (${filter.until}::timestamp + interval '1 day') at time zone 'Europe/Paris'`] : []),
    ],
    sql` `,
  );
  return readPageBeside(filter, lines, async ({ after, before }) => {
    const place = after ? sql`and l.id < ${after}::uuid` : before ? sql`and l.id > ${before}::uuid` : sql``;
    const order = before ? sql`asc` : sql`desc`;
    return (await tx.execute(sql`
      select l.id, l.kind, l.recorded_at as at, l.subject_kind as "subjectKind", l.subject_id as "subjectId", l.facts ->> 'path' as path,
        (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = l.cluster_id and p.id = l.person_id) as who,
        (select p.given_name || ' ' || p.family_name from people p where l.subject_kind = 'person' and p.cluster_id = l.cluster_id and p.id = l.subject_id) as subject
      from (select * from access_log l where l.cluster_id = ${actor.clusterId} ${place} ${narrow} order by l.id ${order} limit ${lines + 1}) l
      order by l.id ${order}`)) as unknown as AccessLine[];
  });
}

/** What the last night found of each chain. For an administrator. */
export async function listChainChecks(tx: Tx, actor: Actor): Promise<ChainCheck[]> {
  return (await tx.execute(sql`
    select distinct on (k.trail) k.trail, k.checked_at as "checkedAt", k.entries, k.waiting, k.fault, k.fault_batch as "faultBatch", k.fault_entry as "faultEntry"
    from audit_checks k where k.cluster_id = ${actor.clusterId} order by k.trail, k.checked_at desc, k.id desc`)) as unknown as ChainCheck[];
}
