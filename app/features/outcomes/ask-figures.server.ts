import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { LocalDate } from '~/features/programmes/paris-date';
import { newId } from '~/platform/id.server';
import { cases } from '../../../db/schema/cases';
import { companies } from '../../../db/schema/companies';
import { expectedFigures } from '../../../db/schema/outcomes';
import { planTemplateVersions } from '../../../db/schema/programmes';
import { type AskedCell, askedCell, baselineCells, type FigureMove, sourcesOf } from './asked-figure';
import { findMetrics } from './metric-version.server';

type Asking = { caseId: string; companyId: string; on: LocalDate };

/**
 * Asks for the figures a milestone moves, on the day it is done; what was asked before stays asked once. An amount requested is no
 * result and is not asked. Returns how many cells are new. (`docs/domain.md §3.1`)
 */
export async function askFigures(
  tx: Tx,
  actor: Actor,
  { moves, milestoneId, ...asking }: Asking & { milestoneId: string; moves: readonly FigureMove[] },
): Promise<number> {
  const asked = moves.filter((move) => !move.isRequested);
  if (asked.length === 0) return 0;
  const about = await findCase(tx, actor, asking.caseId);
  if (!about) return 0;
  const metrics = await sourceMetrics(tx, actor.clusterId, asked);
  const cells = asked.flatMap((move) =>
    (metrics.sources.get(move.metric) ?? []).flatMap((code) => {
      const metric = metrics.byCode.get(code);
      if (!metric) return [];
      const day = { on: asking.on, reference: about.reference, foundedOn: about.foundedOn };
      return (move.isBaseline ? baselineCells(metric, day) : [askedCell(metric, day)]).map((cell) => ({
        ...cell,
        isBaseline: move.isBaseline,
      }));
    }),
  );
  return insertAsked(tx, actor, { ...asking, milestoneId }, cells);
}

/** Asks for the reference values that the case's plan template requires, as of its acceptance. Returns how many cells are new. */
export async function askBaselines(tx: Tx, actor: Actor, asking: Asking): Promise<number> {
  const about = await findCase(tx, actor, asking.caseId);
  if (!about || about.requiredBaselines.length === 0) return 0;
  const metrics = await findMetrics(tx, actor.clusterId, about.requiredBaselines);
  const cells = [...metrics.values()].flatMap((metric) =>
    baselineCells(metric, { on: asking.on, reference: about.reference, foundedOn: about.foundedOn }).map((cell) => ({
      ...cell,
      isBaseline: true,
    })),
  );
  return insertAsked(tx, actor, { ...asking, milestoneId: null }, cells);
}

async function findCase(tx: Tx, actor: Actor, caseId: string) {
  const [found] = await tx
    .select({ reference: cases.reference, foundedOn: companies.foundedOn, requiredBaselines: planTemplateVersions.requiredBaselines })
    .from(cases)
    .innerJoin(companies, and(eq(companies.clusterId, cases.clusterId), eq(companies.id, cases.companyId)))
    .leftJoin(
      planTemplateVersions,
      and(eq(planTemplateVersions.clusterId, cases.clusterId), eq(planTemplateVersions.id, cases.templateVersionId)),
    )
    .where(and(eq(cases.clusterId, actor.clusterId), eq(cases.id, caseId)));
  return found ? { ...found, requiredBaselines: found.requiredBaselines ?? [] } : null;
}

/** The metrics behind some moves: computed ones are replaced by what they are computed from. */
async function sourceMetrics(tx: Tx, clusterId: string, moves: readonly FigureMove[]) {
  const moved = await findMetrics(tx, clusterId, [...new Set(moves.map((move) => move.metric))]);
  const sources = new Map([...moved.values()].map((metric) => [metric.code, sourcesOf(metric)]));
  const others = [...sources.values()].flat().filter((code) => !moved.has(code));
  return { sources, byCode: others.length > 0 ? new Map([...moved, ...(await findMetrics(tx, clusterId, others))]) : moved };
}

async function insertAsked(
  tx: Tx,
  actor: Actor,
  { caseId, companyId, milestoneId }: Asking & { milestoneId: string | null },
  cells: readonly (AskedCell & { isBaseline: boolean })[],
): Promise<number> {
  if (cells.length === 0) return 0;
  const inserted = await tx
    .insert(expectedFigures)
    .values(cells.map((cell) => ({ clusterId: actor.clusterId, id: newId(), companyId, caseId, milestoneId, ...cell })))
    .onConflictDoNothing()
    .returning({ id: expectedFigures.id });
  return inserted.length;
}
