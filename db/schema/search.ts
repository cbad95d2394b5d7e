import { sql } from 'drizzle-orm';
import { foreignKey, index, pgPolicy, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { clusterId, code, oneOf } from './columns';
import { appKeeper, readByAuth } from './row-security';

const kept = (table: string) => pgPolicy(`${table}_keeper`, { to: appKeeper, using: sql`true`, withCheck: sql`true` });

/** One document a company or case, kept by trigger. Only access.search() reads it: LIKE is not leakproof under row security. */
export const searchDocuments = pgTable(
  'search_documents',
  {
    clusterId: clusterId(),
    id: uuid('id').notNull(),
    kind: code<'company' | 'case' | 'person'>('kind').notNull(),
    companyId: uuid('company_id'),
    caseId: uuid('case_id'),
    title: text('title').notNull(),
    hint: text('hint'),
    folded: code('folded').notNull(),
  },
  (t) => [
    primaryKey({ name: 'search_documents_pk', columns: [t.clusterId, t.id] }),
    oneOf('search_documents_kind', t.kind, ['company', 'case', 'person']),
    readByAuth('search_documents'),
    kept('search_documents'),
  ],
).enableRLS();

export const searchWords = pgTable(
  'search_words',
  { clusterId: clusterId(), word: code('word').notNull(), documentId: uuid('document_id').notNull() },
  (t) => [
    primaryKey({ name: 'search_words_pk', columns: [t.clusterId, t.word, t.documentId] }),
    foreignKey({
      name: 'search_words_document',
      columns: [t.clusterId, t.documentId],
      foreignColumns: [searchDocuments.clusterId, searchDocuments.id],
    }).onDelete('cascade'),
    index('search_words_of_document').on(t.clusterId, t.documentId),
    readByAuth('search_words'),
    kept('search_words'),
  ],
).enableRLS();
