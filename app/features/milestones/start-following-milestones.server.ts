import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { milestones } from '../../../db/schema/plans';
import { mailHolder } from './mail-holder.server';
import type { MilestoneSide, MilestoneState } from './milestone';

type Follower = { id: string; caseId: string; companyId: string; position: number; sides: MilestoneSide[]; isPublished: boolean };

const stateTold = (from: MilestoneState, to: MilestoneState) => ({ from, to, state_from: from, state_to: to });

/** Starts the milestones, of any case of the journey, whose last open predecessor this was. Those after a signature wait for it. */
export async function startFollowingMilestones(tx: Tx, actor: Actor, { id }: { id: string }, at: Date): Promise<void> {
  const followers = (await tx.execute(sql`
    select m.id, m.case_id as "caseId", m.company_id as "companyId", m.position, m.sides, m.published_at is not null as "isPublished"
    from milestone_dependencies d join milestones m on m.cluster_id = d.cluster_id and m.id = d.milestone_id
      join cases c on c.cluster_id = m.cluster_id and c.id = m.case_id
    where d.cluster_id = ${actor.clusterId} and d.blocker_id = ${id} and m.state = 'upcoming'
      and (c.state in ('active', 'reviewing', 'follow_up') or (c.state in ('assessing', 'plan_to_sign')
        and m.position <= (select g.position from milestones g where g.cluster_id = m.cluster_id and g.case_id = m.case_id and g.is_signature_gate limit 1)))
      and not exists (select from milestone_dependencies o join milestones b on b.cluster_id = o.cluster_id and b.id = o.blocker_id
        where o.cluster_id = m.cluster_id and o.milestone_id = m.id and b.state not in ('done', 'not_applicable'))
    order by m.case_id, m.position`)) as unknown as Follower[];
  if (followers.length === 0) return;
  const ids = followers.map((follower) => follower.id);
  const started = await tx
    .update(milestones)
    .set({ state: 'in_progress', version: sql`${milestones.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(milestones.clusterId, actor.clusterId), inArray(milestones.id, ids), eq(milestones.state, 'upcoming')))
    .returning({ id: milestones.id });
  for (const follower of followers.filter((one) => started.some((row) => row.id === one.id))) {
    const eventId = await recordEvent(tx, actor, 'milestone.started', {
      subject: ['milestone', follower.id],
      companyId: follower.companyId,
      caseId: follower.caseId,
      confidentiality: follower.isPublished ? 'company' : 'team',
      facts: { ...stateTold('upcoming', 'in_progress'), at: at.toISOString(), position: follower.position, after: id },
    });
    await mailHolder(tx, actor, follower, { eventId, state: 'in_progress' }, at);
  }
}

/** Undoing what started them sends the followers back, unless somebody has moved them since. */
export async function returnFollowingMilestones(tx: Tx, actor: Actor, { id }: { id: string }, at: Date): Promise<void> {
  const returned = (await tx.execute(sql`
    update milestones m set state = 'upcoming', version = m.version + 1, updated_at = ${at.toISOString()}::timestamptz
    where m.cluster_id = ${actor.clusterId} and m.state = 'in_progress'
      and m.id in (select d.milestone_id from milestone_dependencies d where d.cluster_id = ${actor.clusterId} and d.blocker_id = ${id})
      and (select e.kind || ' ' || coalesce(e.facts ->> 'after', '') from events e where e.cluster_id = m.cluster_id and e.case_id = m.case_id and e.subject_id = m.id
        and e.kind like 'milestone.%' order by e.id desc limit 1) = 'milestone.started ' || ${id}
    returning m.id, m.case_id as "caseId", m.company_id as "companyId", m.position, m.published_at is not null as "isPublished"`)) as unknown as Omit<
    Follower,
    'sides'
  >[];
  for (const follower of returned) {
    await recordEvent(tx, actor, 'milestone.reopened', {
      subject: ['milestone', follower.id],
      companyId: follower.companyId,
      caseId: follower.caseId,
      confidentiality: follower.isPublished ? 'company' : 'team',
      facts: { ...stateTold('in_progress', 'upcoming'), at: at.toISOString(), position: follower.position, after: id },
    });
  }
}
