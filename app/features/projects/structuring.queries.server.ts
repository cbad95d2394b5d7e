import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { Domain } from '~/features/companies/company';
import type { MilestoneSide, MilestoneState } from '~/features/milestones/milestone';
import { people } from '../../../db/schema/people';
import { projects } from '../../../db/schema/projects';
import { projectMilestones, structuringSites } from '../../../db/schema/structuring';
import { type ProjectState, STRUCTURING_TYPES, type StructuringType } from './project';

export type PathStep = {
  id: string;
  position: number;
  title: string;
  sides: string[];
  side: MilestoneSide;
  state: MilestoneState;
  startsOn: string | null;
  dueOn: string | null;
  doneOn: string | null;
  isCritical: boolean;
  expectedEvidence: string;
  exitCriterion: string;
  evidence: string | null;
  reason: string | null;
  awaited: string | null;
  blockedSince: string | null;
};
export type Site = {
  id: string;
  name: string;
  city: string;
  departmentCode: string;
  hostName: string;
  users: string;
  fromOn: string | null;
};

/** The path of a project, in its order. */
export async function listPathSteps(tx: Tx, actor: Actor, projectId: string): Promise<PathStep[]> {
  const m = projectMilestones;
  const isEnglish = actor.locale === 'en';
  return tx
    .select({
      ...{ id: m.id, position: m.position, sides: m.sides, side: m.side, state: m.state, startsOn: m.startsOn, doneOn: m.doneOn },
      ...{ isCritical: m.isCritical, reason: m.reason, awaited: m.awaited, blockedSince: m.blockedSince },
      title: isEnglish ? m.titleEn : m.title,
      dueOn: sql<string | null>`nullif(${m.dueOn}, 'infinity')::text`,
      expectedEvidence: isEnglish ? m.expectedEvidenceEn : m.expectedEvidence,
      exitCriterion: isEnglish ? m.exitCriterionEn : m.exitCriterion,
      evidence: sql<string | null>`coalesce(${m.evidenceText}, ${m.evidenceLink})`,
    })
    .from(m)
    .where(and(eq(m.clusterId, actor.clusterId), eq(m.projectId, projectId)))
    .orderBy(asc(m.position))
    .limit(30);
}

export async function listSites(tx: Tx, actor: Actor, projectId: string): Promise<Site[]> {
  const s = structuringSites;
  return tx
    .select({
      ...{ id: s.id, city: s.city, departmentCode: s.departmentCode, hostName: s.hostName, fromOn: s.fromOn },
      name: actor.locale === 'en' ? s.nameEn : s.nameFr,
      users: actor.locale === 'en' ? s.usersEn : s.usersFr,
    })
    .from(s)
    .where(and(eq(s.clusterId, actor.clusterId), eq(s.projectId, projectId)))
    .orderBy(asc(s.id))
    .limit(10);
}

export type StructuringLine = {
  id: string;
  acronym: string;
  title: string;
  type: StructuringType;
  das: Domain;
  state: ProjectState;
  leaderName: string;
  lead: string | null;
  budgetCents: number;
  done: number;
  planned: number;
  steps: MilestoneState[];
  nextTitle: string | null;
  nextDueOn: string | null;
  isNextCritical: boolean;
  /** The day of its end, or of the last that is known of it. */
  endedOn: string | null;
};

const MOST_LISTED = 200;

type Path = { steps: MilestoneState[] | null; next: { title: string; due: string | null; critical: boolean } | null };

// Of a statement that is not nested, Drizzle drops the tables' names in a select from one table.
const OF_PATH = sql`from project_milestones m where m.cluster_id = ${projects.clusterId} and m.project_id = ${projects.id}`;

/** Within a select from projects: the states of a project's milestones in their order, and the one that is due next; nulls without a path. */
export function pathOfProject(actor: Pick<Actor, 'locale'>) {
  const title = actor.locale === 'en' ? sql`m.title_en` : sql`m.title`;
  return sql<Path>`(
    select jsonb_build_object('steps', jsonb_agg(m.state order by m.position),
      'next', (array_agg(jsonb_build_object('title', ${title}, 'due', nullif(m.due_on, 'infinity'), 'critical', m.is_critical)
        order by m.due_on, m.position) filter (where m.state not in ('done', 'not_applicable', 'upcoming')))[1])
    ${OF_PATH})`;
}

/** Structuring projects with a path: those still going, the next deadline first, or those that ended, the last first. */
export async function listStructuringProjects(tx: Tx, actor: Actor, isOpen: boolean): Promise<StructuringLine[]> {
  const nextDue = sql`(select min(m.due_on) ${OF_PATH} and m.state not in ('done', 'not_applicable', 'upcoming'))`;
  const ended = sql`greatest(${projects.endedOn}, ${projects.decidedOn}, ${projects.withdrawnOn}, ${projects.committeeOn}, ${projects.submittedOn})`;
  const going = sql`${projects.state} not in ('not_funded', 'completed', 'follow_up', 'stopped', 'refused', 'inadmissible', 'withdrawn', 'lapsed')`;
  const rows = await tx
    .select({
      ...{ id: projects.id, acronym: projects.acronym, type: projects.type, das: projects.das, state: projects.state },
      ...{ leaderName: projects.leaderName, budgetCents: projects.budgetCents, given: people.givenName, family: people.familyName },
      title: actor.locale === 'en' ? projects.titleEn : projects.titleFr,
      endedOn: sql<string | null>`${ended}::text`,
      path: pathOfProject(actor),
    })
    .from(projects)
    .leftJoin(people, and(eq(people.clusterId, projects.clusterId), eq(people.id, projects.leadId)))
    .where(
      and(
        eq(projects.clusterId, actor.clusterId),
        inArray(projects.type, [...STRUCTURING_TYPES]),
        isOpen ? going : sql`not (${going})`,
        sql`exists (select ${OF_PATH})`,
      ),
    )
    .orderBy(isOpen ? sql`${nextDue} asc nulls last` : sql`${ended} desc nulls last`, asc(projects.id))
    .limit(MOST_LISTED);
  return rows.map(({ path: { steps, next }, given, family, type, ...row }) => ({
    ...row,
    type: type as StructuringType,
    lead: given ? `${given} ${family}` : null,
    steps: steps ?? [],
    done: (steps ?? []).filter((state) => state === 'done').length,
    planned: (steps ?? []).filter((state) => state !== 'not_applicable').length,
    ...{ nextTitle: next?.title ?? null, nextDueOn: next?.due ?? null, isNextCritical: next?.critical ?? false },
  }));
}
