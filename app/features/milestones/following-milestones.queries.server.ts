import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { CaseState } from '~/features/cases/case-state';
import { partInCase } from '~/features/cases/part-in-case';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { MilestoneState } from './milestone';
import { mayRescheduleMilestone } from './milestone.policy';

export type FollowingMilestone = {
  id: string;
  version: number;
  caseId: string;
  companyId: string;
  track: string;
  position: number;
  title: string;
  startsOn: LocalDate | null;
  dueOn: LocalDate | null;
  isPublished: boolean;
  /** This actor may move its date. */
  isMovable: boolean;
};

type Row = Omit<FollowingMilestone, 'isMovable'> & {
  state: MilestoneState;
  caseState: CaseState;
  programmeId: string;
  leadId: string | null;
  triageOwnerId: string | null;
};

/** The open milestones that wait for this one, directly or through another open one, in every case of the journey; nearest due first. */
export async function listFollowingMilestones(tx: Tx, actor: Actor, milestoneId: string): Promise<FollowingMilestone[]> {
  const title = actor.locale === 'en' ? sql`coalesce(nullif(m.title_en, ''), m.title)` : sql`m.title`;
  const rows = (await tx.execute(sql`
    with recursive following (id) as (
      select d.milestone_id from milestone_dependencies d join milestones m on m.cluster_id = d.cluster_id and m.id = d.milestone_id
        where d.cluster_id = ${actor.clusterId} and d.blocker_id = ${milestoneId} and m.state not in ('done', 'not_applicable')
      union
      select d.milestone_id from following f join milestone_dependencies d on d.cluster_id = ${actor.clusterId} and d.blocker_id = f.id
        join milestones m on m.cluster_id = d.cluster_id and m.id = d.milestone_id where m.state not in ('done', 'not_applicable'))
    select m.id, m.version, m.case_id as "caseId", m.company_id as "companyId", c.track, m.position, ${title} as title, m.starts_on as "startsOn", nullif(m.due_on, 'infinity') as "dueOn",
      m.published_at is not null as "isPublished", m.state, c.state as "caseState", c.programme_id as "programmeId", c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId"
    from following f join milestones m on m.cluster_id = ${actor.clusterId} and m.id = f.id join cases c on c.cluster_id = m.cluster_id and c.id = m.case_id
    order by m.due_on, m.position, m.id limit 200`)) as unknown as Row[];
  return rows.map(({ state, caseState, programmeId, leadId, triageOwnerId, ...line }) => {
    const part = partInCase(actor, { companyId: line.companyId, programmeId, track: line.track, state: caseState, leadId, triageOwnerId });
    return { ...line, isMovable: mayRescheduleMilestone(part, { state, caseState }) };
  });
}
