import { blockMilestone } from '~/features/milestones/block-milestone.server';
import { completeMilestone } from '~/features/milestones/complete-milestone.server';
import { contestMilestone } from '~/features/milestones/contest-milestone.server';
import { rescheduleMilestone } from '~/features/milestones/reschedule-milestone.server';
import { returnMilestone } from '~/features/milestones/return-milestone.server';
import { setMilestoneAside } from '~/features/milestones/set-milestone-aside.server';
import { startMilestone } from '~/features/milestones/start-milestone.server';
import { submitMilestone } from '~/features/milestones/submit-milestone.server';
import { submitMilestoneForCompany } from '~/features/milestones/submit-milestone-for-company.server';
import { unblockMilestone } from '~/features/milestones/unblock-milestone.server';
import { undoMilestone } from '~/features/milestones/undo-milestone.server';
import { validateMilestone } from '~/features/milestones/validate-milestone.server';
import { waiveEvidence } from '~/features/milestones/waive-evidence.server';
import { AT, type CommandRow, milestone, type Owner, type Scene, version, words } from './command-scene';

/** The event of the move that brought a milestone where it is. */
const moved = (sql: Owner, { advisorId }: Scene, id: string, kind: string, facts: Record<string, string>) =>
  sql`insert into events (cluster_id, kind, actor_id, company_id, case_id, subject_kind, subject_id, confidentiality, facts)
    select cluster_id, ${kind}, ${advisorId}, company_id, case_id, 'milestone', id, 'company', ${sql.json(facts)} from milestones where id = ${id}`;

export const MILESTONE_COMMANDS: Record<string, CommandRow> = {
  blockMilestone: {
    state: 'active',
    given: milestone('in_progress', 'advisor'),
    run: (tx, actor, { ids }) => blockMilestone(tx, actor, ids.milestone!, { version, reason: words, awaited: words }, AT),
  },
  completeMilestone: {
    state: 'active',
    given: milestone('in_progress', 'advisor'),
    run: (tx, actor, { ids }) => completeMilestone(tx, actor, ids.milestone!, { version, evidenceText: words, reason: words }, AT),
  },
  contestMilestone: {
    state: 'active',
    given: async (sql, scene) => {
      const made = await milestone('done', 'company', `, done_on = '2026-11-20', submitted_by_id = '${scene.advisorId}'`)(sql, scene);
      await moved(sql, scene, made.milestone, 'milestone.submitted', { contestableUntil: '2026-12-08' });
      return made;
    },
    run: (tx, actor, { ids }) => contestMilestone(tx, actor, ids.milestone!, { version, comment: words }, AT),
  },
  rescheduleMilestone: {
    state: 'active',
    given: milestone('in_progress', 'advisor'),
    run: (tx, actor, { ids }) =>
      rescheduleMilestone(
        tx,
        actor,
        ids.milestone!,
        { version, dueOn: '2027-01-15', reason: words, shiftsFollowing: false, seen: undefined },
        AT,
      ),
  },
  returnMilestone: {
    state: 'active',
    given: milestone('to_validate', 'company'),
    run: (tx, actor, { ids }) => returnMilestone(tx, actor, ids.milestone!, { version, comment: words }, AT),
  },
  setMilestoneAside: {
    state: 'active',
    given: milestone('in_progress', 'advisor'),
    run: (tx, actor, { ids }) => setMilestoneAside(tx, actor, ids.milestone!, { version, reason: words }, AT),
  },
  startMilestone: {
    state: 'active',
    given: milestone('upcoming', 'advisor'),
    run: (tx, actor, { ids }) => startMilestone(tx, actor, ids.milestone!, { version, reason: words }, AT),
  },
  submitMilestone: {
    state: 'active',
    given: milestone('in_progress', 'company'),
    run: (tx, actor, { ids }) => submitMilestone(tx, actor, ids.milestone!, { version, evidenceText: words, reason: words }, AT),
  },
  submitMilestoneForCompany: {
    state: 'active',
    given: milestone('in_progress', 'company'),
    run: (tx, actor, { ids }) =>
      submitMilestoneForCompany(tx, actor, ids.milestone!, { version, evidenceText: words, reason: words, comment: words }, AT),
  },
  unblockMilestone: {
    state: 'active',
    given: milestone('blocked', 'advisor', ", reason = 'x', awaited = 'y', blocked_since = '2026-11-20'"),
    run: (tx, actor, { ids }) => unblockMilestone(tx, actor, ids.milestone!, { version }, AT),
  },
  undoMilestone: {
    state: 'active',
    given: async (sql, scene) => {
      const made = await milestone('done', 'advisor', ", done_on = '2026-11-20', updated_at = now()")(sql, scene);
      await moved(sql, scene, made.milestone, 'milestone.completed', { from: 'in_progress', at: AT.toISOString() });
      return made;
    },
    run: (tx, actor, { ids }) => undoMilestone(tx, actor, ids.milestone!, { version, reason: words }, AT),
  },
  validateMilestone: {
    state: 'active',
    given: milestone('to_validate', 'company'),
    run: (tx, actor, { ids }) => validateMilestone(tx, actor, ids.milestone!, { version, evidenceText: words }, AT),
  },
  waiveEvidence: {
    state: 'active',
    given: milestone('in_progress', 'advisor'),
    run: (tx, actor, { ids }) => waiveEvidence(tx, actor, ids.milestone!, { version, reason: words }, AT),
  },
};
