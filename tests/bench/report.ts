import { type TextColumn, textTable } from '../support/text-table';
import type { Row } from './measure';
import { FIRST_LIMIT, LIMITS, type PageName } from './targets';

/** docs/quality.md P1: pages of the caseload a second, one process, sixteen connections. */
const CASELOADS_PER_SECOND = 150;

const COLUMNS: TextColumn<Row>[] = [
  ['page', -10, ({ page }) => page],
  ['role', -8, ({ role }) => role],
  ['conn.', 5, ({ connections }) => String(connections)],
  ['p50 ms', 8, ({ p50 }) => p50.toFixed(2)],
  ['p95', 8, ({ p95 }) => p95.toFixed(2)],
  ['p99', 8, ({ p99 }) => p99.toFixed(2)],
  ['per s', 7, ({ perSecond }) => perSecond.toFixed(0)],
  ['floor p50', 10, ({ floorP50 }) => floorP50.toFixed(2)],
  ['ratio', 7, ({ ratio }) => ratio.toFixed(1)],
  ['limit', 11, ({ page, connections }) => (connections === 1 ? `${FIRST_LIMIT}, then ${LIMITS[page as PageName]}` : '')],
  ['p95/p50', 8, ({ p50, p95 }) => (p95 / p50).toFixed(1)],
  ['bytes', 7, ({ bytes }) => String(bytes)],
  ['', -16, remark],
];

export const tableOf = (rows: readonly Row[]) => textTable(COLUMNS, rows);

function remark({ page, connections, ratio, perSecond, p50, p95 }: Row): string {
  const remarks = [];
  if (connections === 1 && ratio > LIMITS[page as PageName]) remarks.push(ratio > FIRST_LIMIT ? 'above both' : 'above the last');
  if (connections === 1 && p95 > 2 * p50) remarks.push('p95 > 2 × p50');
  if (page === 'caseload' && connections === 16 && perSecond < CASELOADS_PER_SECOND) remarks.push(`below ${CASELOADS_PER_SECOND}/s`);
  return remarks.join(', ');
}
