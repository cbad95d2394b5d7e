import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { GRANT_KINDS, GRANT_PARTS, type GrantKind, type GrantPart } from '../../app/features/case-grants/case-grant';
import { caseKey } from './cases';
import { clusterId, code, condition, createdAt, day, id, instant, oneOf, someOf } from './columns';
import { people } from './people';
import { insertBy, readBy, readByAuth, rule, updateBy } from './row-security';

/** Each side opens to its own: who works on the case to experts, a leader of the company to its people. */
const ofOwnSide = `((kind = 'expert' and ${rule.isStaff} and access.works_on_case(case_id)) or (kind = 'collaborator' and ${rule.isCompany} and ${rule.mine('company_id')}))`;

/**
 * One case opened to one person until a day, both days included; ended early by `ended_at`. It gives nothing by itself: `access.enter_person`
 * counts it while it runs and the person still is an expert, or of the company. Never changed: another day is another grant.
 */
export const caseGrants = pgTable(
  'case_grants',
  {
    clusterId: clusterId(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    personId: uuid('person_id').notNull(),
    kind: code<GrantKind>('kind').notNull(),
    parts: text('parts').array().$type<GrantPart[]>().notNull(),
    reason: text('reason').notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on').notNull(),
    openedById: uuid('opened_by_id').notNull(),
    createdAt: createdAt(),
    endedAt: instant('ended_at'),
    endedById: uuid('ended_by_id'),
  },
  (t) => [
    primaryKey({ name: 'case_grants_pk', columns: [t.clusterId, t.id] }),
    caseKey('case_grants_case', t),
    foreignKey({ name: 'case_grants_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({ name: 'case_grants_opened_by', columns: [t.clusterId, t.openedById], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({ name: 'case_grants_ended_by', columns: [t.clusterId, t.endedById], foreignColumns: [people.clusterId, people.id] }),
    oneOf('case_grants_kind', t.kind, GRANT_KINDS),
    someOf('case_grants_parts', t.parts, GRANT_PARTS, GRANT_PARTS.length),
    condition('case_grants_some_part', sql`cardinality(parts) > 0`),
    condition('case_grants_days', sql`until_on >= from_on and until_on <= from_on + 366`),
    condition('case_grants_ended', sql`(ended_at is null) = (ended_by_id is null)`),
    index('case_grants_of_case').on(t.clusterId, t.caseId),
    index('case_grants_of_company').on(t.clusterId, t.companyId),
    index('case_grants_of_person').on(t.clusterId, t.personId),
    readBy(
      'case_grants',
      `${rule.caseChild()} or (${rule.sameCluster} and person_id = ${rule.me} and access.runs(from_on, until_on, ended_at))`,
    ),
    insertBy('case_grants', rule.caseChild(), `opened_by_id = ${rule.me} and ${ofOwnSide}`),
    updateBy('case_grants', rule.caseChild(), ofOwnSide),
    readByAuth('case_grants'),
  ],
).enableRLS();
