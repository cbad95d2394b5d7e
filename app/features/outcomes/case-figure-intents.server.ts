import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { refuse } from '~/platform/result';
import { correctBaseline } from './correct-baseline.server';
import { correctFigure } from './correct-figure.server';
import { declareFigure } from './declare-figure.server';
import type { FigureForm } from './figure-form.schema';
import type { ReadFigure } from './figure-input';
import type { AskedCellRow, SheetMetric } from './figure-sheet';
import { refuteFigure, verifyFigure, withdrawFigure } from './judge-figure.server';

/** Gives a value to a question of a case; an event takes its own key, or the case's reference when it has none. */
export function answerAsked(
  tx: Tx,
  actor: Actor,
  { asked, of, value, form, companyId }: { asked: AskedCellRow; of: SheetMetric; value: ReadFigure; form: FigureForm; companyId: string },
  at: Date,
) {
  const isEvent = of.grain === 'event' && !asked.isBaseline;
  return declareFigure(
    tx,
    actor,
    {
      ...value,
      companyId,
      metric: asked.metric,
      cell: isEvent ? (form.eventKey ?? asked.cell) : asked.cell,
      validOn: of.grain === 'event' ? (form.on ?? asked.validOn) : null,
      evidence: form.evidence,
      comment: form.comment,
      caseId: asked.caseId,
    },
    at,
  );
}

export const FIGURE_INTENTS = ['verify', 'refute', 'withdraw', 'correct', 'baseline'] as const;
export type FigureIntent = (typeof FIGURE_INTENTS)[number];

/** What staff do with a value that stands: one of the acts, on the observation or baseline named. */
export function actOnFigure(
  tx: Tx,
  actor: Actor,
  { intent, targetId, value, form }: { intent: FigureIntent; targetId: string; value: ReadFigure | null; form: FigureForm },
  at: Date,
) {
  const judgement = { observationId: targetId, reason: form.comment, evidence: form.evidence };
  switch (intent) {
    case 'verify':
      return verifyFigure(tx, actor, judgement, at);
    case 'refute':
      return refuteFigure(tx, actor, judgement, at);
    case 'withdraw':
      return withdrawFigure(tx, actor, judgement, at);
    case 'correct':
      return value
        ? correctFigure(
            tx,
            actor,
            { ...value, observationId: targetId, evidence: form.evidence, comment: form.comment ?? '', validOn: form.on },
            at,
          )
        : Promise.resolve(refuse('number_or_reason'));
    case 'baseline':
      return value?.num == null
        ? Promise.resolve(refuse('number_or_reason'))
        : correctBaseline(tx, actor, { baselineId: targetId, num: value.num, reason: form.comment ?? '' }, at);
  }
}
