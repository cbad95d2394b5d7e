import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { companyDifficulties, exportControls } from '../../../db/schema/company-records';
import { recordEvent } from '../history/record-event.server';
import { addDays } from '../programmes/paris-date';
import { mayKeepProfile, mayStateProfile } from './company-profile.policy';
import { findKeptCompany } from './find-kept-company.server';
import type { RecordDifficultyInput, StateExportControlInput } from './restricted.schema';

export const RECORD_DIFFICULTY_REFUSALS = {
  same_level: 'profile:refused.same_level',
  before_current: 'profile:refused.before_current',
  future: 'profile:refused.membership_future',
} as const;

/** Says whether a company is in difficulty from a day on; the period before ends the day before. The event names neither level nor reason: they are restricted. */
export async function recordDifficulty(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { level, fromOn, reason }: RecordDifficultyInput,
  today: string,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | keyof typeof RECORD_DIFFICULTY_REFUSALS>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepProfile(actor, found)) return refuse('not_allowed');
  const running = and(
    eq(companyDifficulties.clusterId, actor.clusterId),
    eq(companyDifficulties.companyId, companyId),
    isNull(companyDifficulties.untilOn),
  );
  const [current] = await tx.select().from(companyDifficulties).where(running).limit(1);
  if ((current?.level ?? 'none') === level) return refuse('same_level');
  if (fromOn > today) return refuse('future');
  if (current && fromOn <= current.fromOn) return refuse('before_current');
  if (current) {
    const [ended] = await tx
      .update(companyDifficulties)
      .set({ untilOn: addDays(fromOn, -1) })
      .where(and(running, eq(companyDifficulties.id, current.id)))
      .returning({ id: companyDifficulties.id });
    if (!ended) return refuse('changed_meanwhile');
  }
  const id = newId();
  if (level !== 'none') {
    const opened = await tx
      .insert(companyDifficulties)
      .values({ clusterId: actor.clusterId, id, companyId, level, reason, fromOn, recordedById: actor.personId })
      .onConflictDoNothing()
      .returning({ id: companyDifficulties.id });
    if (opened.length === 0) return refuse('changed_meanwhile');
  }
  await recordEvent(tx, actor, 'company.restricted_recorded', {
    subject: ['company_difficulty', level === 'none' ? (current?.id ?? id) : id],
    companyId,
  });
  return done({ companyId });
}

/** Says whether what a company makes falls under export control. `version` 0 is the first word on it. */
export async function stateExportControl(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { version, status }: StateExportControlInput,
  today: string,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayStateProfile(actor, found)) return refuse('not_allowed');
  const stated = { status, statedOn: today, recordedById: actor.personId };
  const written =
    version === 0
      ? await tx
          .insert(exportControls)
          .values({ clusterId: actor.clusterId, companyId, ...stated })
          .onConflictDoNothing()
          .returning({ id: exportControls.companyId })
      : await tx
          .update(exportControls)
          .set({ ...stated, version: sql`${exportControls.version} + 1`, updatedAt: sql`now()` })
          .where(
            and(
              eq(exportControls.clusterId, actor.clusterId),
              eq(exportControls.companyId, companyId),
              eq(exportControls.version, version),
            ),
          )
          .returning({ id: exportControls.companyId });
  if (written.length === 0) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'company.restricted_recorded', { subject: ['export_control', companyId], companyId });
  return done({ companyId });
}
