import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { metricVersions } from '../../../db/schema/outcomes';
import type { BaselineKind, Metric, MetricGrain, MetricKind, MetricSubject, Unit } from './metric';

/** A metric as the cluster's catalogue holds it now. */
export type CatalogueMetric = {
  code: string;
  version: number;
  labelFr: string;
  labelEn: string;
  unit: Unit;
  kind: MetricKind;
  grain: MetricGrain;
  baselineKind: BaselineKind | null;
} & Pick<Metric, 'subject' | 'aggregation' | 'derivedFrom' | 'parts' | 'evidence' | 'rule'>;

/** The latest version of the metrics of `codes`, by code. */
export async function findMetrics(tx: Tx, clusterId: string, codes: readonly string[]): Promise<Map<string, CatalogueMetric>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([metricVersions.metric])
    .from(metricVersions)
    .where(sql`${metricVersions.clusterId} = ${clusterId} and ${metricVersions.metric} = any (${sql.param([...codes])}::text[])`)
    .orderBy(metricVersions.metric, sql`${metricVersions.version} desc`);
  return new Map(rows.map((row) => [row.metric, catalogueMetric(row)]));
}

type Row = typeof metricVersions.$inferSelect;

export function catalogueMetric(row: Omit<Row, 'clusterId'>): CatalogueMetric {
  const definition = row.definition as Partial<Metric>;
  return {
    code: row.metric,
    version: row.version,
    labelFr: row.labelFr,
    labelEn: row.labelEn,
    unit: row.unit as Unit,
    kind: row.kind,
    grain: row.grain,
    baselineKind: (row.baselineKind as BaselineKind | null) ?? null,
    subject: (definition.subject as MetricSubject | undefined) ?? 'company',
    aggregation: definition.aggregation ?? 'sum',
    rule: definition.rule ?? { fr: '', en: '' },
    evidence: definition.evidence ?? { fr: '', en: '' },
    ...(definition.derivedFrom ? { derivedFrom: definition.derivedFrom } : {}),
    ...(definition.parts ? { parts: definition.parts } : {}),
  };
}
