import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { readAbsences } from '~/features/load/profile.queries.server';
import { anonymousName, nameInWords } from '~/features/people/anonymous-name';
import { dayInParis } from '~/platform/clock.server';
import { isId } from '~/platform/is-id';
import { readPageBeside } from '~/platform/page-beside';
import { mayChangeRights } from './administration.policy';
import { isOfStaff } from './is-of-staff.server';
import { readFactorsOf } from './reset-factors.server';
import type { StaffFilter } from './staff-filter';
import { type StaffRole, type StaffState, staffState } from './staff-role';

export type HeldRole = {
  id: string;
  role: StaffRole;
  programme: string | null;
  track: string | null;
  fromOn: string;
  untilOn: string | null;
  endedAt: string | null;
};
export type StaffLine = { id: string; name: string; email: string | null; roles: StaffRole[]; team: string | null; state: StaffState };

const ROWS = 50;

/** A page of the staff by name, as an administrator knows them. */
export async function readStaff(tx: Tx, actor: Actor, filter: StaffFilter, at: Date) {
  const today = dayInParis(at);
  const held = (role = sql``) =>
    sql`select r.role from cluster_roles r where r.cluster_id = p.cluster_id and r.person_id = p.id and ${runs(sql`r`, today)} ${role}`;
  const state = {
    anonymised: sql`p.anonymised_at is not null`,
    deactivated: sql`p.disabled_at is not null and p.anonymised_at is null`,
    invited: sql`p.disabled_at is null and p.account_id is null`,
    no_role: sql`p.disabled_at is null and p.account_id is not null and not exists (${held()})`,
    active: sql`p.disabled_at is null and p.account_id is not null and exists (${held()})`,
  };
  const narrow = sql.join(
    [
      ...(filter.q
        ? [sql`and position(lower(${filter.q}) in lower(p.given_name || ' ' || p.family_name || ' ' || coalesce(p.email, ''))) > 0`]
        : []),
      ...(filter.role ? [sql`and exists (${held(sql`and r.role = ${filter.role}`)})`] : []),
      ...(filter.state ? [sql`and ${state[filter.state]}`] : []),
    ],
    sql` `,
  );
  const page = await readPageBeside(filter, ROWS, async ({ after, before }) => {
    const beside = (id: string) =>
      sql`(select k.family_name, k.given_name, k.id from people k where k.cluster_id = ${actor.clusterId} and k.id = ${id}::uuid)`;
    const place = after
      ? sql`and (p.family_name, p.given_name, p.id) > ${beside(after)}`
      : before
        ? sql`and (p.family_name, p.given_name, p.id) < ${beside(before)}`
        : sql``;
    const order = before ? sql`desc` : sql`asc`;
    return (await tx.execute(sql`
      select p.id, p.given_name || ' ' || p.family_name as name, p.email, p.disabled_at is not null as "isDisabled", p.anonymised_at is not null as "isAnonymised", p.account_id is not null as "hasAccount",
        (select coalesce(array_agg(distinct x.role::text), '{}') from (${held()}) x) as roles,
        (select min(t.name) from team_members m join teams t on t.cluster_id = m.cluster_id and t.id = m.team_id
          where m.cluster_id = p.cluster_id and m.person_id = p.id and ${runs(sql`m`, today)}) as team
      from people p where p.cluster_id = ${actor.clusterId} and ${isOfStaff(sql`p`)} ${place} ${narrow}
      order by p.family_name ${order}, p.given_name ${order}, p.id ${order} limit ${ROWS + 1}`)) as unknown as Row[];
  });
  return {
    ...page,
    rows: page.rows.map(
      ({ isDisabled, isAnonymised, hasAccount, ...line }): StaffLine => ({
        ...line,
        state: staffState({ isDisabled, isAnonymised, hasAccount, roles: line.roles.length }),
      }),
    ),
  };
}
type Row = Omit<StaffLine, 'state'> & { isDisabled: boolean; isAnonymised: boolean; hasAccount: boolean };

/** What a role may be limited to. */
export async function listProgrammes(tx: Tx, actor: Pick<Actor, 'clusterId'>): Promise<{ id: string; name: string }[]> {
  return (await tx.execute(sql`select id, name from programmes where cluster_id = ${actor.clusterId} order by name, id`)) as unknown as {
    id: string;
    name: string;
  }[];
}

export type StaffPage = NonNullable<Awaited<ReturnType<typeof readStaffPerson>>>;

/** Somebody of the staff: roles of now and before, teams, absences of an advisor, sign-ins, second factors. */
export async function readStaffPerson(tx: Tx, actor: Actor, personId: string | undefined, at: Date) {
  if (!isId(personId)) return null;
  const today = dayInParis(at);
  const [person] = (await tx.execute(sql`
    select p.id, p.given_name || ' ' || p.family_name as name, p.email, p.version, p.disabled_at as "disabledAt", p.anonymised_at as "anonymisedAt", p.account_id is not null as "hasAccount",
      access.led_cases(p.id) as "ledCases", access.sign_ins_of(p.id) as "signIns",
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'programme', g.name, 'track', r.track, 'fromOn', r.from_on, 'untilOn', r.until_on, 'endedAt', r.ended_at)
          order by r.from_on desc, r.id desc), '[]')
        from cluster_roles r left join programmes g on g.cluster_id = r.cluster_id and g.id = r.programme_id where r.cluster_id = p.cluster_id and r.person_id = p.id) as roles,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'leads', m.leads_team, 'fromOn', m.from_on) order by m.from_on), '[]')
        from team_members m join teams t on t.cluster_id = m.cluster_id and t.id = m.team_id where m.cluster_id = p.cluster_id and m.person_id = p.id and ${runs(sql`m`, today)}) as teams
    from people p where p.cluster_id = ${actor.clusterId} and p.id = ${personId}::uuid and ${isOfStaff(sql`p`)}`)) as unknown as PersonRow[];
  if (!person) return null;
  const factors = await readFactorsOf(tx, person.id);
  const { roles, disabledAt, anonymisedAt, hasAccount, ...rest } = person;
  const programmes = await listProgrammes(tx, actor);
  const absences = disabledAt === null ? await readAbsences(tx, actor, { ...person, teamId: person.teams.at(-1)?.id ?? null }, at) : null;
  const isOver = ({ untilOn, endedAt }: HeldRole) => endedAt !== null || (untilOn !== null && untilOn < today);
  const now = roles.filter((role) => !isOver(role));
  const running = now.filter(({ fromOn }) => fromOn <= today);
  return {
    person: {
      ...rest,
      since: anonymisedAt ?? disabledAt,
      anonymousName: nameInWords(anonymousName('staff', rest.id)),
      state: staffState({ isDisabled: disabledAt !== null, isAnonymised: anonymisedAt !== null, hasAccount, roles: running.length }),
    },
    roles: now,
    pastRoles: roles.filter(isOver),
    programmes,
    factors,
    absences,
    today,
    can: { changeRights: mayChangeRights(actor, person.id) },
  };
}

type PersonRow = {
  id: string;
  name: string;
  email: string | null;
  version: number;
  disabledAt: string | null;
  anonymisedAt: string | null;
  hasAccount: boolean;
  ledCases: number;
  signIns: number;
  roles: HeldRole[];
  teams: { id: string; name: string; leads: boolean; fromOn: string }[];
};
