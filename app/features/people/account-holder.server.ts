import { and, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { companyRoles } from '../../../db/schema/people';
import { changes, wasAndIs } from '../history/changes.server';
import { recordEvent } from '../history/record-event.server';
import { mailPerson } from '../mail/enqueue-mail.server';
import { mayAddContact, mayKeepColleagues } from './contact.policy';
import { findContact } from './find-contact.server';

export const ACCOUNT_HOLDER_REFUSALS = {
  holds_already: 'people:refused.holds_already',
  not_signed_in: 'people:refused.not_signed_in',
  only_to_call: 'people:refused.only_to_call',
} as const;
type Refused = 'not_found' | 'not_allowed' | keyof typeof ACCOUNT_HOLDER_REFUSALS;
type Outcome = Result<{ personId: string }, Refused>;
type Named = { companyId: string; personId: string; at: Date };

/** Whoever holds a company's account hands it to a colleague who signs in, and stays a leader beside them. */
export async function handOverAccount(tx: Tx, actor: Actor, named: Named): Promise<Outcome> {
  return nameHolder(tx, actor, named, mayKeepColleagues, null);
}

/** The staff who keep a company's record name another holder, once the only one has left: with a reason, and both are told. */
export async function replaceAccountHolder(tx: Tx, actor: Actor, named: Named, { reason }: { reason: string }): Promise<Outcome> {
  return nameHolder(tx, actor, named, mayAddContact, reason);
}

type May = (actor: Actor, contact: { isKept: boolean; isOwned: boolean }) => boolean;

async function nameHolder(tx: Tx, actor: Actor, { companyId, personId, at }: Named, may: May, reason: string | null): Promise<Outcome> {
  // Two who name a holder at the same moment come one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`account holder ${companyId}`}, 0))`);
  const heir = await findContact(tx, actor, companyId, personId, at);
  if (!heir) return refuse('not_found');
  if (!may(actor, heir)) return refuse('not_allowed');
  if (heir.isAccountOwner) return refuse('holds_already');
  if (heir.role === 'contact') return refuse('only_to_call');
  if (heir.accountId === null) return refuse('not_signed_in');
  const told = { companyId, confidentiality: 'company' as const, texts: { reason } };
  const inCompany = and(eq(companyRoles.clusterId, actor.clusterId), eq(companyRoles.companyId, companyId));
  const released = await tx
    .update(companyRoles)
    .set({ isAccountOwner: false })
    .where(
      and(inCompany, eq(companyRoles.isAccountOwner, true), ne(companyRoles.id, heir.roleId), runs(sql`company_roles`, dayInParis(at))),
    )
    .returning({ ...wasAndIs, personId: companyRoles.personId });
  // Handed over by somebody who held it when they began, and no longer.
  if (reason === null && released[0]?.personId !== actor.personId) return refuse('not_allowed');
  for (const { personId: holder, ...row } of released) {
    const event = await recordEvent(tx, actor, 'holder.released', { subject: ['person', holder], ...told, facts: changes(row).facts });
    await mailPerson(tx, actor, holder, letter(event, companyId, at));
  }
  const [named] = await tx
    .update(companyRoles)
    .set({ isAccountOwner: true, role: 'leader' })
    .where(and(inCompany, eq(companyRoles.id, heir.roleId), runs(sql`company_roles`, dayInParis(at))))
    .returning(wasAndIs);
  if (!named) return refuse('not_found');
  const event = await recordEvent(tx, actor, 'holder.named', { subject: ['person', personId], ...told, facts: changes(named).facts });
  await mailPerson(tx, actor, personId, letter(event, companyId, at));
  return done({ personId });
}

const letter = (eventId: string, companyId: string, at: Date) =>
  ({ kind: 'account_holder', eventId, subjectId: companyId, companyId, caseId: null, at }) as const;
