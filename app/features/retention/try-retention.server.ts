import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { retentionRuns } from '../../../db/schema/retention';
import { mayKeepTerms } from './retention.policy';
import { RETENTION, type RetentionKind } from './retention-kind';

export const TRY_REFUSALS = ['too_short'] as const;
type Refused = 'not_allowed' | (typeof TRY_REFUSALS)[number];

/** Counts what a term would concern, and keeps that it was looked at: nothing is changed. */
export async function tryRetention(
  tx: Tx,
  actor: Actor,
  kind: RetentionKind,
  { months }: { months: number },
  at: Date,
): Promise<Result<{ found: number }, Refused>> {
  if (!mayKeepTerms(actor)) return refuse('not_allowed');
  if (months < RETENTION[kind].least) return refuse('too_short', { least: RETENTION[kind].least });
  const [row] = await tx.execute<{ found: number }>(sql`
    select count(*)::int as found from access.retention_due(${kind}, ${months}::int, ${at.toISOString()}::timestamptz)`);
  const found = row?.found ?? 0;
  const trial = { clusterId: actor.clusterId, kind, ranAt: at.toISOString(), isTrial: true, months, found, done: 0, byId: actor.personId };
  const [kept] = await tx.insert(retentionRuns).values(trial).returning({ id: retentionRuns.id });
  if (!kept) throw new Error('no trial was kept');
  await recordEvent(tx, actor, 'retention.tried', {
    subject: ['retention_run', kept.id],
    confidentiality: 'admin',
    facts: { kind, months, found },
  });
  return done({ found });
}
