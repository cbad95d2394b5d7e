import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerInvitationSchema } from '~/access/answer-invitation.schema';
import { browserOf } from '~/access/browser.server';
import { PASSWORD_FAULTS } from '~/access/change-password.schema';
import { acceptInvitation, declineInvitation, findInvitation } from '~/access/invitations.server';
import { pagePreferences } from '~/access/preferences.server';
import { messagesFor } from '~/i18n/messages.server';
import { cookieHeaders } from '~/platform/http.server';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const InvitationPage = later(async () => (await import('~/features/invitations/invitation-page')).InvitationPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
// The token stands in the address: nothing this page loads may learn it.
export const headers = () => ({ 'Referrer-Policy': 'same-origin' });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const invitation = await findInvitation(params.token ?? '');
  const isDeclined = !invitation && new URL(request.url).searchParams.get('told') === 'declined';
  const say = messagesFor(pagePreferences(request, null).locale)('invitations');
  const title = say(invitation ? 'page.title' : isDeclined ? 'page.declined_title' : 'page.spent_title');
  return data({ invitation, isDeclined, title }, { status: invitation || isDeclined ? 200 : 404 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const token = params.token ?? '';
  const spent = () => refuseForm({}, 'invitations:page.spent', { status: 404 });
  if (!(await findInvitation(token))) return spent();
  const form = await readForm(request, answerInvitationSchema);
  // Passwords are typed again, never sent back.
  const { password: _, again: __, ...values } = form.values;
  if (!form.ok) return data({ ...form.reply.data, values }, { status: 422 });
  if (form.data.act === 'decline') {
    if (!(await declineInvitation(context, token))) return spent();
    throw redirect(`/invitation/${token}?told=declined`);
  }
  const { locale } = pagePreferences(request, null);
  const cookies = await acceptInvitation(context, browserOf(request), token, { ...form.data, locale });
  if (cookies === 'spent') return spent();
  if (typeof cookies === 'string') return refuseForm(values, undefined, { status: 422, errors: { password: PASSWORD_FAULTS[cookies] } });
  throw redirect('/', { headers: cookieHeaders(cookies) });
}

export default function Invitation() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <InvitationPage {...page} reply={useActionData<typeof action>()} />;
}
