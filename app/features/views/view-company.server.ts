import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { isId } from '~/platform/is-id';
import { done, type Result, refuse } from '~/platform/result';

/** Staff who follow a company look through its leaders' eyes until they leave: the sign-in reads, and writes nothing. The trail says so. */
export async function viewCompany(
  tx: Tx,
  actor: Actor,
  companyId: string | undefined,
): Promise<Result<{ companyId: string }, 'not_found'>> {
  if (!isId(companyId)) return refuse('not_found');
  await recordEvent(tx, actor, 'company.viewed_as', { subject: ['company', companyId], companyId, confidentiality: 'team' });
  const [row] = (await tx.execute(sql`select access.view_as(${actor.sessionId}, ${companyId}::uuid) as "isViewed"`)) as unknown as {
    isViewed: boolean;
  }[];
  return row?.isViewed ? done({ companyId }) : refuse('not_found');
}
