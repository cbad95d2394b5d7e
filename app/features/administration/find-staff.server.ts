import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isId } from '~/platform/is-id';
import { people } from '../../../db/schema/people';
import { isOfStaff } from './is-of-staff.server';

/** Somebody of the staff, as an act on them finds them. */
export type StaffPerson = {
  id: string;
  accountId: string | null;
  email: string | null;
  version: number;
  disabledAt: string | null;
  anonymisedAt: string | null;
};

export async function findStaff(tx: Tx, actor: Actor, personId: string | undefined): Promise<StaffPerson | null> {
  if (!isId(personId)) return null;
  const [person] = await tx
    .select({
      id: people.id,
      accountId: people.accountId,
      email: people.email,
      version: people.version,
      disabledAt: people.disabledAt,
      anonymisedAt: people.anonymisedAt,
    })
    .from(people)
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.id, personId), isOfStaff(sql`people`)));
  return person ?? null;
}

/** Whether somebody else still administers: waits for whoever else is taking an administrator away, so that two never take the last two. */
export async function hasOtherAdmin(tx: Tx, personId: string): Promise<boolean> {
  const [row] = (await tx.execute(sql`select access.other_admins(${personId}::uuid) as others`)) as unknown as { others: number }[];
  return (row?.others ?? 0) > 0;
}

/** How many open cases somebody leads: a number, for whoever may not see one of them. */
export async function countLedCases(tx: Tx, personId: string): Promise<number> {
  const [row] = (await tx.execute(sql`select access.led_cases(${personId}::uuid) as cases`)) as unknown as { cases: number }[];
  return row?.cases ?? 0;
}

/** Ends the person's sign-ins to this cluster, everywhere; how many there were. */
export async function endSignIns(tx: Tx, personId: string): Promise<number> {
  const [row] = (await tx.execute(sql`select access.end_sign_ins(${personId}::uuid) as ended`)) as unknown as { ended: number }[];
  return row?.ended ?? 0;
}
