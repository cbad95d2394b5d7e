import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { baselines } from '../../../db/schema/outcomes';
import { lockFigures } from './lock-figures.server';

type Verified = {
  companyId: string;
  metric: string;
  kind: 'B0' | 'B1' | 'B3';
  num: string;
  den: string | null;
  onDate: string;
  observationId: string;
};

/**
 * Freezes the verified reference values of a case, at its plan's signature: later corrections of the figures leave them as they are.
 * A mean of several years (B3) freezes the mean of the years that are known. Returns how many were frozen. (`docs/domain.md §4.1`)
 */
export async function freezeBaselines(tx: Tx, actor: Actor, caseId: string, at: Date): Promise<number> {
  const verified = (await tx.execute(sql`
    with asked as materialized (
      select distinct on (e.metric, e.cell) e.metric, e.cell, e.company_id, v.baseline_kind
      from expected_figures e join metric_versions v on v.cluster_id = e.cluster_id and v.metric = e.metric
      where e.cluster_id = ${actor.clusterId} and e.case_id = ${caseId} and e.is_baseline and v.baseline_kind in ('B0', 'B1', 'B3')
        and not exists (select from baselines b where b.cluster_id = e.cluster_id and b.case_id = e.case_id and b.metric = e.metric and b.company_id = e.company_id)
      order by e.metric, e.cell, v.version desc)
    select a.company_id as "companyId", a.metric, a.baseline_kind as kind, trim_scale(avg(s.num))::text as num, trim_scale(avg(s.den))::text as den,
      max(s.valid_on)::text as "onDate", (array_agg(s.observation_id order by s.valid_on desc))[1] as "observationId"
    from asked a join ledger.standing_cells((select array_agg(distinct metric::text) from asked), 'infinity', (select array_agg(distinct company_id) from asked)) s
      on s.metric = a.metric and s.company_id = a.company_id and s.cell = a.cell
    where s.level >= 3 and s.num is not null
    group by 1, 2, 3 order by 2`)) as unknown as Verified[];
  const [first] = verified;
  if (!first) return 0;
  const recordedAt = await lockFigures(tx, actor, first.companyId, at);
  await tx
    .insert(baselines)
    .values(verified.map((value) => ({ clusterId: actor.clusterId, id: newId(), caseId, byId: actor.personId, recordedAt, ...value })));
  await recordEvent(tx, actor, 'baseline.frozen', {
    subject: ['case', caseId],
    companyId: first.companyId,
    caseId,
    confidentiality: 'company',
    facts: Object.fromEntries(verified.map((value) => [value.metric, Number(value.num)])),
  });
  return verified.length;
}
