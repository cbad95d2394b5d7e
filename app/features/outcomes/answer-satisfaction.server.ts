import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { parisDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';
import { done, type Result, refuse } from '~/platform/result';
import { cases } from '../../../db/schema/cases';
import { eventKeys, expectedFigures, observations } from '../../../db/schema/outcomes';
import { declareFigure } from './declare-figure.server';
import { mayAnswerSatisfaction } from './figure.policy';
import type { FigureRefusal } from './figure-refused';
import { isSatisfactionOpen, SATISFACTION_METRIC, SATISFACTION_STATES } from './satisfaction';

export type SatisfactionQuestion = {
  caseId: string;
  companyId: string;
  reference: string;
  track: Track;
  isOpen: boolean;
  score: number | null;
};

/** The one question about a case, its answer if there is one; null when the case is not this leader's. */
export async function findSatisfaction(tx: Tx, actor: Actor, caseId: string): Promise<SatisfactionQuestion | null> {
  const [found] = await tx
    .select({
      caseId: cases.id,
      companyId: cases.companyId,
      reference: cases.reference,
      track: cases.track,
      state: cases.state,
      score: observations.num,
    })
    .from(cases)
    .leftJoin(
      eventKeys,
      and(eq(eventKeys.clusterId, cases.clusterId), eq(eventKeys.metric, SATISFACTION_METRIC), eq(eventKeys.naturalKey, cases.reference)),
    )
    .leftJoin(observations, and(eq(observations.clusterId, eventKeys.clusterId), eq(observations.chainId, eventKeys.chainId)))
    .where(and(eq(cases.clusterId, actor.clusterId), eq(cases.id, caseId)))
    .limit(1);
  if (!found || !mayAnswerSatisfaction(actor, found.companyId)) return null;
  const { state, score, ...question } = found;
  return { ...question, isOpen: isSatisfactionOpen(state), score: score === null ? null : Number(score) };
}

/** The cases of a company whose leader has not rated them yet, at their final review: for the leader's "your turn". */
export async function listSatisfactionToGive(
  tx: Tx,
  actor: Actor,
  companyId: string,
): Promise<{ caseId: string; reference: string; track: Track }[]> {
  if (!mayAnswerSatisfaction(actor, companyId)) return [];
  return tx
    .select({ caseId: cases.id, reference: cases.reference, track: cases.track })
    .from(cases)
    .leftJoin(
      eventKeys,
      and(eq(eventKeys.clusterId, cases.clusterId), eq(eventKeys.metric, SATISFACTION_METRIC), eq(eventKeys.naturalKey, cases.reference)),
    )
    .where(
      and(
        eq(cases.clusterId, actor.clusterId),
        eq(cases.companyId, companyId),
        inArray(cases.state, [...SATISFACTION_STATES]),
        isNull(eventKeys.chainId),
      ),
    )
    .orderBy(asc(cases.reference));
}

/** The leader's answer, 0 to 10, once per case, at its final review. (`docs/domain.md §4.2`, ACC-04) */
export async function answerSatisfaction(
  tx: Tx,
  actor: Actor,
  { caseId, score, comment }: { caseId: string; score: number; comment: string | null },
  at: Date,
): Promise<Result<{ observationId: string }, FigureRefusal>> {
  const question = await findSatisfaction(tx, actor, caseId);
  if (!question) return refuse('not_found');
  if (question.score !== null) return refuse('already_answered');
  if (!question.isOpen) return refuse('not_open_yet');
  const { companyId, reference } = question;
  const on = parisDate(at);
  await tx
    .insert(expectedFigures)
    .values({ clusterId: actor.clusterId, companyId, caseId, metric: SATISFACTION_METRIC, cell: reference, validOn: on })
    .onConflictDoNothing();
  const declared = {
    num: score,
    den: null,
    unknownReason: null,
    companyId,
    caseId,
    metric: SATISFACTION_METRIC,
    cell: reference,
    validOn: on,
    comment,
  };
  const outcome = await declareFigure(tx, actor, declared, at);
  if (!outcome.ok) return outcome.reason === 'already_recorded' ? refuse('already_answered') : outcome;
  return done(outcome.value);
}
