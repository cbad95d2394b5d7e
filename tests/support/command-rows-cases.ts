import { acceptCase } from '~/features/cases/accept-case.server';
import { assignCase } from '~/features/cases/assign-case.server';
import { closeCase } from '~/features/cases/close-case.server';
import { closeCaseEarly } from '~/features/cases/close-case-early.server';
import { fillEligibility } from '~/features/cases/fill-eligibility.server';
import { handBackCase } from '~/features/cases/hand-back-case.server';
import { handOverCases } from '~/features/cases/hand-over-cases.server';
import { holdCase } from '~/features/cases/hold-case.server';
import { proposeMove } from '~/features/cases/propose-move.server';
import { recordReminder } from '~/features/cases/record-reminder.server';
import { recordReview } from '~/features/cases/record-review.server';
import { redirectCase } from '~/features/cases/redirect-case.server';
import { refuseCase } from '~/features/cases/refuse-case.server';
import { reopenCase } from '~/features/cases/reopen-case.server';
import { requalifyCase } from '~/features/cases/requalify-case.server';
import { resumeCase } from '~/features/cases/resume-case.server';
import { returnToSupport } from '~/features/cases/return-to-support.server';
import { startFollowUp } from '~/features/cases/start-follow-up.server';
import { startReview } from '~/features/cases/start-review.server';
import { takeCase } from '~/features/cases/take-case.server';
import { withdrawCase } from '~/features/cases/withdraw-case.server';
import { addPlannedMilestone } from '~/features/plans/add-planned-milestone.server';
import { agreePlan } from '~/features/plans/agree-plan.server';
import { editPlannedMilestone } from '~/features/plans/edit-planned-milestone.server';
import { removePlannedMilestone } from '~/features/plans/remove-planned-milestone.server';
import { returnPlan } from '~/features/plans/return-plan.server';
import { sendPlan } from '~/features/plans/send-plan.server';
import { changePlanTarget } from '~/features/plans/set-plan-target.server';
import { AT, type CommandRow, freeMilestone, planned, proposed, reviewed, settled, TODAY, version, words } from './command-scene';

export const CASE_COMMANDS: Record<string, CommandRow> = {
  acceptCase: { state: 'qualifying', run: (tx, actor, { caseId }) => acceptCase(tx, actor, caseId, { version }, AT) },
  assignCase: {
    state: 'accepted',
    run: (tx, actor, { caseId, advisorId }) => assignCase(tx, actor, caseId, { version, advisorId, overrideReason: words }, AT),
  },
  closeCase: { state: 'follow_up', given: reviewed, run: (tx, actor, { caseId }) => closeCase(tx, actor, caseId, { version }, AT) },
  closeCaseEarly: {
    state: 'active',
    run: (tx, actor, { caseId }) => closeCaseEarly(tx, actor, caseId, { version, reason: 'withdrawn', comment: words }, AT),
  },
  fillEligibility: {
    state: 'qualifying',
    run: (tx, actor, { caseId }) => fillEligibility(tx, actor, caseId, { version, supportDays: 4, note: null } as never, AT),
  },
  handBackCase: { state: 'qualifying', run: (tx, actor, { caseId }) => handBackCase(tx, actor, caseId, { version, comment: words }, AT) },
  handOverCases: {
    state: 'active',
    opensTo: ['manager'],
    // One task and one milestone are the lead's own: they follow.
    given: async (sql, { caseId, advisorId }) => {
      await sql`update tasks set assignee_id = ${advisorId} where case_id = ${caseId} and side = 'advisor'`;
      await sql`update milestones set assignee_id = ${advisorId} where case_id = ${caseId}`;
      const [other] =
        await sql`select r.person_id as id from cluster_roles r join cases c on c.cluster_id = r.cluster_id where c.id = ${caseId} and r.role = 'advisor' and r.person_id <> ${advisorId}`;
      return { heir: other?.id };
    },
    run: (tx, actor, { caseId, advisorId, ids }) =>
      handOverCases(
        tx,
        actor,
        { fromId: advisorId, caseIds: [caseId], advisorId: ids.heir ?? '', reason: words, overrideReason: words },
        AT,
      ),
  },
  holdCase: {
    state: 'active',
    run: (tx, actor, { caseId }) =>
      holdCase(tx, actor, caseId, { version, reason: 'company_request', resumeOn: '2026-12-15', comment: words }, AT),
  },
  proposeMove: {
    state: 'active',
    given: (sql, { caseId }) => sql`delete from case_proposals where case_id = ${caseId}`.then(() => ({})),
    run: (tx, actor, { caseId }) =>
      proposeMove(tx, actor, caseId, { to: 'closed_early', version, comment: words, reason: 'withdrawn' }, AT),
  },
  recordReminder: { state: 'reviewing', run: (tx, actor, { caseId }) => recordReminder(tx, actor, caseId, { on: TODAY }, AT) },
  recordReview: {
    state: 'reviewing',
    run: (tx, actor, { caseId }) => recordReview(tx, actor, caseId, { version, outcome: 'objectives_reached', lessons: words }, AT),
  },
  redirectCase: {
    state: 'qualifying',
    given: proposed('redirected'),
    run: (tx, actor, { caseId }) => redirectCase(tx, actor, caseId, { version, organisation: 'Chamber', comment: words }, AT),
  },
  refuseCase: {
    state: 'qualifying',
    run: (tx, actor, { caseId }) => refuseCase(tx, actor, caseId, { version, reason: 'out_of_scope', comment: words }, AT),
  },
  reopenCase: { state: 'closed', run: (tx, actor, { caseId }) => reopenCase(tx, actor, caseId, { version, comment: words }, AT) },
  requalifyCase: { state: 'accepted', run: (tx, actor, { caseId }) => requalifyCase(tx, actor, caseId, { version, comment: words }, AT) },
  resumeCase: { state: 'on_hold', run: (tx, actor, { caseId }) => resumeCase(tx, actor, caseId, { version }, AT) },
  returnToSupport: {
    state: 'reviewing',
    run: (tx, actor, { caseId }) => returnToSupport(tx, actor, caseId, { version, comment: words }, AT),
  },
  startFollowUp: {
    state: 'reviewing',
    given: (sql, scene) => Promise.all([proposed('follow_up')(sql, scene), reviewed(sql, scene)]).then(() => ({})),
    run: (tx, actor, { caseId }) => startFollowUp(tx, actor, caseId, { version }, AT),
  },
  startReview: {
    state: 'active',
    given: (sql, scene) => Promise.all([settled(sql, scene), sql`delete from tasks where case_id = ${scene.caseId}`]).then(() => ({})),
    run: (tx, actor, { caseId }) => startReview(tx, actor, caseId, { version }, AT),
  },
  takeCase: { state: 'submitted', run: (tx, actor, { caseId }) => takeCase(tx, actor, caseId, { version }, AT) },
  withdrawCase: { state: 'submitted', run: (tx, actor, { caseId }) => withdrawCase(tx, actor, caseId, { version, comment: words }, AT) },

  addPlannedMilestone: {
    state: 'assessing',
    run: (tx, actor, { caseId }) => addPlannedMilestone(tx, actor, caseId, { ...planned, afterPosition: 3 }, AT),
  },
  agreePlan: { state: 'plan_to_sign', run: (tx, actor, { caseId }) => agreePlan(tx, actor, caseId, { version, signatory: words }, AT) },
  editPlannedMilestone: {
    state: 'assessing',
    given: freeMilestone,
    run: (tx, actor, { caseId, ids }) => editPlannedMilestone(tx, actor, caseId, ids.free!, { ...planned, dueOn: null, version }, AT),
  },
  removePlannedMilestone: {
    state: 'assessing',
    given: freeMilestone,
    run: (tx, actor, { caseId, ids }) => removePlannedMilestone(tx, actor, caseId, ids.free!, { version }, AT),
  },
  returnPlan: { state: 'plan_to_sign', run: (tx, actor, { caseId }) => returnPlan(tx, actor, caseId, { version, comment: words }, AT) },
  sendPlan: {
    state: 'assessing',
    given: (sql, { caseId }) =>
      sql`update milestones set state = 'done', done_on = '2026-11-01' where case_id = ${caseId} and ends_assessment`.then(() => ({})),
    run: (tx, actor, { caseId }) => sendPlan(tx, actor, caseId, { version }, AT),
  },
  changePlanTarget: {
    state: 'assessing',
    run: (tx, actor, { caseId }) => changePlanTarget(tx, actor, caseId, 'EMP-01', { act: 'remove' }, AT),
  },
};
