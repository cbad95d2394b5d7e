import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { takeUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { findCompany } from '~/features/companies/company-page.queries.server';
import { contactInvitationSchema } from '~/features/invitations/invite-contact.schema';
import { INVITE_CONTACT_REFUSALS, inviteContact, revokeContactInvitation } from '~/features/invitations/invite-contact.server';
import { mayAddContact } from '~/features/people/contact.policy';
import { listContacts } from '~/features/people/contacts.queries.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ContactInvitationPage = later(async () => (await import('~/features/invitations/contact-invitation-page')).ContactInvitationPage);

const TOLD = ['sent', 'revoked'] as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.contact.name) }];

export const headers = waitingHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { companyId, personId } = args.params;
  if (!isId(companyId) || !isId(personId)) throw notFound();
  const asked = new URL(args.request.url).searchParams.get('told');
  const told = TOLD.find((one) => one === asked) ?? null;
  return asReader(actor, async (tx) => {
    const company = await findCompany(tx, actor, companyId, today());
    const [contact] = company ? await listContacts(tx, actor, companyId, now(), personId) : [];
    if (!company || !contact || !mayAddContact(actor, company)) throw notFound();
    return { company: { id: company.id, name: company.name }, contact, told };
  });
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { companyId, personId } = args.params;
  if (!isId(companyId) || !isId(personId)) throw notFound();
  const form = await readForm(args.request, contactInvitationSchema);
  if (!form.ok) return form.reply;
  const wait = form.data.act === 'invite' ? await takeUse('letter', args.context, actor) : null;
  if (wait) return refuseWaiting(wait, form.values);
  const [contact, { data }] = [{ companyId, personId, at: now() }, form];
  const outcome = await asActor(
    actor,
    (tx) =>
      data.act === 'invite' ? inviteContact(tx, actor, { ...contact, locale: data.locale }) : revokeContactInvitation(tx, actor, contact),
    form,
  );
  return answer(outcome, {
    done: () => redirect(`/companies/${companyId}/contacts/${personId}/invitation?told=${data.act === 'invite' ? 'sent' : 'revoked'}`),
    refused: INVITE_CONTACT_REFUSALS,
    values: form.values,
  });
}

export default function CompanyInvitation() {
  return <ContactInvitationPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
