import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { TooMany } from '~/access/attempts.server';
import { browserOf } from '~/access/browser.server';
import { changePasswordSchema, PASSWORD_FAULTS } from '~/access/change-password.schema';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { changePassword } from '~/access/sign-in.server';
import { messagesFor } from '~/i18n/messages.server';
import { cookieHeaders } from '~/platform/http.server';
import { readForm, refuseForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const PasswordPage = later(async () => (await import('~/features/account/password-page')).PasswordPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** The old password is proof enough, except where a second factor is part of any. */
async function requireProven(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  if (actor.hasFactor) requireFresh(actor, args);
  return actor;
}

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireProven(args);
  return { email: actor.email, title: messagesFor(actor.locale)('account')('password.submit') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireProven(args);
  const form = await readForm(args.request, changePasswordSchema);
  // Passwords are typed again, never sent back.
  if (!form.ok) return data({ ...form.reply.data, values: {} }, { status: 422 });
  const cookies = await changePassword(args.context, browserOf(args.request), actor, form.data.oldPassword, form.data.newPassword);
  if (cookies instanceof TooMany) return refuseWaiting(cookies);
  if (typeof cookies === 'string') return refuseForm({}, undefined, { status: 422, errors: { newPassword: PASSWORD_FAULTS[cookies] } });
  if (!cookies) return refuseForm({}, undefined, { status: 422, errors: { oldPassword: 'account:errors.password_wrong' } });
  throw redirect('/account/security?told=password', { headers: cookieHeaders(cookies) });
}

export default function Password() {
  const { email } = useLoaderData<typeof loader>();
  return <PasswordPage email={email} reply={useActionData<typeof action>()} />;
}
