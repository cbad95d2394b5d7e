import { afterAll, beforeAll, expect, it } from 'vitest';
import { asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { searchAll } from '~/features/search/search.queries.server';
import { freshWorld, type World } from '../../support/world';

let world: World;
let advisor: Actor;
beforeAll(async () => {
  world = await freshWorld();
  await world.asOwner(world.a.clusterId, (sql) => sql`update companies set name = 'Éclairs & Lumière' where id = ${world.a.companyId}`);
  await world.caseIn(world.a, 'active');
  await world.caseIn(world.b, 'active');
  advisor = await world.refreshed(world.a.actors.advisor);
});
afterAll(() => world.drop());

const find = async (actor: Actor, q: string) => {
  const { companies, cases } = await asReader(actor, (tx) => searchAll(tx, q));
  return { companies: companies.map((hit) => hit.title), cases: cases.length };
};

it('finds by the beginning of words, blind to accents and case', async () => {
  const { manager } = world.a.actors;
  expect(await find(manager, 'eclairs')).toMatchObject({ companies: ['Éclairs & Lumière'] });
  expect(await find(manager, 'LUMIERE éclA')).toMatchObject({ companies: ['Éclairs & Lumière'] });
  expect(await find(manager, 'clairs')).toEqual({ companies: [], cases: 0 });
});

it('finds by SIREN, with spaces or without', async () => {
  const { manager } = world.a.actors;
  for (const q of ['000100008', '000 100 008', '000\u00a0100\u00a0008', '00010000800010'])
    expect((await find(manager, q)).companies).toEqual(['Éclairs & Lumière']);
});

it('finds a case with its company', async () => {
  const results = await asReader(world.a.actors.manager, (tx) => searchAll(tx, 'lumiere'));
  expect(results.cases).toMatchObject([{ kind: 'case', title: 'Éclairs & Lumière' }]);
  const byReference = await asReader(world.a.actors.manager, (tx) => searchAll(tx, results.cases[0]?.hint ?? 'none'));
  expect(byReference.cases.map((hit) => hit.id)).toEqual([results.cases[0]?.id]);
});

it('shows nobody what they may not open', async () => {
  expect((await find(advisor, 'eclairs')).companies).toEqual(['Éclairs & Lumière']);
  for (const actor of [world.a.actors.otherAdvisor, world.a.actors.funder, world.a.actors.admin, world.b.actors.manager])
    expect(await find(actor, 'eclairs')).toEqual({ companies: [], cases: 0 });
});

it('treats wildcards and oddities as text', async () => {
  for (const q of ['%%', '__', "o'x", '\\', '()', '*'.repeat(90)])
    expect(await find(world.a.actors.manager, q)).toEqual({ companies: [], cases: 0 });
});
