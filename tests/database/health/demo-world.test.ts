import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assessHealth } from '~/features/health/health';
import { seedDemo } from '../../../db/seed/demo/seed';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { readFacts } from './health-facts';

const AS_OF = '2026-11-23';
let database: FreshDatabase;
let owner: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  await seedDemo(database.ownerUrl, { asOf: AS_OF });
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
}, 120_000);
afterAll(async () => {
  await owner.end();
  await database.drop();
});

test('every case of the demonstration stands as the rule says, and the load has written it', async () => {
  const [cluster] = await owner<{ id: string }[]>`select id from clusters where slug = 'clarenza'`;
  const seen = await owner.begin(async (sql) => {
    await sql`select access.enter_system(${cluster!.id}, 'test')`;
    const cases = await sql<{ id: string; on: string | null; computed: string | null; score: number | null; reasons: unknown[] | null }[]>`
      select c.id, h.on_date::text as on, h.computed, h.score, h.reasons from cases c left join case_health h on h.cluster_id = c.cluster_id and h.case_id = c.id where c.cluster_id = ${cluster!.id}`;
    for (const { id, on, computed, score, reasons } of cases) {
      const rule = assessHealth(await readFacts(sql, cluster!.id, id, AS_OF), AS_OF);
      expect({ on, computed, score, reasons }).toEqual({
        on: rule ? AS_OF : null,
        ...{ computed: rule?.health ?? null, score: rule?.score ?? null, reasons: rule?.reasons ?? null },
      });
    }
    return cases;
  });
  expect(new Set(seen.map(({ computed }) => computed))).toEqual(new Set([null, 'not_started', 'on_track', 'watch', 'alert', 'paused']));
}, 120_000);
