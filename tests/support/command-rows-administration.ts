import { anonymisePerson } from '~/features/administration/anonymise-person.server';
import { deactivatePerson, endPersonSignIns, reactivatePerson } from '~/features/administration/deactivate-person.server';
import { endRole, giveRole } from '~/features/administration/give-role.server';
import { resetFactors } from '~/features/administration/reset-factors.server';
import { setSecondFactorRule } from '~/features/administration/set-second-factor-rule.server';
import { letInAgain } from '~/features/people/let-in-again.server';
import { turnRetentionOff, turnRetentionOn } from '~/features/retention/set-retention.server';
import { tryRetention } from '~/features/retention/try-retention.server';
import { addTeam } from '~/features/teams/add-team.server';
import { closeTeam, moveTeam, renameTeam } from '~/features/teams/shape-team.server';
import { putInTeam, takeOutOfTeam } from '~/features/teams/team-places.server';
import { AT, type CommandRow, type Owner, on, type Scene, TODAY, version, words } from './command-scene';

/** Somebody of the scene's cluster who advises and leads nothing. */
const colleague = async (sql: Owner, { companyId }: Scene) => {
  const person = on(
    await sql`insert into people (cluster_id, given_name, family_name, email) select cluster_id, 'N', 'M', ${`staff.${companyId}@test.example`} from companies where id = ${companyId} returning id`,
  );
  const role = on(
    await sql`insert into cluster_roles (cluster_id, person_id, role, from_on) select cluster_id, ${person}, 'advisor', '2026-01-05' from companies where id = ${companyId} returning id`,
  );
  return { person, role };
};
/** Another administrator, for a cluster keeps one. */
const withAdmin = async (sql: Owner, scene: Scene) => {
  const account = on(await sql`insert into accounts (email) values (${`admin.${scene.companyId}@test.example`}) returning id`);
  const admin = on(
    await sql`insert into people (cluster_id, account_id, given_name, family_name) select cluster_id, ${account}, 'N', 'M' from companies where id = ${scene.companyId} returning id`,
  );
  await sql`insert into cluster_roles (cluster_id, person_id, role, from_on) select cluster_id, ${admin}, 'admin', '2026-01-05' from companies where id = ${scene.companyId}`;
  return colleague(sql, scene);
};
/** A team of its own with somebody in it, and another that is empty. */
const team = async (sql: Owner, scene: Scene) => {
  const ids = await colleague(sql, scene);
  const made = async (name: string) =>
    on(
      await sql`insert into teams (cluster_id, name) select cluster_id, ${`${name} ${scene.companyId}`} from companies where id = ${scene.companyId} returning id`,
    );
  const [full, empty] = [await made('full'), await made('empty')];
  const place = on(
    await sql`insert into team_members (cluster_id, team_id, person_id, from_on) select cluster_id, ${full}, ${ids.person}, '2026-01-05' from companies where id = ${scene.companyId} returning id`,
  );
  return { ...ids, full, empty, place };
};
const opensTo = ['admin'] as const;

export const ADMINISTRATION_COMMANDS: Record<string, CommandRow> = {
  giveRole: {
    state: 'active',
    given: colleague,
    opensTo,
    run: (tx, actor, { ids }) =>
      giveRole(tx, actor, ids.person, { role: 'director', programmeId: null, track: null, fromOn: TODAY, untilOn: null }, AT),
  },
  endRole: {
    state: 'active',
    given: colleague,
    opensTo,
    run: (tx, actor, { ids }) => endRole(tx, actor, ids.person, { roleId: ids.role! }, AT),
  },
  deactivatePerson: {
    state: 'active',
    given: withAdmin,
    opensTo,
    run: (tx, actor, { ids }) => deactivatePerson(tx, actor, ids.person, { version, reason: words }, AT),
  },
  reactivatePerson: {
    state: 'active',
    given: async (sql, scene) => {
      const ids = await colleague(sql, scene);
      await sql`update people set disabled_at = now() where id = ${ids.person}`;
      return ids;
    },
    opensTo,
    run: (tx, actor, { ids }) => reactivatePerson(tx, actor, ids.person, { version }, AT),
  },
  resetFactors: {
    state: 'active',
    given: async (sql, scene) => {
      const ids = await colleague(sql, scene);
      const account = on(await sql`insert into accounts (email) values (${`factor.${scene.companyId}@test.example`}) returning id`);
      await sql`update people set account_id = ${account} where id = ${ids.person}`;
      await sql`insert into authenticators (account_id, sealed_secret, confirmed_at) values (${account}, 'x', now())`;
      return ids;
    },
    opensTo,
    run: (tx, actor, { ids }) => resetFactors(tx, actor, ids.person),
  },
  setSecondFactorRule: {
    state: 'active',
    isAnywhere: true,
    given: (sql) => sql`update clusters set second_factor_for = 'staff', second_factor_since = 'infinity'`,
    opensTo,
    run: (tx, actor) => setSecondFactorRule(tx, actor, { rule: 'none', was: 'staff' }),
  },
  addTeam: {
    state: 'active',
    isAnywhere: true,
    opensTo,
    run: (tx, actor, { companyId }) => addTeam(tx, actor, { name: `New ${companyId}`, parentId: null }),
  },
  renameTeam: {
    state: 'active',
    given: team,
    opensTo,
    run: (tx, actor, { ids }) => renameTeam(tx, actor, ids.full, { version, name: words }),
  },
  moveTeam: {
    state: 'active',
    given: team,
    opensTo,
    run: (tx, actor, { ids }) => moveTeam(tx, actor, ids.full, { version, parentId: ids.empty! }),
  },
  closeTeam: { state: 'active', given: team, opensTo, run: (tx, actor, { ids }) => closeTeam(tx, actor, ids.empty, { version }, AT) },
  putInTeam: {
    state: 'active',
    given: team,
    opensTo,
    run: (tx, actor, { ids }) => putInTeam(tx, actor, ids.empty, { personId: ids.person!, leadsTeam: true, fromOn: TODAY, untilOn: null }),
  },
  takeOutOfTeam: {
    state: 'active',
    given: team,
    opensTo,
    run: (tx, actor, { ids }) => takeOutOfTeam(tx, actor, ids.full, { placeId: ids.place!, lastOn: null }, AT),
  },
  anonymisePerson: {
    state: 'active',
    given: async (sql, scene) => {
      const ids = await colleague(sql, scene);
      await sql`update people set disabled_at = now() where id = ${ids.person}`;
      return ids;
    },
    opensTo,
    run: (tx, actor, { ids }) => anonymisePerson(tx, actor, ids.person, { version }, AT),
  },
  endPersonSignIns: { state: 'active', given: colleague, opensTo, run: (tx, actor, { ids }) => endPersonSignIns(tx, actor, ids.person) },
  tryRetention: { state: 'active', opensTo, run: (tx, actor) => tryRetention(tx, actor, 'access_log', { months: 12 }, AT) },
  turnRetentionOn: {
    state: 'active',
    given: async (sql, { companyId }) => {
      await sql`insert into retention_runs (cluster_id, kind, ran_at, is_trial, months, found, done, by_id)
        select k.cluster_id, 'access_log', ${AT.toISOString()}, true, 13, 0, 0, r.person_id from companies k join cluster_roles r on r.cluster_id = k.cluster_id and r.role = 'admin' where k.id = ${companyId} limit 1`;
      return {};
    },
    opensTo,
    run: (tx, actor) => turnRetentionOn(tx, actor, 'access_log', { months: 13, reason: words }, AT),
  },
  turnRetentionOff: {
    state: 'active',
    given: async (sql, { companyId }) => {
      await sql`insert into retention_rules (cluster_id, kind, months, is_on) select cluster_id, 'closed_request', 12, true from companies where id = ${companyId} on conflict (cluster_id, kind) do update set is_on = true`;
      return {};
    },
    opensTo,
    run: (tx, actor) => turnRetentionOff(tx, actor, 'closed_request', { reason: words }, AT),
  },
  letInAgain: {
    state: 'active',
    given: async (sql, scene) => {
      const ids = await colleague(sql, scene);
      await sql`update people set disabled_at = now(), dormant_shut_at = now(), dormant_told_on = '2026-01-05' where id = ${ids.person}`;
      return ids;
    },
    opensTo,
    run: (tx, actor, { ids }) => letInAgain(tx, actor, ids.person!, AT),
  },
};
