import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { SheetMetric } from '~/features/outcomes/figure-sheet';
import { metricJson } from '~/features/outcomes/figures.queries.server';
import { addDays, type LocalDate } from '~/features/programmes/paris-date';
import { GROWTH_THRESHOLD } from './achieved';
import type { IndicatorPerimeter, IndicatorRule } from './indicator-rule';
import type { TargetLine } from './scorecard';

export type ContractLine = {
  id: string;
  code: string;
  of: SheetMetric;
  /** What the metric counts, in words. */
  countingRule: string;
  perimeter: string;
  rule: IndicatorRule;
  /** Whose values count. */
  counts: IndicatorPerimeter;
  /** The metric that is observed: net jobs are read from headcounts. */
  source: string;
  /** The metric it is divided by, when it is another. */
  against: string | null;
  scale: number;
  weight: number;
  line: TargetLine;
};

export type ContractSheet = {
  id: string;
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  horizonOn: LocalDate | null;
  /** A company has grown from this share on. */
  growthThreshold: number;
  objectives: { code: string; title: string; lines: ContractLine[] }[];
};

type Row = {
  id: string;
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  horizonOn: LocalDate | null;
  settings: { growthThreshold?: number } | null;
  objectives: {
    code: string;
    title: string;
    lines: (Omit<ContractLine, 'line'> & Omit<TargetLine, 'baselineOn'>)[];
  }[];
};

/** The contract that runs on a day, or the last before it: objectives, indicators, targets. One statement. */
export async function findContract(tx: Tx, actor: Actor, on: LocalDate): Promise<ContractSheet | null> {
  const isEnglish = actor.locale === 'en';
  const [row] = (await tx.execute(sql`
    select k.id, k.name, k.starts_on::text as "startsOn", k.ends_on::text as "endsOn", k.horizon_on::text as "horizonOn", p.settings,
      (select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'title', case when ${isEnglish} then o.title_en else o.title_fr end, 'lines', (
          select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'code', i.metric, 'of', ${metricJson(actor.locale)}, 'countingRule', coalesce(v.definition->'rule'->>${actor.locale}, ''),
              'perimeter', case when ${isEnglish} then i.perimeter_en else i.perimeter_fr end, 'rule', i.rule, 'source', coalesce(v.definition->'derivedFrom'->'numerator'->>0, i.metric),
              'against', v.definition->'derivedFrom'->'denominator'->>0, 'counts', i.perimeter, 'scale', i.scale, 'weight', i.weight, 'window', i.window, 'isHigherBetter', i.is_higher_better, 'baseline', i.baseline, 'monthlyProfile', i.monthly_profile,
              'targets', (select coalesce(jsonb_agg(jsonb_build_object('dueOn', t.due_on, 'value', t.value) order by t.due_on), '[]') from targets t where t.cluster_id = i.cluster_id and t.indicator_id = i.id))
            order by i.position), '[]')
          from indicators i join lateral (select m.* from metric_versions m where m.cluster_id = i.cluster_id and m.metric = i.metric order by m.version desc limit 1) v on true
          where i.cluster_id = o.cluster_id and i.objective_id = o.id)) order by o.position), '[]')
        from objectives o where o.cluster_id = k.cluster_id and o.contract_id = k.id) as objectives
    from contracts k join programmes p on p.cluster_id = k.cluster_id and p.id = k.programme_id
    where k.cluster_id = ${actor.clusterId}
    order by (k.starts_on <= ${on}) desc, abs(k.starts_on - ${on}::date), k.id limit 1`)) as unknown as Row[];
  if (!row) return null;
  const { settings, objectives, ...contract } = row;
  const baselineOn = addDays(contract.startsOn, -1);
  return {
    ...contract,
    growthThreshold: settings?.growthThreshold ?? GROWTH_THRESHOLD,
    objectives: objectives.map((objective) => ({
      ...objective,
      lines: objective.lines.map(({ window, isHigherBetter, baseline, monthlyProfile, targets, ...line }) => ({
        ...line,
        line: { window, isHigherBetter, baseline, baselineOn, monthlyProfile, targets },
      })),
    })),
  };
}
