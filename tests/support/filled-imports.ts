import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** A register file that waits for its decision. */
export async function fillImports(sql: postgres.TransactionSql, { clusterId: c, actors }: ClusterWorld, { caseId }: Filled): Promise<void> {
  const [read] =
    await sql`insert into register_imports (cluster_id, file_name, file_sha256, size_bytes, columns, state, imported_by_id) values (${c}, 'f.csv', ${caseId}, 1, 35, 'previewed', ${actors.manager.personId}) returning id`;
  await sql`insert into register_import_rows (cluster_id, import_id, line, verdict) values (${c}, ${read?.id}, 2, 'created')`;
}
