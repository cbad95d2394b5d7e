import { distinctBetween, hasGrown, latestBySubject, meanOf, netChanges, pooledRatio, sumBetween } from '~/features/impact/achieved';
import { standingValue } from '~/features/outcomes/standing-value';

export type RawObservation = {
  id: string;
  companyId: string;
  metric: string;
  cell: string;
  chainId: string;
  chainNo: number;
  validOn: string;
  num: number | null;
  den: number | null;
  unknownReason: string | null;
  entryLevel: 1 | 2;
  caseId: string | null;
  recordedAt: string;
};
export type RawAct = {
  observationId: string;
  act: 'confirmed' | 'verified' | 'audited' | 'refuted' | 'withdrawn' | 'reopened';
  level: 0 | 1 | 2 | 3 | 4;
  recordedAt: string;
};
export type RawBaseline = { companyId: string; caseId: string; metric: string; num: number; onDate: string; recordedAt: string };
export type History = { observations: RawObservation[]; acts: RawAct[]; baselines: RawBaseline[] };
export type Rule = 'sum' | 'mean' | 'distinct' | 'growth' | 'net' | 'ratio';

/** The figure, company by company and cell by cell, straight from the facts: shares no code with the database's functions. */
export function recount(
  history: History,
  rule: Rule,
  metric: string,
  at: { from: string; on: string; knownAt: string; minLevel: number },
): number | null {
  const cells = new Map<string, RawObservation[]>();
  for (const observation of history.observations.filter((row) => row.metric === metric)) {
    const key = `${observation.companyId} ${observation.cell}`;
    cells.set(key, [...(cells.get(key) ?? []), observation]);
  }
  const counted = [...cells.values()].flatMap((rows) => {
    const ids = new Set(rows.map((row) => row.id));
    const standing = standingValue(
      { values: rows.map(({ num, ...row }) => ({ ...row, value: num })), acts: history.acts.filter((act) => ids.has(act.observationId)) },
      at.knownAt,
    );
    const winner = rows.find((row) => row.id === standing.observation?.id);
    return standing.kind === 'known' && standing.level >= at.minLevel && winner ? [{ ...winner, value: standing.value }] : [];
  });
  const perCompany = counted.map((row) => ({ subjectId: row.companyId, validOn: row.validOn, value: row.value }));
  switch (rule) {
    case 'sum':
      return sumBetween(perCompany, at.from, at.on);
    case 'distinct':
      return distinctBetween(perCompany, at.from, at.on);
    case 'mean':
      return meanOf(perCompany.filter(({ validOn }) => validOn >= at.from && validOn <= at.on).map(({ value }) => value)).mean;
    case 'net': {
      if (at.on < at.from) return 0;
      const changes = netChanges(
        perCompany,
        baselinesOf(history, metric, at.knownAt, (row) => row),
        'annual',
        at.on,
      );
      return [...changes.values()].reduce((sum, change) => sum + change, 0);
    }
    case 'growth': {
      const bases = baselinesOf(history, metric, at.knownAt, (row) => row);
      const grown = counted.filter(({ companyId, validOn, value }) => {
        const base = bases.get(companyId);
        return base && validOn > base.onDate && validOn >= at.from && validOn <= at.on && hasGrown(base.num, value);
      });
      return new Set(grown.map(({ companyId }) => companyId)).size;
    }
    case 'ratio': {
      const perCase = counted.map((row) => ({
        subjectId: row.caseId ?? row.cell,
        validOn: row.validOn,
        value: row.value,
        den: row.den ?? 0,
      }));
      const latest = [...latestBySubject(perCase, 'half_year', at.on).values()] as unknown as (typeof perCase)[number][];
      return pooledRatio(latest.map(({ value, den }) => ({ num: value, den })));
    }
  }
}

/** Each company's reference: the first case that froze one, with its latest row. */
function baselinesOf<T>({ baselines }: History, metric: string, knownAt: string, pick: (row: RawBaseline) => T): Map<string, T> {
  const known = baselines
    .filter((row) => row.metric === metric && row.recordedAt <= knownAt)
    .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  const firstCase = new Map<string, string>();
  const picked = new Map<string, T>();
  for (const row of known) {
    if (!firstCase.has(row.companyId)) firstCase.set(row.companyId, row.caseId);
    if (firstCase.get(row.companyId) === row.caseId) picked.set(row.companyId, pick(row));
  }
  return picked;
}
