import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import type { ClusterWorld, World } from '../../support/world';

type Given = {
  metric: string;
  cell: string;
  validOn: string;
  num: number | null;
  den?: number;
  unknown?: string;
  author: Actor;
  level?: 1 | 2;
  companyId?: string;
  caseId?: string;
  chain?: { id: string; no: number };
  recordedAt?: string;
  cluster?: ClusterWorld;
};

let companies = 0;
/** A company with an open journey, led by the cast's leader beside their own. */
export async function newCompany(world: World, cluster: ClusterWorld = world.a) {
  companies += 1;
  const [companyId, journeyId] = [newId(), newId()];
  await world.asOwner(cluster.clusterId, async (sql) => {
    await sql`insert into companies (cluster_id, id, foreign_id, country_code, name, size_category, region_code) values (${cluster.clusterId}, ${companyId}, ${`X${companies}`}, 'BE', ${`Optium ${companies}`}, 'small', '93')`;
    await sql`insert into journeys (cluster_id, id, company_id, programme_id, started_on) values (${cluster.clusterId}, ${journeyId}, ${companyId}, ${cluster.programmeId}, '2026-01-05')`;
    await sql`insert into company_roles (cluster_id, company_id, person_id, role, from_on) values (${cluster.clusterId}, ${companyId}, ${cluster.actors.leader.personId}, 'leader', '2026-01-05')`;
  });
  return { companyId, journeyId, leader: await world.refreshed(cluster.actors.leader) };
}

let clock = Date.parse('2026-01-10T08:00:00Z');
/** Instants that only grow, as the lock of a company's figures gives them. */
export function nextInstant(): string {
  clock += 60_000;
  return new Date(clock).toISOString();
}

/** Writes an observation as a fact, past the commands: to arrange a history. */
export async function figure(world: World, given: Given) {
  const cluster = given.cluster ?? world.a;
  const companyId = given.companyId ?? cluster.companyId;
  const id = newId();
  const chain = given.chain ?? { id, no: 1 };
  await world.asOwner(
    cluster.clusterId,
    (
      sql,
    ) => sql`insert into observations (cluster_id, id, metric, metric_version, company_id, cell, chain_id, chain_no, valid_on, num, den, unknown_reason, entry_level, author_id, case_id, recorded_at)
      values (${cluster.clusterId}, ${id}, ${given.metric}, 1, ${companyId}, ${given.cell}, ${chain.id}, ${chain.no}, ${given.validOn}, ${given.num}, ${given.den ?? null}, ${given.unknown ?? null},
        ${given.level ?? 1}, ${given.author.personId}, ${given.caseId ?? null}, ${given.recordedAt ?? nextInstant()})`,
  );
  return {
    id,
    chainId: chain.id,
    act: (act: string, level: number, at = nextInstant()) =>
      world.asOwner(
        cluster.clusterId,
        (
          sql,
        ) => sql`insert into observation_acts (cluster_id, observation_id, company_id, metric, act, level, by_id, reason, evidence, recorded_at)
          values (${cluster.clusterId}, ${id}, ${companyId}, ${given.metric}, ${act}, ${level}, ${given.author.personId}, 'a reason', 'a document', ${at})`,
      ),
    correct: (num: number | null, change: Partial<Given> = {}) =>
      figure(world, { ...given, num, level: 1, ...change, chain: { id: chain.id, no: chain.no + 1 } }),
  };
}
