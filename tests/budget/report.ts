import { type FirstLoad, firstLoadExcesses } from '../support/first-load';
import { roundTripExcesses, statementExcesses } from '../support/query-meter';
import { type TextColumn, textTable } from '../support/text-table';
import type { Visit } from './visits';

/** An address as one role gets it: the heaviest of its states. */
type Row = {
  address: string;
  role: string;
  load: FirstLoad | undefined;
  main: Heaviest;
  small: Heaviest | null;
  excesses: string[];
};
type Heaviest = { htmlBytes: number; sentBytes: number; statements: number; roundTrips: number };

export function rowsOf(visits: readonly Visit[], loads: readonly FirstLoad[]): Row[] {
  const groups = new Map<string, Visit[]>();
  for (const visit of visits) {
    const key = `${visit.address} ${visit.role}`;
    groups.set(key, [...(groups.get(key) ?? []), visit]);
  }
  return [...groups.values()].map((group) => {
    const { address, role } = group[0] as Visit;
    const main = group.filter(({ isMain }) => isMain);
    const small = group.filter(({ isMain }) => !isMain);
    return {
      address,
      role,
      load: loads.find((load) => load.address === address),
      main: heaviest(main),
      small: small.length > 0 ? heaviest(small) : null,
      excesses: [...new Set(group.flatMap((visit) => visitExcesses(visit))), ...growth(main, small)],
    };
  });
}

function heaviest(visits: readonly Visit[]): Heaviest {
  const most = (part: (visit: Visit) => number) => Math.max(...visits.map(part));
  return {
    htmlBytes: most(({ htmlBytes }) => htmlBytes),
    sentBytes: most(({ sentBytes }) => sentBytes),
    statements: most(({ cost }) => cost.statements),
    roundTrips: most(({ cost }) => cost.roundTrips),
  };
}

function visitExcesses({ address, state, isMain, status, cost }: Visit): string[] {
  const found = [...(status >= 500 ? [`answers ${status}`] : []), ...statementExcesses(address, cost), ...roundTripExcesses(cost)];
  return found.map((excess) => `${state}${isMain ? '' : ', smaller cluster'}: ${excess}`);
}

/** A page without an id in its address shows a list: the longer one must not ask more. A thing of its own may stand in another state. */
function growth(main: readonly Visit[], small: readonly Visit[]): string[] {
  return main.flatMap(({ address, state, cost }) => {
    const shorter = small.find((visit) => visit.state === state);
    const hasGrown = shorter && !address.includes(':') && cost.statements > shorter.cost.statements;
    return hasGrown ? [`${state}: ${cost.statements} statements in the larger cluster, ${shorter.cost.statements} in the smaller`] : [];
  });
}

/** Nothing where the answer only leads elsewhere. */
export const kilobytes = (bytes: number | undefined) => (bytes ? (bytes / 1_000).toFixed(1) : '–');
const COLUMNS: TextColumn<Row>[] = [
  ['address', -55, ({ address }) => address],
  ['role', -13, ({ role }) => role],
  ['JS gz', 7, ({ load }) => kilobytes(load?.scriptBytes)],
  ['CSS gz', 7, ({ load }) => kilobytes(load?.styleBytes)],
  ['HTML', 7, ({ main }) => kilobytes(main.htmlBytes)],
  ['gz', 6, ({ main }) => kilobytes(main.sentBytes)],
  ['SQL', 4, ({ main }) => String(main.statements)],
  ['trips', 6, ({ main }) => String(main.roundTrips)],
  ['small: HTML', 12, ({ small }) => (small ? kilobytes(small.htmlBytes) : '')],
  ['SQL', 4, ({ small }) => (small ? String(small.statements) : '')],
  ['', -5, ({ excesses }) => (excesses.length > 0 ? ' over' : '')],
];

export const tableOf = (rows: readonly Row[]) => textTable(COLUMNS, rows);

/** One sentence for each limit of docs/quality.md P3 and P4 that something is over. */
export function excessesOf(rows: readonly Row[]): string[] {
  return [
    ...rows.flatMap(({ address, role, excesses }) => excesses.map((excess) => `${address}, ${role}, ${excess}`)),
    ...firstLoadExcesses(),
  ];
}
