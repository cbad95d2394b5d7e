import { startChild } from './children';
import type { PreparedDatabase } from './prepared-database';
import type { Stopping } from './stopping';

export type Processes = {
  database: Pick<PreparedDatabase, 'appUrl' | 'workerUrl'>;
  settings: Record<string, string>;
  logFile?: string;
};

/** Starts the web server and the worker; each gets the database address of its own role, and no other. */
export async function startProcesses({ database, settings, logFile }: Processes, stopping: Stopping): Promise<void> {
  for (const [name, url] of [
    ['web', database.appUrl],
    ['worker', database.workerUrl],
  ] as const) {
    const child = await startChild({ name, logFile, env: { ...settings, APP_DATABASE_URL: url, WORKER_DATABASE_URL: undefined } });
    stopping.add(child.stop);
  }
}
