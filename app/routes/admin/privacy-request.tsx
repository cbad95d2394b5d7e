import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { recordRead } from '~/access/access-log.server';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { anonymousName, nameInWords } from '~/features/people/anonymous-name';
import { PRIVACY_REFUSED, privacyAct } from '~/features/privacy/privacy-act.server';
import { readPrivacyRequest } from '~/features/privacy/privacy-register.queries.server';
import { privacyActSchema } from '~/features/privacy/privacy-request.schema';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const PrivacyRequestPage = later(async () => (await import('~/features/privacy/privacy-request-page')).PrivacyRequestPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.request.person) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const request = await asReader(actor, (tx) => readPrivacyRequest(tx, actor, args.params.requestId, now()));
  if (!request) throw notFound();
  if (request.personId !== actor.personId) await recordRead(args.context, actor, 'person.read', ['person', request.personId]);
  return { request, anonymous: nameInWords(anonymousName('contact', request.personId)) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const form = await readForm(args.request, privacyActSchema);
  if (!form.ok) return form.reply;
  const act = privacyAct(args.params.requestId, form.data, now());
  const outcome = await asActor(actor, (tx) => act(tx, actor), form);
  return answer(outcome, {
    done: ({ requestId }) => redirect(`/admin/privacy/${requestId}`),
    refused: PRIVACY_REFUSED,
    values: form.values,
  });
}

export default function AdminPrivacyRequest() {
  return <PrivacyRequestPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
