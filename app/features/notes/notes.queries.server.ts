import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import type { ActorFacts } from '~/features/cases/case-actor';
import type { CaseState } from '~/features/cases/case-state';
import { partInCase } from '~/features/cases/part-in-case';
import type { ItemReader } from '~/features/confidentiality/confidential-item';
import { mayShareItem } from '~/features/confidentiality/confidential-item.policy';
import { type FutureReaders, futureReaders, readersOfCase } from '~/features/confidentiality/readers.queries.server';
import type { ItemClass } from '~/features/programmes/confidentiality';
import type { LocalDate } from '~/features/programmes/paris-date';
import { isId } from '~/platform/is-id';
import type { NoteKind } from './note';
import { mayEditNote, mayWriteNote } from './note.policy';
import { noteHtml } from './note-text.server';

export type CompanyPerson = {
  id: string;
  name: string;
  role: 'leader' | 'collaborator' | 'contact';
  jobTitle: string | null;
  phone: string | null;
  email: string | null;
  isSignatory: boolean;
};

export type NoteLine = {
  id: string;
  version: number;
  kind: NoteKind;
  audience: ItemClass;
  isDraft: boolean;
  isTwoWay: boolean;
  happenedOn: LocalDate;
  minutes: number | null;
  author: string;
  contact: string | null;
  html: string;
  can: { edit: boolean; share: boolean };
};

/** The company beside its case: what tells it apart, and its cases on other tracks. */
export type CompanyFacts = {
  id: string;
  name: string;
  siren: string | null;
  nafCode: string | null;
  sizeCategory: string | null;
  city: string | null;
  departmentCode: string | null;
  cases: { id: string; track: string; isOpen: boolean }[];
};

export type NotesCard = {
  reference: string;
  track: string;
  company: CompanyFacts;
  notes: NoteLine[];
  /** Published notes; drafts are never counted. */
  total: number;
  /** Where the next page starts, or null. */
  next: string | null;
  /** Whether an internal note of somebody else is among them. */
  isOfOthers: boolean;
  /** Who reads the case, and who would read a note written on it now. */
  readers: ItemReader[];
  future: FutureReaders;
  people: CompanyPerson[];
  can: { write: boolean };
};

export type NoteRow = Omit<NoteLine, 'html' | 'can' | 'isDraft'> & { state: 'draft' | 'published'; authorId: string; body: string };
type Row = {
  reference: string;
  company: CompanyFacts;
  state: CaseState;
  companyId: string;
  programmeId: string;
  track: string;
  leadId: string | null;
  triageOwnerId: string | null;
  notes: NoteRow[];
  total: number;
  readers: ItemReader[];
  people: CompanyPerson[];
};

const NOTE_COLUMNS = sql`n.id, n.version, n.kind, n.confidentiality as audience, n.state, n.is_two_way as "isTwoWay", n.happened_on as "happenedOn", n.minutes, n.body, n.author_id as "authorId",
  (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = n.cluster_id and p.id = n.author_id) as author,
  (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = n.cluster_id and p.id = n.contact_id) as contact`;

/** A place in the list of notes, newest first: `2026-11-23_<id>`. */
function placeOf(text: string | null | undefined): { on: LocalDate; id: string } | null {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  return on && isId(id) ? { on, id } : null;
}

/** The latest notes of the case `c` of the query around it, as JSON. */
export const latestNotes = (limit: number, from: SQL = sql``) =>
  sql`(select coalesce(jsonb_agg(x), '[]') from (select ${NOTE_COLUMNS} from notes n where n.cluster_id = c.cluster_id and n.case_id = c.id ${from}
        order by n.happened_on desc, n.id desc limit ${limit}) x)`;

/** A note as somebody with this part in its case reads it. */
export function noteLine(part: ActorFacts, { state, authorId, body, ...note }: NoteRow): NoteLine {
  const isDraft = state === 'draft';
  const can = {
    edit: mayEditNote(part, { authorId, state }),
    share: note.audience === 'team' && mayShareItem(part, { authorId, isDraft }),
  };
  return { ...note, isDraft, html: noteHtml(body), can };
}

/** The latest notes of a case, who would read a new one, and the company's people; null when the case is out of sight. One statement. */
export async function readNotesCard(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  { limit, before }: { limit: number; before?: string | null },
): Promise<NotesCard | null> {
  if (!isId(caseId)) return null;
  const place = placeOf(before);
  const from = place ? sql`and (n.happened_on, n.id) < (${place.on}::date, ${place.id}::uuid)` : sql``;
  const [row] = (await tx.execute(sql`
    select c.reference, c.state, c.company_id as "companyId", c.programme_id as "programmeId", c.track, c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId",
      ${latestNotes(limit + 1, from)} as notes,
      (select count(*)::int from notes n where n.cluster_id = c.cluster_id and n.case_id = c.id and n.state = 'published') as total,
      ${readersOfCase(sql`c.id`)} as readers,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.given_name || ' ' || p.family_name, 'role', r.role, 'jobTitle', r.job_title, 'phone', p.phone, 'email', p.email,
          'isSignatory', r.is_signatory) order by r.role <> 'leader', p.family_name, p.given_name, p.id), '[]')
        from company_roles r join people p on p.cluster_id = r.cluster_id and p.id = r.person_id and p.disabled_at is null
        where r.cluster_id = c.cluster_id and r.company_id = c.company_id and ${runs(sql`r`)}) as people,
      (select jsonb_build_object('id', co.id, 'name', co.name, 'siren', co.siren, 'nafCode', co.naf_code, 'sizeCategory', co.size_category, 'city', co.city, 'departmentCode', co.department_code,
        'cases', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'track', o.track, 'isOpen', o.worklist <> 'closed') order by o.worklist = 'closed', o.track, o.id), '[]') from cases o
          where o.cluster_id = c.cluster_id and o.company_id = c.company_id))
        from companies co where co.cluster_id = c.cluster_id and co.id = c.company_id) as company
    from cases c where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`)) as unknown as Row[];
  if (!row) return null;
  const part = partInCase(actor, row);
  const shown = row.notes.slice(0, limit);
  const last = shown.at(-1);
  return {
    notes: shown.map((note) => noteLine(part, note)),
    reference: row.reference,
    track: row.track,
    company: row.company,
    total: row.total,
    next: row.notes.length > limit && last ? `${last.happenedOn}_${last.id}` : null,
    isOfOthers: shown.some(({ audience, authorId }) => audience !== 'company' && authorId !== actor.personId),
    readers: row.readers,
    future: futureReaders(actor, 'note', row.readers),
    people: row.people,
    can: { write: mayWriteNote(part) },
  };
}

export type FoundNote = {
  id: string;
  caseId: string;
  companyId: string;
  version: number;
  authorId: string;
  author: string;
  kind: NoteKind;
  audience: ItemClass;
  state: 'draft' | 'published';
  isTwoWay: boolean;
  contactId: string | null;
  happenedOn: LocalDate;
  minutes: number | null;
  body: string;
  readerIds: string[];
};

/** One note with its case's parties, or null when it is absent or out of sight. */
export async function findNote(tx: Tx, actor: Actor, id: string | undefined): Promise<(FoundNote & { about: NoteCase }) | null> {
  if (!isId(id)) return null;
  const [row] = (await tx.execute(sql`
    select ${NOTE_COLUMNS}, n.case_id as "caseId", n.company_id as "companyId", n.contact_id as "contactId", n.reader_ids as "readerIds", ${ABOUT} as about
    from notes n join cases c on c.cluster_id = n.cluster_id and c.id = n.case_id where n.cluster_id = ${actor.clusterId} and n.id = ${id}`)) as unknown as (FoundNote & {
    about: NoteCase;
  })[];
  return row ?? null;
}

/** What a note's rules ask of its case. */
export type NoteCase = {
  id: string;
  companyId: string;
  programmeId: string;
  track: string;
  state: CaseState;
  leadId: string | null;
  triageOwnerId: string | null;
  submittedAt: string;
  lastContactOn: LocalDate | null;
};

const ABOUT = sql`jsonb_build_object('id', c.id, 'companyId', c.company_id, 'programmeId', c.programme_id, 'track', c.track, 'state', c.state, 'leadId', c.lead_id,
  'triageOwnerId', c.triage_owner_id, 'submittedAt', c.submitted_at, 'lastContactOn', c.last_contact_on)`;

export async function findNoteCase(tx: Tx, actor: Actor, caseId: string | undefined): Promise<NoteCase | null> {
  if (!isId(caseId)) return null;
  const [row] = (await tx.execute(
    sql`select ${ABOUT} as about from cases c where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`,
  )) as unknown as {
    about: NoteCase;
  }[];
  return row?.about ?? null;
}
