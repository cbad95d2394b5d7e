import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, leadsCompany } from '~/access/actor';
import type { EventKind } from '~/features/history/event';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { done, refuse } from '~/platform/result';
import { observationActs } from '../../../db/schema/outcomes';
import { figureActor, mayAlter } from './figure.policy';
import { type FoundFigure, findFigure } from './find-figure.server';
import { lockFigures } from './lock-figures.server';
import { comparableValue, outlierWarning } from './observation';
import { actRefusal, levelAfterAct, type ObservationAct } from './trust';
import { yearObjection } from './year-objection.server';

export type Judgement = { observationId: string; reason?: string | null; evidence?: string | null };

const EVENT_OF: Partial<Record<ObservationAct, EventKind>> = {
  confirmed: 'figure.confirmed',
  verified: 'figure.verified',
  refuted: 'figure.refuted',
  withdrawn: 'figure.withdrawn',
  reopened: 'figure.contested',
};

/** The leader agrees with a value given for the company. */
export function confirmFigure(tx: Tx, actor: Actor, judgement: Judgement, at: Date) {
  return judge(tx, actor, 'confirmed', judgement, at);
}

/**
 * Staff other than the author have seen the evidence, and say which; a jump that nobody explained is explained here or waits, and so does a
 * value that contradicts another of its year. (`docs/domain.md §2.1`)
 */
export function verifyFigure(tx: Tx, actor: Actor, judgement: Judgement, at: Date) {
  return judge(tx, actor, 'verified', judgement, at);
}

/** Staff say the value is wrong; it no longer counts at any trust. */
export function refuteFigure(tx: Tx, actor: Actor, judgement: Judgement, at: Date) {
  return judge(tx, actor, 'refuted', judgement, at);
}

/** The author, or a manager, takes an entry made in error back; the value before it stands again. */
export function withdrawFigure(tx: Tx, actor: Actor, judgement: Judgement, at: Date) {
  return judge(tx, actor, 'withdrawn', judgement, at);
}

/** The leader disagrees, in words: the value falls back to declared until staff refute, correct or verify it again. */
export async function contestFigure(tx: Tx, actor: Actor, judgement: Judgement, at: Date) {
  const found = await findFigure(tx, actor, judgement.observationId);
  if (!found) return refuse('not_found');
  if (found.companyId === null || !leadsCompany(actor, found.companyId)) return refuse('not_allowed');
  if (found.level === 0) return refuse('not_live');
  if (found.isReplaced) return refuse('replaced');
  if ((judgement.reason ?? '').trim() === '') return refuse('reason_missing');
  return write(tx, actor, 'reopened', found, judgement, at);
}

async function judge(tx: Tx, actor: Actor, act: ObservationAct, judgement: Judgement, at: Date) {
  const found = await findFigure(tx, actor, judgement.observationId);
  if (!found) return refuse('not_found');
  const refusal = refusalOf(actor, found, act, judgement);
  if (refusal) return refuse(refusal);
  return write(tx, actor, act, found, judgement, at);
}

function refusalOf(actor: Actor, found: FoundFigure, act: ObservationAct, { reason, evidence }: Judgement) {
  if (act === 'refuted' && !mayAlter(actor, found)) return 'not_allowed';
  const hasWords = (text: string | null | undefined) => (text ?? '').trim() !== '';
  const facts = {
    level: found.level,
    authorId: found.authorId,
    isReplaced: found.isReplaced,
    hasEvidence: hasWords(evidence),
    needsComment: outlierWarning(found.previous, comparableValue(found), found) !== null && !hasWords(found.comment) && !hasWords(reason),
  };
  return actRefusal(figureActor(actor, found.companyId), facts, act, { reason: reason ?? null });
}

async function write(tx: Tx, actor: Actor, act: ObservationAct, read: FoundFigure, { reason, evidence }: Judgement, at: Date) {
  const recordedAt = await lockFigures(tx, actor, read.companyId, at);
  const found = await findFigure(tx, actor, read.id);
  if (!found || found.level !== read.level || found.isReplaced !== read.isReplaced) return refuse('changed_meanwhile');
  if (act === 'verified') {
    const objection = await yearObjection(tx, actor, { ...found, comment: [found.comment, reason].join(' ') });
    if (objection) return objection;
  }
  const level = levelAfterAct(found.level, act);
  await tx.insert(observationActs).values({
    clusterId: actor.clusterId,
    id: newId(),
    observationId: found.id,
    companyId: found.companyId,
    metric: found.metric,
    act,
    level,
    byId: actor.personId,
    reason: reason ?? null,
    evidence: evidence ?? null,
    recordedAt,
  });
  if (level === 0) await freeEventKey(tx, actor, found);
  await recordEvent(tx, actor, EVENT_OF[act] ?? 'figure.verified', {
    subject: ['figure', found.id],
    ...(found.companyId ? { companyId: found.companyId } : {}),
    ...(found.caseId ? { caseId: found.caseId } : {}),
    confidentiality: found.companyId ? 'company' : 'team',
    facts: { metric: found.metric, cell: found.cell, num: found.num, level },
    texts: { reason: reason ?? null, evidence: evidence ?? null },
  });
  return done({ observationId: found.id, caseId: found.caseId });
}

/** An event whose every value is refuted or withdrawn may be entered again. */
async function freeEventKey(tx: Tx, actor: Actor, found: FoundFigure): Promise<void> {
  if (found.grain !== 'event') return;
  await tx.execute(sql`
    delete from event_keys e where e.cluster_id = ${actor.clusterId} and e.metric = ${found.metric} and e.natural_key = ${found.cell} and e.chain_id = ${found.chainId}
      and not exists (select from ledger.standing_cells(array[${found.metric}::text], 'infinity', array[${found.companyId ?? actor.clusterId}::uuid]) s where s.chain_id = e.chain_id)`);
}
