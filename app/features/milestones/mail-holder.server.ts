import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { mailLeaders, mailPerson } from '~/features/mail/enqueue-mail.server';
import { ballSideOf, type MilestoneSide, type MilestoneState } from './milestone';

type Held = { id: string; caseId: string; companyId: string; sides: readonly MilestoneSide[]; isPublished: boolean };

/** Who holds an open milestone after a move hears of it: the company's leaders, or the lead who validates. */
export async function mailHolder(
  tx: Tx,
  actor: Actor,
  { id, caseId, companyId, sides, isPublished }: Held,
  moved: { eventId: string; state: MilestoneState; isReturned?: boolean; leadId?: string | null },
  at: Date,
): Promise<void> {
  const { eventId, state, isReturned = false, leadId = null } = moved;
  const about = { eventId, subjectId: id, companyId, caseId, at };
  if (state === 'to_validate') return mailPerson(tx, actor, leadId, { ...about, kind: 'milestone_turn' });
  const isCompanys = state === 'in_progress' && isPublished && ballSideOf({ state, sides }) === 'company';
  if (isCompanys) await mailLeaders(tx, actor, { ...about, kind: isReturned ? 'milestone_returned' : 'milestone_turn' });
}
