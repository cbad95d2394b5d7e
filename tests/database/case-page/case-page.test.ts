import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { freshWorld, type World } from '../../support/world';

let world: World;
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let readCasePage: typeof import('~/features/case-page/case-page.queries.server').readCasePage;
const AT = new Date('2026-11-24T10:00:00Z');
const ASKED = { filter: 'all' as const, moved: null, rescheduled: null, done: null };

beforeAll(async () => {
  world = await freshWorld();
  ({ asActor, asReader } = await import('~/access/acting.server'));
  ({ readCasePage } = await import('~/features/case-page/case-page.queries.server'));
});
afterAll(() => world.drop());

/** The page read once, with how many statements it took. */
async function read(actor: Actor, caseId: string) {
  let statements = 0;
  const page = await asReader(actor, (tx) => {
    const counted = new Proxy(tx, {
      get: (target, key) => {
        if (key === 'execute' || key === 'select') statements += 1;
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }) as Tx;
    return readCasePage(counted, actor, caseId, ASKED, AT);
  });
  return { page, statements };
}

test('the whole page is at most eight statements in every state, and nothing for who may not see the case', async () => {
  const { advisor, otherAdvisor, manager, director } = world.a.actors;
  for (const [state, track] of [
    ['submitted', 'strategy'],
    ['assessing', 'financing'],
    ['active', 'international'],
    ['reviewing', 'eu_projects'],
    ['closed', 'innovation'],
  ] as const) {
    const { caseId } = await world.caseIn(world.a, state, { track });
    const { page, statements } = await read(manager, caseId);
    expect([state, page?.head.state, statements <= 8]).toEqual([state, state, true]);
    expect((await read(director, caseId)).page?.notes.can.write).toBe(false);
    expect((await read(world.b.actors.manager, caseId)).page).toBeNull();
    if (state === 'active') {
      expect((await read(otherAdvisor, caseId)).page).toBeNull();
      expect((await read(advisor, caseId)).page).toMatchObject({
        milestones: expect.arrayContaining([expect.objectContaining({ position: 1, state: 'done' })]),
        notes: { company: { name: 'Optalys a', siren: '000100008' } },
      });
    }
  }
  expect((await read(manager, 'nothing')).page).toBeNull();
});

test('completing a milestone asks for the figures it moves, once', async () => {
  const { advisor } = world.a.actors;
  const { METRICS } = await import('../../../db/seed/reference/metrics');
  const wave = METRICS.find((metric) => metric.code === 'ACC-06')!;
  await world.asOwner(
    world.a.clusterId,
    (
      sql,
    ) => sql`insert into metric_versions (cluster_id, metric, version, label_fr, label_en, unit, kind, direction, grain, baseline_kind, definition)
      values (${world.a.clusterId}, ${wave.code}, ${wave.version}, ${wave.label.fr}, ${wave.label.en}, ${wave.unit}, ${wave.kind}, ${wave.direction}, ${wave.grain}, ${wave.baselineKind}, ${sql.json({ subject: wave.subject, aggregation: wave.aggregation, rule: wave.rule, evidence: wave.evidence, doubleCounting: wave.doubleCounting } as never)}) on conflict do nothing`,
  );
  const { caseId, milestoneIds } = await world.caseIn(world.a, 'active', {
    track: 'strategy',
    companyId: world.a.otherCompanyId,
    journeyId: world.a.otherJourneyId,
  });
  const id = milestoneIds[5]!;
  const { submitMilestoneForCompany } = await import('~/features/milestones/submit-milestone-for-company.server');
  const { validateMilestone } = await import('~/features/milestones/validate-milestone.server');
  const proof = { version: 1, comment: 'Vu ensemble', evidenceText: 'Journal des actions signé le 20.' };
  expect((await asActor(advisor, (tx) => submitMilestoneForCompany(tx, advisor, id, proof, AT))).ok).toBe(true);
  expect((await asActor(advisor, (tx) => validateMilestone(tx, advisor, id, { version: 2 }, AT))).ok).toBe(true);
  const asked = await world.asOwner(
    world.a.clusterId,
    (sql) => sql`select metric, milestone_id from expected_figures where case_id = ${caseId}`,
  );
  expect(asked).toEqual([{ metric: 'ACC-06', milestone_id: id }]);
});
