import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { readScorecard } from '~/features/impact/scorecard.queries.server';
import { readOverview } from '~/features/impact-overview/overview.queries.server';
import { readOverviewFilter } from '~/features/impact-overview/overview-filter';
import { seedClusterReference } from '../../../db/seed/reference';
import type { Matrix } from '../../support/observed-access';
import { ROUTES } from '../../support/route-table';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany } from '../outcomes/figures';

/** What a funder opens: their account, and no figure. A page with figures for them has to hide small cells first, also from the difference of two filters. */
const OPEN =
  /^\/(?:$|account|sign-|passkeys|preferences|prove|forgotten|reset|email|session|view\/end|space|welcome|your-data|unsubscribe|demo\/|invitation)/;
/** What a funder reads in the database: how the cluster works and by whom, nothing of a company or a case, no figure and no total. */
const READ = [
  ...['cluster_roles', 'delay_rules', 'instruments', 'metric_versions', 'people', 'plan_template_milestones', 'plan_template_versions'],
  ...['plan_templates', 'programmes', 'teams'],
];
const ON = '2026-11-23';

let world: World;

beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world?.drop());

test('opens nothing but their own account', () => {
  const opened = Object.entries(ROUTES).flatMap(([address, { opens, isPublic }]) =>
    isPublic || opens.split(' ').includes('funder') ? [address] : [],
  );
  expect(opened).toContain('/welcome');
  expect(opened.filter((address) => address !== '/*' && !OPEN.test(address.replaceAll(/:\w+/g, 'x')))).toEqual([]);
});

test('reads no company, no case, no figure and no total in the database', () => {
  const matrix = JSON.parse(readFileSync(new URL('../access/matrix.json', import.meta.url), 'utf8')) as Matrix;
  const read = Object.entries(matrix).flatMap(([table, verbs]) => (verbs.select?.funder ? [table] : []));
  expect(read.filter((table) => !READ.includes(table))).toEqual([]);
});

test('gets nothing from what answers the pages of figures, where a manager gets them', async () => {
  const { clusterId, programmeId, actors } = world.a;
  await world.asOwner(clusterId, (sql) => seedClusterReference(sql, clusterId, programmeId, 2023));
  for (let no = 0; no < 4; no += 1) {
    const { companyId, journeyId } = await newCompany(world);
    const { caseId } = await world.caseIn(world.a, 'active', { lead: actors.advisor, companyId, journeyId, milestones: false });
    const entered = await figure(world, {
      metric: 'EMP-01',
      cell: '2025',
      validOn: '2025-12-31',
      num: 10 + no,
      companyId,
      caseId,
      author: actors.advisor,
    });
    await entered.act('verified', 3);
  }
  const filters = ['', 'das=DAS1', 'size=small', 'track=strategy', 'das=DAS1&size=small'];
  const scorecard = (actor: Actor) => asReader(actor, (tx) => readScorecard(tx, actor, { on: ON, minLevel: 0, chosen: null }));
  const overview = (actor: Actor, text: string) =>
    asReader(actor, (tx) => readOverview(tx, actor, readOverviewFilter(new URLSearchParams(text), ON)));
  expect(await scorecard(actors.manager)).not.toBeNull();
  expect(await scorecard(actors.funder)).toBeNull();
  for (const text of filters) {
    expect(await overview(actors.manager, text)).not.toBeNull();
    expect(await overview(actors.funder, text)).toBeNull();
  }
});
