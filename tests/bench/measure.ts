import type { ChildProcess } from 'node:child_process';
import type { LoadJob, LoadRequest, LoadResult } from './load';
import { answerOf, type Standing } from './standing';
import type { Target } from './targets';

export type Row = {
  page: string;
  role: string;
  connections: number;
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
  floorP50: number;
  ratio: number;
  bytes: number;
};

export const CONNECTIONS = [1, 16] as const;
export const ROUNDS = 3;

export type Loader = { standing: Standing; load: ChildProcess; onErrors: (errors: string[]) => void };

/** One target at one number of connections for a while: the application and the floor in turn. */
async function loadBoth({ standing, load, onErrors }: Loader, target: Target, connections: number, seconds: number): Promise<LoadResult[]> {
  const requests = requestsOf(standing, target);
  const sides = [standing.appPort, standing.floorPort].map((port) => ({ port, requests }));
  return loadSides(load, { sides, connections, seconds }, onErrors);
}

/** Every side in turn for a while. */
export async function loadSides(load: ChildProcess, job: LoadJob, onErrors: (errors: string[]) => void): Promise<LoadResult[]> {
  load.send(job);
  const answer = await answerOf<{ results: LoadResult[] } | { failed: string }>(load);
  if ('failed' in answer) throw new Error(answer.failed);
  for (const { errors } of answer.results) onErrors(errors);
  return answer.results;
}

export function requestsOf({ origin, people }: Standing, target: Target): LoadRequest[] {
  return target.addresses.map(({ account, path }) => requestOf(origin, path, people.get(account.email)?.cookie ?? '', target.form));
}

function requestOf(origin: string, path: string, cookie: string, form?: string): LoadRequest {
  const lines = [
    `${form ? 'POST' : 'GET'} ${path} HTTP/1.1`,
    `Host: ${new URL(origin).host}`,
    `Origin: ${origin}`,
    `Cookie: ${cookie}`,
    'Accept: text/html',
    'Accept-Encoding: gzip',
    'Connection: keep-alive',
    ...(form ? ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: {length}'] : []),
  ];
  return { head: `${lines.join('\r\n')}\r\n\r\n`, body: form ?? '' };
}

export async function warmUp(loader: Loader, targets: Target[], seconds: number): Promise<void> {
  for (const target of targets) for (const connections of [4, 1]) await loadBoth(loader, target, connections, seconds);
}

/** Every target at each number of connections, in three rounds. */
export async function measure(loader: Loader, targets: Target[], seconds: number, say: (line: string) => void): Promise<Row[]> {
  const rounds: Row[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const rows: Row[] = [];
    for (const target of targets) {
      for (const connections of CONNECTIONS) {
        const [app, floor] = (await loadBoth(loader, target, connections, seconds / ROUNDS)) as [LoadResult, LoadResult];
        rows.push(rowOf(target, connections, app, floor));
      }
    }
    rounds.push(rows);
    say(`  round ${round + 1} of ${ROUNDS}`);
  }
  return (rounds[0] as Row[]).map((_row, index) => together(rounds.map((rows) => rows[index] as Row)));
}

function rowOf({ page, role }: Target, connections: number, app: LoadResult, floor: LoadResult): Row {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => percentile(app.latencies, part)) as [number, number, number];
  const floorP50 = percentile(floor.latencies, 0.5);
  const answers = app.latencies.length;
  return {
    ...{ page, role, connections, p50, p95, p99, perSecond: answers / app.seconds, floorP50, ratio: p50 / floorP50 },
    bytes: app.bytes / answers,
  };
}

export function percentile(latencies: readonly number[], part: number): number {
  const sorted = [...latencies].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The times of the least disturbed round, with the middle one of the three ratios. */
function together(rows: Row[]): Row {
  const quietest = [...rows].sort((a, b) => a.p50 - b.p50)[0] as Row;
  const ratios = rows.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;
  return {
    ...quietest,
    p50: round(quietest.p50, 2),
    p95: round(quietest.p95, 2),
    p99: round(quietest.p99, 2),
    perSecond: round(quietest.perSecond, 1),
    floorP50: round(quietest.floorP50, 2),
    ratio: round(ratios[Math.floor(ratios.length / 2)] as number, 2),
    bytes: Math.round(quietest.bytes),
  };
}
