import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';

/** Writes the letter of an invitation that its caller has just made: one, at once, whether the address has an account or not. */
export async function mailInvitation(tx: Tx, invitationId: string): Promise<void> {
  await tx.execute(sql`select access.mail_invitation(${invitationId}::uuid)`);
}
