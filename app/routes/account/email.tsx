import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { askEmailChange } from '~/access/email-change.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { addressSchema } from '~/features/account/address.schema';
import { messagesFor } from '~/i18n/messages.server';
import { readForm, refuseForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const EmailPage = later(async () => (await import('~/features/account/email-page')).EmailPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  requireFresh(actor, args);
  const isAsked = new URL(args.request.url).searchParams.has('asked');
  return { email: actor.email, isAsked, title: messagesFor(actor.locale)('door')('email.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args);
  requireFresh(actor, args);
  const form = await readForm(args.request, addressSchema);
  if (!form.ok) return form.reply;
  if (form.data.email === actor.email) return refuseForm(form.values, undefined, { status: 422, errors: { email: 'door:email.same' } });
  const wait = await askEmailChange(args.context, actor, form.data.email);
  if (wait) return refuseWaiting(wait, form.values);
  throw redirect('/account/email?asked');
}

export default function Email() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <EmailPage {...page} reply={useActionData<typeof action>()} />;
}
