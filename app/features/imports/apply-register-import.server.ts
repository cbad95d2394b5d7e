import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result, refuse } from '~/platform/result';
import { registerImportRows, registerImports } from '../../../db/schema/companies';
import { updateCompaniesFromRegister } from '../companies/update-from-register.server';
import { changes, wasAndIs } from '../history/changes.server';
import { recordEvent } from '../history/record-event.server';
import { mayImportRegister } from './import.policy';
import { writeStagedUnits } from './write-register.server';

export const IMPORT_REFUSALS = { not_previewed: 'register:refused.not_previewed' } as const;

const LINES_AT_ONCE = 5_000;

type Applied = { importId: string; updatedCompanies: number };

/** Writes a previewed file into the register and into the companies the cluster knows: all of it, or nothing. */
export async function applyRegisterImport(
  tx: Tx,
  actor: Actor,
  importId: string,
  at: Date,
): Promise<Result<Applied, 'not_found' | 'not_allowed' | 'not_previewed'>> {
  if (!mayImportRegister(actor)) return refuse('not_allowed');
  const mine = and(eq(registerImports.clusterId, actor.clusterId), eq(registerImports.id, importId));
  const [found] = await tx.select({ state: registerImports.state }).from(registerImports).where(mine);
  if (!found) return refuse('not_found');
  // The guarded update also makes a second press wait for the first.
  const [taken] = await tx
    .update(registerImports)
    .set({ state: 'applied', appliedAt: at.toISOString() })
    .where(and(mine, eq(registerImports.state, 'previewed')))
    .returning({ created: registerImports.createdRows, updated: registerImports.updatedRows, ...wasAndIs });
  if (!taken) return refuse('not_previewed');
  const place = { clusterId: actor.clusterId, importId };
  const lastLine = await lastStagedLine(tx, place);
  for (let fromLine = 1; fromLine <= lastLine; fromLine += LINES_AT_ONCE)
    await writeStagedUnits(tx, { ...place, fromLine, untilLine: fromLine + LINES_AT_ONCE - 1 });
  const updatedCompanies = await updateCompaniesFromRegister(tx, actor.clusterId, importId);
  await tx.update(registerImports).set({ updatedCompanies }).where(mine);
  await forgetEarlierRows(tx, place);
  const facts = { ...changes(taken).facts, created: taken.created, updated: taken.updated, updated_companies: updatedCompanies };
  await recordEvent(tx, actor, 'register.imported', { subject: ['register_import', importId], facts });
  return done({ importId, updatedCompanies });
}

/** Drops a preview. What was applied stays applied. */
export async function discardRegisterImport(
  tx: Tx,
  actor: Actor,
  importId: string,
): Promise<Result<{ importId: string }, 'not_found' | 'not_allowed' | 'not_previewed'>> {
  if (!mayImportRegister(actor)) return refuse('not_allowed');
  const mine = and(eq(registerImports.clusterId, actor.clusterId), eq(registerImports.id, importId));
  const [found] = await tx.select({ state: registerImports.state }).from(registerImports).where(mine);
  if (!found) return refuse('not_found');
  const [dropped] = await tx
    .update(registerImports)
    .set({ state: 'discarded' })
    .where(and(mine, inArray(registerImports.state, ['reading', 'previewed'])))
    .returning(wasAndIs);
  if (!dropped) return refuse('not_previewed');
  await tx
    .delete(registerImportRows)
    .where(and(eq(registerImportRows.clusterId, actor.clusterId), eq(registerImportRows.importId, importId)));
  await recordEvent(tx, actor, 'register.discarded', { subject: ['register_import', importId], facts: changes(dropped).facts });
  return done({ importId });
}

async function lastStagedLine(tx: Tx, { clusterId, importId }: { clusterId: string; importId: string }): Promise<number> {
  const [row] = await tx
    .select({ line: sql<number>`coalesce(max(${registerImportRows.line}), 0)::int` })
    .from(registerImportRows)
    .where(and(eq(registerImportRows.clusterId, clusterId), eq(registerImportRows.importId, importId)));
  return row?.line ?? 0;
}

/** The rows of the last file stay to be looked at; those of applied files before it have nothing more to say. */
async function forgetEarlierRows(tx: Tx, { clusterId, importId }: { clusterId: string; importId: string }): Promise<void> {
  const earlier = tx
    .select({ id: registerImports.id })
    .from(registerImports)
    .where(and(eq(registerImports.clusterId, clusterId), eq(registerImports.state, 'applied'), ne(registerImports.id, importId)));
  await tx
    .delete(registerImportRows)
    .where(and(eq(registerImportRows.clusterId, clusterId), inArray(registerImportRows.importId, earlier)));
}
