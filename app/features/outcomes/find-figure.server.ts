import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { Unit } from './metric';
import type { Level } from './trust';

/** An observation about a company, or about the cluster itself, with what an act on it looks at. */
export type FoundFigure = {
  id: string;
  /** Null: the cluster itself. */
  companyId: string | null;
  metric: string;
  metricVersion: number;
  cell: string;
  chainId: string;
  chainNo: number;
  validOn: string;
  num: number | null;
  den: number | null;
  authorId: string;
  caseId: string | null;
  milestoneId: string | null;
  comment: string | null;
  /** The company's keys as at the fact: a correction keeps them. */
  keys: { das: string | null; department: string | null; region: string | null; size: string | null; teamId: string | null };
  unit: Unit;
  kind: 'stock' | 'flow' | 'ratio' | 'ordinal';
  grain: 'annual' | 'half_year' | 'event';
  level: Level;
  /** A later live value of its chain has taken its place. */
  isReplaced: boolean;
  /** The highest number of its chain, live or not. */
  lastNo: number;
  /** The value of the period before, whatever its trust; a share as its quotient. */
  previous: number | null;
};

/** The observation as it is known now, or null when absent or invisible. */
export async function findFigure(tx: Tx, actor: Actor, observationId: string): Promise<FoundFigure | null> {
  const rows = (await tx.execute(sql`
    select o.id, o.company_id as "companyId", o.metric, o.metric_version as "metricVersion", o.cell, o.chain_id as "chainId", o.chain_no as "chainNo", o.valid_on::text as "validOn",
      o.num::float8 as num, o.den::float8 as den, o.author_id as "authorId", o.case_id as "caseId", o.milestone_id as "milestoneId", o.comment,
      jsonb_build_object('das', o.das, 'department', o.department, 'region', o.region, 'size', o.size, 'teamId', o.team_id) as keys,
      v.unit, v.kind, v.grain, coalesce(a.level, o.entry_level) as level,
      exists (select from observations n left join lateral (select x.level from observation_acts x where x.cluster_id = n.cluster_id and x.observation_id = n.id order by x.recorded_at desc limit 1) l on true
        where n.cluster_id = o.cluster_id and n.chain_id = o.chain_id and n.chain_no > o.chain_no and coalesce(l.level, n.entry_level) > 0) as "isReplaced",
      (select max(n.chain_no) from observations n where n.cluster_id = o.cluster_id and n.chain_id = o.chain_id) as "lastNo",
      (select (case when s.den is null or s.den = 0 then s.num else s.num / s.den end)::float8 from ledger.standing_cells(array[o.metric::text], 'infinity', array[coalesce(o.company_id, o.cluster_id)]) s
        where v.grain <> 'event' and s.valid_on < o.valid_on and s.num is not null order by s.valid_on desc limit 1) as previous
    from observations o join metric_versions v on v.cluster_id = o.cluster_id and v.metric = o.metric and v.version = o.metric_version
      left join lateral (select x.level from observation_acts x where x.cluster_id = o.cluster_id and x.observation_id = o.id order by x.recorded_at desc limit 1) a on true
    where o.cluster_id = ${actor.clusterId} and o.id = ${observationId} and o.project_id is null`)) as unknown as FoundFigure[];
  return rows[0] ?? null;
}
