import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { partInCase } from '~/features/cases/part-in-case';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { mailLeaders } from '~/features/mail/enqueue-mail.server';
import { done, type Result, refuse } from '~/platform/result';
import { notes } from '../../../db/schema/plans';
import type { NoteRefusal } from './note';
import { mayShareNote, mayWriteNote } from './note.policy';
import { findNote } from './notes.queries.server';

/** The author or the case's lead shows an internal note to the company's leaders; the act is recorded and both sides see it. */
export async function shareNote(
  tx: Tx,
  actor: Actor,
  id: string | undefined,
  input: { version: number },
  at: Date,
): Promise<Result<{ noteId: string; caseId: string }, NoteRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const note = await findNote(tx, actor, id);
  if (!note) return refuse('not_found');
  const part = partInCase(actor, note.about);
  if (mayWriteNote(part) && note.state === 'draft') return refuse('draft_not_shared');
  if (!mayShareNote(part, note)) return refuse('not_allowed');
  if (note.audience === 'company') return refuse('already_shared');
  const [shared] = await tx
    .update(notes)
    .set({ confidentiality: 'company', version: sql`${notes.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(notes.clusterId, actor.clusterId), eq(notes.id, note.id), eq(notes.version, input.version)))
    .returning(wasAndIs);
  if (!shared) return refuse('changed_meanwhile');
  const eventId = await recordEvent(tx, actor, 'note.shared', {
    subject: ['note', note.id],
    companyId: note.companyId,
    caseId: note.caseId,
    confidentiality: 'company',
    facts: { ...changes(shared).facts, kind: note.kind, happenedOn: note.happenedOn },
  });
  const { companyId, caseId } = note;
  await mailLeaders(tx, actor, { kind: 'note_shared', eventId, subjectId: note.id, companyId, caseId, at });
  return done({ noteId: note.id, caseId });
}
