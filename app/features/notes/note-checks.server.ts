import { and, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { startClocks, stopClock, stopFirstContactClock } from '~/features/cases/clocks.server';
import { type LocalDate, parisInstant } from '~/features/programmes/paris-date';
import { dayInParis } from '~/platform/clock.server';
import { companyRoles } from '../../../db/schema/people';
import { notes } from '../../../db/schema/plans';
import { minutesRefusal, type NoteRefusal, noteDateRefusal } from './note';
import type { NoteCase } from './notes.queries.server';

type Checked = { isDraft: boolean; happenedOn: LocalDate; minutes: number | null; contactId: string | null };

/** What the words of a note can't tell by themselves: its day, the minutes of that day, a contact of that company. */
export async function noteRefusal(
  tx: Tx,
  actor: Actor,
  about: NoteCase,
  note: Checked,
  at: Date,
  ownId?: string,
): Promise<NoteRefusal | null> {
  const late = noteDateRefusal(note, dayInParis(at));
  if (late) return late;
  if (note.contactId !== null && !(await isContactOf(tx, actor, about.companyId, note.contactId, dayInParis(at)))) return 'unknown_contact';
  if (note.isDraft || note.minutes === null) return null;
  return minutesRefusal(note.minutes, await otherMinutes(tx, actor, note.happenedOn, ownId));
}

async function isContactOf(tx: Tx, actor: Actor, companyId: string, personId: string, today: LocalDate): Promise<boolean> {
  const [role] = await tx
    .select({ id: companyRoles.id })
    .from(companyRoles)
    .where(
      and(
        eq(companyRoles.clusterId, actor.clusterId),
        eq(companyRoles.companyId, companyId),
        eq(companyRoles.personId, personId),
        runs(sql`${companyRoles}`, today),
      ),
    )
    .limit(1);
  return role !== undefined;
}

/** Minutes of the author's other published notes of a day. Two notes sent at once count each other: the second waits. */
async function otherMinutes(tx: Tx, actor: Actor, happenedOn: LocalDate, ownId?: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`note minutes ${actor.personId} ${happenedOn}`}, 0))`);
  const [row] = await tx
    .select({ minutes: sql<number>`coalesce(sum(${notes.minutes}), 0)::int` })
    .from(notes)
    .where(
      and(
        eq(notes.clusterId, actor.clusterId),
        eq(notes.authorId, actor.personId),
        eq(notes.happenedOn, happenedOn),
        sql`${notes.minutes} is not null`,
        eq(notes.state, 'published'),
        ownId ? ne(notes.id, ownId) : undefined,
      ),
    );
  return row?.minutes ?? 0;
}

const CADENCED = ['assessing', 'plan_to_sign', 'active'];

/** Both sides spoke: the first contact is made, and the next is due from that day. (`docs/domain.md §6.4`, C1 and C6) */
export async function contactMade(tx: Tx, actor: Actor, about: NoteCase, happenedOn: LocalDate, at: Date): Promise<void> {
  const moment = happenedOn === dayInParis(at) ? at : parisInstant(happenedOn, '12:00');
  if (happenedOn >= dayInParis(new Date(about.submittedAt))) await stopFirstContactClock(tx, actor, about.id, moment);
  if (!CADENCED.includes(about.state) || (about.lastContactOn !== null && happenedOn < about.lastContactOn)) return;
  await stopClock(tx, about.id, 'C6', moment);
  await startClocks(tx, actor, about, ['C6'], moment);
}
