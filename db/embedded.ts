import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { canEnter, databaseOsUser, findBinaries, give, type OsUser, run } from './embedded-binaries';

export type EmbeddedOptions = {
  /** The installation's data folder: the cluster is kept in `pg/cluster` below it. */
  dataDir: string;
  /** Trades durability for speed: for tests only. */
  fast?: boolean;
  /** Preferred port; without it the one remembered in the data folder, else a free one. */
  port?: number;
};

export type EmbeddedDatabase = {
  port: number;
  /** URL of the superuser on `database`. */
  adminUrl: (database?: string) => string;
  stop: () => Promise<void>;
};

type Cluster = { home: string; directory: string; bin: string; user: OsUser; password: string };

/**
 * Starts the PostgreSQL that ships with the application, or adopts the one already running on this data folder.
 * It listens on 127.0.0.1 only, outlives a killed parent, and works as root (under another OS user) and as anyone else.
 */
export async function startEmbedded({ dataDir, fast = false, port: wanted }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const cluster = await openCluster(dataDir);
  const port = (await adoptedPort(cluster)) ?? (await startServer(cluster, fast, wanted));
  const adminUrl = (database = 'postgres') => `postgres://postgres:${cluster.password}@127.0.0.1:${port}/${database}`;
  await untilItAnswers(adminUrl());
  return { port, adminUrl, stop: () => stopServer(cluster) };
}

/** Stops the server of a data folder if it runs, and deletes the cluster with everything in it. */
export async function eraseEmbedded(dataDir: string): Promise<void> {
  const home = path.resolve(dataDir, 'pg');
  if (!existsSync(home)) return;
  if (existsSync(path.join(home, 'cluster', 'PG_VERSION'))) await stopServer(await openCluster(dataDir));
  const link = path.join(home, 'cluster');
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(path.dirname(path.resolve(home, readlinkSync(link))), { recursive: true, force: true });
  }
  rmSync(home, { recursive: true, force: true });
}

async function openCluster(dataDir: string): Promise<Cluster> {
  const home = path.resolve(dataDir, 'pg');
  mkdirSync(home, { recursive: true });
  const user = await databaseOsUser();
  const place = await clusterPlace(realpathSync(home), user);
  const bin = await findBinaries(user, path.join(place, 'bin', 'native'));
  const directory = path.join(place, 'cluster');
  const passwordFile = path.join(place, 'superuser.pw');
  if (!existsSync(path.join(directory, 'PG_VERSION'))) await initialise({ directory, bin, user }, passwordFile);
  return { home, directory, bin, user, password: readFileSync(passwordFile, 'utf8').trim() };
}

/**
 * Where the files lie: the data folder itself, or for root, when no other user can reach it (a 0700 home),
 * a folder under /var/lib that `pg/cluster` points to.
 */
async function clusterPlace(home: string, user: OsUser): Promise<string> {
  const link = path.join(home, 'cluster');
  const known = lstatSync(link, { throwIfNoEntry: false });
  if (known?.isSymbolicLink()) {
    const place = path.dirname(path.resolve(home, readlinkSync(link)));
    mkdirSync(place, { recursive: true });
    return place;
  }
  if (known || (await canEnter(home, user))) return home;
  const place = path.join('/var/lib/perspective-pme', createHash('sha256').update(home).digest('hex').slice(0, 16));
  mkdirSync(place, { recursive: true, mode: 0o755 });
  symlinkSync(path.join(place, 'cluster'), link);
  return place;
}

async function initialise({ directory, bin, user }: Pick<Cluster, 'directory' | 'bin' | 'user'>, passwordFile: string): Promise<void> {
  // Made beside its place and moved when whole: a cluster cut short by a kill must not pass for one.
  const unfinished = `${directory}.unfinished`;
  for (const rest of [unfinished, passwordFile]) rmSync(rest, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  give(unfinished, user);
  give(passwordFile, user);
  const args = ['-D', unfinished, '-U', 'postgres', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--data-checksums'];
  const locale = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=fr-FR'];
  const { code, output } = await run(path.join(bin, 'initdb'), [...args, ...locale], { user });
  if (code !== 0) throw new Error(`The embedded PostgreSQL could not make its files in ${unfinished}: ${output.trim()}`);
  renameSync(unfinished, directory);
}

async function adoptedPort({ bin, directory, user }: Cluster): Promise<number | undefined> {
  const status = await run(path.join(bin, 'pg_ctl'), ['-D', directory, 'status'], { user });
  if (status.code !== 0) return undefined;
  // The fourth line of postmaster.pid is the port.
  const port = Number(readFileSync(path.join(directory, 'postmaster.pid'), 'utf8').split('\n')[3]);
  return (await isTaken(port)) ? port : undefined;
}

async function startServer(cluster: Cluster, fast: boolean, wanted?: number): Promise<number> {
  const log = path.join(cluster.directory, 'server.log');
  const memory = path.join(cluster.home, 'port');
  const remembered = existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : undefined;
  // A killed postmaster stays a zombie until init reaps it, and its last backends hold the shared memory: start again for 5 s.
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = await freePort(wanted ?? remembered);
    const args = ['-D', cluster.directory, '-l', log, '-w', '-t', '60', '-o', settings(port, fast), 'start'];
    const { code } = await run(path.join(cluster.bin, 'pg_ctl'), args, { user: cluster.user, leavesDaemon: true });
    if (code === 0) {
      writeFileSync(memory, String(port));
      return port;
    }
    await sleep(250);
  }
  const lastLines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ') : 'no log';
  throw new Error(`The embedded PostgreSQL did not start (${lastLines}). Its log is ${log}.`);
}

function settings(port: number, fast: boolean): string {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 100,
    shared_buffers: '256MB',
    jit: 'off',
    // Nothing replicates from it: a table filled in the transaction that emptied it is written once, not twice.
    wal_level: 'minimal',
    max_wal_senders: 0,
    ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 } : {}),
  };
  return [`-p ${port}`, ...Object.entries(values).map(([name, value]) => `-c ${name}=${value}`)].join(' ');
}

async function stopServer({ bin, directory, user }: Cluster): Promise<void> {
  const stop = (mode: string) => run(path.join(bin, 'pg_ctl'), ['-D', directory, '-m', mode, '-w', '-t', '20', 'stop'], { user });
  if ((await run(path.join(bin, 'pg_ctl'), ['-D', directory, 'status'], { user })).code !== 0) return;
  if ((await stop('fast')).code !== 0) await stop('immediate');
}

/** A server that recovers from a crash accepts connections before it accepts queries. */
async function untilItAnswers(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error('The embedded PostgreSQL runs but does not answer.', { cause: error });
      await sleep(100);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** `preferred` when it is free, else a port below the range the system hands out to outgoing connections. */
export async function freePort(preferred?: number, from = 20_000, count = 10_000): Promise<number> {
  if (preferred && !(await isTaken(preferred))) return preferred;
  for (;;) {
    const port = from + Math.floor(Math.random() * count);
    if (!(await isTaken(port))) return port;
  }
}
