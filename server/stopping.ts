import { setTimeout as sleep } from 'node:timers/promises';
import { giveUp, say } from './progress';

type End = () => Promise<void>;

/** What a command has started and must end, last first. */
export class Stopping {
  readonly #ends: End[] = [];
  #ending: Promise<void> | undefined;

  get hasBegun(): boolean {
    return this.#ending !== undefined;
  }

  /** Remembers how to end something; at once, when everything is already ending. */
  add(end: End): void {
    if (this.#ending) this.#ending = this.#ending.then(() => attempt(end));
    else this.#ends.push(end);
  }

  /** Ends everything once; later calls wait for the same end. */
  end(): Promise<void> {
    this.#ending ??= this.#ends.reverse().reduce((before, end) => before.then(() => attempt(end)), Promise.resolve());
    return this.#ending;
  }
}

/**
 * Runs a command until it is told to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of npm, who started it.
 * Whatever it started is ended with it, also when it fails.
 */
export function runUntilStopped(command: (stopping: Stopping) => Promise<void>): void {
  const stopping = new Stopping();
  const stop = async () => {
    if (!stopping.hasBegun) say('\nStopping…');
    await stopping.end();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) void whenOrphaned().then(stop);
  command(stopping).catch(async (error) => {
    // What fails because everything is being stopped is no news.
    const isNews = !stopping.hasBegun;
    await stopping.end();
    if (isNews) giveUp(error);
  });
}

async function attempt(end: End): Promise<void> {
  try {
    await end();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  }
}

async function whenOrphaned(): Promise<void> {
  const parent = process.ppid;
  while (process.ppid === parent) await sleep(1_000, undefined, { ref: false });
}
