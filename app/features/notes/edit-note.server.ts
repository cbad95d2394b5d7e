import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { partInCase } from '~/features/cases/part-in-case';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { notes } from '../../../db/schema/plans';
import { isTwoWayNote, type NoteRefusal } from './note';
import { mayEditNote } from './note.policy';
import type { EditNoteInput } from './note.schema';
import { contactMade, noteRefusal } from './note-checks.server';
import { findNote } from './notes.queries.server';
import { notePublished, type WrittenNote } from './write-note.server';

/** The author corrects a note, or publishes a draft. Who reads it doesn't change here: sharing is an act of its own. */
export async function editNote(
  tx: Tx,
  actor: Actor,
  id: string | undefined,
  input: EditNoteInput,
  at: Date,
): Promise<Result<WrittenNote, NoteRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const note = await findNote(tx, actor, id);
  if (!note) return refuse('not_found');
  if (!mayEditNote(partInCase(actor, note.about), note)) return refuse('not_allowed');
  const { kind, happenedOn, minutes, contactId, body, version } = input;
  // A published note stays published: others have read it.
  const isDraft = note.state === 'draft' && input.keep === 'draft';
  const refusal = await noteRefusal(tx, actor, note.about, { isDraft, happenedOn, minutes, contactId }, at, note.id);
  if (refusal) return refuse(refusal);
  const isTwoWay = note.audience !== 'restricted' && isTwoWayNote(input);
  const state = isDraft ? 'draft' : 'published';
  const [edited] = await tx
    .update(notes)
    .set({ kind, happenedOn, minutes, contactId, body, isTwoWay, state, version: sql`${notes.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(notes.clusterId, actor.clusterId), eq(notes.id, note.id), eq(notes.version, version)))
    .returning(wasAndIs);
  if (!edited) return refuse('changed_meanwhile');
  const isFirstPublished = note.state === 'draft' && !isDraft;
  if (isFirstPublished) {
    await notePublished(tx, actor, note.about, { id: note.id, kind, audience: note.audience, isTwoWay, happenedOn, minutes }, at);
  } else if (!isDraft) {
    const told = changes(edited);
    await recordEvent(tx, actor, 'note.edited', {
      subject: ['note', note.id],
      companyId: note.companyId,
      caseId: note.caseId,
      confidentiality: note.audience,
      facts: { ...told.facts, kind, isTwoWay, happenedOn, minutes },
      texts: told.texts,
    });
    if (isTwoWay && !note.isTwoWay) await contactMade(tx, actor, note.about, happenedOn, at);
  }
  return done({ noteId: note.id, caseId: note.caseId, isDraft });
}
