import { randomBytes } from 'node:crypto';
import type { Track } from '~/features/programmes/track';
import { insertCase } from './case-rows';
import { type Demo, demoDatabase } from './e2e-server';

type SignsIn = { email: string; password: string; name: string };
export type OwnCompany = {
  name: string;
  leader: SignsIn;
  companyId: string;
  clusterId: string;
  /** The support under way. */
  caseId: string;
};

/**
 * A company of its own for one walk, because walks run side by side and an agreement can't be taken back: a plan to sign, a second one to
 * send back, a support under way and a request. Its leader signs in with the password of the demonstration's leaders.
 */
export async function makeCompany(
  like: Demo['accounts'][number],
  advisor: Demo['accounts'][number],
  language: string,
): Promise<OwnCompany> {
  const mark = randomBytes(3).toString('hex');
  const name = `Optique ${mark}`;
  const leader = { email: `camille.${mark}@test.example`, password: like.password, name: 'Camille Verlan' };
  let made = { companyId: '', clusterId: '', caseId: '' };
  const sql = demoDatabase();
  try {
    const [room] = await sql<{ clusterId: string; hash: string; advisorId: string; programmeId: string; teamId: string | null }[]>`
      select p.cluster_id as "clusterId", a.password_hash as hash, s.id as "advisorId", (select id from programmes g where g.cluster_id = p.cluster_id limit 1) as "programmeId",
        (select team_id from team_members m where m.cluster_id = s.cluster_id and m.person_id = s.id limit 1) as "teamId"
      from accounts a join people p on p.account_id = a.id join accounts b on b.email = ${advisor.email} join people s on s.account_id = b.id and s.cluster_id = p.cluster_id
      where a.email = ${like.email}`;
    if (!room) throw new Error('The demonstration has no such leader and advisor in one cluster.');
    const { clusterId } = room;
    await sql.begin(async (tx) => {
      await tx`select access.enter_system(${clusterId}, 'test')`;
      const one = async (query: Promise<unknown>) => ((await query) as { id: string }[])[0]?.id ?? '';
      const versions = await tx<{ track: Track; id: string }[]>`
        select t.track, v.id from plan_templates t join plan_template_versions v on v.cluster_id = t.cluster_id and v.template_id = t.id
        where t.cluster_id = ${clusterId} and t.track is not null`;
      const companyId = await one(
        tx`insert into companies (cluster_id, foreign_id, country_code, name, is_demo) values (${clusterId}, ${`T-${mark}`}, 'IT', ${name}, true) returning id`,
      );
      const accountId = await one(
        tx`insert into accounts (email, password_hash, locale) values (${leader.email}, ${room.hash}, ${language}) returning id`,
      );
      const personId = await one(
        tx`insert into people (cluster_id, account_id, given_name, family_name, email) values (${clusterId}, ${accountId}, 'Camille', 'Verlan', ${leader.email}) returning id`,
      );
      await tx`insert into company_roles (cluster_id, company_id, person_id, role, is_signatory, is_account_owner, from_on) values (${clusterId}, ${companyId}, ${personId}, 'leader', true, true, '2026-01-05')`;
      const journeyId = await one(
        tx`insert into journeys (cluster_id, company_id, programme_id, started_on) values (${clusterId}, ${companyId}, ${room.programmeId}, '2026-01-05') returning id`,
      );
      const templates = Object.fromEntries(versions.map(({ track, id }) => [track, id])) as Record<Track, string>;
      const where = { ...room, companyId, journeyId, templates, actors: { advisor: { personId: room.advisorId } } };
      const { caseId } = await insertCase(tx, where, 'active', { track: 'strategy' });
      made = { companyId, clusterId, caseId };
      await insertCase(tx, where, 'plan_to_sign', { track: 'financing' });
      await insertCase(tx, where, 'plan_to_sign', { track: 'international' });
      await insertCase(tx, where, 'submitted', { track: 'innovation', submittedAt: new Date().toISOString() });
    });
  } finally {
    await sql.end();
  }
  return { name, leader, ...made };
}

/** Somebody to whom its case may be opened: an expert of the cluster, or a collaborator of the company. They sign in with its leader's password. */
export async function addReader(own: OwnCompany, kind: 'expert' | 'collaborator', language: string): Promise<SignsIn> {
  const mark = randomBytes(3).toString('hex');
  const reader = { email: `${kind}.${mark}@test.example`, password: own.leader.password, name: `Sacha Morel ${mark}` };
  const { clusterId, companyId } = own;
  const sql = demoDatabase();
  try {
    await sql.begin(async (tx) => {
      await tx`select access.enter_system(${clusterId}, 'test')`;
      const [account] = await tx<{ id: string }[]>`
        insert into accounts (email, password_hash, locale) select ${reader.email}, password_hash, ${language} from accounts where email = ${own.leader.email} returning id`;
      const [person] = await tx<{ id: string }[]>`
        insert into people (cluster_id, account_id, given_name, family_name, email) values (${clusterId}, ${account?.id ?? ''}, 'Sacha', ${`Morel ${mark}`}, ${reader.email}) returning id`;
      const personId = person?.id ?? '';
      if (kind === 'expert')
        await tx`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${clusterId}, ${personId}, 'expert', '2026-01-05')`;
      else
        await tx`insert into company_roles (cluster_id, company_id, person_id, role, from_on) values (${clusterId}, ${companyId}, ${personId}, 'collaborator', '2026-01-05')`;
    });
  } finally {
    await sql.end();
  }
  return reader;
}
