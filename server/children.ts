import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import path from 'node:path';
import { log } from '~/platform/log.server';
import { PROCESSES_BUILD, PROJECT } from './production-build';

export type ChildSettings = {
  /** `web` or `worker`: the file of that name beside this one. */
  name: 'web' | 'worker';
  env: Record<string, string | undefined>;
  /** Where its log goes; without it, to ours. */
  logFile?: string;
};

/** What a child tells its parent. */
export type ChildMessage = { type: 'ready'; port?: number } | { type: 'failed'; code?: string; message: string };

export type RunningChild = { port: number | undefined; stop: () => Promise<void> };

/** Why a child didn't start; `code` is the system's, as EADDRINUSE. */
export class ChildFailed extends Error {
  constructor(
    message: string,
    readonly code?: string,
  ) {
    super(message);
  }
}

const STOP_MS = 12_000;
const LONGEST_PAUSE_MS = 5_000;
const HEALTHY_MS = 30_000;

/** Starts a process of the application, resolves when it is ready, and starts it again whenever it dies. */
export async function startChild(settings: ChildSettings): Promise<RunningChild> {
  let current = launch(settings);
  const { port } = await readiness(current);
  let isStopping = false;
  let pause = 100;

  const watch = (child: ChildProcess, since: number) => {
    child.once('exit', (code, signal) => {
      if (isStopping) return;
      log('error', 'process.died', { process: settings.name, code, signal });
      pause = Date.now() - since > HEALTHY_MS ? 100 : Math.min(pause * 2, LONGEST_PAUSE_MS);
      setTimeout(() => {
        if (isStopping) return;
        current = launch(settings);
        watch(current, Date.now());
      }, pause);
    });
  };
  watch(current, Date.now());

  const stop = () => {
    isStopping = true;
    return endChild(current);
  };
  return { port, stop };
}

function launch({ name, env, logFile }: ChildSettings): ChildProcess {
  const output = logFile ? openSync(logFile, 'a', 0o600) : 'inherit';
  // As it stands while it is developed, compiled everywhere else.
  const program =
    env.NODE_ENV === 'development'
      ? ['--import', 'tsx', path.join(PROJECT, 'server', `${name}.ts`)]
      : [path.join(PROCESSES_BUILD, `${name}.js`)];
  // Only the parent may know the owner's address: a child holds the restricted role it works as.
  const { DATABASE_URL: _owner, ...inherited } = process.env;
  return spawn(process.execPath, ['--enable-source-maps', ...program], {
    cwd: PROJECT,
    env: { ...inherited, NODE_ENV: 'production', ...env },
    stdio: ['ignore', output, output, 'ipc'],
  });
}

function readiness(child: ChildProcess): Promise<{ port?: number }> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: ChildMessage) => {
      if (message.type === 'ready') resolve({ port: message.port });
      else reject(new ChildFailed(message.message, message.code));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new ChildFailed(`A process of the application ended at its start (${signal ?? code}).`)));
  });
}

function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const cut = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(cut);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** In a child: says how the start went, and resolves when it is said. */
export function tellParent(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}

/** In a child: runs `stop` once, at the first signal or when the parent is gone, and ends the process. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = async () => {
    if (isStopping) return;
    isStopping = true;
    await stop().catch(() => {});
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, end);
}
