import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnv } from '~/platform/env.server';
import { seedReference } from '../db/seed/reference';
import { type DataFolder, holdDataFolder, keptSecret } from './data-folder';
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
  await step('application', () =>
    startProcesses({ database, settings: { FILES_DIR: filesDirectory(data), ...database.secrets } }, stopping),
  );
  say(`Perspective PME  ${publicOrigin}`);
}

/** Beside the embedded database unless told otherwise. */
function filesDirectory(data = '.data/start'): string {
  return process.env.FILES_DIR || path.resolve(data, 'files');
}

type Opened = Pick<PreparedDatabase, 'appUrl' | 'workerUrl'> & { secrets: Record<string, string> };

/** With APP_DATABASE_URL somebody else migrates and hands out roles: this process then holds no owner's rights at all. */
async function openDatabase(directory: string, stopping: Stopping): Promise<Opened> {
  const { APP_DATABASE_URL: appUrl, WORKER_DATABASE_URL: workerUrl } = process.env;
  if (appUrl) {
    if (!workerUrl) throw new Error('APP_DATABASE_URL goes with WORKER_DATABASE_URL: set both, or DATABASE_URL alone.');
    return { appUrl, workerUrl, secrets: {} };
  }
  const folder = await holdDataFolder(directory);
  const database = await prepareDatabase(folder, process.env, stopping);
  await step('reference data', () => seedReference(database.ownerUrl));
  return { ...database, secrets: ownSecrets(folder) };
}

/** Beside the embedded database goes its key; a database elsewhere outlives this folder, and has its key from a setting alone. */
function ownSecrets(folder: DataFolder): Record<string, string> {
  const { DATABASE_URL, SECOND_FACTOR_KEY } = process.env;
  return DATABASE_URL || SECOND_FACTOR_KEY ? {} : { SECOND_FACTOR_KEY: keptSecret(folder, 'second-factor-key') };
}

runUntilStopped(start);
