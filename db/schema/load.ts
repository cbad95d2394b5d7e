import { sql } from 'drizzle-orm';
import { foreignKey, numeric, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CAPACITY_KINDS, type CapacityKind, SKILL_KINDS, type SkillKind } from '../../app/features/load/skill';
import { clusterId, code, condition, createdAt, day, id, oneOf, version } from './columns';
import { people } from './people';
import { deleteBy, insertBy, readBy, rule, updateBy } from './row-security';

const amongStaff = `${rule.sameCluster} and ${rule.isStaff}`;
const ownOrManager = `(person_id = ${rule.me} or ${rule.role('manager', 'admin')})`;
const amongStaffOrAdmin = `${rule.sameCluster} and (${rule.isStaff} or ${rule.role('admin')})`;
const ofPerson = (name: string, t: { clusterId: never; personId: never }) =>
  foreignKey({ name, columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] });
const personKey = (name: string, t: object) => ofPerson(name, t as never);

/** The share of a full post that somebody gives to cases, from a day on; no row is a full post. */
export const capacities = pgTable(
  'capacities',
  {
    clusterId: clusterId(),
    id: id(),
    personId: uuid('person_id').notNull(),
    fte: numeric('fte').notNull(),
    kind: code<CapacityKind>('kind').notNull(),
    fromOn: day('from_on').notNull(),
    setById: uuid('set_by_id').notNull(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'capacities_pk', columns: [t.clusterId, t.id] }),
    personKey('capacities_person', t),
    uniqueIndex('capacities_one_a_day').on(t.clusterId, t.personId, t.fromOn),
    oneOf('capacities_kind', t.kind, CAPACITY_KINDS),
    condition('capacities_fte', sql`fte > 0 and fte <= 1`),
    readBy('capacities', amongStaff),
    insertBy('capacities', amongStaff, `${rule.role('manager')} and set_by_id = ${rule.me}`),
    updateBy('capacities', amongStaff, rule.role('manager')),
  ],
).enableRLS();

/** Days on which somebody is away, and who answers meanwhile. */
export const absences = pgTable(
  'absences',
  {
    clusterId: clusterId(),
    id: id(),
    personId: uuid('person_id').notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on').notNull(),
    coveredById: uuid('covered_by_id'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'absences_pk', columns: [t.clusterId, t.id] }),
    personKey('absences_person', t),
    foreignKey({ name: 'absences_cover', columns: [t.clusterId, t.coveredById], foreignColumns: [people.clusterId, people.id] }),
    uniqueIndex('absences_one_a_day').on(t.clusterId, t.personId, t.fromOn),
    condition('absences_dates', sql`until_on >= from_on`),
    condition('absences_cover_other', sql`covered_by_id <> person_id`),
    readBy('absences', amongStaffOrAdmin),
    insertBy('absences', amongStaffOrAdmin, ownOrManager),
    updateBy('absences', amongStaffOrAdmin, ownOrManager),
    deleteBy('absences', amongStaffOrAdmin, ownOrManager),
  ],
).enableRLS();

/** What an advisor is good at or near to. It orders proposals and never decides. */
export const skills = pgTable(
  'skills',
  {
    clusterId: clusterId(),
    personId: uuid('person_id').notNull(),
    kind: code<SkillKind>('kind').notNull(),
    code: code('code').notNull(),
  },
  (t) => [
    primaryKey({ name: 'skills_pk', columns: [t.clusterId, t.personId, t.kind, t.code] }),
    personKey('skills_person', t),
    oneOf('skills_kind', t.kind, SKILL_KINDS),
    readBy('skills', amongStaff),
    insertBy('skills', amongStaff, rule.role('manager')),
    deleteBy('skills', amongStaff, rule.role('manager')),
  ],
).enableRLS();
