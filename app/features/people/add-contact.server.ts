import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { companies } from '../../../db/schema/companies';
import { companyRoles, people } from '../../../db/schema/people';
import { isKept, isOwned } from '../companies/kept-company.server';
import { recordEvent } from '../history/record-event.server';
import type { AddContactInput } from './add-contact.schema';
import type { ContactRole } from './contact';
import { mayKeepPeople } from './contact.policy';

export const ADD_CONTACT_REFUSALS = {
  email_known: 'people:refused.email_known',
  email_of_staff: 'people:refused.email_of_staff',
} as const;

/** A colleague is written down in the same words, as somebody a company names itself. */
type ContactInput = Omit<AddContactInput, 'role'> & { role: ContactRole };

type Refused = 'not_found' | 'not_allowed' | keyof typeof ADD_CONTACT_REFUSALS;

/**
 * Writes down a person of a company. Somebody the caller already sees under this e-mail, in another company, is the same
 * person with one more company. The first leader holds the company's account.
 */
export async function addContact(
  tx: Tx,
  actor: Actor,
  companyId: string,
  input: ContactInput,
  today: string,
): Promise<Result<{ companyId: string; personId: string }, Refused>> {
  const [company] = await tx
    .select({ isKept: isKept(companyId), isOwned: isOwned(companyId) })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)));
  if (!company) return refuse('not_found');
  if (!mayKeepPeople(actor, company)) return refuse('not_allowed');
  const known = await findByEmail(tx, actor, companyId, input.email, today);
  if (known?.isStaff) return refuse('email_of_staff');
  if (known?.isHere) return refuse('email_known');
  const personId = known?.id ?? newId();
  if (!known) {
    const { givenName, familyName, email, phone } = input;
    await tx.insert(people).values({ clusterId: actor.clusterId, id: personId, givenName, familyName, email, phone });
  }
  await giveRole(tx, actor, { companyId, personId, input, today });
  const facts = { role: input.role, is_signatory: input.isSignatory };
  await recordEvent(tx, actor, 'contact.added', { subject: ['person', personId], companyId, confidentiality: 'company', facts });
  return done({ companyId, personId });
}

/** The person with this e-mail that the caller may see; this company's first. */
async function findByEmail(tx: Tx, actor: Actor, companyId: string, email: string, today: string) {
  const isHere = sql<boolean>`exists (select from company_roles r where r.cluster_id = people.cluster_id and r.person_id = people.id
    and r.company_id = ${companyId}::uuid and ${runs(sql`r`, today)})`;
  const [person] = await tx
    .select({ id: people.id, isStaff: people.isStaff, isHere: isHere.as('is_here') })
    .from(people)
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.email, email), isNull(people.disabledAt)))
    .orderBy(sql`is_here desc`, people.id)
    .limit(1);
  return person ?? null;
}

type Given = { companyId: string; personId: string; input: ContactInput; today: string };

async function giveRole(tx: Tx, actor: Actor, { companyId, personId, input, today }: Given): Promise<void> {
  const { role, jobTitle, isSignatory } = input;
  const given = { clusterId: actor.clusterId, id: newId(), companyId, personId, role, jobTitle, isSignatory, fromOn: today };
  // The partial unique index keeps one owner, also between two leaders added at the same moment.
  const asOwner =
    role === 'leader'
      ? await tx
          .insert(companyRoles)
          .values({ ...given, isAccountOwner: true })
          .onConflictDoNothing()
          .returning({ id: companyRoles.id })
      : [];
  if (asOwner.length === 0) await tx.insert(companyRoles).values(given);
}
