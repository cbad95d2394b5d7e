import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { partInCase } from '~/features/cases/part-in-case';
import { mayEditNote } from './note.policy';
import { type FoundNote, findNote, readNotesCard } from './notes.queries.server';

/** A note its author may edit, with the company's people to choose from; null for anybody else. */
export async function readEditNote(tx: Tx, actor: Actor, caseId: string | undefined, noteId: string | undefined) {
  const note = await findNote(tx, actor, noteId);
  if (!note || note.caseId !== caseId || !mayEditNote(partInCase(actor, note.about), note)) return null;
  const card = await readNotesCard(tx, actor, caseId, { limit: 1 });
  if (!card) return null;
  const { about: _, ...found }: FoundNote & { about: unknown } = note;
  return { note: { ...found, companyName: card.company.name, track: card.track }, people: card.people };
}
