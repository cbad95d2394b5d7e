import { randomBytes } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { digestToken } from '~/access/sessions.server';
import { findCompany } from '~/features/companies/company-page.queries.server';
import { inviteSchema } from '~/features/people/add-contact.schema';
import { mayAddContact } from '~/features/people/contact.policy';
import { listContacts } from '~/features/people/contacts.queries.server';

import { INVITE_CONTACT_REFUSALS, inviteContact } from '~/features/people/invite-contact.server';
import { now, today } from '~/platform/clock.server';
import { env } from '~/platform/env.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';

const InvitationLinkPage = later(async () => (await import('~/features/people/invitation-link-page')).InvitationLinkPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.contact.name} · Perspective PME` : 'Perspective PME' },
];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { companyId, personId } = args.params;
  if (!isId(companyId) || !isId(personId)) throw notFound();
  return asReader(actor, async (tx) => {
    const company = await findCompany(tx, actor, companyId, today());
    const [contact] = company ? await listContacts(tx, actor, companyId, now(), personId) : [];
    if (!company || !contact || !mayAddContact(actor, company)) throw notFound();
    return { company: { id: company.id, name: company.name }, contact };
  });
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { companyId, personId } = args.params;
  if (!isId(companyId) || !isId(personId)) throw notFound();
  const form = await readForm(args.request, inviteSchema);
  if (!form.ok) return form.reply;
  const token = randomBytes(32).toString('base64url');
  const tokenHash = digestToken(token);
  const outcome = await asActor(actor, (tx) => inviteContact(tx, actor, { companyId, personId, tokenHash, at: now() }), form);
  // The same press again finds the first answer, whose token nobody kept.
  if (outcome.ok && outcome.value.tokenHash !== tokenHash) return refuseForm({}, INVITE_CONTACT_REFUSALS.link_already_shown);
  return answer(outcome, {
    done: ({ expiresAt }) => ({ made: { link: `${env().publicOrigin}/invitation/${token}`, expiresAt } }),
    refused: INVITE_CONTACT_REFUSALS,
  });
}

export default function CompanyInvitation() {
  const reply = useActionData<typeof action>();
  const made = reply && 'made' in reply ? reply.made : null;
  const refused = reply && 'refused' in reply ? reply.refused : undefined;
  return <InvitationLinkPage {...useLoaderData<typeof loader>()} made={made} refused={refused} />;
}
