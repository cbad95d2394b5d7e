import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asReader } from '~/access/acting.server';
import { readCatalogue } from '~/features/impact/catalogue.queries.server';
import { METRIC_FAMILIES } from '~/features/impact/metric-family';
import { seedClusterReference } from '../../../db/seed/reference';
import { METRICS, metricOfCode } from '../../../db/seed/reference/metrics';
import { freshWorld, type World } from '../../support/world';

let world: World;
const ON = '2026-11-23';

beforeAll(async () => {
  world = await freshWorld();
  await world.asOwner(world.a.clusterId, (sql) => seedClusterReference(sql, world.a.clusterId, world.a.programmeId, 2023));
});
afterAll(() => world.drop());

const read = (family: (typeof METRIC_FAMILIES)[number], actor = world.a.actors.manager) =>
  asReader(actor, (tx) => readCatalogue(tx, actor, family, ON));

describe('the catalogue', () => {
  test('every metric is in one family, in the order of its codes, with the definition and example of the reference data', async () => {
    const shown = (await Promise.all(METRIC_FAMILIES.map((family) => read(family)))).flatMap(({ metrics }) => metrics);
    expect(shown.map(({ code }) => code).sort()).toEqual(METRICS.map(({ code }) => code).sort());
    for (const metric of shown) {
      const { label, rule, evidence, example, european, unit, kind, grain, baselineKind, doubleCounting } = metricOfCode(metric.code);
      expect(metric).toMatchObject({
        label: label.fr,
        rule: rule.fr,
        evidence: evidence.fr,
        unit,
        kind,
        grain,
        baselineKind,
        doubleCounting,
      });
      expect(metric.european).toEqual(european);
      expect(metric.example).toEqual({ ...example, words: example.words.fr });
    }
    expect((await read('FIN')).metrics.map(({ code }) => code)).toEqual(
      METRICS.map(({ code }) => code).filter((code) => code.startsWith('FIN')),
    );
  });

  test('says which metrics the running contract targets, and counts each family', async () => {
    const finance = await read('FIN');
    expect(finance.metrics.filter(({ isInContract }) => isInContract).map(({ code }) => code)).toEqual(['FIN-02', 'FIN-04']);
    expect(finance.counts.find(({ family }) => family === 'INN')?.count).toBe(METRICS.filter(({ code }) => code.startsWith('INN')).length);
    expect(finance.metrics[0]?.versions).toEqual([1]);
  });

  test('a later version of a metric is shown in its place, with how many there are', async () => {
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`insert into metric_versions (cluster_id, metric, version, label_fr, label_en, unit, kind, direction, grain, definition)
        select cluster_id, metric, 2, 'Recettes d’export', 'Export income', unit, kind, direction, grain, definition - 'example' from metric_versions where cluster_id = ${world.a.clusterId} and metric = 'EXP-01'`,
    );
    const [shown] = (await read('EXP')).metrics;
    expect(shown).toMatchObject({ code: 'EXP-01', version: 2, versions: [1, 2], label: 'Recettes d’export', example: null });
  });

  test('a cluster whose catalogue is older gets the examples at the next start, and its own words stay', async () => {
    await world.asOwner(
      world.a.clusterId,
      (
        sql,
      ) => sql`update metric_versions set definition = definition - 'example' || '{"evidence": {"fr": "Pièce maison", "en": "Own document"}}'
        where cluster_id = ${world.a.clusterId} and metric = 'FIN-04'`,
    );
    await world.asOwner(world.a.clusterId, (sql) => seedClusterReference(sql, world.a.clusterId, world.a.programmeId, 2031));
    const shown = (await read('FIN')).metrics.find(({ code }) => code === 'FIN-04');
    expect(shown?.example?.result).toBe(metricOfCode('FIN-04').example.result);
    expect(shown?.evidence).toBe('Pièce maison');
  });

  test('another cluster keeps its own versions', async () => {
    expect((await read('EXP', world.b.actors.manager)).metrics[0]).toMatchObject({ code: 'EXP-01', version: 1, versions: [1] });
  });
});
