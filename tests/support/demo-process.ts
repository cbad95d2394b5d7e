import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT } from './commands';
import type { Demo } from './e2e-server';

export type RunningDemo = { npm: ChildProcess; demo: Demo; seconds: number; output: () => string };

/** Demonstrations started as a user starts them, each in a data folder of its own below one that goes away. */
export class DemoHome {
  readonly #home = mkdtempSync(path.join(tmpdir(), 'perspective-demo-'));
  readonly #started: ChildProcess[] = [];
  readonly #names = new Set<string>();

  constructor() {
    chmodSync(this.#home, 0o755);
  }

  folder(name: string): string {
    return path.join(this.#home, name);
  }

  async start(name: string, ...args: string[]): Promise<RunningDemo> {
    const start = Date.now();
    const file = path.join(this.folder(name), 'demo.json');
    rmSync(file, { force: true });
    const npm = spawn('npm', ['run', 'demo', '--', '--data', this.folder(name), ...args], {
      cwd: PROJECT,
      detached: true,
      env: { ...process.env, PG_FAST: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#started.push(npm);
    this.#names.add(name);
    let output = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (output += chunk));
    while (!existsSync(file)) {
      if (npm.exitCode !== null || Date.now() - start > 120_000) throw new Error(`not started:\n${output}`);
      await sleep(50);
    }
    return { npm, demo: JSON.parse(readFileSync(file, 'utf8')), seconds: (Date.now() - start) / 1_000, output: () => output };
  }

  /** Processes whose command line names this demonstration's folder, and those started below them. */
  processesOf(name: string): { pid: number; command: string }[] {
    const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
    const all = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((match) => match !== null);
    const found = new Map<number, string>();
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const [, pid, parent, command = ''] of all) {
        if (command.includes(this.folder(name)) || found.has(Number(parent))) found.set(Number(pid), command);
      }
    }
    return [...found].map(([pid, command]) => ({ pid, command }));
  }

  pidOf(name: string, part: string): number {
    const match = this.processesOf(name).find(({ command }) => command.includes(part));
    if (!match) throw new Error(`no ${part} in ${JSON.stringify(this.processesOf(name))}`);
    return match.pid;
  }

  async untilGone(name: string, ms = 15_000): Promise<void> {
    for (const end = Date.now() + ms; this.processesOf(name).length > 0; await sleep(100)) {
      if (Date.now() > end) throw new Error(`still running: ${JSON.stringify(this.processesOf(name))}`);
    }
  }

  async stopAll(): Promise<void> {
    for (const npm of this.#started.splice(0)) if (npm.exitCode === null && npm.signalCode === null) npm.kill('SIGTERM');
    for (const name of this.#names) await this.untilGone(name);
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

export const answers = (url: string) =>
  fetch(`${url}/healthz`).then(
    ({ status }) => status === 200,
    () => false,
  );
