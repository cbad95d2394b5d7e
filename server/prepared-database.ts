import { bootstrapOwner, keptPasswords, openToServices, type Passwords } from '../db/bootstrap';
import { startEmbedded } from '../db/embedded';
import { migrateDatabase } from '../db/migrate';
import type { DataFolder } from './data-folder';
import { makeJobQueue } from './job-queue';
import { step } from './progress';
import type { Stopping } from './stopping';

export type PreparedDatabase = { ownerUrl: string; appUrl: string; workerUrl: string };

/**
 * A migrated database and the addresses of its roles: the server of DATABASE_URL when that is set,
 * else the embedded one in the data folder.
 */
export async function prepareDatabase(folder: DataFolder, variables: NodeJS.ProcessEnv, stopping: Stopping): Promise<PreparedDatabase> {
  const passwords = keptPasswords(folder.file('database-roles.json'), givenPasswords(variables));
  const serverUrl = variables.DATABASE_URL || (await embeddedUrl(folder.path, variables.PG_FAST === '1', stopping));
  const ownerUrl = await step('database schema', async () => {
    const url = await bootstrapOwner(serverUrl, passwords.app_owner);
    await migrateDatabase(url);
    return url;
  });
  const { appUrl, workerUrl } = await openToServices(ownerUrl, passwords);
  await makeJobQueue(ownerUrl);
  return { ownerUrl, appUrl, workerUrl };
}

function givenPasswords({ APP_USER_PASSWORD, APP_WORKER_PASSWORD }: NodeJS.ProcessEnv): Partial<Passwords> {
  return { ...(APP_USER_PASSWORD && { app_user: APP_USER_PASSWORD }), ...(APP_WORKER_PASSWORD && { app_worker: APP_WORKER_PASSWORD }) };
}

async function embeddedUrl(dataDir: string, isFast: boolean, stopping: Stopping): Promise<string> {
  const embedded = await step('database server', () => startEmbedded({ dataDir, fast: isFast }));
  stopping.add(embedded.stop);
  return embedded.adminUrl();
}
