import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { partInCase } from '~/features/cases/part-in-case';
import { mayEditNote, mayShareNote } from './note.policy';
import { noteHtml } from './note-text.server';
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

/** A note that may be shared, with the leaders who would read it; null when it is not this actor's to share. */
export async function readShareNote(tx: Tx, actor: Actor, caseId: string | undefined, noteId: string | undefined) {
  const note = await findNote(tx, actor, noteId);
  if (!note || note.caseId !== caseId || !mayShareNote(partInCase(actor, note.about), note)) return null;
  const [row] = (await tx.execute(sql`
    select co.name as "companyName", (select coalesce(jsonb_agg(r.given_name || ' ' || r.family_name order by r.family_name), '[]') from access.case_readers(${note.caseId}) r where r.part = 'leader') as leaders
    from companies co where co.cluster_id = ${actor.clusterId} and co.id = ${note.companyId}`)) as unknown as {
    companyName: string;
    leaders: string[];
  }[];
  const { version, body } = note;
  const shown = { caseId: note.caseId, version, html: noteHtml(body), companyName: row?.companyName ?? '', track: note.about.track };
  return { note: shown, leaders: row?.leaders ?? [] };
}
