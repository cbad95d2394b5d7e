import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import { workingDaysBetween } from '~/features/programmes/working-days';
import { done, type Result, refuse } from '~/platform/result';
import { milestones } from '../../../db/schema/plans';
import { type FollowingMilestone, listFollowingMilestones } from './following-milestones.queries.server';
import { mayRescheduleMilestone } from './milestone.policy';
import { factsOf, findMilestone, type MilestoneOfCase, partIn } from './milestones.queries.server';
import { type DateShift, shiftFollowing } from './reschedule';
import type { RescheduleInput } from './reschedule-milestone.schema';

export type ShiftPreview = { followers: (FollowingMilestone & { newDueOn: LocalDate | null })[]; seen: string };
export type Rescheduled = { milestoneId: string; caseId: string; moved: number };
export type RescheduleRefusal = 'not_found' | 'not_allowed' | 'same_date' | 'changed_meanwhile';

/** A milestone whose date this actor may move, and with a new date what would follow; null when it isn't theirs. (A7) */
export async function readReschedulePage(tx: Tx, actor: Actor, id: string, dueOn: LocalDate | null) {
  const milestone = await findMilestone(tx, actor, id);
  if (!milestone || !mayRescheduleMilestone(partIn(actor, milestone), factsOf(milestone))) return null;
  return { milestone, preview: dueOn === null ? null : await previewReschedule(tx, actor, milestone, dueOn) };
}

/** What would move with a new due date, and what stays because it isn't this actor's. Completed milestones never appear. */
async function previewReschedule(
  tx: Tx,
  actor: Actor,
  milestone: Pick<MilestoneOfCase, 'id' | 'dueOn'>,
  dueOn: LocalDate,
): Promise<ShiftPreview> {
  const followers = await listFollowingMilestones(tx, actor, milestone.id);
  const shifts = new Map(shiftsOf(milestone, dueOn, followers).map((shift) => [shift.id, shift.dueOn]));
  return { followers: followers.map((one) => ({ ...one, newDueOn: shifts.get(one.id) ?? null })), seen: seenOf(followers) };
}

/** Moves an open milestone's due date, with its reason, and the open ones that follow when asked: exactly those previewed. */
export async function rescheduleMilestone(
  tx: Tx,
  actor: Actor,
  id: string,
  input: RescheduleInput,
  at: Date,
): Promise<Result<Rescheduled, RescheduleRefusal>> {
  const found = await findMilestone(tx, actor, id);
  if (!found) return refuse('not_found');
  if (!mayRescheduleMilestone(partIn(actor, found), factsOf(found))) return refuse('not_allowed');
  if (found.dueOn === input.dueOn) return refuse('same_date');
  const followers = input.shiftsFollowing ? await listFollowingMilestones(tx, actor, id) : [];
  if (input.shiftsFollowing && seenOf(followers) !== (input.seen ?? '')) return refuse('changed_meanwhile');
  const startsOn = found.startsOn && found.startsOn > input.dueOn ? input.dueOn : found.startsOn;
  const [moved] = await tx
    .update(milestones)
    .set({ dueOn: input.dueOn, startsOn, version: sql`${milestones.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(milestones.clusterId, actor.clusterId), eq(milestones.id, id), eq(milestones.version, input.version)))
    .returning(wasAndIs);
  if (!moved) return refuse('changed_meanwhile');
  const shifts = shiftsOf(found, input.dueOn, followers);
  if ((await writeShifts(tx, actor, shifts, followers, at)) !== shifts.length) return refuse('changed_meanwhile');
  await recordMoves(tx, actor, found, input, changes(moved), shifts, followers);
  return done({ milestoneId: id, caseId: found.caseId, moved: shifts.length });
}

function shiftsOf(milestone: Pick<MilestoneOfCase, 'dueOn'>, dueOn: LocalDate, followers: readonly FollowingMilestone[]): DateShift[] {
  const days = milestone.dueOn === null ? 0 : workingDaysBetween(milestone.dueOn, dueOn);
  return shiftFollowing(
    followers.filter((one) => one.isMovable),
    days,
  );
}

function seenOf(followers: readonly FollowingMilestone[]): string {
  return followers.map(({ id, version }) => `${id}:${version}`).join(',');
}

/** How many were written: fewer than asked means that one changed since it was read. */
async function writeShifts(
  tx: Tx,
  actor: Actor,
  shifts: readonly DateShift[],
  followers: readonly FollowingMilestone[],
  at: Date,
): Promise<number> {
  if (shifts.length === 0) return 0;
  const versions = new Map(followers.map(({ id, version }) => [id, version]));
  const rows = JSON.stringify(
    shifts.map(({ id, dueOn, startsOn }) => ({ id, due_on: dueOn, starts_on: startsOn, seen: versions.get(id) })),
  );
  const written = await tx.execute(sql`
    update milestones m set due_on = d.due_on, starts_on = d.starts_on, version = m.version + 1, updated_at = ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${rows}::text::jsonb) d (id uuid, due_on date, starts_on date, seen int)
    where m.cluster_id = ${actor.clusterId} and m.id = d.id and m.version = d.seen and m.state not in ('done', 'not_applicable') returning m.id`);
  return (written as unknown as unknown[]).length;
}

function shiftTold(shift: DateShift, { startsOn }: FollowingMilestone) {
  return { dueOn_from: shift.fromDueOn, dueOn_to: shift.dueOn, startsOn_from: startsOn, startsOn_to: shift.startsOn };
}

async function recordMoves(
  tx: Tx,
  actor: Actor,
  found: MilestoneOfCase,
  input: RescheduleInput,
  told: ReturnType<typeof changes>,
  shifts: readonly DateShift[],
  followers: readonly FollowingMilestone[],
): Promise<void> {
  await recordEvent(tx, actor, 'milestone.rescheduled', {
    subject: ['milestone', found.id],
    companyId: found.companyId,
    caseId: found.caseId,
    confidentiality: found.isPublished ? 'company' : 'team',
    facts: { ...told.facts, fromDueOn: found.dueOn, dueOn: input.dueOn, position: found.position, shifted: shifts.length },
    texts: { reason: input.reason },
  });
  for (const shift of shifts) {
    const follower = followers.find((one) => one.id === shift.id);
    if (!follower) continue;
    await recordEvent(tx, actor, 'milestone.rescheduled', {
      subject: ['milestone', shift.id],
      companyId: follower.companyId,
      caseId: follower.caseId,
      confidentiality: follower.isPublished ? 'company' : 'team',
      facts: {
        ...shiftTold(shift, follower),
        fromDueOn: shift.fromDueOn,
        dueOn: shift.dueOn,
        position: follower.position,
        after: found.id,
      },
    });
  }
}
