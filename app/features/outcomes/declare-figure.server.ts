import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import { parisDate } from '~/features/programmes/paris-date';
import { newId } from '~/platform/id.server';
import { done, refuse } from '~/platform/result';
import { cases } from '../../../db/schema/cases';
import { companies } from '../../../db/schema/companies';
import { eventKeys, observations } from '../../../db/schema/outcomes';
import { validOnOf } from './asked-figure';
import { mayDeclareFigure } from './figure.policy';
import { lockFigures } from './lock-figures.server';
import { UNITS } from './metric';
import { type CatalogueMetric, findMetrics } from './metric-version.server';
import { observationFault } from './observation';
import { parsePeriod } from './period';
import { entryLevel } from './trust';
import { yearObjection } from './year-objection.server';

/** A value or the reason why there is none. */
export type FigureValue = { num: number | null; den: number | null; unknownReason: string | null };

export type Declaration = FigureValue & {
  /** Null: the cluster itself, of which only some metrics speak. */
  companyId: string | null;
  metric: string;
  /** Period code, or for an event its natural key: number of the decision, of the contract, of the patent. */
  cell: string;
  /** The day of an event; a period's value is true at its end. */
  validOn?: LocalDate | null;
  evidence?: string | null;
  comment?: string | null;
  caseId?: string | null;
  milestoneId?: string | null;
};

/**
 * Records a value that nobody has given yet: confirmed at once when the leader gives it, declared when staff give it for the company.
 * A second value of a cell is refused with the first, so that two people never add up to one fact twice. (`docs/domain.md §4.1`, D3, D4)
 */
export async function declareFigure(tx: Tx, actor: Actor, declared: Declaration, at: Date) {
  const company = declared.companyId ? await findCompany(tx, actor, declared.companyId, declared.caseId ?? null) : { keys: {} };
  const metric = (await findMetrics(tx, actor.clusterId, [declared.metric])).get(declared.metric);
  if (!company || !metric || (declared.companyId === null && metric.subject !== 'cluster')) return refuse('not_found');
  if (!mayDeclareFigure(actor, declared)) return refuse('not_allowed');
  const checked = checkedValue(metric, declared, parisDate(at));
  if (!checked.ok) return checked;
  const recordedAt = await lockFigures(tx, actor, declared.companyId, at);
  const id = newId();
  const taken = await findTaken(tx, actor, metric, declared, id);
  if (taken) return refuse(taken.reason, taken.observationId ? { observationId: taken.observationId } : undefined);
  const objection = await yearObjection(tx, actor, declared);
  if (objection) return objection;
  await tx.insert(observations).values({
    ...company.keys,
    ...observationOf(actor, metric, declared),
    clusterId: actor.clusterId,
    id,
    companyId: declared.companyId,
    cell: declared.cell,
    chainId: id,
    chainNo: 1,
    validOn: checked.value,
    caseId: declared.caseId ?? null,
    milestoneId: declared.milestoneId ?? null,
    recordedAt,
  });
  await recordDeclared(tx, actor, declared.unknownReason === null ? 'figure.declared' : 'figure.unknown', {
    ...declared,
    id,
    validOn: checked.value,
  });
  return done({ observationId: id });
}

/** Records that a value cannot be given, and why; unknown is never zero. */
export function declareUnknown(tx: Tx, actor: Actor, declared: Omit<Declaration, 'num' | 'den'> & { unknownReason: string }, at: Date) {
  return declareFigure(tx, actor, { ...declared, num: null, den: null }, at);
}

/** The day the value is true, or why it cannot be recorded. */
export function checkedValue(
  metric: CatalogueMetric,
  declared: FigureValue & { cell: string; validOn?: LocalDate | null },
  today: LocalDate,
) {
  if (metric.derivedFrom) return refuse('computed_figure');
  const validOn = validOnOf(metric.grain, declared.cell, today) ?? declared.validOn ?? null;
  if (validOn === null || declared.cell.trim() === '' || declared.cell.length > 80) return refuse('event_incomplete');
  const fault = observationFault(metric, { ...declared, validOn }, today);
  if (fault) return refuse(fault);
  if (!isWithinUnit(metric, declared)) return refuse('out_of_bounds');
  return done(validOn);
}

function isWithinUnit(metric: CatalogueMetric, { num, den }: FigureValue): boolean {
  if (num === null) return true;
  if (metric.kind === 'ratio') return num >= 0 && (den ?? 0) > 0;
  const { min, max } = UNITS[metric.unit] as { min: number | null; max: number | null };
  return (min === null || num >= min) && (max === null || num <= max);
}

/** What an observation says whoever makes it: staff speak for the company and the row says so. */
export function observationOf(
  actor: Actor,
  metric: Pick<CatalogueMetric, 'code' | 'version'>,
  declared: FigureValue & Pick<Declaration, 'companyId' | 'evidence' | 'comment'>,
) {
  return {
    metric: metric.code,
    metricVersion: metric.version,
    num: declared.num === null ? null : String(declared.num),
    den: declared.den === null ? null : String(declared.den),
    unknownReason: declared.unknownReason,
    entryLevel: entryLevel(actor),
    source: isStaff(actor) ? 'staff' : 'company',
    onBehalfOfId: isStaff(actor) ? declared.companyId : null,
    evidence: declared.evidence ?? null,
    comment: declared.comment ?? null,
    authorId: actor.personId,
  };
}

export async function recordDeclared(
  tx: Tx,
  actor: Actor,
  kind: 'figure.declared' | 'figure.unknown' | 'figure.corrected',
  figure: FigureValue & Pick<Declaration, 'companyId' | 'metric' | 'cell' | 'caseId' | 'comment'> & { id: string; validOn: LocalDate },
) {
  await recordEvent(tx, actor, kind, {
    subject: ['figure', figure.id],
    ...(figure.companyId ? { companyId: figure.companyId } : {}),
    ...(figure.caseId ? { caseId: figure.caseId } : {}),
    confidentiality: figure.companyId ? 'company' : 'team',
    facts: {
      metric: figure.metric,
      cell: figure.cell,
      num: figure.num,
      den: figure.den,
      reason: figure.unknownReason,
      validOn: figure.validOn,
    },
    texts: { comment: figure.comment },
  });
}

/** The company with its keys as they are now: they are kept with the fact. */
async function findCompany(tx: Tx, actor: Actor, companyId: string, caseId: string | null) {
  const [found] = await tx
    .select({
      das: companies.mainDas,
      department: companies.departmentCode,
      region: companies.regionCode,
      size: companies.sizeCategory,
      teamId: cases.teamId,
      caseId: cases.id,
    })
    .from(companies)
    .leftJoin(
      cases,
      and(eq(cases.clusterId, companies.clusterId), eq(cases.companyId, companies.id), caseId ? eq(cases.id, caseId) : sql`false`),
    )
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)));
  if (!found || (caseId !== null && found.caseId === null)) return null;
  const { caseId: _caseId, ...keys } = found;
  return { keys };
}

/** The value that already stands in the cell, or the event already entered under its key. */
async function findTaken(tx: Tx, actor: Actor, metric: CatalogueMetric, { companyId, cell }: Declaration, chainId: string) {
  if (metric.grain === 'event') {
    const [mine] = await tx
      .insert(eventKeys)
      .values({ clusterId: actor.clusterId, metric: metric.code, naturalKey: cell, chainId, companyId })
      .onConflictDoNothing()
      .returning({ chainId: eventKeys.chainId });
    if (mine) return null;
    const [first] = await tx
      .select({ id: observations.id })
      .from(eventKeys)
      .innerJoin(observations, and(eq(observations.clusterId, eventKeys.clusterId), eq(observations.chainId, eventKeys.chainId)))
      .where(and(eq(eventKeys.clusterId, actor.clusterId), eq(eventKeys.metric, metric.code), eq(eventKeys.naturalKey, cell)))
      .limit(1);
    return { reason: 'already_recorded' as const, observationId: first?.id };
  }
  // A period of the cluster's own figures may have been told in parts: they add up, and are not told again as a whole.
  const period = companyId === null ? parsePeriod(cell) : null;
  const isIn = period ? sql`valid_on between ${period.from}::date and ${period.until}::date` : sql`cell = ${cell}`;
  const rows = (await tx.execute(
    sql`select observation_id as id from ledger.standing_cells(array[${metric.code}::text], 'infinity', array[${companyId ?? actor.clusterId}::uuid]) where ${isIn} limit 1`,
  )) as unknown as { id: string }[];
  return rows[0] ? { reason: 'already_has_value' as const, observationId: rows[0].id } : null;
}
