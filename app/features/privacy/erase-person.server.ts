import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes } from '~/features/history/changes.server';
import { recordEvent, recordEvents } from '~/features/history/record-event.server';
import { forgetIdentity, forgetWords } from '~/features/people/forget-identity.server';
import { done, type Result, refuse } from '~/platform/result';
import { findPrivacyRequest, writePrivacyRequest } from './find-privacy-request.server';
import { mayKeepRegister } from './privacy-request.policy';

export const ERASE_REFUSALS = ['answered', 'identity_unchecked', 'erased', 'not_an_erasure', 'of_staff'] as const;
type Refused = 'not_found' | 'not_allowed' | 'changed_meanwhile' | (typeof ERASE_REFUSALS)[number];

/**
 * Carries out an erasure: the name in everything people wrote, then who the person is and what ties them to companies. Whatever may be
 * somebody else's name is left to whoever reads it. (docs/decisions/2026-11-28-erasure.md)
 */
export async function erasePerson(
  tx: Tx,
  actor: Actor,
  id: string | undefined,
  { version }: { version: number },
  at: Date,
): Promise<Result<{ requestId: string }, Refused>> {
  if (!mayKeepRegister(actor)) return refuse('not_allowed');
  const request = await findPrivacyRequest(tx, actor, id);
  if (!request) return refuse('not_found');
  if (request.answeredAt !== null) return refuse('answered');
  if (request.kind !== 'erasure') return refuse('not_an_erasure');
  if (request.identityCheckedAt === null) return refuse('identity_unchecked');
  if (request.erasedAt !== null) return refuse('erased');
  if (request.hasStaffRole) return refuse('of_staff');
  const { personId, accountId, personVersion } = request;
  const set = { erasedAt: at.toISOString() };
  const isWritten = await writePrivacyRequest(tx, actor, { id: request.id, version, set, kind: 'privacy.erased' });
  if (!isWritten) return refuse('changed_meanwhile');
  const texts = await forgetWords(tx, 'contact', personId);
  const roles = await leaveCompanies(tx, actor, personId);
  const told = await forgetIdentity(tx, actor, 'contact', { personId, accountId, version: personVersion }, at);
  if (!told) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'person.erased', {
    subject: ['person', personId],
    confidentiality: 'admin',
    facts: { requestId: request.id, roles, texts, ...told },
  });
  return done({ requestId: request.id });
}

/** Ends what ties a person to companies, each with the event that its people read; how many there were. */
async function leaveCompanies(tx: Tx, actor: Actor, personId: string): Promise<number> {
  const ended = (await tx.execute(sql`select l.was, l.is_now as "is" from access.leave_companies(${personId}::uuid) l`)) as unknown as {
    was: Record<string, unknown>;
    is: Record<string, unknown>;
  }[];
  const told = ended.map((row) => ({
    subject: ['person', personId] as [string, string],
    companyId: String(row.is.company_id),
    confidentiality: 'company' as const,
    facts: { ...changes(row).facts, roleId: String(row.is.id) },
  }));
  await recordEvents(tx, actor, 'contact.ended', told);
  return ended.length;
}
