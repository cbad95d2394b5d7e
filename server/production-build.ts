import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hold } from './data-folder';
import { step } from './progress';

export const PROJECT = projectAround(import.meta.dirname);
export const SERVER_BUILD = path.join(PROJECT, 'build/server/index.js');
export const CLIENT_BUILD = path.join(PROJECT, 'build/client');
export const PROCESSES_BUILD = path.join(PROJECT, 'build/processes');

const STAMP = path.join(PROJECT, 'build/.stamp');
/** What the build is made from: anything else may change without a new build. */
const SOURCES = [
  'app',
  'public',
  'db/schema',
  'server',
  'vite.config.ts',
  'vite.processes.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds for production when the sources differ from those of the last build. Two processes that need it build once. */
export async function buildIfNeeded(signal?: AbortSignal): Promise<void> {
  const stamp = sourceStamp();
  if (isBuilt(stamp)) return;
  await step('production build', async () => {
    const release = await turn();
    try {
      if (!isBuilt(stamp)) await build(signal);
      writeFileSync(STAMP, stamp);
    } finally {
      release();
    }
  });
}

/** Whether there is a build, of whatever sources. */
export function hasBuild(): boolean {
  return existsSync(SERVER_BUILD) && existsSync(path.join(PROCESSES_BUILD, 'web.js'));
}

function isBuilt(stamp: string): boolean {
  return hasBuild() && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp;
}

async function turn(): Promise<() => void> {
  for (;;) {
    const release = await hold(`perspective-build-${createHash('sha256').update(PROJECT).digest('hex').slice(0, 24)}`);
    if (release) return release;
    await sleep(200);
  }
}

function sourceStamp(): string {
  const hash = createHash('sha256').update(process.version);
  const files = SOURCES.flatMap((source) => (path.extname(source) ? [source] : filesBelow(source)));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(path.join(PROJECT, file)));
  return hash.digest('hex');
}

function filesBelow(directory: string): string[] {
  const entries = readdirSync(path.join(PROJECT, directory), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(PROJECT, path.join(entry.parentPath, entry.name)));
}

async function build(signal?: AbortSignal): Promise<void> {
  await run(toolOf('@remix-run/dev', 'dist/cli.js'), ['vite:build'], signal);
  await run(toolOf('vite', 'bin/vite.js'), ['build', '--config', 'vite.processes.config.ts'], signal);
}

function toolOf(parcel: string, file: string): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve(`${parcel}/package.json`)), file);
}

function run(cli: string, args: string[], signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: 'production' as const };
    const child = spawn(process.execPath, [cli, ...args], { cwd: PROJECT, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The production build failed:\n${output.slice(-4_000)}`))));
  });
}

/** The folder of the project, from a file of it that may stand compiled elsewhere below. */
function projectAround(directory: string): string {
  return existsSync(path.join(directory, 'package.json')) ? directory : projectAround(path.dirname(directory));
}
