import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { Metric } from '~/features/outcomes/metric';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { MetricFamily } from './metric-family';

type Localised<M> = Omit<M, 'label' | 'rule' | 'evidence' | 'parts' | 'example'>;

export type CatalogueMetric = Localised<Metric> & {
  label: string;
  rule: string;
  evidence: string;
  parts: { numerator: string; denominator: string } | null;
  /** With its sentence in the reader's language; null in an installation whose catalogue has none yet. */
  example: (Omit<Metric['example'], 'words'> & { words: string }) | null;
  versions: number[];
  /** The running contract has a target for it. */
  isInContract: boolean;
};

export type Catalogue = { family: MetricFamily; counts: { family: MetricFamily; count: number }[]; metrics: CatalogueMetric[] };

const MOST = 100;

/** One family of the catalogue in its latest versions, and how many metrics each family has. One statement. */
export async function readCatalogue(tx: Tx, actor: Actor, family: MetricFamily, on: LocalDate): Promise<Catalogue> {
  const { clusterId, locale } = actor;
  const [row] = (await tx.execute(sql`
    with latest as (
      select distinct on (m.metric) m.* from metric_versions m where m.cluster_id = ${clusterId} order by m.metric, m.version desc),
    contract as (
      select k.id from contracts k where k.cluster_id = ${clusterId} order by (k.starts_on <= ${on}) desc, abs(k.starts_on - ${on}::date), k.id limit 1),
    targeted as (
      select distinct i.metric from contract k join objectives o on o.cluster_id = ${clusterId} and o.contract_id = k.id
        join indicators i on i.cluster_id = o.cluster_id and i.objective_id = o.id)
    select coalesce((select jsonb_agg(jsonb_build_object('family', f.family, 'count', f.count)) from (select left(l.metric, 3) as family, count(*)::int as count from latest l group by 1) f), '[]') as counts,
      coalesce((select jsonb_agg(m.definition || jsonb_build_object('code', m.metric, 'version', m.version, 'label', case when ${locale} = 'en' then m.label_en else m.label_fr end,
          'unit', m.unit, 'kind', m.kind, 'direction', m.direction, 'grain', m.grain, 'baselineKind', m.baseline_kind, 'rule', coalesce(m.definition->'rule'->>${locale}, ''),
          'evidence', coalesce(m.definition->'evidence'->>${locale}, ''), 'european', case jsonb_typeof(m.definition->'european') when 'array' then m.definition->'european' else '[]' end,
          'parts', case when m.definition ? 'parts' then jsonb_build_object('numerator', m.definition->'parts'->'numerator'->>${locale}, 'denominator', m.definition->'parts'->'denominator'->>${locale}) end,
          'example', case when m.definition ? 'example' then (m.definition->'example') || jsonb_build_object('words', m.definition->'example'->'words'->>${locale}) end,
          'versions', (select jsonb_agg(v.version order by v.version) from metric_versions v where v.cluster_id = m.cluster_id and v.metric = m.metric),
          'isInContract', exists (select from targeted t where t.metric = m.metric)) order by m.metric)
        from (select * from latest l where left(l.metric, 3) = ${family} order by l.metric limit ${MOST}) m), '[]') as metrics`)) as unknown as Omit<
    Catalogue,
    'family'
  >[];
  return { family, counts: row?.counts ?? [], metrics: row?.metrics ?? [] };
}
