import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { addCompanySchema } from '~/features/companies/add-company.schema';
import { ADD_COMPANY_REFUSALS, addCompany } from '~/features/companies/add-company.server';
import { mayAddCompany } from '~/features/companies/company.policy';
import { lookUpNumber } from '~/features/companies/company-look-up.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';

const CompanyNewPage = later(async () => (await import('~/features/companies/company-new-page')).CompanyNewPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  if (!mayAddCompany(actor)) throw notFound();
  const query = new URL(args.request.url).searchParams;
  const typed = query.get('siren')?.slice(0, 40) ?? null;
  const lookUp = typed === null ? null : await asReader(actor, (tx) => lookUpNumber(tx, actor, typed));
  const title = `${messagesFor(actor.locale)('companies')('new.title')} · Perspective PME`;
  return { lookUp, isForeign: query.has('foreign'), title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const form = await readForm(args.request, addCompanySchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => addCompany(tx, actor, form.data, today()), form);
  // The page says who bears the number, with a link to it.
  if (!outcome.ok && outcome.reason === 'already_known' && form.data.siren) throw redirect(`/companies/new?siren=${form.data.siren}`);
  return answer(outcome, {
    done: ({ companyId }) => redirect(`/companies/${companyId}?done=added`),
    refused: ADD_COMPANY_REFUSALS,
    values: form.values,
  });
}

export default function CompanyNew() {
  return <CompanyNewPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
