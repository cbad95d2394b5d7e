import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnv } from '~/platform/env.server';
import { seedReference } from '../db/seed/reference';
import { holdDataFolder } from './data-folder';
import { type PreparedDatabase, prepareDatabase } from './prepared-database';
import { startProcesses } from './processes';
import { hasBuild } from './production-build';
import { say, step } from './progress';
import { runUntilStopped, type Stopping } from './stopping';

const USAGE = 'npm start -- [--data DIR]   (docs/operations.md lists the settings)';

async function start(stopping: Stopping): Promise<void> {
  const { APP_DATABASE_URL, DATABASE_URL } = process.env;
  const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
  const { publicOrigin } = readEnv({ ...process.env, APP_DATABASE_URL: APP_DATABASE_URL || 'postgres://not-yet-known' });
  if (!hasBuild()) throw new Error('There is no production build: run `npm run build` first.');
  if (!APP_DATABASE_URL && !DATABASE_URL && !data)
    throw new Error(`Set DATABASE_URL, or keep the embedded database in a folder with --data DIR.\n${USAGE}`);
  const database = await openDatabase(data ?? '.data/start', stopping);
  await step('application', () => startProcesses({ database, settings: { FILES_DIR: filesDirectory(data) } }, stopping));
  say(`Perspective PME  ${publicOrigin}`);
}

/** Beside the embedded database unless told otherwise. */
function filesDirectory(data = '.data/start'): string {
  return process.env.FILES_DIR || path.resolve(data, 'files');
}

/** With APP_DATABASE_URL somebody else migrates and hands out roles: this process then holds no owner's rights at all. */
async function openDatabase(directory: string, stopping: Stopping): Promise<Pick<PreparedDatabase, 'appUrl' | 'workerUrl'>> {
  const { APP_DATABASE_URL: appUrl, WORKER_DATABASE_URL: workerUrl } = process.env;
  if (appUrl) {
    if (!workerUrl) throw new Error('APP_DATABASE_URL goes with WORKER_DATABASE_URL: set both, or DATABASE_URL alone.');
    return { appUrl, workerUrl };
  }
  const database = await prepareDatabase(await holdDataFolder(directory), process.env, stopping);
  await step('reference data', () => seedReference(database.ownerUrl));
  return database;
}

runUntilStopped(start);
