import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '~/access/actor';
import { listCommands } from '../../support/command-list';
import { type Scene, WHO_WORKS } from '../../support/command-scene';
import { makeScene, outcomeFor } from '../../support/command-scenes';
import { COMMANDS } from '../../support/command-table';
import { freshWorld, type World } from '../../support/world';

const FILE = new URL('./commands.json', import.meta.url);
/**
 * Command → outcome → who gets it: `done`, a reason of refusal, or `wall` where row security had to stop it.
 * Whoever isn't named gets `not_found`.
 */
type Outcomes = Record<string, Record<string, string>>;
const NO_RIGHT = ['not_allowed', 'not_lead', 'manager_only'];

let world: World;
const scenes = new Map<string, Scene>();
const actors: Record<string, Actor> = {};

beforeAll(async () => {
  world = await freshWorld();
  for (const [name, row] of Object.entries(COMMANDS)) scenes.set(name, await makeScene(world, row));
  for (const [name, actor] of Object.entries(world.a.actors)) actors[name] = await world.refreshed(actor);
  for (const name of ['manager', 'advisor', 'leader'] as const) actors[`foreign ${name}`] = world.b.actors[name];
}, 120_000);
afterAll(() => world?.drop());

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
