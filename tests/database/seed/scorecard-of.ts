import type { Actor } from '~/access/actor';
import { readScorecard, type ScorecardLine } from '~/features/impact/scorecard.queries.server';
import { inTransaction, openPool } from '~/platform/database.server';

/** Every line of the contract's scorecard on a day, at verified values, by its indicator: what the page of the contract shows. */
export async function scorecardOf(ownerUrl: string, clusterId: string, on: string): Promise<Map<string, ScorecardLine>> {
  const pool = openPool(ownerUrl, 1);
  try {
    const actor = { clusterId, locale: 'fr' } as Actor;
    const card = await inTransaction(
      pool,
      'read',
      (connection) => connection`select access.enter_system(${clusterId}, 'test')`,
      (tx) => readScorecard(tx, actor, { on, minLevel: 3, chosen: null }),
    );
    return new Map((card?.objectives ?? []).flatMap(({ lines }) => lines).map((line) => [line.code, line]));
  } finally {
    await pool.end();
  }
}
