import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openPool } from '~/platform/database.server';
import { eraseEmbedded } from '../../db/embedded';
import type { DemoAccount } from '../../db/seed/demo/seed';
import { type DataFolder, holdDataFolder, readWhole, writeWhole } from '../../server/data-folder';
import { type DemoSize, fillDemo, forgetDemoData, wasSeedingCut } from '../../server/demo-data';
import { foldTotals } from '../../server/fold-totals';
import { type PreparedDatabase, prepareDatabase } from '../../server/prepared-database';
import { buildIfNeeded, PROJECT } from '../../server/production-build';
import { step } from '../../server/progress';
import type { Stopping } from '../../server/stopping';

export type Installation = { folder: DataFolder; database: PreparedDatabase; accounts: DemoAccount[] };

/** A database of its own for each size, kept between runs while what it is made from stays the same, and the production build. */
export async function openInstallation(name: string, size: DemoSize, stopping: Stopping): Promise<Installation> {
  const folder = await holdDataFolder(path.join(PROJECT, '.cache/bench', name));
  const stamp = folder.file('made-from.json');
  const madeFrom = digestOf('db/migrations', 'db/seed');
  if (wasSeedingCut(folder) || (existsSync(folder.file('accounts.json')) && readWhole(stamp) !== madeFrom)) {
    await eraseEmbedded(folder.path);
    forgetDemoData(folder);
  }
  const database = await prepareDatabase(folder, { NODE_ENV: 'production' }, stopping);
  const accounts = await fillDemo(folder, database.ownerUrl, size);
  await step('totals of the impact', () => foldWith(database.workerUrl));
  writeWhole(stamp, madeFrom);
  await buildIfNeeded();
  return { folder, database, accounts };
}

/** As the jobs do within a minute. */
async function foldWith(workerUrl: string): Promise<void> {
  const pool = openPool(workerUrl, 1);
  await foldTotals(pool).finally(() => pool.end({ timeout: 5 }));
}

function digestOf(...folders: string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(sql|ts)$/.test(file));
    for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(path.join(PROJECT, folder, file)));
  }
  return hash.digest('hex');
}
