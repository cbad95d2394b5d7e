import type { ScorecardLine } from './scorecard.queries.server';

export type Finding = { key: 'unknown' | 'no_target' | 'ahead' | 'even' | 'behind' | 'behind_more' | 'behind_less'; gap: number };

type Point = { on: string; actual: number | null; target: number | null };

/** What a trajectory says in one sentence: where it stands against what was expected, and whether the gap grew since last quarter. */
export function trajectoryFinding(
  { achieved, expected, line }: Pick<ScorecardLine, 'achieved' | 'expected' | 'line'>,
  points: readonly Point[],
  on: string,
): Finding {
  if (achieved === null) return { key: 'unknown', gap: 0 };
  if (expected === null) return { key: 'no_target', gap: 0 };
  const lead = (line.isHigherBetter ? 1 : -1) * (achieved - expected);
  if (Math.abs(lead) < 0.05) return { key: 'even', gap: 0 };
  if (lead > 0) return { key: 'ahead', gap: lead };
  const last = points.filter((point) => point.on < on && point.actual !== null && point.target !== null).at(-1);
  const before = last ? (line.isHigherBetter ? 1 : -1) * ((last.actual ?? 0) - (last.target ?? 0)) : null;
  const change = before === null ? 0 : lead - before;
  const key = Math.abs(change) < 0.5 ? 'behind' : change < 0 ? 'behind_more' : 'behind_less';
  return { key, gap: -lead };
}
