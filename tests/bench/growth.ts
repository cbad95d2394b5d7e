import type { ChildProcess } from 'node:child_process';
import { type TextColumn, textTable } from '../support/text-table';
import { loadSides, percentile, ROUNDS, requestsOf } from './measure';
import type { Standing } from './standing';
import type { PageName, Target } from './targets';

/** docs/quality.md P2: cost at a million cases over cost at ten thousand. */
const LIMITS: Partial<Record<PageName, number>> = { caseload: 1.3, case: 1.3, plan: 1.3, search: 1.3, impact: 1.2 };

type World = { standing: Standing; targets: Target[] };
type Growth = { page: PageName; role: string; p50: [number, number]; bytes: [number, number]; ratio: number };

/** Each page of the one world and of the other, request by request in turn on one connection; the middle ratio of the rounds. */
export async function measureGrowth(
  load: ChildProcess,
  worlds: World[],
  seconds: number,
  onErrors: (errors: string[]) => void,
): Promise<Growth[]> {
  const [small, large] = worlds as [World, World];
  const rows: Growth[] = [];
  for (const target of small.targets) {
    const other = large.targets.find(({ page, role }) => page === target.page && role === target.role) as Target;
    const sides = [
      { port: small.standing.appPort, requests: requestsOf(small.standing, target) },
      { port: large.standing.appPort, requests: requestsOf(large.standing, other) },
    ];
    const job = { sides, connections: 1, seconds: seconds / ROUNDS };
    await loadSides(load, { ...job, seconds: 2 }, onErrors);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const results = await loadSides(load, job, onErrors);
      const p50 = results.map(({ latencies }) => percentile(latencies, 0.5)) as [number, number];
      const bytes = results.map((result) => result.bytes / result.latencies.length) as [number, number];
      rounds.push({ p50, bytes, ratio: p50[1] / p50[0] });
    }
    const middle = rounds.sort((a, b) => a.ratio - b.ratio)[Math.floor(ROUNDS / 2)] as (typeof rounds)[number];
    rows.push({ page: target.page, role: target.role, ...middle });
  }
  return rows;
}

const COLUMNS: TextColumn<Growth>[] = [
  ['page', -10, ({ page }) => page],
  ['role', -8, ({ role }) => role],
  ['p50 ms', 16, ({ p50 }) => p50.map((ms) => ms.toFixed(2)).join(' → ')],
  ['bytes', 16, ({ bytes }) => bytes.map((count) => String(Math.round(count))).join(' → ')],
  ['ratio', 7, ({ ratio }) => ratio.toFixed(2)],
  ['limit', 6, ({ page }) => String(LIMITS[page] ?? '')],
  ['', -6, ({ page, ratio }) => (ratio > (LIMITS[page] ?? Number.POSITIVE_INFINITY) ? 'above' : '')],
];

export const growthTableOf = (rows: readonly Growth[]) => textTable(COLUMNS, rows);
