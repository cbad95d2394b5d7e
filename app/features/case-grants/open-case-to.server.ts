import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { partInCase } from '~/features/cases/part-in-case';
import { recordEvent } from '~/features/history/record-event.server';
import { mailPerson } from '~/features/mail/enqueue-mail.server';
import { dayInParis } from '~/platform/clock.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { caseGrants } from '../../../db/schema/case-grants';
import { type GRANT_REFUSALS, type GrantKind, MOST_GRANT_DAYS } from './case-grant';
import { kindOpenedBy, mayOpenCaseTo } from './case-grant.policy';
import type { OpenCaseInput } from './case-grant.schema';
import { findGrantedCase } from './case-grants.queries.server';

type Outcome = Result<{ caseId: string }, 'not_found' | 'not_allowed' | keyof typeof GRANT_REFUSALS>;

/**
 * Opens one case to one person until a day, to read what of it is named: an expert by who works on it, a collaborator by a leader of the
 * company. A letter tells them. (`docs/domain.md §6.6`)
 */
export async function openCaseTo(tx: Tx, actor: Actor, caseId: string | undefined, input: OpenCaseInput, at: Date): Promise<Outcome> {
  const about = await findGrantedCase(tx, actor, caseId);
  if (!about) return refuse('not_found');
  const part = partInCase(actor, about);
  const kind = kindOpenedBy(part);
  if (!mayOpenCaseTo(part, kind)) return refuse('not_allowed');
  const today = dayInParis(at);
  if (input.untilOn < today) return refuse('past_day');
  if (Date.parse(input.untilOn) - Date.parse(today) > MOST_GRANT_DAYS * 86_400_000) return refuse('too_long');
  const person = await findReader(tx, kind, about, input.personId);
  if (!person) return refuse('no_such_person');
  if (person.isShutOut) return refuse('shut_out');
  const { clusterId, personId: openedById } = actor;
  const { personId, parts, reason, untilOn } = input;
  const row = { clusterId, id: newId(), caseId: about.id, companyId: about.companyId, personId, kind, parts, reason };
  const [opened] = await tx
    .insert(caseGrants)
    .values({ ...row, fromOn: today, untilOn, openedById, createdAt: at.toISOString() })
    // The same case is open to somebody once at a time, whoever comes first.
    .onConflictDoNothing()
    .returning({ id: caseGrants.id });
  if (!opened) return refuse('already_open');
  const eventId = await recordEvent(tx, actor, 'case.opened_to', {
    subject: ['case', about.id],
    companyId: about.companyId,
    caseId: about.id,
    confidentiality: 'company',
    facts: { grantId: opened.id, personId, kind, parts: parts.join(' '), fromOn: today, untilOn },
    texts: { reason },
  });
  await mailPerson(tx, actor, personId, {
    kind: 'case_opened',
    eventId,
    subjectId: opened.id,
    companyId: about.companyId,
    caseId: about.id,
    at,
  });
  return done({ caseId: about.id });
}

type Reader = { isShutOut: boolean };

/** Somebody of those the case may be opened to, shut out or not. */
async function findReader(tx: Tx, kind: GrantKind, { companyId }: { companyId: string }, personId: string): Promise<Reader | null> {
  const [row] = (await tx.execute(sql`
    select r.is_shut_out as "isShutOut" from access.grant_readers(${kind}, ${companyId}::uuid) r where r.person_id = ${personId}::uuid`)) as unknown as Reader[];
  return row ?? null;
}
