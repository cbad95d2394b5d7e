import type postgres from 'postgres';
import type { LocalDate } from '../../../app/features/programmes/paris-date';

/** Columns the database derives for each case, computed for many cases at once after a load. */
export async function writeDerived(
  sql: postgres.TransactionSql,
  clusterId: string,
  caseIds: readonly string[],
  asOf: LocalDate,
): Promise<void> {
  if (caseIds.length === 0) return;
  const ids = [...caseIds];
  await sql`
    update cases c set last_contact_on = n.on_date
    from (select case_id, max(happened_on) on_date from notes
          where cluster_id = ${clusterId} and case_id = any (${ids}::uuid[]) and is_two_way and state = 'published' group by case_id) n
    where c.cluster_id = ${clusterId} and c.id = n.case_id`;
  await sql`select access.refresh_cases(${clusterId}, ${ids}::uuid[])`;
  await sql`select health.refresh(${ids}::uuid[], ${asOf})`;
}
