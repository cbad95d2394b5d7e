import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { findCompany } from '~/features/companies/company-page.queries.server';
import { contactAct, PEOPLE_REFUSED } from '~/features/people/change-colleagues.server';
import { contactActSchema } from '~/features/people/colleagues.schema';
import { mayAddContact } from '~/features/people/contact.policy';
import { listContacts } from '~/features/people/contacts.queries.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ContactPage = later(async () => (await import('~/features/people/contact-page')).ContactPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.contact.name) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  requireFresh(actor, args);
  const { companyId, personId } = args.params;
  if (!isId(companyId) || !isId(personId)) throw notFound();
  return asReader(actor, async (tx) => {
    const company = await findCompany(tx, actor, companyId, today());
    const contacts = company ? await listContacts(tx, actor, companyId, now()) : [];
    const contact = contacts.find((one) => one.personId === personId);
    if (!company || !contact || !mayAddContact(actor, company)) throw notFound();
    const holder = contacts.find(({ isAccountOwner }) => isAccountOwner)?.name ?? null;
    return { company: { id: company.id, name: company.name }, contact, holder };
  });
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  requireFresh(actor, args);
  const { companyId, personId } = args.params;
  if (!isId(companyId) || !isId(personId)) throw notFound();
  const form = await readForm(args.request, contactActSchema);
  if (!form.ok) return form.reply;
  const act = contactAct(companyId, personId, form.data, now());
  const outcome = await asActor(actor, (tx) => act(tx, actor), form);
  const done = form.data.act === 'end' ? 'contact_ended' : 'holder_named';
  return answer(outcome, {
    done: () => redirect(`/companies/${companyId}?done=${done}#contacts`),
    refused: PEOPLE_REFUSED,
    values: form.values,
  });
}

export default function CompanyContact() {
  return <ContactPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
