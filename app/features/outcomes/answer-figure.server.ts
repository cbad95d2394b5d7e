import type { Tx } from '~/access/acting.server';
import { type Actor, leadsCompany } from '~/access/actor';
import { isId } from '~/platform/is-id';
import { type Result, refuse } from '~/platform/result';
import type { ConfirmFigureForm } from './confirm-figures.schema';
import { correctFigure } from './correct-figure.server';
import { readTypedFigure } from './figure-input';
import type { FigureRefusal } from './figure-refused';
import { figuresToConfirm } from './figure-sheet';
import { readCompanySheet } from './figures.queries.server';
import { confirmFigure, contestFigure } from './judge-figure.server';
import { atValue, unreadable } from './submit-case-figure.server';

/** The leader agrees with a value given for the company, corrects it with a word, or says no and why. */
export async function answerFigure(
  tx: Tx,
  actor: Actor,
  { companyId, intent, form }: { companyId: string; intent: string | null; form: ConfirmFigureForm },
  at: Date,
): Promise<Result<unknown, FigureRefusal>> {
  const observationId = (intent ?? '').split(':')[1];
  if (!isId(observationId) || !leadsCompany(actor, companyId)) return refuse('not_found');
  if (form.answer === 'agree') return confirmFigure(tx, actor, { observationId }, at);
  if (form.answer === 'disagree') return contestFigure(tx, actor, { observationId, reason: form.comment }, at);
  const shown = figuresToConfirm(await readCompanySheet(tx, actor, companyId)).find((figure) => figure.observationId === observationId);
  if (!shown) return refuse('changed_meanwhile');
  const read = readTypedFigure({ value: form.value, den: form.den, unknownReason: '' }, shown.of, actor.locale);
  if (!read.ok) return unreadable(read.errors);
  return atValue(await correctFigure(tx, actor, { ...read.value, observationId, comment: form.comment ?? '' }, at));
}
