import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { partInCase } from '~/features/cases/part-in-case';
import { readersToName } from '~/features/confidentiality/readers.queries.server';
import { recordEvent } from '~/features/history/record-event.server';
import { mailLeaders } from '~/features/mail/enqueue-mail.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { notes } from '../../../db/schema/plans';
import { isTwoWayNote, type NoteRefusal } from './note';
import { mayWriteNote } from './note.policy';
import type { WriteNoteInput } from './note.schema';
import { contactMade, noteRefusal } from './note-checks.server';
import { findNoteCase } from './notes.queries.server';

export type WrittenNote = { noteId: string; caseId: string; isDraft: boolean };

/** Staff write a note on a case: internal unless they share it, a draft for themselves until they publish it. */
export async function writeNote(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  input: WriteNoteInput,
  at: Date,
): Promise<Result<WrittenNote, NoteRefusal | 'not_found' | 'not_allowed'>> {
  const about = await findNoteCase(tx, actor, caseId);
  if (!about) return refuse('not_found');
  if (!mayWriteNote(partInCase(actor, about))) return refuse('not_allowed');
  const { kind, happenedOn, minutes, contactId, body } = input;
  const isDraft = input.keep === 'draft';
  const refusal = await noteRefusal(tx, actor, about, { isDraft, happenedOn, minutes, contactId }, at);
  if (refusal) return refuse(refusal);
  const id = newId(at.getTime());
  // A draft is never shared, and few may know of what is restricted: it moves no clock of the case.
  const audience = isDraft && input.audience === 'company' ? 'team' : input.audience;
  const isTwoWay = audience !== 'restricted' && isTwoWayNote(input);
  const readerIds = await readersToName(
    tx,
    actor,
    { caseId: about.id, companyId: about.companyId },
    { itemClass: audience, readerIds: input.readerIds },
  );
  if (!readerIds) return refuse('unknown_reader');
  await tx.insert(notes).values({
    clusterId: actor.clusterId,
    id,
    caseId: about.id,
    companyId: about.companyId,
    authorId: actor.personId,
    authorTeamId: teamOf(actor),
    kind,
    state: isDraft ? 'draft' : 'published',
    confidentiality: audience,
    readerIds,
    isTwoWay,
    contactId,
    happenedOn,
    minutes,
    body,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  });
  // A draft is nobody else's: history learns of it when it is published.
  if (!isDraft) await notePublished(tx, actor, about, { id, kind, audience, isTwoWay, happenedOn, minutes }, at);
  return done({ noteId: id, caseId: about.id, isDraft });
}

type Published = Pick<WriteNoteInput, 'kind' | 'audience' | 'happenedOn' | 'minutes'> & { id: string; isTwoWay: boolean };

/** What follows a note being published, at once or from a draft: its event, and the clocks a contact moves. */
export async function notePublished(
  tx: Tx,
  actor: Actor,
  about: NonNullable<Awaited<ReturnType<typeof findNoteCase>>>,
  note: Published,
  at: Date,
): Promise<void> {
  const { id, kind, audience, isTwoWay, happenedOn, minutes } = note;
  const eventId = await recordEvent(tx, actor, 'note.written', {
    subject: ['note', id],
    companyId: about.companyId,
    caseId: about.id,
    confidentiality: audience,
    facts: { kind, isTwoWay, happenedOn, minutes },
  });
  if (audience === 'company') {
    await mailLeaders(tx, actor, { kind: 'note_shared', eventId, subjectId: id, companyId: about.companyId, caseId: about.id, at });
  }
  if (isTwoWay) await contactMade(tx, actor, about, happenedOn, at);
}

function teamOf(actor: Actor) {
  return sql`(select m.team_id from team_members m where m.cluster_id = ${actor.clusterId} and m.person_id = ${actor.personId}
    and ${runs(sql`m`)} order by m.leads_team desc, m.from_on limit 1)`;
}
