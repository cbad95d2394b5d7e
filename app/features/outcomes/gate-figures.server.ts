import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { GateFigure } from '~/features/cases/case-gate';
import { SATISFACTION_METRIC } from './satisfaction';
import { trustOfLevel } from './trust';

/** A cell asked of a case, and the value that stands there. */
export type AskedCell = {
  metric: string;
  isBaseline: boolean;
  level: number | null;
  unknownReason: string | null;
  observationId: string | null;
};

export type GateFigures = {
  baselines: GateFigure[];
  finals: GateFigure[];
  satisfaction: { isAnswered: boolean; reminders: number };
};

/** How far each figure asked of a case is: its reference values, its results, the leader's satisfaction. */
export function gateFiguresOf(rows: readonly AskedCell[]): GateFigures {
  const satisfaction = rows.filter((row) => row.metric === SATISFACTION_METRIC);
  return {
    baselines: byMetric(rows.filter((row) => row.isBaseline)),
    finals: byMetric(rows.filter((row) => !row.isBaseline && row.metric !== SATISFACTION_METRIC)),
    satisfaction: { isAnswered: satisfaction.some((row) => row.observationId !== null && row.unknownReason === null), reminders: 0 },
  };
}

/** The same, read by itself. One statement. */
export async function readGateFigures(tx: Tx, caseId: string): Promise<GateFigures> {
  return gateFiguresOf(await tx.execute<AskedCell>(askedCells(caseId)));
}

/** The required reference values that nobody has verified yet; empty when the plan may be sent. (`docs/domain.md §6.2`) */
export async function missingBaselines(tx: Tx, caseId: string): Promise<GateFigure[]> {
  return (await readGateFigures(tx, caseId)).baselines.filter((figure) => figure.state !== 'verified');
}

/** The rows of what is asked of a case, by metric and cell. */
export function askedCells(caseId: string): SQL {
  return sql`
    with asked as materialized (
      select e.metric, e.cell, e.is_baseline, e.company_id, e.case_id, v.grain
      from (select metric, cell, is_baseline, company_id, case_id, cluster_id from expected_figures
              where cluster_id = access.cluster_id() and case_id = ${caseId}
            union all
            select ${SATISFACTION_METRIC}::text collate "C", reference, false, company_id, id, cluster_id from cases
              where cluster_id = access.cluster_id() and id = ${caseId}) e
      left join lateral (select m.grain from metric_versions m where m.cluster_id = e.cluster_id and m.metric = e.metric order by m.version desc limit 1) v on true)
    select a.metric, a.is_baseline as "isBaseline", s.level, s.unknown_reason as "unknownReason", s.observation_id as "observationId"
    from asked a left join ledger.standing_cells((select array_agg(distinct metric::text) from asked), 'infinity', (select array_agg(distinct company_id) from asked)) s
      on s.metric = a.metric and s.company_id = a.company_id
        and (s.cell = a.cell or (a.grain = 'event' and not a.is_baseline and s.case_id = a.case_id and s.cell <> a.cell || '/B1'))
    order by a.metric, a.cell, s.level`;
}

const PROGRESS = ['missing', 'declared', 'confirmed', 'verified'] as const;

/** A metric asked by several cells (a mean of three years) is as far as its least advanced cell. */
function byMetric(rows: readonly AskedCell[]): GateFigure[] {
  const figures = new Map<string, GateFigure>();
  for (const row of rows) {
    const next: GateFigure = { metric: row.metric, state: stateOf(row), observationId: row.observationId };
    const known = figures.get(row.metric);
    if (!known || rank(next) < rank(known)) figures.set(row.metric, next);
  }
  return [...figures.values()];
}

function rank({ state }: GateFigure): number {
  return state === 'refused' ? PROGRESS.length : PROGRESS.indexOf(state);
}

/** "Not known" that a second person has verified settles a question; a refusal to say is said as such; anything else unknown is still missing. */
function stateOf({ level, unknownReason, observationId }: AskedCell): GateFigure['state'] {
  if (observationId === null || level === null) return 'missing';
  const trust = trustOfLevel(level);
  const state = trust === 'audited' ? 'verified' : (trust ?? 'missing');
  if (unknownReason === null || state === 'verified') return state;
  return unknownReason === 'company_refuses' || unknownReason === 'not_concerned' ? 'refused' : 'missing';
}
