import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { eraseEmbedded, freePort } from '../db/embedded';
import type { DemoAccount } from '../db/seed/demo/seed';
import { ChildFailed } from './children';
import { type DataFolder, holdDataFolder, keptSecret, readWhole, writeWhole } from './data-folder';
import { type DemoSize, fillDemo, forgetDemoData, wasSeedingCut } from './demo-data';
import { type PreparedDatabase, prepareDatabase } from './prepared-database';
import { startProcesses } from './processes';
import { buildIfNeeded } from './production-build';
import { giveUp, say, step } from './progress';
import { runUntilStopped, type Stopping } from './stopping';

const USAGE = 'npm run demo -- [--port PORT] [--data DIR] [--scale N] [--cases N] [--fresh]';
const FIRST_PORT = 4300;

type Options = { port?: number; data: string; size: DemoSize; isFresh: boolean };

function readOptions(): Options {
  const options = {
    port: { type: 'string' },
    data: { type: 'string', default: '.data' },
    scale: { type: 'string' },
    cases: { type: 'string' },
    fresh: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const size = { scale: amount('scale', values.scale), cases: amount('cases', values.cases) };
    return { port: amount('port', values.port), data: values.data, size, isFresh: values.fresh };
  } catch (error) {
    return giveUp(`${(error as Error).message}\n${USAGE}`);
  }
}

function amount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  const isWhole = name === 'scale' || Number.isInteger(value);
  if (!(value > 0) || !isWhole || (name === 'port' && value > 65_535)) throw new Error(`--${name} ${text}: a number above zero is needed.`);
  return value;
}

async function startDemo(options: Options, stopping: Stopping): Promise<void> {
  const folder = await holdDataFolder(options.data);
  rmSync(folder.file('demo.json'), { force: true });
  stopping.add(async () => rmSync(folder.file('demo.json'), { force: true }));
  const hasOwnServer = !process.env.DATABASE_URL;
  if (options.isFresh && !hasOwnServer)
    throw new Error('--fresh erases the embedded database only: empty the database of DATABASE_URL yourself.');
  if (hasOwnServer && (options.isFresh || wasSeedingCut(folder))) {
    await step('erasing the former data', () => eraseEmbedded(folder.path));
    forgetDemoData(folder);
  }
  const stopBuild = new AbortController();
  stopping.add(async () => stopBuild.abort());
  const filled = async () => {
    const database = await prepareDatabase(folder, process.env, stopping);
    return { database, accounts: await fillDemo(folder, database.ownerUrl, options.size) };
  };
  const [{ database, accounts }] = await Promise.all([filled(), buildIfNeeded(stopBuild.signal)]);
  const url = await step('application', () => startApplication(folder, database, options.port, stopping));
  announce(url, folder, accounts);
  writeWhole(folder.file('demo.json'), { url, signIn: `${url}/sign-in`, accounts });
}

/** Starts the web server and the worker, on the port of the last start unless another is wanted; gives the address. */
async function startApplication(
  folder: DataFolder,
  database: PreparedDatabase,
  wanted: number | undefined,
  stopping: Stopping,
): Promise<string> {
  const remembered = readWhole<{ port: number }>(folder.file('port.json'))?.port;
  for (;;) {
    const port = wanted ?? (await freePort(remembered ?? FIRST_PORT, FIRST_PORT, 600));
    const url = `http://127.0.0.1:${port}`;
    try {
      const settings = {
        PUBLIC_ORIGIN: url,
        DEMO: '1',
        DEMO_FILE: folder.file('demo.json'),
        FILES_DIR: folder.file('files'),
        SECOND_FACTOR_KEY: keptSecret(folder, 'second-factor-key'),
      };
      await startProcesses({ database, settings, logFile: folder.file('server.log') }, stopping);
      writeWhole(folder.file('port.json'), { port });
      return url;
    } catch (error) {
      if (!(error instanceof ChildFailed) || error.code !== 'EADDRINUSE') throw error;
      if (wanted) throw new Error(`Port ${wanted} is taken: choose another with --port, or leave it out for a free one.`);
    }
  }
}

function announce(url: string, folder: DataFolder, accounts: DemoAccount[]): void {
  const widest = (pick: (account: DemoAccount) => string) => Math.max(...accounts.map((account) => pick(account).length));
  const [role, email] = [widest((account) => account.role), widest((account) => account.email)];
  say(`\nPerspective PME  ${url}\n`);
  for (const account of accounts) {
    say(`  ${account.role.padEnd(role)}  ${account.email.padEnd(email)}  ${account.password}  ${account.company ?? account.cluster}`);
  }
  say(`\n  Letters stay on this machine: ${url}/demo/mailbox`);
  say(
    `\nAll people, companies and figures are fictional. Logs: ${folder.file('server.log')}. Ctrl-C stops the application and its database.`,
  );
}

runUntilStopped((stopping) => startDemo(readOptions(), stopping));
