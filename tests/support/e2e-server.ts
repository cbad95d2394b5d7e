import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { PROJECT } from './commands';

const START_MS = 180_000;

export type Demo = {
  url: string;
  signIn: string;
  accounts: { role: string; email: string; password: string; name: string; cluster: string; company: string | null }[];
};

/** The data folder of the demonstration under test: that of E2E_DATA where one runs already, else one of our own. */
export function demoFolder(): string {
  return path.resolve(PROJECT, process.env.E2E_DATA ?? '.cache/e2e');
}

/** The address and the accounts of the demonstration under test. */
export function readDemo(): Demo {
  return JSON.parse(readFileSync(path.join(demoFolder(), 'demo.json'), 'utf8')) as Demo;
}

/** Playwright's global set-up: the production build on fresh demonstration data, started as a user starts it. */
export default async function startDemo(): Promise<() => Promise<void>> {
  if (process.env.E2E_DATA) {
    if (!existsSync(path.join(demoFolder(), 'demo.json'))) throw new Error(`No demonstration runs on ${demoFolder()}.`);
    return async () => {};
  }
  const { DATABASE_URL: _database, ...inherited } = process.env;
  const args = ['--import', 'tsx', 'server/demo.ts', '--fresh', '--data', demoFolder(), '--port', process.env.E2E_PORT ?? '4390'];
  const env = { ...inherited, PG_FAST: '1' };
  const demo = spawn(process.execPath, args, { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (chunk) => (output += chunk));
  await untilStarted(demo, () => output);
  await giveSecondClusterEnglish();
  await askSecondLeader();
  await leaveLetter();
  return () => stop(demo);
}

/** An account has one language: walks in English use the people of the second cluster, those in French of the first. */
async function giveSecondClusterEnglish(): Promise<void> {
  const { accounts } = readDemo();
  const second = accounts.filter(({ cluster }) => cluster !== accounts[0]?.cluster).map(({ email }) => email);
  const sql = demoDatabase();
  await sql`update accounts set locale = 'en' where email = any(${second})`;
  await sql.end();
}

/** What the second cluster's first company was asked to do has not been done yet: its page is then open in English too. */
async function askSecondLeader(): Promise<void> {
  const { accounts } = readDemo();
  const leader = accounts.find(({ cluster, role }) => cluster !== accounts[0]?.cluster && role === 'leader');
  const sql = demoDatabase();
  await sql`
    update tasks set side = 'company', state = 'open', done_at = null, done_by_id = null, blocked_since = null, reason = null
    where id = (select t.id from tasks t join cases c on c.cluster_id = t.cluster_id and c.id = t.case_id and c.state = 'active'
      join company_roles r on r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader'
      join people p on p.cluster_id = r.cluster_id and p.id = r.person_id join accounts a on a.id = p.account_id
      where a.email = ${leader?.email ?? ''} order by t.side desc, t.id limit 1)`;
  await sql.end();
}

/** A letter in the demonstration's mailbox, so that its page has something to show. */
async function leaveLetter(): Promise<void> {
  const { url, accounts } = readDemo();
  const leader = accounts.find(({ role }) => role === 'leader');
  const body = `Bonjour,\n\nUn jalon vous revient.\n\nOuvrir le jalon\n${url}/plan\n`;
  const sql = demoDatabase();
  await sql`insert into demo_mailbox (message_id, recipient, subject, body, sent_at) values ('first', ${leader?.email ?? ''}, 'Un jalon vous revient', ${body}, now())`;
  await sql.end();
}

/** The database of the demonstration under test, above its walls: to prepare what a walk then does by hand. */
export function demoDatabase(): postgres.Sql {
  return databaseIn(demoFolder());
}

/** The running database of a data folder, above its walls. */
export function databaseIn(folder: string): postgres.Sql {
  const password = readFileSync(path.join(path.dirname(realpathSync(path.join(folder, 'pg/cluster'))), 'superuser.pw'), 'utf8').trim();
  const port = readFileSync(path.join(folder, 'pg/port'), 'utf8');
  return postgres(`postgres://postgres:${password}@127.0.0.1:${port}/perspective`, { max: 1, onnotice: () => {} });
}

async function untilStarted(demo: ChildProcess, output: () => string): Promise<void> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await sleep(100)) {
    if (demo.exitCode !== null) throw new Error(`The demonstration did not start:\n${output()}`);
    // The file of an earlier run is removed at start, and the new one comes last.
    if (output().includes('Ctrl-C stops') && existsSync(path.join(demoFolder(), 'demo.json'))) return;
  }
  demo.kill('SIGTERM');
  throw new Error(`The demonstration did not start within ${START_MS / 1_000} s:\n${output()}`);
}

function stop(demo: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (demo.exitCode !== null) return resolve();
    demo.once('exit', () => resolve());
    demo.kill('SIGTERM');
  });
}
