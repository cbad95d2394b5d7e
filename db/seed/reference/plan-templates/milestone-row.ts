import type { MilestoneSide } from '../../../../app/features/milestones/milestone';
import type { BilingualText, MilestoneMetric, MilestoneOffset, TemplateMilestone } from '../../../../app/features/plans/plan-template';

const SIDES: Record<string, MilestoneSide> = { A: 'advisor', C: 'company', E: 'expert', F: 'third_party' };

type Row = {
  title: BilingualText;
  when: MilestoneOffset & { lasts?: number; after?: readonly number[] };
  evidence: BilingualText;
  exit: BilingualText;
  isCritical?: true;
  /** Metric codes as the templates write them: `FIN-01 base`, `FIN-05 requested`. */
  moves?: readonly string[];
};

/** One line of a template; `owners` are its letters, `C+E`: the first has the ball. */
export function milestone(position: number, owners: string, row: Row): TemplateMilestone {
  const { lasts = 0, after = [], ...offset } = row.when;
  return {
    position,
    title: row.title,
    offset,
    durationDays: lasts,
    sides: owners.split('+').map(sideOf),
    evidence: row.evidence,
    dependsOn: after,
    exitCriterion: row.exit,
    isCritical: row.isCritical ?? false,
    moves: (row.moves ?? []).map(metricOf),
  };
}

function sideOf(letter: string): MilestoneSide {
  const side = SIDES[letter];
  if (!side) throw new RangeError(`No owner ${letter}`);
  return side;
}

function metricOf(text: string): MilestoneMetric {
  const [metric = '', mark] = text.split(' ');
  if (mark === 'requested') return { metric, isBaseline: false, isRequested: true };
  return { metric, isBaseline: mark === 'base' };
}
