import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export const PROJECT = path.resolve(import.meta.dirname, '../..');

const running = new Set<ChildProcess>();

/** Settings of the machine's own installation must not reach the tests. */
const FOREIGN = [
  'DATABASE_URL',
  'APP_DATABASE_URL',
  'WORKER_DATABASE_URL',
  'PUBLIC_ORIGIN',
  'PORT',
  'DEMO',
  'DEMO_FILE',
  'FILES_DIR',
  'CLAMD',
  'SECOND_FACTOR_KEY',
  'FIXED_NOW',
  'NODE_ENV',
];

export type Ended = { code: number; output: string; seconds: number };

/** Runs a program of the project. With `isLive` its output is shown as it comes, else it is kept for the caller. */
export function runCommand(
  args: string[],
  { env = {}, isLive = false }: { env?: Record<string, string>; isLive?: boolean } = {},
): Promise<Ended> {
  const start = Date.now();
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name)));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: PROJECT,
      env: { ...clean, ...env } as NodeJS.ProcessEnv,
      stdio: isLive ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output, seconds: (Date.now() - start) / 1_000 });
    });
  });
}

export function endCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** The script behind a command of an installed package. */
export function tool(file: string): string {
  return path.join(PROJECT, 'node_modules', file);
}
