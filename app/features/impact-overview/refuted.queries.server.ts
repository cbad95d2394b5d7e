import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { ContractLine } from '~/features/impact/contract.queries.server';
import type { LocalDate } from '~/features/programmes/paris-date';

/** Values refuted by the team and not replaced since, and of how many subjects. */
export type Refuted = { values: number; subjects: number };

/** Cells of an indicator's metric whose last value was refuted, true by a day, where no other value stands. One statement, on refutations alone. */
export async function readRefuted(tx: Tx, clusterId: string, { source }: Pick<ContractLine, 'source'>, on: LocalDate): Promise<Refuted> {
  const [row] = (await tx.execute(sql`
    with refuted as materialized (
      select distinct coalesce(o.company_id, o.project_id, o.cluster_id) as subject_id, o.company_id, o.project_id, o.metric, o.cell
      from observation_acts x join observations o on o.cluster_id = x.cluster_id and o.id = x.observation_id
      where x.cluster_id = ${clusterId} and x.metric = ${source} and x.act = 'refuted' and o.valid_on <= ${on}::date
        and not exists (select from observation_acts y where y.cluster_id = x.cluster_id and y.observation_id = x.observation_id and y.recorded_at > x.recorded_at))
    select count(*)::int as values, count(distinct r.subject_id)::int as subjects from refuted r
    where ${noneStands(clusterId, sql`o.company_id = r.company_id`)} and ${noneStands(clusterId, sql`o.project_id = r.project_id`)}
      and ${noneStands(clusterId, sql`r.company_id is null and r.project_id is null and o.company_id is null and o.project_id is null`)}`)) as unknown as Refuted[];
  return row ?? { values: 0, subjects: 0 };
}

/** No value of the refuted cell stands; each kind of subject by its own index. */
const noneStands = (clusterId: string, isOfSubject: SQL) => sql`
  not exists (
    select from observations o left join lateral (
      select y.level from observation_acts y where y.cluster_id = o.cluster_id and y.observation_id = o.id order by y.recorded_at desc limit 1) a on true
    where o.cluster_id = ${clusterId} and ${isOfSubject} and o.metric = r.metric and o.cell = r.cell and coalesce(a.level, o.entry_level) > 0)`;
