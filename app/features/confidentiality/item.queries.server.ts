import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import { runs } from '~/access/runs.server';
import type { ActorFacts } from '~/features/cases/case-actor';
import { type CaseParties, partInCase } from '~/features/cases/part-in-case';
import { findDocument, findHolderOf } from '~/features/documents/documents.queries.server';
import { noteHtml } from '~/features/notes/note-text.server';
import { findNote } from '~/features/notes/notes.queries.server';
import { isId } from '~/platform/is-id';
import { type ItemFacts, type ItemKind, isOfTeam, OPENED_WITH, type ReaderPart } from './confidential-item';
import { mayOpenItem, mayShareItem, type ReadingRule, readingRule } from './confidential-item.policy';
import { listReaders, outsideReaders } from './readers.queries.server';

/** Anything whose readers are told: figures have a class by what they are, and no act changes it. */
export type ToldKind = ItemKind | 'figure';

export type FoundItem = ItemFacts & {
  kind: ToldKind;
  id: string;
  version: number;
  caseId: string | null;
  companyId: string;
  /** What it says: a note's text as HTML, or what names it. */
  html: string | null;
  title: string | null;
  /** Which side keeps it: the company's own is always shared. */
  isOfCompany: boolean;
  isWithdrawn: boolean;
  part: ActorFacts;
};

/** One thing with what decides who reads it, or null when it is absent or out of sight. */
export async function findItem(tx: Tx, actor: Actor, kind: string | undefined, id: string | undefined): Promise<FoundItem | null> {
  if (!isId(id)) return null;
  if (kind === 'note') return findNoteItem(tx, actor, id);
  if (kind === 'task') return findTaskItem(tx, actor, id);
  if (kind === 'document') return findDocumentItem(tx, actor, id);
  return kind === 'figure' ? findFigureItem(tx, actor, id) : null;
}

async function findNoteItem(tx: Tx, actor: Actor, id: string): Promise<FoundItem | null> {
  const note = await findNote(tx, actor, id);
  if (!note) return null;
  const { version, caseId, companyId, audience, authorId, state, readerIds } = note;
  return {
    ...{ kind: 'note', id, version, caseId, companyId, authorId, readerIds, itemClass: audience, isDraft: state === 'draft' },
    ...{ html: noteHtml(note.body), title: null, isOfCompany: false, isWithdrawn: false, part: partInCase(actor, note.about) },
  };
}

async function findDocumentItem(tx: Tx, actor: Actor, id: string): Promise<FoundItem | null> {
  const document = await findDocument(tx, actor, id);
  const holder = document && (await findHolderOf(tx, actor, document));
  if (!document || !holder) return null;
  const { version, caseId, companyId, confidentiality, uploadedById, readerIds, title, side, isWithdrawn, isReplaced } = document;
  return {
    ...{ kind: 'document', id, version, caseId, companyId, authorId: uploadedById, readerIds, itemClass: confidentiality, isDraft: false },
    ...{ html: null, title, isOfCompany: side === 'company', isWithdrawn: isWithdrawn || isReplaced, part: holder.part },
  };
}

type TaskRow = Pick<FoundItem, 'version' | 'caseId' | 'companyId' | 'authorId' | 'readerIds' | 'itemClass' | 'title' | 'isOfCompany'> & {
  about: CaseParties;
};

async function findTaskItem(tx: Tx, actor: Actor, id: string): Promise<FoundItem | null> {
  const [task] = (await tx.execute(sql`
    select t.version, t.case_id as "caseId", t.company_id as "companyId", t.created_by_id as "authorId", t.reader_ids as "readerIds", t.confidentiality as "itemClass", t.title,
      t.side = 'company' as "isOfCompany", jsonb_build_object('companyId', c.company_id, 'programmeId', c.programme_id, 'track', c.track, 'state', c.state, 'leadId', c.lead_id,
        'triageOwnerId', c.triage_owner_id) as about
    from tasks t join cases c on c.cluster_id = t.cluster_id and c.id = t.case_id where t.cluster_id = ${actor.clusterId} and t.id = ${id}`)) as unknown as TaskRow[];
  if (!task) return null;
  const { about, ...facts } = task;
  return { kind: 'task', id, ...facts, isDraft: false, html: null, isWithdrawn: false, part: partInCase(actor, about) };
}

async function findFigureItem(tx: Tx, actor: Actor, id: string): Promise<FoundItem | null> {
  const label = actor.locale === 'en' ? sql`v.label_en` : sql`v.label_fr`;
  const [figure] = (await tx.execute(sql`
    select o.company_id as "companyId", o.author_id as "authorId", ${label} || ' · ' || o.cell as title from observations o
      join metric_versions v on v.cluster_id = o.cluster_id and v.metric = o.metric and v.version = o.metric_version
    where o.cluster_id = ${actor.clusterId} and o.id = ${id} and o.company_id is not null`)) as unknown as Pick<
    FoundItem,
    'companyId' | 'authorId' | 'title'
  >[];
  if (!figure) return null;
  const nobody: ActorFacts = { personId: actor.personId, roles: [], isLead: false };
  return {
    ...{ kind: 'figure', id, version: 0, caseId: null, ...figure, readerIds: [], itemClass: 'company', isDraft: false, html: null },
    ...{ isOfCompany: true, isWithdrawn: false, part: nobody },
  };
}

/** `opened`: until when, and by whom, where they read it because the case is opened to them. */
export type ToldReader = {
  id: string;
  name: string;
  rule: ReadingRule;
  part: ReaderPart;
  opened: { until: string; by: string } | null;
  readAt: string | null;
};

/** The thing, everybody who reads it and by which rule, and what this person may do about it. */
export type ReadersPage = {
  item: Pick<FoundItem, 'kind' | 'id' | 'version' | 'caseId' | 'companyId' | 'itemClass' | 'isOfCompany' | 'html' | 'title' | 'isDraft'>;
  companyName: string;
  readers: ToldReader[];
  /** Whether it is internal and somebody else's. */
  isOfOthers: boolean;
  /** Whom sharing would let read it. */
  leaders: string[];
  can: { share: boolean; takeBack: boolean; open: boolean };
};

export async function readReadersPage(
  tx: Tx,
  actor: Actor,
  named: string | undefined,
  id: string | undefined,
): Promise<ReadersPage | null> {
  const found = await findItem(tx, actor, named, id);
  if (!found) return null;
  const all = await listReaders(tx, { ...found, isFigure: found.kind === 'figure' });
  const [row] = (await tx.execute(sql`
    select co.name as "companyName", (select coalesce(jsonb_object_agg(r.person_id, r.read_at), '{}') from item_reads r where r.cluster_id = co.cluster_id and r.kind = ${found.kind} and r.item_id = ${found.id}) as reads,
      (select coalesce(jsonb_object_agg(g.person_id, jsonb_build_object('until', g.until_on, 'by', coalesce(p.given_name || ' ' || p.family_name, '')) order by g.until_on), '{}')
        from case_grants g left join people p on p.cluster_id = g.cluster_id and p.id = g.opened_by_id
        where g.cluster_id = co.cluster_id and g.company_id = co.id and ${runs(sql`g`)} and ${OPENED_WITH[found.kind]} = any (g.parts) and (${found.caseId}::uuid is null or g.case_id = ${found.caseId})) as opened
    from companies co where co.cluster_id = ${actor.clusterId} and co.id = ${found.companyId}`)) as unknown as {
    companyName: string;
    reads: Record<string, string>;
    opened: Record<string, NonNullable<ToldReader['opened']>>;
  }[];
  const reads = row?.reads ?? {};
  const { kind, version, caseId, companyId, itemClass, isOfCompany, html, title, isDraft } = found;
  const mayShare = isStaff(actor) && found.kind !== 'figure' && !found.isOfCompany && !found.isWithdrawn && mayShareItem(found.part, found);
  return {
    item: { kind, id: found.id, version, caseId, companyId, itemClass, isOfCompany, html, title, isDraft },
    companyName: row?.companyName ?? '',
    readers: all.flatMap(({ id, name, parts }) => {
      const rule = readingRule({ id, parts }, found);
      const [first] = parts;
      if (!rule || !first) return [];
      const byGrant = rule === 'author' || rule === 'named' || rule === 'leader' || isOfTeam({ parts }) ? null : (row?.opened[id] ?? null);
      return [{ id, name, rule, part: byGrant ? (rule as ReaderPart) : first, opened: byGrant, readAt: reads[id] ?? null }];
    }),
    isOfOthers: itemClass !== 'company' && found.authorId !== actor.personId,
    leaders: outsideReaders(all, found.kind),
    can: {
      share: mayShare && itemClass === 'team',
      takeBack: mayShare && itemClass === 'company' && Object.keys(reads).length === 0,
      open: found.kind !== 'figure' && !found.isWithdrawn && mayOpenItem(found.part, found),
    },
  };
}
