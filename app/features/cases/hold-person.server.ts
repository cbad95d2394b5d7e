import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';

/** Whether somebody of the staff may be given work, held so until the end of the transaction: nobody shuts them out meanwhile. */
export async function holdPerson(tx: Tx, personId: string): Promise<boolean> {
  const [row] = (await tx.execute(sql`select access.hold_person(${personId}::uuid) as held`)) as unknown as { held: boolean }[];
  return row?.held ?? false;
}
