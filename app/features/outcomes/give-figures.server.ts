import { z } from 'zod';
import type { Tx } from '~/access/acting.server';
import { type Actor, leadsCompany } from '~/access/actor';
import { formatsFor } from '~/i18n/format';
import { parseDate } from '~/i18n/parse';
import { done, type Result, refuse } from '~/platform/result';
import { answerAsked } from './case-figure-intents.server';
import { type ReadFigure, readTypedFigure, unexplainedJump } from './figure-input';
import type { FigureRefusal } from './figure-refused';
import { type FigureToGive, figuresToGive } from './figure-sheet';
import { readCompanySheet } from './figures.queries.server';
import { comparableValue } from './observation';
import { needsEventKey } from './submit-case-figure.server';
import { contradictionsIn } from './year-figures';
import { contradictionRef, readYears } from './year-objection.server';

const PARTS = ['value', 'den', 'unknownReason', 'eventKey', 'on', 'comment'] as const;
type Part = (typeof PARTS)[number];

/** The form of the questions asked now: `value-<question>`, `comment-<question>`… */
export function giveFiguresSchema(questions: readonly { id: string }[]) {
  const field = z.string().max(1000).optional().default('');
  return z.object(Object.fromEntries(questions.flatMap(({ id }) => PARTS.map((part) => [`${part}-${id}`, field]))));
}

type Sent = Record<string, string>;
type Read = {
  question: FigureToGive;
  value: ReadFigure;
  sent: Record<Part, string>;
  on: string | null;
};

/**
 * Records the leader's answers, all or none. A question left empty stays asked. A value far from the one before waits for a word about it.
 * Refused with `unreadable` and the fields at fault.
 */
export async function giveFigures(
  tx: Tx,
  actor: Actor,
  { companyId, fields }: { companyId: string; fields: Sent },
  at: Date,
): Promise<Result<{ given: number }, FigureRefusal>> {
  if (!leadsCompany(actor, companyId)) return refuse('not_found');
  const questions = figuresToGive(await readCompanySheet(tx, actor, companyId));
  const read: Read[] = [];
  const errors: Sent = {};
  for (const question of questions) {
    const sent = Object.fromEntries(PARTS.map((part) => [part, (fields[`${part}-${question.id}`] ?? '').trim()])) as Record<Part, string>;
    if (sent.value === '' && sent.den === '' && sent.unknownReason === '') continue;
    const outcome = readAnswer(actor, question, sent);
    if ('errors' in outcome) for (const [part, message] of Object.entries(outcome.errors)) errors[`${part}-${question.id}`] = message;
    else read.push(outcome);
  }
  Object.assign(errors, contradictionErrors(actor, read, await readYears(tx, actor, companyId)));
  if (Object.keys(errors).length > 0) return refuse('unreadable', errors);
  if (read.length === 0) return refuse('nothing_given');
  for (const { question, value, sent, on } of read) {
    const form = { ...sent, eventKey: sent.eventKey || null, on, evidence: null, comment: sent.comment || null };
    const outcome = await answerAsked(tx, actor, { asked: question, of: question.of, value, form, companyId }, at);
    if (!outcome.ok) return outcome;
  }
  return done({ given: read.length });
}

function readAnswer(actor: Actor, question: FigureToGive, sent: Record<Part, string>): Read | { errors: Partial<Record<Part, string>> } {
  const { of, previous } = question;
  const typed = readTypedFigure(sent, of, actor.locale);
  if (!typed.ok) return { errors: typed.errors };
  const { value } = typed;
  const on = sent.on === '' ? null : parseDate(sent.on);
  if (sent.on !== '' && on === null) return { errors: { on: 'forms:errors.date' } };
  if (!question.isBaseline && needsEventKey(of, value, sent.eventKey)) return { errors: { eventKey: 'outcomes:fault.event_key' } };
  const jump = unexplainedJump(of, comparableValue(previous), comparableValue(value), sent.comment);
  if (jump) return { errors: { value: `outcomes:fault.jump?${new URLSearchParams(wordsOf(actor, jump))}` } };
  return { question, value, sent, on };
}

/** What the answers contradict, among themselves or with a value known before: said at the part, or at the whole when the part was not typed here. */
function contradictionErrors(actor: Actor, read: readonly Read[], { years, standsAlone }: Awaited<ReturnType<typeof readYears>>): Sent {
  const errors: Sent = {};
  for (const cell of new Set(read.map(({ question }) => question.cell))) {
    const typed = read.filter(({ question }) => question.cell === cell);
    const figures = { ...years.get(cell), ...Object.fromEntries(typed.map(({ question, value }) => [question.metric, value.num])) };
    for (const contradiction of contradictionsIn(figures, { standsAlone })) {
      const answers = typed.filter(({ question: { metric } }) => metric === contradiction.part || metric === contradiction.whole);
      const answer = answers.find(({ question }) => question.metric === contradiction.part) ?? answers[0];
      const isExplained = !contradiction.isImpossible && answers.some(({ sent }) => sent.comment !== '');
      if (answer && !isExplained) errors[`value-${answer.question.id}`] ??= contradictionRef(contradiction, cell, actor.locale);
    }
  }
  return errors;
}

function wordsOf(actor: Actor, { before, after }: { before: number; after: number }): Record<string, string> {
  const { number } = formatsFor(actor.locale);
  return { before: number(before), after: number(after) };
}
