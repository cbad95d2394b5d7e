import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { readDemoAccounts } from '~/access/demo-accounts.server';
import { pagePreferences } from '~/access/preferences.server';
import { currentActor, internalPath } from '~/access/require-actor.server';
import { tokenOf } from '~/access/sessions.server';
import { signIn } from '~/access/sign-in.server';
import { landingOf } from '~/features/navigation/sections';
import { SignInPage } from '~/features/navigation/sign-in-page';
import { messagesFor } from '~/i18n/messages.server';
import { pageTitle } from '~/ui/page-title';
import accountStyles from '~/ui/styles/account.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: accountStyles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await currentActor(args);
  if (actor) throw redirect(landingOf(actor));
  const { locale } = pagePreferences(args.request, null);
  return { demoAccounts: readDemoAccounts(), title: messagesFor(locale)('navigation')('sign_in.title') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const [email, password] = [form.get('email'), form.get('password')].map((value) => (typeof value === 'string' ? value : ''));
  const next = internalPath(new URL(request.url).searchParams.get('next'));
  const signedIn = email && password ? await signIn(context, email, password, tokenOf(request)) : null;
  if (!signedIn) return data({ email: email?.slice(0, 320) ?? '', isRefused: true }, { status: 422 });
  throw redirect(signedIn.spaces.length > 1 ? '/space' : next, { headers: { 'Set-Cookie': signedIn.cookie } });
}

export default function SignIn() {
  const { demoAccounts } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isSending = useNavigation().state !== 'idle';
  return (
    <SignInPage demoAccounts={demoAccounts} reply={reply} search={search.toString()} chosen={search.get('as')} isSending={isSending} />
  );
}
