import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { stopClock } from '~/features/cases/clocks.server';
import { askFigures } from '~/features/outcomes/ask-figures.server';
import { dayInParis } from '~/platform/clock.server';
import type { MilestoneOfCase } from './milestones.queries.server';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** A milestone reached its end: it is done, the figures it moves are asked for, and a delivered assessment stops its clock. */
export async function settleMilestone(
  tx: Tx,
  actor: Actor,
  id: string,
  move: 'complete' | 'validate',
  input: MoveInput,
  at: Date,
): Promise<MoveOutcome> {
  let settled: MilestoneOfCase | undefined;
  const outcome = await moveMilestone(tx, actor, id, move, input, at, (milestone) => {
    settled = milestone;
    return { kind: 'milestone.completed' };
  });
  if (!outcome.ok || !settled) return outcome;
  const { caseId, companyId, moves, endsAssessment } = settled;
  await askFigures(tx, actor, { caseId, companyId, milestoneId: id, moves, on: dayInParis(at) });
  if (endsAssessment) await stopClock(tx, caseId, 'C4', at);
  return outcome;
}
