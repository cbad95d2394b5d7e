import { readFileSync, writeFileSync } from 'node:fs';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { ELIGIBILITY_ITEMS } from '~/features/cases/eligibility';
import { listCommands } from '../../support/command-list';
import { type CommandRow, type Scene, WHO_WORKS } from '../../support/command-scene';
import { COMMANDS } from '../../support/command-table';
import { fill } from '../../support/filled';
import { freshWorld, type World } from '../../support/world';
import { newCompany } from '../outcomes/figures';

const FILE = new URL('./commands.json', import.meta.url);
/**
 * Command → outcome → who gets it: `done`, a reason of refusal, or `wall` where row security had to stop it.
 * Whoever isn't named gets `not_found`.
 */
type Outcomes = Record<string, Record<string, string>>;
const NO_RIGHT = ['not_allowed', 'not_lead', 'manager_only'];
const EARLY = ['submitted', 'qualifying', 'accepted'];

let world: World;
const scenes = new Map<string, Scene>();
const actors: Record<string, Actor> = {};

beforeAll(async () => {
  world = await freshWorld();
  for (const [name, row] of Object.entries(COMMANDS)) scenes.set(name, await makeScene(row));
  for (const [name, actor] of Object.entries(world.a.actors)) actors[name] = await world.refreshed(actor);
  for (const name of ['manager', 'advisor', 'leader'] as const) actors[`foreign ${name}`] = world.b.actors[name];
}, 120_000);
afterAll(() => world?.drop());

async function makeScene({ state, given }: CommandRow): Promise<Scene> {
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
    await one('observations'),
    await one('expected_figures'),
    await one('milestones', 'not is_critical'),
    ['register_imports', imported?.id],
  ]);
}

class Undo extends Error {}

/** What a person gets, with everything rolled back. */
async function outcomeFor(actor: Actor, row: CommandRow, scene: Scene): Promise<string> {
  let outcome = 'nothing';
  try {
    await asActor(actor, async (tx) => {
      const answer = await row.run(tx, actor, scene);
      outcome = answer.ok ? 'done' : (answer.reason ?? 'refused');
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

async function observe(): Promise<Outcomes> {
  const found: Outcomes = {};
  for (const [name, row] of Object.entries(COMMANDS)) {
    const outcomes: Record<string, string[]> = {};
    for (const [person, actor] of Object.entries(actors)) {
      const outcome = await outcomeFor(actor, row, scenes.get(name)!);
      outcomes[outcome] = [...(outcomes[outcome] ?? []), person];
    }
    const { not_found: _unnamed, ...told } = outcomes;
    found[name] = Object.fromEntries(
      Object.entries(told)
        .sort()
        .map(([outcome, people]) => [outcome, people.sort().join(', ')]),
    );
  }
  return found;
}

const isFor = (person: string, named: readonly string[] = WHO_WORKS) => named.includes(person.replace('foreign ', ''));

describe('every command × everybody', () => {
  it('knows every command', () => {
    const [rows, commands] = [Object.keys(COMMANDS), listCommands()];
    const missing = commands.filter((name) => !rows.includes(name));
    const why = 'add a row to its subject in tests/support/command-rows-*.ts, run this file with WRITE_MATRIX=1, and read what it wrote';
    expect(missing, why).toEqual([]);
    expect(
      rows.filter((name) => !commands.includes(name)),
      'rows of commands that are gone',
    ).toEqual([]);
  });

  it('gives each person what the matrix says', async () => {
    const found = await observe();
    if (process.env.WRITE_MATRIX) writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(Object.entries(found).sort()), null, 1)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(FILE, 'utf8')));
    for (const [name, outcomes] of Object.entries(found)) {
      const past = Object.entries(outcomes).flatMap(([outcome, people]) => (NO_RIGHT.includes(outcome) ? [] : people));
      expect(past, `${name}: nobody gets past the rights, its row proves nothing`).not.toEqual([]);
      const strangers = past.flatMap((people) => people.split(', ')).filter((person) => !isFor(person, COMMANDS[name]?.opensTo));
      expect(strangers, `${name}: past its rights, and not in its row's opensTo`).toEqual([]);
      expect(outcomes.wall, `${name}: the policy lets through whom row security then stops`).toBeUndefined();
      if (!COMMANDS[name]?.isAnywhere) expect(past.join(), name).not.toContain('foreign');
    }
  }, 120_000);
});
