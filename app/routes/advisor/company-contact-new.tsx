import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { findCompany } from '~/features/companies/company-page.queries.server';
import { addContactSchema } from '~/features/people/add-contact.schema';
import { ADD_CONTACT_REFUSALS, addContact } from '~/features/people/add-contact.server';
import { mayAddContact } from '~/features/people/contact.policy';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';

const ContactNewPage = later(async () => (await import('~/features/people/contact-new-page')).ContactNewPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.company.name} · Perspective PME` : 'Perspective PME' },
];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { companyId } = args.params;
  const company = isId(companyId) ? await asReader(actor, (tx) => findCompany(tx, actor, companyId, today())) : null;
  if (!company || !mayAddContact(actor, company)) throw notFound();
  return { company: { id: company.id, name: company.name } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { companyId } = args.params;
  if (!isId(companyId)) throw notFound();
  const form = await readForm(args.request, addContactSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => addContact(tx, actor, companyId, form.data, today()), form);
  return answer(outcome, {
    done: () => redirect(`/companies/${companyId}?done=contact#contacts`),
    refused: ADD_CONTACT_REFUSALS,
    values: form.values,
  });
}

export default function ContactNew() {
  return <ContactNewPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
