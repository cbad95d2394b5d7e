import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isId } from '~/platform/is-id';
import { type Refusal, type Result, refuse } from '~/platform/result';
import { actOnFigure, answerAsked, FIGURE_INTENTS } from './case-figure-intents.server';
import type { FigureForm } from './figure-form.schema';
import { type FigureErrors, type ReadFigure, readTypedFigure } from './figure-input';
import { FIGURE_REFUSED, type FigureRefusal } from './figure-refused';
import { metricOf, type SheetMetric } from './figure-sheet';
import { readFigurePage } from './figure-view.queries.server';
import { readCaseSheet } from './figures.queries.server';

type Outcome = Promise<Result<unknown, FigureRefusal>>;

/** What could not be read of a form: message references by field. */
export type Unreadable = Refusal<'unreadable'>;

export function unreadable(errors: FigureErrors & { eventKey?: string; comment?: string }): Unreadable {
  return refuse('unreadable', errors as Record<string, string>);
}

/** A value that contradicts another of its year is said beside it; other refusals stay above the form. */
export function atValue(outcome: Result<unknown, FigureRefusal>): Result<unknown, FigureRefusal> {
  const said = contradictionOf(outcome);
  return said ? unreadable({ value: said.words }) : outcome;
}

/** Who verifies types no value: a contradiction stays above the form, and one that waits for a word is said beside the word. */
function atComment(outcome: Result<unknown, FigureRefusal>): Result<unknown, FigureRefusal> {
  const said = contradictionOf(outcome);
  return said?.isExplainable ? unreadable({ comment: said.words }) : outcome;
}

function contradictionOf(outcome: Result<unknown, FigureRefusal>): { words: string; isExplainable: boolean } | null {
  if (outcome.ok || (outcome.reason !== 'contradiction' && outcome.reason !== 'contradiction_unexplained')) return null;
  const words = `${FIGURE_REFUSED[outcome.reason]}?${new URLSearchParams(outcome.detail as Record<string, string>)}`;
  return { words, isExplainable: outcome.reason === 'contradiction_unexplained' };
}

/** One form of the case's figures: `declare:<question>`, `verify:<observation>`, `baseline:<baseline>`. */
export async function submitCaseFigure(
  tx: Tx,
  actor: Actor,
  sent: { caseId: string; intent: string | null; form: FigureForm },
  at: Date,
): Outcome {
  const [kind, targetId] = (sent.intent ?? '').split(':');
  if (!isId(targetId) || !isId(sent.caseId)) return refuse('not_found');
  const sheet = await readCaseSheet(tx, actor, sent.caseId);
  if (kind === 'declare') {
    const asked = sheet.asked.find((row) => row.id === targetId);
    const of = asked && metricOf(sheet, asked.metric);
    if (!asked || !of || !sheet.companyId) return refuse('not_found');
    const read = readTypedFigure(sent.form, of, actor.locale);
    if (!read.ok) return unreadable(read.errors);
    if (needsEventKey(of, read.value, sent.form.eventKey) && !asked.isBaseline) return unreadable({ eventKey: 'outcomes:fault.event_key' });
    return atValue(await answerAsked(tx, actor, { asked, of, value: read.value, form: sent.form, companyId: sheet.companyId }, at));
  }
  const known = sheet.cells.find((cell) => cell.observationId === targetId) ?? sheet.baselines.find((row) => row.id === targetId);
  const of = known && metricOf(sheet, known.metric);
  return of ? act(tx, actor, { kind: kind ?? '', targetId, of, form: sent.form }, at) : refuse('not_found');
}

/** One form of a figure's own page. */
export async function submitFigure(
  tx: Tx,
  actor: Actor,
  sent: { observationId: string; intent: string | null; form: FigureForm },
  at: Date,
): Outcome {
  const [kind, targetId] = (sent.intent ?? '').split(':');
  const view = isId(sent.observationId) ? await readFigurePage(tx, actor, sent.observationId) : null;
  if (!view || !isId(targetId) || view.standing?.observationId !== targetId) return refuse(view ? 'changed_meanwhile' : 'not_found');
  return act(tx, actor, { kind: kind ?? '', targetId, of: view.of, form: sent.form }, at);
}

async function act(
  tx: Tx,
  actor: Actor,
  { kind, targetId, of, form }: { kind: string; targetId: string; of: SheetMetric; form: FigureForm },
  at: Date,
): Outcome {
  const intent = FIGURE_INTENTS.find((known) => known === kind);
  if (!intent) return refuse('not_found');
  if (intent !== 'correct' && intent !== 'baseline') {
    return atComment(await actOnFigure(tx, actor, { intent, targetId, value: null, form }, at));
  }
  const read = readTypedFigure(form, intent === 'baseline' ? { ...of, kind: 'stock', parts: null } : of, actor.locale);
  return read.ok ? atValue(await actOnFigure(tx, actor, { intent, targetId, value: read.value, form }, at)) : unreadable(read.errors);
}

/** An amount or a count won is a dated act with a number; without one it could be counted twice (D3). */
export function needsEventKey(of: SheetMetric, { num }: ReadFigure, eventKey: string | null): boolean {
  return of.grain === 'event' && of.kind === 'flow' && (num ?? 0) > 0 && (eventKey ?? '').trim() === '';
}
