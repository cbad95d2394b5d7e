import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { TooMany } from '~/access/attempts.server';
import { browserOf } from '~/access/browser.server';
import { changePasswordSchema } from '~/access/change-password.schema';
import { requireActor } from '~/access/require-actor.server';
import { changePassword } from '~/access/sign-in.server';
import { messagesFor } from '~/i18n/messages.server';
import { cookieHeaders } from '~/platform/http.server';
import { readForm, refuseForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const AccountPage = later(async () => (await import('~/features/navigation/account-page')).AccountPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  const { givenName, familyName, email, clusterName, roles, locale, theme } = actor;
  return {
    givenName,
    familyName,
    email,
    clusterName,
    roles: [...roles],
    locale,
    theme,
    title: messagesFor(locale)('account')('title'),
    isChanged: new URL(args.request.url).searchParams.has('changed'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args);
  const form = await readForm(args.request, changePasswordSchema);
  // Passwords are typed again, never sent back.
  if (!form.ok) return data({ ...form.reply.data, values: {} }, { status: 422 });
  const cookies = await changePassword(args.context, browserOf(args.request), actor, form.data.oldPassword, form.data.newPassword);
  if (cookies instanceof TooMany) return refuseWaiting(cookies);
  if (!cookies) return refuseForm({}, undefined, { status: 422, errors: { oldPassword: 'account:errors.password_wrong' } });
  throw redirect('/account?changed', { headers: cookieHeaders(cookies) });
}

export default function Account() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <AccountPage {...page} reply={useActionData<typeof action>()} />;
}
