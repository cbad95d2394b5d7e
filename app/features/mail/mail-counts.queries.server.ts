import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { AccountMailKind, MailKind } from './mail-kind';

export type MailCount = {
  kind: MailKind | AccountMailKind;
  waiting: number;
  /** Of those, what failed once already. */
  late: number;
  sent: number;
  heldBack: number;
  parked: number;
  lastSentAt: string | null;
  oldestWaitingAt: string | null;
};

/** How the letters of thirty days are doing, kind by kind, those about the accounts of the cluster's people too: numbers and instants alone. For an administrator. */
export async function readMailCounts(tx: Tx, at: Date): Promise<MailCount[]> {
  return (await tx.execute(sql`
    select kind, waiting::int, late::int, sent::int, held_back::int as "heldBack", parked::int, last_sent_at as "lastSentAt", oldest_waiting_at as "oldestWaitingAt"
    from access.mail_counts(${at.toISOString()}::timestamptz)`)) as unknown as MailCount[];
}
