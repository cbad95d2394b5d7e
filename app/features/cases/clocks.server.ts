import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { clockDates, DELAY_CODES, type DelayCode, delayRule } from '~/features/programmes/delay-rule';
import { parisDate } from '~/features/programmes/paris-date';
import { addWorkingDays, workingDaysBetween } from '~/features/programmes/working-days';
import { newId } from '~/platform/id.server';
import { clocks } from '../../../db/schema/cases';
import { delayRules } from '../../../db/schema/programmes';

type ClockedCase = { id: string; companyId: string; programmeId: string };

/** Starts runs of delay rules with the programme's own delays; a rule that already runs is left alone. (`docs/domain.md §6.4`) */
export async function startClocks(tx: Tx, actor: Actor, target: ClockedCase, codes: readonly DelayCode[], at: Date): Promise<void> {
  if (codes.length === 0) return;
  const set = await tx
    .select({ code: delayRules.code, targetDays: delayRules.targetDays, alertDays: delayRules.alertDays })
    .from(delayRules)
    .where(
      and(eq(delayRules.clusterId, actor.clusterId), eq(delayRules.programmeId, target.programmeId), inArray(delayRules.code, [...codes])),
    );
  const rows = codes.map((code) => {
    const { alertOn, dueOn } = clockDates(set.find((rule) => rule.code === code) ?? delayRule(code), at);
    return {
      clusterId: actor.clusterId,
      id: newId(),
      caseId: target.id,
      companyId: target.companyId,
      rule: code,
      startedAt: at.toISOString(),
      alertOn,
      dueOn,
    };
  });
  // A bare DO NOTHING: naming the index would need to read rows that a company's person may not.
  await tx.insert(clocks).values(rows).onConflictDoNothing();
}

/** Stops the run of a rule, as either side; nothing when none runs. */
export async function stopClock(tx: Tx, caseId: string, code: DelayCode, at: Date): Promise<void> {
  await tx.execute(sql`select access.stop_clock(${caseId}, ${code}, ${at.toISOString()})`);
}

/** The first two-way contact was logged: C1 stops there, once. (`docs/domain.md §6.4`) */
export async function stopFirstContactClock(tx: Tx, _actor: Actor, caseId: string, at: Date): Promise<void> {
  await stopClock(tx, caseId, 'C1', at);
}

const runningOf = (actor: Actor, caseId: string) =>
  and(eq(clocks.clusterId, actor.clusterId), eq(clocks.caseId, caseId), isNull(clocks.stoppedAt));

/** Every clock of a case stands still while it is on hold. */
export async function pauseClocks(tx: Tx, actor: Actor, caseId: string, at: Date): Promise<void> {
  await tx
    .update(clocks)
    .set({ pausedOn: parisDate(at) })
    .where(and(runningOf(actor, caseId), isNull(clocks.pausedOn)));
}

/** Paused clocks run again, later by the working days they stood still. */
export async function resumeClocks(tx: Tx, actor: Actor, caseId: string, at: Date): Promise<void> {
  const paused = await tx
    .select({ id: clocks.id, alertOn: clocks.alertOn, dueOn: clocks.dueOn, pausedOn: clocks.pausedOn })
    .from(clocks)
    .where(runningOf(actor, caseId));
  for (const clock of paused) {
    if (clock.pausedOn === null) continue;
    const days = Math.max(0, workingDaysBetween(clock.pausedOn, parisDate(at)));
    await tx
      .update(clocks)
      .set({ pausedOn: null, alertOn: addWorkingDays(clock.alertOn, days), dueOn: addWorkingDays(clock.dueOn, days) })
      .where(and(eq(clocks.clusterId, actor.clusterId), eq(clocks.id, clock.id)));
  }
}

/** A case that ends owes nothing more: whatever still runs stops. */
export async function stopEveryClock(tx: Tx, caseId: string, at: Date): Promise<void> {
  const codes = sql.join(
    DELAY_CODES.map((code) => sql`${code}`),
    sql`, `,
  );
  await tx.execute(sql`select access.stop_clock(${caseId}, code, ${at.toISOString()}) from unnest(array[${codes}]::text[]) code`);
}
