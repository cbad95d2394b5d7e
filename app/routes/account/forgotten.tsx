import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { askReset } from '~/access/forgotten.server';
import { pagePreferences } from '~/access/preferences.server';
import { addressSchema } from '~/features/account/address.schema';
import { messagesFor } from '~/i18n/messages.server';
import { readForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ForgottenPage = later(async () => (await import('~/features/account/forgotten-page')).ForgottenPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const isSent = new URL(request.url).searchParams.has('sent');
  const say = messagesFor(pagePreferences(request, null).locale)('door');
  return { isSent, title: say(isSent ? 'forgotten.sent_title' : 'forgotten.title') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, addressSchema);
  if (!form.ok) return form.reply;
  const wait = await askReset(context, form.data.email);
  if (wait) return refuseWaiting(wait, form.values);
  throw redirect('/forgotten?sent');
}

export default function Forgotten() {
  return <ForgottenPage isSent={useLoaderData<typeof loader>().isSent} reply={useActionData<typeof action>()} />;
}
