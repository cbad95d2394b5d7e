import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { EventKind } from '~/features/history/event';
import { readPageBeside } from '~/platform/page-beside';
import type { AuditFilter } from './audit-filter';
import { type FieldChange, type Told, toldChanges } from './told-changes';

export type AuditEntry = {
  id: string;
  kind: EventKind;
  at: string;
  /** Null for a job or an import. */
  actor: string | null;
  onBehalfOf: string | null;
  channel: string;
  company: { id: string; name: string } | null;
  case: { id: string; reference: string } | null;
  /** Why, where whoever did it said so. */
  reason: string | null;
  changes: FieldChange[];
};
type Row = Omit<AuditEntry, 'changes' | 'reason'> & Told;

const REASONS = ['reason', 'comment'];

const ENTRIES = 50;

/** A page of the trail as this actor may read it, newest first. One statement by key. */
export async function readAudit(tx: Tx, actor: Actor, filter: AuditFilter, entries = ENTRIES) {
  const narrow = sql.join(
    [
      ...(filter.personId ? [sql`and e.actor_id = ${filter.personId}::uuid`] : []),
      ...(filter.kind ? [sql`and e.kind = ${filter.kind}`] : []),
      ...(filter.channel ? [sql`and e.channel = ${filter.channel}`] : []),
      ...(filter.from ? [sql`and e.recorded_at >= ${filter.from}::timestamp at time zone 'Europe/Paris'`] : []),
      ...(filter.until ? [sql`and e.recorded_at < (${filter.until}::timestamp + interval '1 day') at time zone 'Europe/Paris'`] : []),
    ],
    sql` `,
  );
  const page = await readPageBeside(filter, entries, async ({ after, before }) => {
    const place = after ? sql`and e.id < ${after}::uuid` : before ? sql`and e.id > ${before}::uuid` : sql``;
    const order = before ? sql`asc` : sql`desc`;
    return (await tx.execute(sql`
      select e.id, e.kind, e.recorded_at as at, e.channel, e.facts,
        (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = e.cluster_id and p.id = e.actor_id) as actor,
        (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = e.cluster_id and p.id = e.on_behalf_of_id) as "onBehalfOf",
        (select jsonb_build_object('id', c.id, 'name', c.name) from companies c where c.cluster_id = e.cluster_id and c.id = e.company_id) as company,
        (select jsonb_build_object('id', k.id, 'reference', k.reference) from cases k where k.cluster_id = e.cluster_id and k.id = e.case_id) as "case",
        (select coalesce(jsonb_object_agg(x.field, x.body), '{}') from event_texts x where x.cluster_id = e.cluster_id and x.event_id = e.id) as texts
      from (select * from events e where e.cluster_id = ${actor.clusterId} ${place} ${narrow} order by e.id ${order} limit ${entries + 1}) e
      order by e.id ${order}`)) as unknown as Row[];
  });
  return {
    ...page,
    rows: page.rows.map(
      ({ facts, texts, ...entry }): AuditEntry => ({
        ...entry,
        reason: REASONS.map((field) => texts[field] ?? null).find((text) => text !== null) ?? null,
        changes: toldChanges(entry.kind, { facts, texts }),
      }),
    ),
  };
}

/** Who may stand behind an entry: everybody who holds or held a role of the cluster. */
export async function listAuditPeople(tx: Tx, actor: Actor): Promise<{ id: string; name: string }[]> {
  return (await tx.execute(sql`
    select p.id, p.given_name || ' ' || p.family_name as name from people p
    where p.cluster_id = ${actor.clusterId} and exists (select from cluster_roles r where r.cluster_id = p.cluster_id and r.person_id = p.id)
    order by p.family_name, p.given_name, p.id limit 500`)) as unknown as { id: string; name: string }[];
}
