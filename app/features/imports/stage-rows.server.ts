import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { registerImportRows, registerImports } from '../../../db/schema/companies';
import type { RowBatch } from './read-register-file.server';
import type { Verdict } from './register-file';

export type VerdictCounts = Record<Verdict, number>;

/**
 * Compares a batch with the register and keeps each row with its verdict, for the manager to look at. Counts this batch.
 * The number is a column of its own: under row security an index is used only through a leakproof comparison, which ->> is not.
 */
export async function stageRows(tx: Tx, at: { clusterId: string; importId: string }, batch: RowBatch): Promise<VerdictCounts> {
  const rows = batch.units.map(({ line, hash, unit }) => ({ line, hash, siren: unit.siren, unit }));
  const counted = await tx.execute<{ verdict: Verdict; rows: number }>(sql`
    with judged as (
      select r.line, r.siren, r.unit || jsonb_build_object('rowHash', r.hash) as unit,
        case when u.siren is null then 'created' when u.row_hash = r.hash then 'unchanged' else 'updated' end as verdict
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line int, hash text, siren text, unit jsonb)
      left join register_units u on u.siren = r.siren
    ), kept as (
      insert into register_import_rows (cluster_id, import_id, line, verdict, siren, name, unit)
      select ${at.clusterId}::uuid, ${at.importId}::uuid, line, verdict, siren, unit ->> 'name', case when verdict <> 'unchanged' then unit end
      from judged
    )
    select verdict, count(*)::int as rows from judged group by verdict`);
  if (batch.rejected.length > 0) {
    await tx
      .insert(registerImportRows)
      .values(batch.rejected.map(({ line, reason, siren, name }) => ({ ...at, line, verdict: 'rejected' as const, reason, siren, name })));
  }
  const counts: VerdictCounts = { created: 0, updated: 0, unchanged: 0, rejected: batch.rejected.length };
  for (const { verdict, rows: n } of counted) counts[verdict] = n;
  return counts;
}

/** Says how far the reading has come, for the page that waits for it. */
export async function noteProgress(
  tx: Tx,
  at: { clusterId: string; importId: string },
  counts: VerdictCounts,
  seen: { columns: number; ignored: string[] },
): Promise<void> {
  await tx
    .update(registerImports)
    .set({
      columns: seen.columns,
      ignoredColumns: seen.ignored,
      readRows: counts.created + counts.updated + counts.unchanged + counts.rejected,
      createdRows: counts.created,
      updatedRows: counts.updated,
      unchangedRows: counts.unchanged,
      rejectedRows: counts.rejected,
    })
    .where(and(eq(registerImports.clusterId, at.clusterId), eq(registerImports.id, at.importId), eq(registerImports.state, 'reading')));
}
