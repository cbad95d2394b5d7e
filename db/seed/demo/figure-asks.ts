import { askedCell, baselineCells, sourcesOf } from '../../../app/features/outcomes/asked-figure';
import type { Metric } from '../../../app/features/outcomes/metric';
import { METRICS } from '../reference/metrics';
import type { CaseFile } from './case-file';
import type { WrittenMilestone } from './plan-versions';

const BY_CODE = new Map(METRICS.map((metric) => [metric.code, metric]));

export function metricOf(code: string): Metric {
  const metric = BY_CODE.get(code);
  if (!metric) throw new RangeError(`No metric ${code}`);
  return metric;
}

/** A figure somebody asked of a company, or that an advisor gives unasked. */
export type Ask = {
  file: CaseFile;
  metric: string;
  cell: string;
  validOn: string;
  /** The day it was asked. */
  day: number;
  isBaseline: boolean;
  milestoneId: string | null;
  /** The plan was sent that day: the value was verified before. */
  verifiedBefore: number | null;
  /** The review ended that day: some answer was there before. */
  answeredBefore: number | null;
  isAsked: boolean;
};

/** What a case asked so far: reference values at the assignment, then what each finished milestone moves. (`docs/domain.md §3, §4.1`) */
export function asksOf(file: CaseFile, written: readonly WrittenMilestone[]): Ask[] {
  const { story, template, company, reference } = file;
  if (!template || !file.reached(story.assigned) || story.cut === story.decided) return [];
  const asks = new Map<string, Ask>();
  const firstSent = story.refusedPlan?.sent ?? story.sent;
  const add = (
    cells: { metric: string; cell: string; validOn: string }[],
    day: number,
    isBaseline: boolean,
    milestoneId: string | null,
    isAsked = true,
  ) => {
    for (const { metric, cell, validOn } of cells) {
      const key = `${metric} ${cell}`;
      if (asks.has(key)) continue;
      const verifiedBefore = isBaseline && day < firstSent && file.reached(firstSent) ? firstSent : null;
      const answeredBefore = !isBaseline && file.reached(story.followUp) && day < story.followUp ? story.followUp : null;
      asks.set(key, { ...{ file, metric, cell, validOn, day, isBaseline, milestoneId, verifiedBefore, answeredBefore, isAsked } });
    }
  };
  const about = (day: number) => ({ on: file.date(day), reference, foundedOn: company.foundedOn });
  for (const code of template.requiredBaselines) add(baselineCells(metricOf(code), about(story.assigned)), story.assigned, true, null);
  const finished = written.filter(({ state }) => state === 'done').sort((a, b) => a.told.done - b.told.done);
  for (const { id, template: milestone, told } of finished) {
    for (const move of milestone.moves) {
      if (move.isRequested) continue;
      for (const code of sourcesOf(metricOf(move.metric))) {
        const metric = metricOf(code);
        add(
          move.isBaseline ? baselineCells(metric, about(story.assigned)) : [askedCell(metric, about(told.done))],
          told.done,
          move.isBaseline,
          id,
        );
      }
    }
    // A company is supported from its first delivered work, whatever the track: the advisor says so even where no milestone asks.
    if (milestone.position === 1) add([askedCell(metricOf('ACC-01'), about(told.done))], told.done, false, null, false);
  }
  if (file.reached(story.reviewing))
    add([{ metric: 'ACC-04', cell: reference, validOn: file.date(story.reviewing) }], story.reviewing, false, null, false);
  return [...asks.values()];
}
