import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { digestToken } from '~/access/sessions.server';
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
  await inviteToOpen();
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

/** The token of an invitation's link, which no letter of these tests shows. */
export const INVITATION_TOKEN = 'a-link-that-the-browser-tests-open';

/** One invitation whose link is known, and one of the first cluster's advisor to the staff of the second. */
async function inviteToOpen(): Promise<void> {
  const { accounts } = readDemo();
  const advisor = accounts.find(({ role }) => role === 'advisor')?.email ?? '';
  const sql = demoDatabase();
  const clusters = await sql`select id from clusters where is_demo order by id`;
  for (const [place, email] of ['somebody@test.example', advisor].entries()) {
    const clusterId = clusters[place]?.id as string;
    await sql.begin(async (tx) => {
      await tx`select access.enter_system(${clusterId}, 'test')`;
      const [made] = await tx`insert into invitations (cluster_id, email, given_name, family_name, role, from_on, expires_at, created_by_id)
        select ${clusterId}, ${email}, 'Ondine', 'Verlac', 'advisor', current_date, now() + interval '7 days', person_id from cluster_roles where cluster_id = ${clusterId} and role = 'admin' limit 1 returning id`;
      if (place === 0)
        await tx`insert into account_tokens (purpose, cluster_id, subject_id, token_hash, expires_at) values ('invitation', ${clusterId}, ${made?.id}, ${digestToken(INVITATION_TOKEN)}, now() + interval '7 days')`;
    });
  }
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
