import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type LocalDate, parisDate } from '~/features/programmes/paris-date';
import { newId } from '~/platform/id.server';
import { done, refuse } from '~/platform/result';
import { observations } from '../../../db/schema/outcomes';
import { checkedValue, type FigureValue, observationOf, recordDeclared } from './declare-figure.server';
import { mayDeclareFigure } from './figure.policy';
import { findFigure } from './find-figure.server';
import { lockFigures } from './lock-figures.server';
import { findMetrics } from './metric-version.server';
import { yearObjection } from './year-objection.server';

export type Correction = FigureValue & {
  /** The value the person read, which must still be the last of its chain. */
  observationId: string;
  validOn?: LocalDate | null;
  evidence?: string | null;
  /** Why it changes; kept with the new value. */
  comment: string;
};

/**
 * Continues the chain of a value with another: the earlier one stays readable, and a figure corrected after its verification must be
 * verified again. Two corrections of one value cannot both win. (`docs/ledger.md §3`)
 */
export async function correctFigure(tx: Tx, actor: Actor, correction: Correction, at: Date) {
  const found = await findFigure(tx, actor, correction.observationId);
  if (!found) return refuse('not_found');
  if (!mayDeclareFigure(actor, found)) return refuse('not_allowed');
  if (correction.comment.trim() === '') return refuse('reason_missing');
  const metric = (await findMetrics(tx, actor.clusterId, [found.metric])).get(found.metric);
  if (!metric) return refuse('not_found');
  const asked = { ...correction, cell: found.cell, validOn: correction.validOn ?? found.validOn };
  const checked = checkedValue(metric, asked, parisDate(at));
  if (!checked.ok) return checked;
  if (isSameValue(found, correction) && checked.value === found.validOn) return refuse('nothing_changed');
  const recordedAt = await lockFigures(tx, actor, found.companyId, at);
  const head = await findFigure(tx, actor, correction.observationId);
  if (!head || head.level === 0 || head.isReplaced) return refuse('changed_meanwhile');
  const objection = await yearObjection(tx, actor, { ...found, num: correction.num, comment: correction.comment });
  if (objection) return objection;
  const id = newId();
  const { companyId, cell, caseId, milestoneId } = found;
  await tx.insert(observations).values({
    ...found.keys,
    ...observationOf(actor, metric, { ...correction, companyId }),
    clusterId: actor.clusterId,
    id,
    companyId,
    cell,
    chainId: found.chainId,
    chainNo: head.lastNo + 1,
    validOn: checked.value,
    caseId,
    milestoneId,
    recordedAt,
  });
  await recordDeclared(tx, actor, 'figure.corrected', {
    ...correction,
    metric: found.metric,
    companyId,
    cell,
    caseId,
    id,
    validOn: checked.value,
  });
  return done({ observationId: id });
}

function isSameValue(found: { num: number | null; den: number | null }, { num, den, unknownReason }: FigureValue): boolean {
  return unknownReason === null && found.num === num && (found.den ?? null) === (den ?? null);
}
