import type postgres from 'postgres';
import { asActor, type Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { ELIGIBILITY_ITEMS } from '~/features/cases/eligibility';
import { newCompany } from '../database/outcomes/figures';
import type { CommandRow, Scene } from './command-scene';
import { fill } from './filled';
import type { World } from './world';

const EARLY = ['submitted', 'qualifying', 'accepted'];

/** What a command asks to find, made anew: a company of its own and its case. */
export async function makeScene(world: World, { state, given }: CommandRow): Promise<Scene> {
  const { companyId, journeyId } = await newCompany(world);
  const { caseId, milestoneIds } = await world.caseIn(world.a, state, { companyId, journeyId });
  const advisorId = world.a.actors.advisor.personId;
  return world.asOwner(world.a.clusterId, async (sql) => {
    await sql`insert into company_roles (cluster_id, company_id, person_id, role, from_on) values (${world.a.clusterId}, ${companyId}, ${world.a.actors.collaborator.personId}, 'collaborator', '2026-01-05')`;
    if (EARLY.includes(state)) {
      const answers = sql.json(Object.fromEntries(ELIGIBILITY_ITEMS.map((item) => [item, 'yes'])));
      await sql`insert into eligibility_sheets (cluster_id, case_id, company_id, answers, support_days, filled_by_id) values (${world.a.clusterId}, ${caseId}, ${companyId}, ${answers}, 4, ${advisorId})`;
    } else await fill(sql, world.a, { companyId, caseId, milestoneIds, by: advisorId });
    const scene: Scene = { companyId, caseId, advisorId, ids: await idsOf(sql, companyId, caseId) };
    return { ...scene, ids: { ...scene.ids, ...((await given?.(sql, scene)) as object | undefined) } };
  });
}

/** One id of each kind of thing about the case. */
async function idsOf(sql: postgres.TransactionSql, companyId: string, caseId: string): Promise<Record<string, string>> {
  const one = async (table: string, more = 'true') =>
    [
      table,
      (await sql.unsafe(`select id from ${table} where company_id = '${companyId}' and ${more} order by id limit 1`))[0]?.id,
    ] as const;
  const [imported] = await sql`select id from register_imports where file_sha256 = ${caseId}`;
  return Object.fromEntries([
    await one('notes', "state = 'published' and confidentiality = 'team'"),
    await one('tasks', "side = 'company'"),
    await one('documents', "side = 'advisor' and case_id is not null"),
    await one('observations'),
    await one('expected_figures'),
    await one('milestones', 'not is_critical'),
    ['register_imports', imported?.id],
  ]);
}

class Undo extends Error {}

/** What a person gets, with everything rolled back; `whenDone` looks at what was done before it is undone. */
export async function outcomeFor(
  actor: Actor,
  row: CommandRow,
  scene: Scene,
  whenDone: (tx: Tx) => Promise<void> = async () => {},
): Promise<string> {
  let outcome = 'nothing';
  try {
    await asActor(actor, async (tx) => {
      const answer = await row.run(tx, actor, scene);
      outcome = answer.ok ? 'done' : (answer.reason ?? 'refused');
      if (answer.ok) await whenDone(tx);
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return outcome;
    const { code, cause } = error as { code?: string; cause?: { code?: string } };
    if ((code ?? cause?.code) === '42501') return 'wall';
    throw error;
  }
  return outcome;
}
