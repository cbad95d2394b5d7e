import { and, eq, gte, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Changed, changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { retentionRules, retentionRuns } from '../../../db/schema/retention';
import { mayKeepTerms } from './retention.policy';
import { isRun, RETENTION, type RetentionKind, TRIAL_DAYS } from './retention-kind';

export const SET_RETENTION_REFUSALS = ['too_short', 'no_trial', 'not_run', 'is_off'] as const;
type Refused = 'not_allowed' | (typeof SET_RETENTION_REFUSALS)[number];
type Outcome = Result<{ kind: RetentionKind }, Refused>;

/** Turns a kind on, or gives it another term: only for what somebody has seen a trial of, for the same term and of late. */
export async function turnRetentionOn(
  tx: Tx,
  actor: Actor,
  kind: RetentionKind,
  { months, reason }: { months: number; reason: string },
  at: Date,
): Promise<Outcome> {
  if (!mayKeepTerms(actor)) return refuse('not_allowed');
  if (!isRun(kind)) return refuse('not_run');
  if (months < RETENTION[kind].least) return refuse('too_short', { least: RETENTION[kind].least });
  if (!(await wasTried(tx, actor, kind, months, at))) return refuse('no_trial', { days: TRIAL_DAYS });
  const [changed] = await tx
    .insert(retentionRules)
    .values({ clusterId: actor.clusterId, kind, months, isOn: true })
    .onConflictDoUpdate({
      target: [retentionRules.clusterId, retentionRules.kind],
      set: { months, isOn: true, version: sql`${retentionRules.version} + 1`, updatedAt: at.toISOString() },
    })
    .returning({ id: retentionRules.id, ...wasAndIs });
  if (!changed) throw new Error('no term was kept');
  return tell(tx, actor, kind, { ...changed, reason });
}

/** Stops the nightly run of a kind, at once; what went does not come back. */
export async function turnRetentionOff(
  tx: Tx,
  actor: Actor,
  kind: RetentionKind,
  { reason }: { reason: string },
  at: Date,
): Promise<Outcome> {
  if (!mayKeepTerms(actor)) return refuse('not_allowed');
  const [changed] = await tx
    .update(retentionRules)
    .set({ isOn: false, version: sql`${retentionRules.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(retentionRules.clusterId, actor.clusterId), eq(retentionRules.kind, kind), eq(retentionRules.isOn, true)))
    .returning({ id: retentionRules.id, ...wasAndIs });
  if (!changed) return refuse('is_off');
  return tell(tx, actor, kind, { ...changed, reason });
}

type Told = Changed & { id: string; reason: string };

async function tell(tx: Tx, actor: Actor, kind: RetentionKind, { id, reason, ...changed }: Told): Promise<Outcome> {
  await recordEvent(tx, actor, 'retention.set', {
    subject: ['retention_rule', id],
    confidentiality: 'admin',
    facts: { kind, ...changes(changed).facts },
    texts: { reason },
  });
  return done({ kind });
}

async function wasTried(tx: Tx, actor: Actor, kind: RetentionKind, months: number, at: Date): Promise<boolean> {
  const since = new Date(at.getTime() - TRIAL_DAYS * 86_400_000).toISOString();
  const [trial] = await tx
    .select({ id: retentionRuns.id })
    .from(retentionRuns)
    .where(
      and(
        eq(retentionRuns.clusterId, actor.clusterId),
        eq(retentionRuns.kind, kind),
        eq(retentionRuns.isTrial, true),
        eq(retentionRuns.months, months),
        gte(retentionRuns.ranAt, since),
      ),
    )
    .limit(1);
  return trial !== undefined;
}
