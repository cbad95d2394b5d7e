import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { milestoneEvidence } from '../../../db/schema/plans';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** The manager's written waiver: the milestone may be closed without its evidence. (`docs/domain.md §3.1`) */
export async function waiveEvidence(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  const outcome = await moveMilestone(tx, actor, id, 'waive_evidence', input, at, () => ({ kind: 'milestone.waived' }));
  if (outcome.ok) {
    const { milestoneId, caseId, companyId } = outcome.value;
    const waiver = { clusterId: actor.clusterId, milestoneId, caseId, companyId, kind: 'waiver' as const, body: input.reason ?? '' };
    await tx.insert(milestoneEvidence).values({ ...waiver, addedById: actor.personId, addedAt: at.toISOString() });
  }
  return outcome;
}
