import { eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { SecondFactorRule } from '~/access/second-factor';
import { clusters } from '../../../db/schema/accounts';

export type RulePage = {
  rule: SecondFactorRule;
  since: string | null;
  /** How many people each rule asks, and how many of them have no second factor. */
  counts: { rule: Exclude<SecondFactorRule, 'none'>; people: number; missing: number }[];
  /** Who asks it of others has one. */
  hasOwn: boolean;
};

export async function readSecondFactorRule(tx: Tx, actor: Actor): Promise<RulePage> {
  const [cluster] = await tx
    .select({ rule: clusters.secondFactorFor, since: clusters.secondFactorSince })
    .from(clusters)
    .where(eq(clusters.id, actor.clusterId));
  const counts = (await tx.execute(
    sql`select rule, people, missing from access.factor_counts() order by people`,
  )) as unknown as RulePage['counts'];
  return { rule: cluster?.rule ?? 'none', since: cluster?.since ?? null, counts: [...counts], hasOwn: actor.hasFactor };
}
