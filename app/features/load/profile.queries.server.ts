import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { type LocalDate, parisDate } from '~/features/programmes/paris-date';
import { isId } from '~/platform/is-id';
import { type Advisor, listAdvisors, listTeamAdvisors } from './advisors.queries.server';
import { loadReach, maySetAbsence, maySetCapacity } from './load.policy';
import type { CapacityKind, SkillKind } from './skill';

export type CapacityLine = { id: string; fte: number; kind: CapacityKind; fromOn: LocalDate; version: number };
export type AbsenceLine = { id: string; fromOn: LocalDate; untilOn: LocalDate; coveredBy: string | null; version: number };

export type AdvisorPerson = {
  id: string;
  isAdvisor: boolean;
  skills: { kind: SkillKind; code: string }[];
  /** The latest first. */
  capacities: CapacityLine[];
  /** Those not over yet. */
  absences: AbsenceLine[];
  /** Departments of the programme. */
  departments: string[];
};

/** A person with what a manager says of their capacity and skills; null when nobody of the team is meant. */
export async function findAdvisorPerson(tx: Tx, actor: Actor, personId: string | undefined, at: Date): Promise<AdvisorPerson | null> {
  if (!isId(personId)) return null;
  const today = parisDate(at);
  const [row] = await tx.execute<AdvisorPerson>(sql`
    select p.id, exists (select from cluster_roles r where r.cluster_id = p.cluster_id and r.person_id = p.id and r.role = 'advisor'
        and ${runs(sql`r`, today)}) as "isAdvisor",
      (select coalesce(json_agg(json_build_object('kind', s.kind, 'code', s.code) order by s.kind, s.code), '[]') from skills s where s.cluster_id = p.cluster_id and s.person_id = p.id) as skills,
      (select coalesce(json_agg(json_build_object('id', k.id, 'fte', k.fte, 'kind', k.kind, 'fromOn', k.from_on, 'version', k.version) order by k.from_on desc), '[]')
        from (select * from capacities k where k.cluster_id = p.cluster_id and k.person_id = p.id order by k.from_on desc limit 20) k) as capacities,
      (select coalesce(json_agg(json_build_object('id', a.id, 'fromOn', a.from_on, 'untilOn', a.until_on, 'version', a.version,
          'coveredBy', (select q.given_name || ' ' || q.family_name from people q where q.cluster_id = a.cluster_id and q.id = a.covered_by_id)) order by a.from_on), '[]')
        from (select * from absences a where a.cluster_id = p.cluster_id and a.person_id = p.id and a.until_on >= ${today}::date order by a.from_on limit 20) a) as absences,
      (select coalesce(json_agg(distinct d.code order by d.code), '[]') from programmes g, jsonb_array_elements_text(g.settings->'departments') d (code) where g.cluster_id = p.cluster_id) as departments
    from people p where p.cluster_id = ${actor.clusterId} and p.id = ${personId} and p.is_staff and p.disabled_at is null`);
  return row ?? null;
}

export type ProfilePage = AdvisorPerson & {
  advisor: Advisor;
  /** Who may answer meanwhile. */
  colleagues: { id: string; name: string }[];
  /** Grows with each change of the skills, as the page showed them. */
  seenSkills: string;
  today: LocalDate;
  can: { setCapacity: boolean; setAbsence: boolean };
};

const MOST_COLLEAGUES = 60;

/** When an advisor is away, and who may answer meanwhile; null for somebody who doesn't advise. At most two statements. */
export async function readAbsences(tx: Tx, actor: Actor, { id, teamId }: { id: string; teamId: string | null }, at: Date) {
  const person = await findAdvisorPerson(tx, actor, id, at);
  if (!person?.isAdvisor) return null;
  return {
    absences: person.absences,
    colleagues: await listColleagues(tx, actor, { id, teamId }, at),
    can: { setAbsence: maySetAbsence(actor, id) },
  };
}

/** Those of the same team who may answer for somebody. */
async function listColleagues(tx: Tx, actor: Actor, { id, teamId }: { id: string; teamId: string | null }, at: Date) {
  const team = teamId ? await listTeamAdvisors(tx, actor, teamId, parisDate(at)) : [];
  return team.filter((one) => one.id !== id).slice(0, MOST_COLLEAGUES);
}

/** The skills as one word: what the form has seen. */
export function skillsSeen(skills: AdvisorPerson['skills']): string {
  return skills.map(({ kind, code }) => `${kind}:${code}`).join(' ');
}

/** Capacity, skills and absences of an advisor, for who may read their load; null for anybody else. At most four statements. */
export async function readProfilePage(tx: Tx, actor: Actor, personId: string | undefined, at: Date): Promise<ProfilePage | null> {
  const person = await findAdvisorPerson(tx, actor, personId, at);
  if (!person?.isAdvisor || !(await mayReadLoadOf(tx, actor, person.id, parisDate(at)))) return null;
  const [advisor] = await listAdvisors(tx, actor, parisDate(at), { only: person.id });
  if (!advisor) return null;
  return {
    ...person,
    advisor,
    colleagues: await listColleagues(tx, actor, advisor, at),
    seenSkills: skillsSeen(person.skills),
    today: parisDate(at),
    can: { setCapacity: maySetCapacity(actor), setAbsence: maySetAbsence(actor, person.id) },
  };
}

/** The whole cluster's, one's own, and that of the teams one leads. */
async function mayReadLoadOf(tx: Tx, actor: Actor, personId: string, today: LocalDate): Promise<boolean> {
  if (loadReach(actor) === 'cluster' || actor.personId === personId) return true;
  const rows = await tx.execute(sql`
    with recursive led (id) as (
      select m.team_id from team_members m where m.cluster_id = ${actor.clusterId} and m.person_id = ${actor.personId} and m.leads_team
        and ${runs(sql`m`, today)}
      union select t.id from teams t join led on t.cluster_id = ${actor.clusterId} and t.parent_id = led.id)
    select 1 from team_members m where m.cluster_id = ${actor.clusterId} and m.person_id = ${personId} and m.team_id in (select id from led)
      and ${runs(sql`m`, today)} limit 1`);
  return rows.length > 0;
}
