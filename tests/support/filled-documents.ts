import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** Documents of each class, on a case and a company's own, and what its leader opened. */
export async function fillDocuments(
  sql: postgres.TransactionSql,
  { clusterId: c, actors }: ClusterWorld,
  { companyId, caseId, milestoneIds, by }: Filled,
): Promise<void> {
  const leader =
    [...new Set([actors.leader, actors.otherLeader])].find(({ companies }) => companies.some(({ id }) => id === companyId)) ??
    actors.leader;
  for (const [side, confidentiality, mediaType, uploader, isOfCase] of [
    ['advisor', 'team', 'image/png', by, true],
    ['company', 'company', 'text/csv', leader.personId, true],
    ['advisor', 'team', 'text/csv', by, false],
    ['advisor', 'company', 'text/csv', by, true],
    ['advisor', 'restricted', 'text/csv', by, true],
    ['advisor', 'restricted', 'text/csv', by, false],
  ] as const)
    await sql`insert into documents (cluster_id, family_id, company_id, case_id, milestone_id, title, file_name, media_type, size_bytes, sha256, file_id, confidentiality, side, uploaded_by_id)
      values (${c}, gen_random_uuid(), ${companyId}, ${isOfCase ? caseId : null}, ${side === 'company' ? (milestoneIds[0] ?? null) : null}, 't', 'f.csv', ${mediaType}, 64, ${'a'.repeat(64)}, gen_random_uuid(), ${confidentiality}, ${side}, ${uploader})`;
  await sql`insert into item_reads (cluster_id, kind, item_id, person_id, company_id)
    select ${c}, 'document', id, ${leader.personId}, ${companyId} from documents where cluster_id = ${c} and case_id = ${caseId} and side = 'company' limit 1`;
}
