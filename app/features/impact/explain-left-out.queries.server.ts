import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { ContractLine, ContractSheet } from './contract.queries.server';
import { termsOf } from './figures.queries.server';
import { isRatio } from './indicator-rule';
import type { ImpactReading } from './reading';

export const LEFT_OUT_REASONS = [
  'confirmed',
  'declared',
  'reopened',
  'unknown',
  'no_baseline',
  'incomplete',
  'too_old',
  'not_grown',
  'not_counted',
  'struck',
  'in_group',
  'outside',
  'no_answer',
] as const;
export type LeftOut = { reason: (typeof LEFT_OUT_REASONS)[number]; count: number; names: string[]; value: number | null };

/** What was asked or given and does not count, each once under one reason. (`docs/ledger.md §7`) */
export async function readLeftOut(
  tx: Tx,
  actor: Actor,
  contract: ContractSheet,
  indicator: ContractLine,
  { on, minLevel }: ImpactReading,
): Promise<LeftOut[]> {
  const { rule, source, scale } = indicator;
  const isByCase = rule === 'sum' || rule === 'mean' || rule === 'ratio';
  const terms = termsOf(contract, [indicator.code]);
  const rows = (await tx.execute(sql`
    with lines as materialized (
      select * from ledger.spans(${terms}, 'infinity') s where s.kind in ('total', 'given', 'in_group') and s.from_on <= ${on}::date and ${on}::date < s.until_on),
    best as materialized (
      select distinct on (subject_id, unit_key) subject_id, company_id, unit_key, case when ${isByCase} then case_id::text else subject_id::text end as asked_key, num, min_level as level, observation_id
      from lines where kind = 'total' order by subject_id, unit_key, min_level desc),
    grouped as materialized (
      select distinct on (subject_id) subject_id, subject_id::text as asked_key, num from lines where kind = 'in_group' order by subject_id, min_level),
    beyond as materialized (
      select distinct s.subject_id, s.company_id from ledger.spans((select array_agg((t.code, t.rule, t.source, t.against, 'all', t.subject, t.is_yearly, t.grain, t.starts_on, t.growth)::ledger_term)
        from unnest(${terms}) t where t.perimeter <> 'all'), 'infinity') s
      where s.kind = 'total' and s.min_level = ${minLevel}::int and s.company_id is not null and s.from_on <= ${on}::date and ${on}::date < s.until_on
        and not exists (select from lines l where l.subject_id = s.subject_id)),
    latest as materialized (
      select distinct on (k.asked_key) k.asked_key, c.num, c.unknown_reason, c.level
      from ledger.cluster_cells(array[${source}::text], 'infinity') c, lateral (select case when ${isByCase} then c.case_id::text else c.subject_id::text end as asked_key) k
      where c.valid_on <= ${on}::date order by k.asked_key, c.valid_on desc),
    entries as materialized (
      select distinct case when ${isByCase} then o.case_id::text else o.company_id::text end as asked_key from observations o
      where o.cluster_id = ${actor.clusterId} and o.metric = ${source} and o.valid_on <= ${on}::date),
    bases as materialized (select company_id from ledger.company_baselines(${source}, 'infinity')),
    silent as (
      select e.company_id, v.num, v.unknown_reason, v.level, b.company_id is not null as has_baseline, n.asked_key is not null as has_entry
      from ledger.asked(${terms}, 'infinity') e left join bases b on b.company_id = e.company_id
      left join latest v on v.asked_key = e.asked_key
      left join entries n on n.asked_key = e.asked_key
      where e.from_on <= ${on}::date and ${on}::date < e.until_on and not exists (select from best x where x.asked_key = e.asked_key) and not exists (select from grouped g where g.asked_key = e.asked_key)),
    left_out as (
      select subject_id, num, case
          when exists (select from observations o join observations f on f.cluster_id = o.cluster_id and f.chain_id = o.chain_id
            join observation_acts x on x.cluster_id = f.cluster_id and x.observation_id = f.id and x.act in ('verified', 'audited') where o.cluster_id = ${actor.clusterId} and o.id = best.observation_id) then 'reopened'
          when level = 2 then 'confirmed' else 'declared' end as reason from best where level < ${minLevel}
      union all
      select subject_id, num, 'in_group' from grouped
      union all
      select company_id, null, 'outside' from beyond
      union all
      select company_id, null, case
          when level is null then case when has_entry then 'struck' else 'no_answer' end
          when unknown_reason is not null then 'unknown'
          when ${rule} in ('net', 'growth') and not has_baseline then 'no_baseline'
          when ${rule} = 'growth' then 'not_grown'
          when ${rule} in ('paired_ratio', 'industry_share') then 'incomplete'
          when ${rule} in ('net', 'latest', 'ratio') then 'too_old'
          else 'not_counted' end from silent)
    select l.reason, count(*)::int as count, sum(l.num)::float8 as value, coalesce((array_agg(distinct coalesce(c.name, j.acronym)) filter (where coalesce(c.name, j.acronym) is not null))[1:6], '{}') as names
    from left_out l left join companies c on c.cluster_id = ${actor.clusterId} and c.id = l.subject_id left join projects j on j.cluster_id = ${actor.clusterId} and j.id = l.subject_id group by 1`)) as unknown as LeftOut[];
  const isAdded = !isRatio(rule) && rule !== 'mean';
  return LEFT_OUT_REASONS.flatMap((reason) => {
    const row = rows.find((one) => one.reason === reason);
    return row ? [{ ...row, value: isAdded && row.value !== null ? row.value / scale : null }] : [];
  });
}
