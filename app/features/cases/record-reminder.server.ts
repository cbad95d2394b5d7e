import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { parisDate } from '~/features/programmes/paris-date';
import { done, refuse } from '~/platform/result';
import { mayRecordReminder } from './case.policy';
import { findForMove } from './move-case.server';

/** Logs that the company was reminded, of the closing questionnaire or of the follow-up; each day counts once. */
export async function recordReminder(tx: Tx, actor: Actor, caseId: string, { on }: { on: string }, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record, who } = found;
  if (!mayRecordReminder(who, record.state)) return refuse('not_allowed');
  if (on > parisDate(at)) return refuse('reminder_in_future');
  if (record.remindedOn.includes(on)) return refuse('already_reminded');
  await recordEvent(tx, actor, 'case.reminded', {
    subject: ['case', record.id],
    companyId: record.companyId,
    caseId: record.id,
    confidentiality: 'company',
    facts: { on, about: record.state },
  });
  return done({ caseId: record.id });
}
