import { parseArgs } from 'node:util';
import type { Sql } from 'postgres';
import { openPool } from '~/platform/database.server';
import { openDataFolder } from './data-folder';
import { prepareDatabase } from './prepared-database';
import { giveUp, say } from './progress';
import { verifyAudit } from './seal-audit';
import { runUntilStopped, Stopping } from './stopping';

const USAGE = 'npm run verify:audit -- [--data DIR]';

function readFolder(): string {
  try {
    return parseArgs({ options: { data: { type: 'string', default: '.data' } } }).values.data;
  } catch (error) {
    return giveUp(`${(error as Error).message}\n${USAGE}`);
  }
}

/** Prints each chain with its head or its first fault; whether all hold. */
async function tellChains(pool: Sql): Promise<boolean> {
  const chains = await verifyAudit(pool);
  for (const { clusterId, trail, entries, waiting, batches, head, fault } of chains) {
    const name = `cluster ${clusterId}, ${trail}`;
    if (fault)
      say(`  ✗ ${name}: batch ${fault.batchNo}${fault.entryId ? `, entry ${fault.entryId}` : ''}: ${fault.fault.replaceAll('_', ' ')}`);
    else if (batches > 0) say(`  ✓ ${name}: ${entries} entries in ${batches} batches, ${waiting} not sealed yet; head ${head}`);
    else say(`  – ${name}: nothing sealed yet, ${waiting} waiting`);
  }
  return chains.every(({ fault }) => fault === null);
}

const data = readFolder();
runUntilStopped(async (stopping) => {
  const { folder, isShared } = await openDataFolder(data);
  const { workerUrl } = await prepareDatabase(folder, process.env, isShared ? new Stopping() : stopping);
  const pool = openPool(workerUrl, 1);
  stopping.add(() => pool.end({ timeout: 5 }));
  const holds = await tellChains(pool);
  await stopping.end();
  process.exit(holds ? 0 : 1);
});
