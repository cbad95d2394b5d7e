import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { TooMany } from '~/access/attempts.server';
import { browserOf } from '~/access/browser.server';
import { provePasswordSchema } from '~/access/prove-password.schema';
import { internalPath, requireActor } from '~/access/require-actor.server';
import { proveAgain } from '~/access/sign-in.server';
import { messagesFor } from '~/i18n/messages.server';
import { readForm, refuseForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ProvePage = later(async () => (await import('~/features/account/prove-page')).ProvePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const { locale } = await requireActor(args);
  return { title: messagesFor(locale)('door')('prove.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args);
  const form = await readForm(args.request, provePasswordSchema);
  if (!form.ok) return refuseForm({}, undefined, { status: 422, errors: { password: 'forms:errors.required' } });
  const isProven = await proveAgain(args.context, browserOf(args.request), actor, form.data.password);
  if (isProven instanceof TooMany) return refuseWaiting(isProven);
  if (!isProven) return refuseForm({}, undefined, { status: 422, errors: { password: 'account:errors.password_wrong' } });
  throw redirect(internalPath(new URL(args.request.url).searchParams.get('next'), '/account'));
}

export default function Prove() {
  return <ProvePage reply={useActionData<typeof action>()} />;
}
