import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { TooMany } from '~/access/attempts.server';
import { browserOf } from '~/access/browser.server';
import { readDemoAccounts } from '~/access/demo-accounts.server';
import { offersPasskeys } from '~/access/passkeys.server';
import { pagePreferences } from '~/access/preferences.server';
import { currentActor, internalPath } from '~/access/require-actor.server';
import { signIn } from '~/access/sign-in.server';
import { landingOf } from '~/features/navigation/sections';
import { SignInPage } from '~/features/navigation/sign-in-page';
import { messagesFor } from '~/i18n/messages.server';
import { cookieHeaders } from '~/platform/http.server';
import { pageTitle } from '~/ui/page-title';
import accountStyles from '~/ui/styles/account.css?url';

/** What brought somebody back here. */
const TOLD = ['reset', 'over', 'passkey'] as const;

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: accountStyles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await currentActor(args);
  if (actor) throw redirect(landingOf(actor));
  const { locale } = pagePreferences(args.request, null);
  return { demoAccounts: readDemoAccounts(), hasPasskeys: offersPasskeys(), title: messagesFor(locale)('navigation')('sign_in.title') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const [email, password] = [form.get('email'), form.get('password')].map((value) => (typeof value === 'string' ? value : ''));
  const next = internalPath(new URL(request.url).searchParams.get('next'));
  const typed = email?.slice(0, 320) ?? '';
  const signedIn = email && password ? await signIn(context, browserOf(request), email, password) : null;
  if (signedIn instanceof TooMany) {
    const { seconds } = signedIn;
    return data({ email: typed, wait: Math.ceil(seconds / 60) }, { status: 429, headers: { 'Retry-After': String(seconds) } });
  }
  if (!signedIn) return data({ email: typed, wait: 0 }, { status: 422 });
  if (signedIn.isHalf) throw redirect(`/sign-in/code?${new URLSearchParams({ next })}`, { headers: cookieHeaders(signedIn.cookies) });
  throw redirect(signedIn.spaces.length > 1 ? '/space' : next, { headers: cookieHeaders(signedIn.cookies) });
}

/** When to come back, on the page itself. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function SignIn() {
  const { demoAccounts, hasPasskeys } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isSending = useNavigation().state !== 'idle';
  return (
    <SignInPage
      demoAccounts={demoAccounts}
      reply={reply}
      search={search.toString()}
      chosen={search.get('as')}
      isSending={isSending}
      told={TOLD.find((one) => one === search.get('told')) ?? null}
      hasPasskeys={hasPasskeys}
    />
  );
}
