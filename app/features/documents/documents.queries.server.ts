import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff, leadsCompany } from '~/access/actor';
import type { ActorFacts } from '~/features/cases/case-actor';
import type { CaseState } from '~/features/cases/case-state';
import { type CaseParties, partInCase } from '~/features/cases/part-in-case';
import { isKept } from '~/features/companies/kept-company.server';
import { mayKeepProfile } from '~/features/company-profile/company-profile.policy';
import type { ItemClass } from '~/features/programmes/confidentiality';
import type { Track } from '~/features/programmes/track';
import { isId } from '~/platform/is-id';
import type { DocumentSide, ScanState } from './document';
import { mayReplaceDocument } from './document.policy';

/** What documents hang on: a case, or a company itself. */
export type DocumentHolder = {
  companyId: string;
  companyName: string;
  /** Null for what is the company's own. */
  ofCase: { id: string; reference: string; track: Track; state: CaseState } | null;
  programmeId: string | null;
  /** The programme's settings, where it has one. */
  settings: unknown;
  /** What the actor is to it. */
  part: ActorFacts;
  /** Those a document may prove: shown to both sides, and not set aside. */
  milestones: { id: string; title: string }[];
};

export type DocumentLine = {
  id: string;
  familyId: string;
  number: number;
  version: number;
  title: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  scan: ScanState;
  confidentiality: ItemClass;
  side: DocumentSide;
  uploadedById: string;
  by: string;
  uploadedAt: string;
  isReplaced: boolean;
  isWithdrawn: boolean;
  milestone: { id: string; title: string; isDone: boolean } | null;
};

export type FoundDocument = DocumentLine & { companyId: string; caseId: string | null; fileId: string; readerIds: string[] };

const milestoneTitle = (actor: Actor) => (actor.locale === 'en' ? sql`coalesce(nullif(m.title_en, ''), m.title)` : sql`m.title`);

/** A case in sight, with what adding a document to it asks; null when it is out of sight. */
export async function findCaseHolder(tx: Tx, actor: Actor, caseId: string | undefined): Promise<DocumentHolder | null> {
  if (!isId(caseId)) return null;
  type Row = CaseParties & { id: string; reference: string; track: Track; companyName: string; settings: unknown } & Pick<
      DocumentHolder,
      'milestones'
    >;
  const [row] = (await tx.execute(sql`
    select c.id, c.reference, c.track, c.state, c.company_id as "companyId", c.programme_id as "programmeId", c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId",
      co.name as "companyName", p.settings,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'title', m.position || ' · ' || ${milestoneTitle(actor)}) order by m.position), '[]') from milestones m
        where m.cluster_id = c.cluster_id and m.case_id = c.id and m.published_at is not null and m.state <> 'not_applicable') as milestones
    from cases c join companies co on co.cluster_id = c.cluster_id and co.id = c.company_id join programmes p on p.cluster_id = c.cluster_id and p.id = c.programme_id
    where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`)) as unknown as Row[];
  if (!row) return null;
  const { id, reference, track, state, companyId, companyName, programmeId, settings, milestones } = row;
  return {
    companyId,
    companyName,
    programmeId,
    settings,
    milestones,
    ofCase: { id, reference, track, state },
    part: partInCase(actor, row),
  };
}

/** A company in sight, as the holder of documents of its own. */
export async function findCompanyHolder(tx: Tx, actor: Actor, companyId: string | undefined): Promise<DocumentHolder | null> {
  if (!isId(companyId)) return null;
  const [row] = (await tx.execute(sql`
    select co.name as "companyName", ${isKept(companyId)} as "isKept" from companies co
    where co.cluster_id = ${actor.clusterId} and co.id = ${companyId}`)) as unknown as { companyName: string; isKept: boolean }[];
  if (!row) return null;
  const part = partInCompany(actor, { id: companyId, isKept: row.isKept });
  return { companyId, companyName: row.companyName, ofCase: null, programmeId: null, settings: {}, milestones: [], part };
}

/** Who keeps the company's record works on its documents; its leader is its leader. */
function partInCompany(actor: Actor, company: { id: string; isKept: boolean }): ActorFacts {
  const keeps = isStaff(actor) && mayKeepProfile(actor, company);
  const roles = keeps ? actor.roles.filter((role) => role === 'advisor' || role === 'manager') : [];
  return {
    personId: actor.personId,
    roles: (leadsCompany(actor, company.id) ? ['leader'] : roles) as ActorFacts['roles'],
    isLead: false,
  };
}

/** What a found document hangs on. */
export function findHolderOf(tx: Tx, actor: Actor, document: Pick<FoundDocument, 'caseId' | 'companyId'>): Promise<DocumentHolder | null> {
  return document.caseId ? findCaseHolder(tx, actor, document.caseId) : findCompanyHolder(tx, actor, document.companyId);
}

const LINES_SHOWN = 50;

/** The documents of a holder as they stand, newest first; `before` is the last id of the page before. */
export async function listDocuments(
  tx: Tx,
  actor: Actor,
  { ofCase, companyId }: Pick<DocumentHolder, 'ofCase' | 'companyId'>,
  before: string | null,
): Promise<{ documents: DocumentLine[]; next: string | null }> {
  const held = ofCase ? sql`d.case_id = ${ofCase.id}` : sql`d.company_id = ${companyId} and d.case_id is null`;
  const from = before && isId(before) ? sql`and d.id < ${before}::uuid` : sql``;
  const rows = await readDocuments(
    tx,
    actor,
    sql`${held} and d.replaced_at is null and d.withdrawn_at is null ${from} order by d.id desc limit ${LINES_SHOWN + 1}`,
  );
  const documents = rows.slice(0, LINES_SHOWN).map(({ fileId: _, readerIds: _named, ...line }) => line);
  return { documents, next: rows.length > LINES_SHOWN ? (documents.at(-1)?.id ?? null) : null };
}

/** One version of a document in sight, or null. */
export async function findDocument(tx: Tx, actor: Actor, id: string | undefined): Promise<FoundDocument | null> {
  if (!isId(id)) return null;
  const [row] = await readDocuments(tx, actor, sql`d.id = ${id}`);
  return row ?? null;
}

const MOST_VERSIONS = 100;

/** Every version of a document, the newest first. */
export function listVersions(tx: Tx, actor: Actor, familyId: string): Promise<FoundDocument[]> {
  return readDocuments(tx, actor, sql`d.family_id = ${familyId} order by d.number desc limit ${MOST_VERSIONS}`);
}

async function readDocuments(tx: Tx, actor: Actor, which: SQL): Promise<FoundDocument[]> {
  return (await tx.execute(sql`
    select d.id, d.family_id as "familyId", d.number, d.version, d.title, d.file_name as "fileName", d.media_type as "mediaType", d.size_bytes as "sizeBytes", d.sha256,
      d.scan, d.confidentiality, d.side, d.uploaded_by_id as "uploadedById", d.uploaded_at as "uploadedAt", d.replaced_at is not null as "isReplaced",
      exists (select from documents w where w.cluster_id = d.cluster_id and w.family_id = d.family_id and w.withdrawn_at is not null) as "isWithdrawn", d.company_id as "companyId", d.case_id as "caseId", d.file_id as "fileId", d.reader_ids as "readerIds",
      coalesce((select p.given_name || ' ' || p.family_name from people p where p.cluster_id = d.cluster_id and p.id = d.uploaded_by_id), '') as by,
      (select jsonb_build_object('id', m.id, 'title', m.position || ' · ' || ${milestoneTitle(actor)}, 'isDone', m.state = 'done') from milestones m
        where m.cluster_id = d.cluster_id and m.id = d.milestone_id) as milestone
    from documents d where d.cluster_id = ${actor.clusterId} and ${which}`)) as unknown as FoundDocument[];
}

/** A version whose bytes may be read: one in sight that nobody withdrew. */
export async function findReadable(tx: Tx, actor: Actor, id: string | undefined): Promise<FoundDocument | null> {
  const document = await findDocument(tx, actor, id);
  return document && !document.isWithdrawn ? document : null;
}

/** Where a document hangs that this actor may put a new version of, or null. */
export async function findReplaceable(tx: Tx, actor: Actor, id: string | undefined): Promise<DocumentHolder | null> {
  const document = await findDocument(tx, actor, id);
  const holder = document && (await findHolderOf(tx, actor, document));
  return document && holder && mayReplaceDocument(holder.part, document) ? holder : null;
}
