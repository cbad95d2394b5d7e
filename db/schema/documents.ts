import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgPolicy, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { DOCUMENT_SIDES, type DocumentSide, SCAN_STATES, type ScanState } from '../../app/features/documents/document';
import { ITEM_CLASSES, type ItemClass } from '../../app/features/programmes/confidentiality';
import { caseKey } from './cases';
import { clusterId, code, condition, id, instant, namesReaders, oneOf, readerIds, version } from './columns';
import { companies } from './companies';
import { people } from './people';
import { milestones } from './plans';
import { programmes } from './programmes';
import { appUser, appWorker, insertBy, keptByKeeper, readBy, rule, updateBy } from './row-security';

// A document of a case follows the case; one of the company itself follows those who know the company.
const visibleDocument = (opened = '') =>
  `${rule.readsClass('uploaded_by_id')} and ${rule.sameCluster} and (${rule.seesAll} or (${rule.mine('company_id')} and (${rule.isStaff} or confidentiality = 'company')) or (case_id is not null and ${rule.scoped('access.may_see_case(case_id)')}) or (case_id is null and ${rule.scoped('access.keeps_company(company_id)')})${opened})`;
// Each side writes its own, and the company's are never hidden from it.
const ofOwnSide = `((${rule.isStaff} and side = 'advisor') or (${rule.isCompany} and side = 'company' and confidentiality = 'company'))`;

/** One version of a document: what it is called, which bytes it stands for, and who may read it. Its bytes lie in the file store, under `file_id`. */
export const documents = pgTable(
  'documents',
  {
    clusterId: clusterId(),
    id: id(),
    /** The id of its first version: versions of one document share it, and are numbered from 1. */
    familyId: uuid('family_id').notNull(),
    number: integer('number').notNull().default(1),
    companyId: uuid('company_id').notNull(),
    /** Null: it is the company's own, whatever case it has. */
    caseId: uuid('case_id'),
    /** The milestone whose proof it is. */
    milestoneId: uuid('milestone_id'),
    /** Whose quota it counts against; null for a company's own. */
    programmeId: uuid('programme_id'),
    title: text('title').notNull(),
    fileName: text('file_name').notNull(),
    mediaType: code('media_type').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    /** Of the bytes as they are kept: pictures are encoded anew when they arrive. */
    sha256: code('sha256').notNull(),
    /** Its name in the file store, drawn at random: two equal files are kept twice, so that none tells of the other. */
    fileId: uuid('file_id').notNull(),
    scan: code<ScanState>('scan').notNull().default('not_scanned'),
    scannedAt: instant('scanned_at'),
    confidentiality: code<ItemClass>('confidentiality').notNull(),
    readerIds: readerIds(),
    side: code<DocumentSide>('side').notNull(),
    uploadedById: uuid('uploaded_by_id').notNull(),
    uploadedAt: instant('uploaded_at').notNull().defaultNow(),
    replacedAt: instant('replaced_at'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnById: uuid('withdrawn_by_id'),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'documents_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'documents_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    caseKey('documents_case', t),
    foreignKey({
      name: 'documents_milestone',
      columns: [t.clusterId, t.milestoneId],
      foreignColumns: [milestones.clusterId, milestones.id],
    }),
    foreignKey({
      name: 'documents_programme',
      columns: [t.clusterId, t.programmeId],
      foreignColumns: [programmes.clusterId, programmes.id],
    }),
    foreignKey({ name: 'documents_uploader', columns: [t.clusterId, t.uploadedById], foreignColumns: [people.clusterId, people.id] }),
    uniqueIndex('documents_number').on(t.clusterId, t.familyId, t.number),
    uniqueIndex('documents_current').on(t.clusterId, t.familyId).where(sql`replaced_at is null`),
    uniqueIndex('documents_file').on(t.clusterId, t.fileId),
    index('documents_of_case').on(t.clusterId, t.caseId, t.id).where(sql`replaced_at is null and case_id is not null`),
    index('documents_of_company').on(t.clusterId, t.companyId, t.id).where(sql`replaced_at is null`),
    index('documents_of_milestone').on(t.clusterId, t.milestoneId).where(sql`milestone_id is not null`),
    oneOf('documents_confidentiality', t.confidentiality, ITEM_CLASSES),
    namesReaders('documents'),
    oneOf('documents_side', t.side, DOCUMENT_SIDES),
    oneOf('documents_scan', t.scan, SCAN_STATES),
    condition('documents_holder', sql`milestone_id is null or case_id is not null`),
    condition('documents_size', sql`size_bytes > 0`),
    condition('documents_names', sql`length(title) between 1 and 200 and length(file_name) between 1 and 200`),
    condition('documents_sha256', sql`sha256 ~ '^[0-9a-f]{64}$'`),
    condition('documents_withdrawn', sql`(withdrawn_at is null) = (withdrawn_by_id is null)`),
    condition('documents_scanned', sql`(scan = 'not_scanned') = (scanned_at is null)`),
    readBy('documents', visibleDocument(` or (confidentiality = 'company' and ${rule.openedTo('documents', 'case_id')})`)),
    insertBy('documents', visibleDocument(), `uploaded_by_id = ${rule.me} and ${ofOwnSide}`),
    updateBy('documents', visibleDocument(), ofOwnSide),
    keptByKeeper('documents'),
  ],
).enableRLS();

const READ_KINDS = ['note', 'task', 'document'] as const;

/** Who of a company has opened what was shared with them: until then the sharing can be taken back. */
export const itemReads = pgTable(
  'item_reads',
  {
    clusterId: clusterId(),
    kind: code<(typeof READ_KINDS)[number]>('kind').notNull(),
    itemId: uuid('item_id').notNull(),
    personId: uuid('person_id').notNull(),
    companyId: uuid('company_id').notNull(),
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'item_reads_pk', columns: [t.clusterId, t.kind, t.itemId, t.personId] }),
    oneOf('item_reads_kind', t.kind, READ_KINDS),
    foreignKey({ name: 'item_reads_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({ name: 'item_reads_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    readBy('item_reads', `${rule.sameCluster} and (person_id = ${rule.me} or ${rule.isStaff}) and access.may_see_item(kind, item_id)`),
    // Whoever a case is opened to writes nothing else: that they have read is not theirs to say.
    pgPolicy('item_reads_insert', {
      for: 'insert',
      to: [appUser, appWorker],
      withCheck: sql.raw(
        `${rule.sameCluster} and person_id = ${rule.me} and ((${rule.writes} and ${rule.isCompany} and ${rule.mine('company_id')}) or ${rule.openedTo('companies', 'company_id')}) and access.may_see_item(kind, item_id)`,
      ),
    }),
  ],
).enableRLS();
