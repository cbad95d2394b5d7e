import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { takeUse } from '~/access/limits.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { colleaguesAct, PEOPLE_REFUSED, sendsLetter } from '~/features/people/change-colleagues.server';
import { colleagueDoneOf } from '~/features/people/colleague-done';
import { colleaguesSchema } from '~/features/people/colleagues.schema';
import { readColleagues } from '~/features/people/contacts.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ColleaguesPage = later(async () => (await import('~/features/people/colleagues-page')).ColleaguesPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const headers = waitingHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const page = await asReader(actor, (tx) => readColleagues(tx, actor, company.id, now()));
  const done = colleagueDoneOf(new URL(args.request.url).searchParams);
  const title = `${messagesFor(actor.locale)('people')('own.title')} · ${company.name}`;
  return { ...page, company: { id: company.id, name: company.name }, done, title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const form = await readForm(args.request, colleaguesSchema);
  if (!form.ok) return form.reply;
  // Nothing is typed for these: whoever proves who they are presses once more.
  if (form.data.act === 'end' || form.data.act === 'hand_over') requireFresh(actor, args);
  const wait = sendsLetter(form.data) ? await takeUse('letter', args.context, actor) : null;
  if (wait) return refuseWaiting(wait, form.values);
  const act = colleaguesAct(company.id, form.data, now());
  const outcome = await asActor(actor, (tx) => act(tx, actor), form);
  return answer(outcome, {
    done: (done) => redirect(`/plan/people?company=${company.id}&done=${done}`),
    refused: PEOPLE_REFUSED,
    beside: { email_known: 'email', email_of_staff: 'email' },
    values: form.values,
  });
}

export default function People() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <ColleaguesPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
