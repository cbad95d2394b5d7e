import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { SheetMetric } from '../outcomes/figure-sheet';
import { evidenceWords, metricJson } from '../outcomes/figures.queries.server';

export type ClusterCell = {
  observationId: string;
  cell: string;
  validOn: LocalDate;
  num: number | null;
  den: number | null;
  unknownReason: string | null;
  level: number;
  authorId: string;
  authorName: string | null;
  evidence: string | null;
};

export type ClusterMetric = {
  of: SheetMetric;
  /** What it counts, in words. */
  rule: string;
  isInContract: boolean;
  /** The values that stand, latest first. */
  cells: ClusterCell[];
};

/** What the cluster tells of itself: each metric of the catalogue whose subject is the cluster and that is not computed, with its values. One statement. */
export async function readClusterFigures(tx: Tx, actor: Actor): Promise<ClusterMetric[]> {
  return (await tx.execute(sql`
    with latest as materialized (
      select distinct on (v.metric) v.* from metric_versions v where v.cluster_id = ${actor.clusterId} and v.definition->>'subject' = 'cluster' order by v.metric, v.version desc),
    told as materialized (select * from latest v where not v.definition ? 'derivedFrom' and v.grain <> 'event'),
    standing as materialized (
      select s.* from ledger.standing_cells((select array_agg(t.metric::text) from told t), 'infinity', array[${actor.clusterId}::uuid]) s)
    select ${metricJson(actor.locale)} as of, coalesce(v.definition->'rule'->>${actor.locale}, '') as rule,
      exists (select from indicators i where i.cluster_id = v.cluster_id and i.metric = v.metric) as "isInContract",
      coalesce((select jsonb_agg(jsonb_build_object('observationId', s.observation_id, 'cell', s.cell, 'validOn', s.valid_on, 'num', s.num, 'den', s.den, 'unknownReason', s.unknown_reason,
          'level', s.level, 'authorId', o.author_id, 'authorName', p.given_name || ' ' || p.family_name, 'evidence', ${evidenceWords(actor.locale, sql`o`, sql`o.evidence`)}) order by s.valid_on desc, s.cell desc)
        from standing s join observations o on o.cluster_id = v.cluster_id and o.id = s.observation_id
          left join lateral (select q.given_name, q.family_name from people q where q.cluster_id = o.cluster_id and q.id = o.author_id limit 1) p on true
        where s.metric = v.metric), '[]') as cells
    from told v order by v.metric`)) as unknown as ClusterMetric[];
}
