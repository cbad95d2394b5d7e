import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { mayAdminister } from './administration.policy';
import type { SecondFactorRuleInput } from './second-factor-rule.schema';

type Refused = 'not_allowed' | 'own_factor_first' | 'changed_meanwhile';

/**
 * Says who of the staff signs in with a second factor, in sign-ins that begin from now on. Who asks it of others has one: nobody locks
 * themselves out.
 */
export async function setSecondFactorRule(tx: Tx, actor: Actor, { rule, was }: SecondFactorRuleInput): Promise<Result<null, Refused>> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  if (rule !== 'none' && !actor.hasFactor) return refuse('own_factor_first');
  if (rule === was) return done(null);
  const [row] = (await tx.execute(sql`select access.set_second_factor(${was}, ${rule}) as is_set`)) as unknown as { is_set: boolean }[];
  if (!row?.is_set) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'cluster.second_factor_set', {
    subject: ['cluster', actor.clusterId],
    confidentiality: 'admin',
    facts: { secondFactorFor_from: was, secondFactorFor_to: rule },
  });
  return done(null);
}
