import { and, desc, eq, or, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { MilestoneState } from '~/features/milestones/milestone';
import { projects } from '../../../db/schema/projects';
import type { ProjectState, ProjectType } from './project';
import { pathOfProject } from './structuring.queries.server';

export type CompanyProject = {
  id: string;
  acronym: string;
  title: string;
  type: ProjectType;
  state: ProjectState;
  on: string | null;
  isLeader: boolean;
  ownBudgetCents: number | null;
  /** The path of a structuring project, and what is due next on it. */
  steps: MilestoneState[];
  next: { title: string; due: string | null } | null;
};

/** The projects a company carries or takes part in, the newest first; its own people read the same as the team. */
export async function listCompanyProjects(tx: Tx, actor: Actor, companyId: string): Promise<CompanyProject[]> {
  const ownLine = sql`from project_partners p where p.cluster_id = ${projects.clusterId} and p.project_id = ${projects.id} and p.company_id = ${companyId}`;
  const rows = await tx
    .select({
      ...{ id: projects.id, acronym: projects.acronym, type: projects.type, state: projects.state },
      title: actor.locale === 'en' ? projects.titleEn : projects.titleFr,
      on: sql<string | null>`coalesce(${projects.labelledOn}, ${projects.submittedOn}, ${projects.sentToFunderOn})::text`,
      isLeader: sql<boolean>`coalesce(${projects.leaderCompanyId} = ${companyId}, false)`,
      ownBudgetCents: sql<number | null>`(select p.budget_cents::float8 ${ownLine})`,
      path: pathOfProject(actor),
    })
    .from(projects)
    .where(
      and(
        eq(projects.clusterId, actor.clusterId),
        or(
          eq(projects.leaderCompanyId, companyId),
          sql`${projects.id} in (select p.project_id from project_partners p where p.cluster_id = ${actor.clusterId} and p.company_id = ${companyId})`,
        ),
      ),
    )
    .orderBy(
      desc(sql`coalesce(${projects.labelledOn}, ${projects.submittedOn}, ${projects.sentToFunderOn}, '-infinity')`),
      desc(projects.id),
    )
    .limit(30);
  return rows.map(({ path, ...row }) => ({ ...row, steps: path.steps ?? [], next: path.next }));
}
