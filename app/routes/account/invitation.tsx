import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { acceptInvitationSchema, provePasswordSchema } from '~/access/accept-invitation.schema';
import { TooMany } from '~/access/attempts.server';
import { browserOf } from '~/access/browser.server';
import { PASSWORD_FAULTS } from '~/access/change-password.schema';
import { pagePreferences } from '~/access/preferences.server';
import { digestToken } from '~/access/sessions.server';
import { acceptInvitation, findInvitation } from '~/access/sign-in.server';
import { messagesFor } from '~/i18n/messages.server';
import { cookieHeaders } from '~/platform/http.server';
import { readForm, refuseForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import accountStyles from '~/ui/styles/account.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: accountStyles }];
const InvitationPage = later(async () => (await import('~/features/people/invitation-page')).InvitationPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
// The token stands in the address: nothing this page loads may learn it.
export const headers = () => ({ 'Referrer-Policy': 'same-origin' });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await findInvitation(digestToken(params.token ?? ''));
  const invitation = found?.isUsable ? found : null;
  const say = messagesFor(pagePreferences(request, null).locale)('people');
  const title = invitation ? say('invitation.title', { company: invitation.companyName }) : say('invitation.spent_title');
  return data({ invitation, title }, { status: invitation ? 200 : 404 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const tokenHash = digestToken(params.token ?? '');
  const invitation = await findInvitation(tokenHash);
  if (!invitation?.isUsable) return refuseForm({}, 'people:invitation.spent', { status: 404 });
  const form = invitation.hasAccount ? await readForm(request, provePasswordSchema) : await readForm(request, acceptInvitationSchema);
  if (!form.ok) return data({ ...form.reply.data, values: {} }, { status: 422 });
  const { locale } = pagePreferences(request, null);
  const cookies = await acceptInvitation(context, browserOf(request), tokenHash, form.data.password, locale);
  if (cookies instanceof TooMany) return refuseWaiting(cookies);
  if (typeof cookies === 'string') return refuseForm({}, undefined, { status: 422, errors: { password: PASSWORD_FAULTS[cookies] } });
  if (!cookies) return refuseForm({}, 'people:invitation.not_accepted', { status: 422 });
  throw redirect('/', { headers: cookieHeaders(cookies) });
}

export default function Invitation() {
  const { invitation } = useLoaderData<typeof loader>();
  return <InvitationPage invitation={invitation} reply={useActionData<typeof action>()} />;
}
