import type { Tx } from '~/access/acting.server';
import { newId } from '~/platform/id.server';
import { registerImportRows, registerImports } from '../../../db/schema/companies';
import { updateCompaniesFromRegister } from '../companies/update-from-register.server';
import { recordEvent } from '../history/record-event.server';
import type { RejectedRow } from './read-register-file.server';
import type { VerdictCounts } from './stage-rows.server';

export type RegisterReading = {
  fileName: string;
  sha256: string;
  sizeBytes: number;
  columns: number;
  ignoredColumns: string[];
  counts: VerdictCounts;
  /** The first rejected rows; the counts say how many there were. */
  rejected: readonly RejectedRow[];
  at: Date;
};

/**
 * Tells one cluster of a file that the command line wrote into the register: its companies follow, its managers see the
 * file among the others. Runs as system. Returns how many companies changed.
 */
export async function recordRegisterReading(tx: Tx, clusterId: string, reading: RegisterReading): Promise<number> {
  const { counts, rejected, at, ...file } = reading;
  const updatedCompanies = await updateCompaniesFromRegister(tx, clusterId, null);
  const importId = newId();
  const { fileName, sha256: fileSha256, sizeBytes, columns, ignoredColumns } = file;
  await tx.insert(registerImports).values({
    clusterId,
    id: importId,
    ...{ fileName, fileSha256, sizeBytes, columns, ignoredColumns },
    state: 'applied',
    readRows: counts.created + counts.updated + counts.unchanged + counts.rejected,
    createdRows: counts.created,
    updatedRows: counts.updated,
    unchangedRows: counts.unchanged,
    rejectedRows: counts.rejected,
    updatedCompanies,
    createdAt: at.toISOString(),
    appliedAt: at.toISOString(),
  });
  if (rejected.length > 0) {
    const rows = rejected.map(({ line, reason, siren, name }) => ({
      clusterId,
      importId,
      line,
      verdict: 'rejected' as const,
      reason,
      siren,
      name,
    }));
    await tx.insert(registerImportRows).values(rows);
  }
  const facts = { created: counts.created, updated: counts.updated, updated_companies: updatedCompanies };
  await recordEvent(tx, { clusterId, personId: null }, 'register.imported', { subject: ['register_import', importId], facts });
  return updatedCompanies;
}
