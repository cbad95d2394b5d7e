import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dayInParis } from '~/platform/clock.server';
import { diskPlace } from '~/platform/files/disk-store.server';
import type { DemoAccount } from '../db/seed/demo/seed';
import { type DataFolder, readWhole, writeWhole } from './data-folder';
import { say, step } from './progress';

export type DemoSize = { scale?: number; cases?: number };
type KeptAccounts = { size: DemoSize; accounts: DemoAccount[] };

/** True when an earlier start was killed while it filled the database, which then holds an unknown part. */
export function wasSeedingCut(folder: DataFolder): boolean {
  return readWhole(folder.file('seeding.json')) !== undefined;
}

export function forgetDemoData(folder: DataFolder): void {
  for (const name of ['accounts.json', 'seeding.json', 'database-roles.json']) rmSync(folder.file(name), { force: true });
}

/** Reference data always, as a newer version may bring more; the demonstration's world once. Gives its accounts. */
export async function fillDemo(folder: DataFolder, ownerUrl: string, size: DemoSize): Promise<DemoAccount[]> {
  const { seedReference } = await import('../db/seed/reference');
  await step('reference data', () => seedReference(ownerUrl));
  const kept = readWhole<KeptAccounts>(folder.file('accounts.json'));
  if (kept) {
    if (isOtherSize(size, kept.size)) say('  The data of this folder were made in another size: --fresh makes them anew.');
    return kept.accounts;
  }
  writeWhole(folder.file('seeding.json'), { since: new Date().toISOString() });
  const { seedDemo } = await import('../db/seed/demo/seed');
  const { accounts } = await step('demonstration data', (log) => seedDemo(ownerUrl, { asOf: dayInParis(new Date()), ...size, log }));
  await step('documents', () => keepDocuments(folder, ownerUrl));
  writeWhole(folder.file('accounts.json'), { size, accounts } satisfies KeptAccounts);
  rmSync(folder.file('seeding.json'));
  return accounts;
}

async function keepDocuments(folder: DataFolder, ownerUrl: string): Promise<void> {
  const { seedDocuments } = await import('../db/seed/demo/documents');
  for (const { clusterId, fileId, bytes } of await seedDocuments(ownerUrl)) {
    const place = diskPlace(folder.file('files'), clusterId, fileId);
    mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(place, bytes, { mode: 0o600 });
  }
}

function isOtherSize(wanted: DemoSize, kept: DemoSize): boolean {
  return (['scale', 'cases'] as const).some((name) => wanted[name] !== undefined && wanted[name] !== kept[name]);
}
