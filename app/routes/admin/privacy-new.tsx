import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { OPEN_PRIVACY_REFUSED, openPrivacyRequest } from '~/features/privacy/open-privacy-request.server';
import { findAskingPerson, findPeopleByName } from '~/features/privacy/privacy-register.queries.server';
import { openPrivacyRequestSchema } from '~/features/privacy/privacy-request.schema';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const PrivacyRequestNewPage = later(async () => (await import('~/features/privacy/privacy-request-new-page')).PrivacyRequestNewPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const query = new URL(args.request.url).searchParams;
  const q = query.get('q')?.trim().slice(0, 80) || null;
  const read = await asReader(actor, async (tx) => ({
    person: await findAskingPerson(tx, actor, query.get('person')),
    found: q ? await findPeopleByName(tx, actor, q) : [],
  }));
  return { q, ...read, today: today(), title: messagesFor(actor.locale)('privacy')('register.new') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const form = await readForm(args.request, openPrivacyRequestSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => openPrivacyRequest(tx, actor, form.data, now()), form);
  return answer(outcome, {
    done: ({ requestId }) => redirect(`/admin/privacy/${requestId}`),
    refused: OPEN_PRIVACY_REFUSED,
    beside: { not_yet: 'receivedOn' },
    values: form.values,
  });
}

export default function AdminPrivacyNew() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <PrivacyRequestNewPage {...page} reply={useActionData<typeof action>()} />;
}
