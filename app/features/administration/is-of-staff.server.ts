import { type SQL, sql } from 'drizzle-orm';

/** Whether a row of `people` is somebody of the staff: with a role of the cluster, now or once. A company's people are not. */
export function isOfStaff(person: SQL): SQL<boolean> {
  return sql<boolean>`exists (select from cluster_roles sr where sr.cluster_id = ${person}.cluster_id and sr.person_id = ${person}.id)`;
}
