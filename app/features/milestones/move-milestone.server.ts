import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import { startClocks, stopClock } from '~/features/cases/clocks.server';
import { changes, wasAndIs } from '~/features/history/changes.server';
import type { EventKind } from '~/features/history/event';
import { recordEvent } from '~/features/history/record-event.server';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { milestoneEvidence, milestones } from '../../../db/schema/plans';
import { mailHolder } from './mail-holder.server';
import {
  isSettledState,
  type MilestoneMove,
  type MilestoneRefusal,
  type MilestoneState,
  milestoneMoveRefusal,
  stateAfterMove,
} from './milestone';
import { factsOf, findMilestone, type MilestoneOfCase, partIn } from './milestones.queries.server';
import { startFollowingMilestones } from './start-following-milestones.server';

export type MoveInput = {
  version: number;
  evidenceText?: string | null;
  evidenceLink?: string | null;
  reason?: string | null;
  comment?: string | null;
  awaited?: string | null;
};

export type MovedMilestone = { milestoneId: string; caseId: string; companyId: string; state: MilestoneState };
export type MoveRefusal = MilestoneRefusal | 'not_found' | 'changed_meanwhile';
export type MoveOutcome = Result<MovedMilestone, MoveRefusal>;

type Columns = Partial<typeof milestones.$inferInsert>;
/** What a move changes besides the state, and how history tells it. */
type MoveEffect = {
  kind: EventKind;
  set?: Columns;
  facts?: Record<string, string | number | boolean | null>;
  texts?: Record<string, string | null | undefined>;
};

/** Every move of a milestone has these steps: find, right and rule, guarded write, proofs, event, followers. */
export async function moveMilestone(
  tx: Tx,
  actor: Actor,
  id: string,
  move: MilestoneMove,
  input: MoveInput,
  at: Date,
  effectOn: (milestone: MilestoneOfCase, state: MilestoneState) => MoveEffect,
): Promise<MoveOutcome> {
  const found = await findMilestone(tx, actor, id);
  if (!found) return refuse('not_found');
  const facts = factsOf(found);
  const refusal = milestoneMoveRefusal(partIn(actor, found), facts, move, { ...input, now: at, today: dayInParis(at) });
  if (refusal) return refuse(refusal);
  const state = stateAfterMove(facts, move);
  const effect = effectOn(found, state);
  const [moved] = await tx
    .update(milestones)
    .set({ state, ...columnsOf(actor, state, at), ...effect.set, version: sql`${milestones.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(milestones.clusterId, actor.clusterId), eq(milestones.id, id), eq(milestones.version, input.version)))
    .returning(wasAndIs);
  if (!moved) return refuse('changed_meanwhile');
  const proofs = await attachEvidence(tx, actor, found, input, at);
  const told = changes(moved);
  const eventId = await recordEvent(tx, actor, effect.kind, {
    subject: ['milestone', id],
    companyId: found.companyId,
    caseId: found.caseId,
    confidentiality: found.isPublished ? 'company' : 'team',
    facts: {
      ...told.facts,
      from: found.state,
      to: state,
      at: at.toISOString(),
      position: found.position,
      ...(proofs > 0 ? { proofs } : {}),
      ...effect.facts,
    },
    texts: { ...told.texts, reason: input.reason, comment: input.comment, awaited: input.awaited, ...effect.texts },
  });
  if (state !== found.state)
    await mailHolder(tx, actor, found, { eventId, state, isReturned: move === 'send_back', leadId: found.leadId }, at);
  await keepValidationClock(tx, actor, found, state, at);
  if (isSettledState(state) && isStaff(actor)) await startFollowingMilestones(tx, actor, found, at);
  return done({ milestoneId: id, caseId: found.caseId, companyId: found.companyId, state });
}

/** C8 runs while the case holds a milestone to validate. (`docs/domain.md §6.4`) */
async function keepValidationClock(tx: Tx, actor: Actor, milestone: MilestoneOfCase, state: MilestoneState, at: Date): Promise<void> {
  const { caseId, companyId, programmeId } = milestone;
  if (state === 'to_validate') return startClocks(tx, actor, { id: caseId, companyId, programmeId }, ['C8'], at);
  if (milestone.state !== 'to_validate') return;
  const [other] = await tx
    .select({ id: milestones.id })
    .from(milestones)
    .where(and(eq(milestones.clusterId, actor.clusterId), eq(milestones.caseId, caseId), eq(milestones.state, 'to_validate')))
    .limit(1);
  if (!other) await stopClock(tx, caseId, 'C8', at);
}

/** A state brings or clears its own columns: a day done, a block with its reason. */
function columnsOf(actor: Actor, state: MilestoneState, at: Date): Columns {
  const isDone = state === 'done';
  return {
    doneOn: isDone ? dayInParis(at) : null,
    doneAt: isDone ? at.toISOString() : null,
    doneById: isDone ? actor.personId : null,
    ...(state === 'blocked' || state === 'not_applicable' ? {} : { reason: null }),
    ...(state === 'blocked' ? {} : { blockedSince: null, awaited: null }),
  };
}

async function attachEvidence(
  tx: Tx,
  actor: Actor,
  { caseId, companyId, id }: MilestoneOfCase,
  input: MoveInput,
  at: Date,
): Promise<number> {
  const proof = (kind: 'text' | 'link', body: string) => ({
    clusterId: actor.clusterId,
    milestoneId: id,
    caseId,
    companyId,
    kind,
    body,
    addedById: actor.personId,
    addedAt: at.toISOString(),
  });
  const proofs = [
    ...(input.evidenceText ? [proof('text', input.evidenceText)] : []),
    ...(input.evidenceLink ? [proof('link', input.evidenceLink)] : []),
  ];
  if (proofs.length > 0) await tx.insert(milestoneEvidence).values(proofs);
  return proofs.length;
}
