import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PASSWORD_FAULTS, resetPasswordSchema } from '~/access/change-password.schema';
import { findReset, resetPassword } from '~/access/forgotten.server';
import { pagePreferences } from '~/access/preferences.server';
import { messagesFor } from '~/i18n/messages.server';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ResetPage = later(async () => (await import('~/features/account/reset-page')).ResetPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
// The token stands in the address: nothing this page loads may learn it.
export const headers = () => ({ 'Referrer-Policy': 'same-origin' });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await findReset(params.token ?? '');
  const say = messagesFor(pagePreferences(request, null).locale)('door');
  return data({ email: found?.email ?? null, title: say(found ? 'reset.title' : 'reset.spent_title') }, { status: found ? 200 : 404 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const token = params.token ?? '';
  if (!(await findReset(token))) return refuseForm({}, 'door:reset.spent', { status: 404 });
  const form = await readForm(request, resetPasswordSchema);
  // Passwords are typed again, never sent back.
  if (!form.ok) return data({ ...form.reply.data, values: {} }, { status: 422 });
  const outcome = await resetPassword(context, token, form.data.newPassword);
  if (outcome === 'spent') return refuseForm({}, 'door:reset.spent', { status: 404 });
  if (outcome !== 'done') return refuseForm({}, undefined, { status: 422, errors: { newPassword: PASSWORD_FAULTS[outcome] } });
  throw redirect('/sign-in?told=reset');
}

export default function Reset() {
  return <ResetPage email={useLoaderData<typeof loader>().email} reply={useActionData<typeof action>()} />;
}
