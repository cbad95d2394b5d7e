import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { listSubjectEvents, type TimelineEvent } from '~/features/history/timeline.queries.server';
import { type MilestonePage, readMilestonePage } from '~/features/milestones/milestones.queries.server';

/** A milestone's page for its company, with what was said about it: the advisor's note or comment among the rest. */
export async function readLeaderMilestone(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  milestoneId: string,
  at: Date,
): Promise<{ milestone: MilestonePage; events: TimelineEvent[] } | null> {
  const milestone = await readMilestonePage(tx, actor, milestoneId, at);
  if (!milestone || milestone.caseId !== caseId || !milestone.isPublished) return null;
  return { milestone, events: await listSubjectEvents(tx, actor, milestone.caseId, milestoneId) };
}
