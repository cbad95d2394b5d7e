import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import type { Actor, Role } from '~/access/actor';
import { DEFAULT_DELAY_RULES } from '~/features/programmes/delay-rule';
import type { Track } from '~/features/programmes/track';
import { METRICS } from '../../db/seed/reference/metrics';
import { PLAN_TEMPLATES } from '../../db/seed/reference/plan-templates';
import { type CaseOptions, insertCase, type Owner, type StoredState } from './case-rows';
import { freshDatabase } from './database';

const CAST = [
  ['manager', 'manager'],
  ['advisor', 'advisor'],
  ['otherAdvisor', 'advisor'],
  ['trackLead', 'track_lead'],
  ['director', 'director'],
  ['funder', 'funder'],
  ['admin', 'admin'],
  ['leader', 'leader'],
  ['otherLeader', 'leader'],
  ['collaborator', 'collaborator'],
  ['expert', 'expert'],
] as const satisfies readonly (readonly [string, Role])[];
export type CastName = (typeof CAST)[number][0];

export type ClusterWorld = {
  clusterId: string;
  programmeId: string;
  teamId: string;
  /** `leader` and `collaborator` belong to it; its journey is open. */
  companyId: string;
  journeyId: string;
  otherCompanyId: string;
  otherJourneyId: string;
  /** Signed-in people, read as the application reads them. The track lead leads `strategy`. */
  actors: Record<CastName, Actor>;
  /** How many metrics the catalogue holds. */
  metrics: number;
  /** Published version of a track's plan template. */
  templates: Record<Track, string>;
};

export type World = {
  /** The cluster under test, and a stranger with the same cast. */
  a: ClusterWorld;
  b: ClusterWorld;
  ownerUrl: string;
  /** Above row security and every rule of the database. */
  adminUrl: string;
  workerUrl: string;
  /** Runs SQL as the owner, entered into one cluster as system. */
  asOwner: <T>(clusterId: string, work: (sql: Owner) => Promise<T>) => Promise<T>;
  /** The token of an actor's sign-in, as their cookie carries it. */
  tokenOf: (actor: Actor) => string;
  /** Reads an actor again, after their roles changed. */
  refreshed: (actor: Actor) => Promise<Actor>;
  caseIn: (cluster: ClusterWorld, state: StoredState, options?: CaseOptions) => Promise<{ caseId: string; milestoneIds: string[] }>;
  drop: () => Promise<void>;
};

/** A migrated database with two clusters of one cast each; the application's own pool is pointed at it. */
export async function freshWorld(): Promise<World> {
  const database = await freshDatabase();
  process.env.APP_DATABASE_URL = database.appUrl;
  process.env.PUBLIC_ORIGIN ??= 'http://127.0.0.1:4999';
  process.env.POOL_SIZE ??= '4';
  process.env.SECOND_FACTOR_KEY ??= 'a key of thirty-two characters or more';
  const { closeDatabase } = await import('~/platform/database.server');
  const { digestToken, findActor } = await import('~/access/sessions.server');
  const owner = postgres(database.ownerUrl, { max: 4, onnotice: () => {} });
  const asOwner: World['asOwner'] = (clusterId, work) =>
    owner.begin(async (sql) => {
      await sql`select access.enter_system(${clusterId}, 'test')`;
      return work(sql);
    }) as Promise<never>;
  const tokens = new Map<string, string>();

  const signIn = async (sql: Owner, clusterId: string, accountId: string, personId: string) => {
    const token = randomBytes(20).toString('hex');
    await sql`insert into sessions (id, account_id, cluster_id, person_id, expires_at) values (${digestToken(token)}, ${accountId}, ${clusterId}, ${personId}, now() + interval '1 day')`;
    return token;
  };

  const makeCluster = async (slug: string): Promise<ClusterWorld> => {
    const [cluster] = await owner<
      { id: string }[]
    >`insert into clusters (slug, name, valid_from) values (${slug}, ${`Cluster ${slug}`}, '2020-01-01') returning id`;
    const clusterId = cluster!.id;
    const made = await asOwner(clusterId, async (sql) => {
      const one = async (query: postgres.PendingQuery<postgres.Row[]>) => (await query)[0]!.id as string;
      const programmeId = await one(
        sql`insert into programmes (cluster_id, code, name, starts_on) values (${clusterId}, 'PME', 'Perspective PME', '2023-01-01') returning id`,
      );
      const teamId = await one(sql`insert into teams (cluster_id, name) values (${clusterId}, 'Team 1') returning id`);
      for (const rule of DEFAULT_DELAY_RULES) {
        await sql`insert into delay_rules (cluster_id, programme_id, code, target_days, alert_days, breach_to) values (${clusterId}, ${programmeId}, ${rule.code}, ${rule.targetDays}, ${rule.alertDays}, ${rule.breachGoesTo[0] ?? 'manager'})`;
      }
      const company = (name: string, siren: string) =>
        one(
          sql`insert into companies (cluster_id, siren, name, size_category, main_das, region_code) values (${clusterId}, ${siren}, ${name}, 'small', 'DAS1', '93') returning id`,
        );
      const companyId = await company(`Optalys ${slug}`, '000100008');
      const otherCompanyId = await company(`Lumonde ${slug}`, '000100016');
      const journey = (of: string) =>
        one(
          sql`insert into journeys (cluster_id, company_id, programme_id, started_on) values (${clusterId}, ${of}, ${programmeId}, '2026-01-05') returning id`,
        );
      const [journeyId, otherJourneyId] = [await journey(companyId), await journey(otherCompanyId)];
      const holders: Record<string, { accountId: string; personId: string; token: string }> = {};
      for (const [name, role] of CAST) {
        const email = `${name.toLowerCase()}.${slug}@test.example`;
        const accountId = await one(sql`insert into accounts (email) values (${email}) returning id`);
        const personId = await one(
          sql`insert into people (cluster_id, account_id, given_name, family_name, email) values (${clusterId}, ${accountId}, ${name}, ${slug.toUpperCase()}, ${email}) returning id`,
        );
        if (role === 'leader' || role === 'collaborator') {
          await sql`insert into company_roles (cluster_id, company_id, person_id, role, is_signatory, is_account_owner, from_on) values (${clusterId}, ${name === 'otherLeader' ? otherCompanyId : companyId}, ${personId}, ${role}, ${role === 'leader'}, ${role === 'leader'}, '2026-01-05')`;
        } else {
          await sql`insert into cluster_roles (cluster_id, person_id, role, track, from_on) values (${clusterId}, ${personId}, ${role}, ${role === 'track_lead' ? 'strategy' : null}, '2023-01-01')`;
        }
        if (role === 'advisor')
          await sql`insert into team_members (cluster_id, team_id, person_id, from_on) values (${clusterId}, ${teamId}, ${personId}, '2023-01-01')`;
        holders[name] = { accountId, personId, token: await signIn(sql, clusterId, accountId, personId) };
      }
      return {
        programmeId,
        teamId,
        companyId,
        otherCompanyId,
        journeyId,
        otherJourneyId,
        holders,
        metrics: await insertMetrics(sql, clusterId),
        templates: await insertTemplates(sql, clusterId),
      };
    });
    const actors = {} as Record<CastName, Actor>;
    for (const [name] of CAST) {
      const token = made.holders[name]!.token;
      const actor = (await findActor(token))!;
      tokens.set(actor.sessionId, token);
      actors[name] = actor;
    }
    const { holders: _holders, ...rest } = made;
    return { clusterId, ...rest, actors };
  };

  const a = await makeCluster('a');
  const b = await makeCluster('b');
  return {
    a,
    b,
    ownerUrl: database.ownerUrl,
    adminUrl: database.adminUrl,
    workerUrl: database.workerUrl,
    asOwner,
    tokenOf: (actor) => tokens.get(actor.sessionId)!,
    refreshed: async (actor) => (await findActor(tokens.get(actor.sessionId)!))!,
    caseIn: (cluster, state, options) => asOwner(cluster.clusterId, (sql) => insertCase(sql, cluster, state, options)),
    drop: async () => {
      await closeDatabase();
      await owner.end();
      await database.drop();
    },
  };
}

/** The whole catalogue, as the reference seed writes it; returns how many. */
async function insertMetrics(sql: Owner, clusterId: string): Promise<number> {
  for (const { code, version, label, unit, kind, direction, grain, baselineKind, ...definition } of METRICS) {
    await sql`insert into metric_versions (cluster_id, metric, version, label_fr, label_en, unit, kind, direction, grain, baseline_kind, definition)
      values (${clusterId}, ${code}, ${version}, ${label.fr}, ${label.en}, ${unit}, ${kind}, ${direction}, ${grain}, ${baselineKind}, ${sql.json(definition as never)})`;
  }
  return METRICS.length;
}

async function insertTemplates(sql: Owner, clusterId: string): Promise<Record<Track, string>> {
  const versions = {} as Record<Track, string>;
  for (const template of PLAN_TEMPLATES) {
    const [made] =
      await sql`insert into plan_templates (cluster_id, track, code) values (${clusterId}, ${template.track}, ${template.code}) returning id`;
    const [version] =
      await sql`insert into plan_template_versions (cluster_id, template_id, number, assessment_position, signature_position, required_baselines, published_at)
      values (${clusterId}, ${made!.id}, ${template.version}, ${template.assessmentPosition}, ${template.signaturePosition}, ${[...template.requiredBaselines]}, now()) returning id`;
    versions[template.track] = version!.id;
    for (const m of template.milestones) {
      await sql`insert into plan_template_milestones (cluster_id, template_version_id, position, title_fr, title_en, sides, "offset", duration_days, evidence_fr, evidence_en, exit_fr, exit_en, blockers, is_critical, moves)
        values (${clusterId}, ${version!.id}, ${m.position}, ${m.title.fr}, ${m.title.en}, ${[...m.sides]}, ${sql.json(m.offset as never)}, ${m.durationDays}, ${m.evidence.fr}, ${m.evidence.en}, ${m.exitCriterion.fr}, ${m.exitCriterion.en}, ${[...m.dependsOn]}, ${m.isCritical}, ${sql.json(m.moves as never)})`;
    }
  }
  return versions;
}
