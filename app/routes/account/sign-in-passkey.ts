import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { browserOf } from '~/access/browser.server';
import { enterByPasskey } from '~/access/finish-sign-in.server';
import { internalPath } from '~/access/require-actor.server';
import { passkeySignInSchema } from '~/access/second-factor.schema';
import { cookieHeaders } from '~/platform/http.server';
import { readForm } from '~/ui/forms/read-form.server';

/** A sign-in by passkey alone: the browser has signed its challenge. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, passkeySignInSchema);
  const signedIn = form.ok ? await enterByPasskey({ request, context }, browserOf(request), form.data.passkey) : null;
  if (!signedIn) throw redirect('/sign-in?told=passkey');
  const next = internalPath(new URL(request.url).searchParams.get('next'));
  throw redirect(signedIn.spaces.length > 1 ? '/space' : next, { headers: cookieHeaders(signedIn.cookies) });
}

export function loader() {
  throw redirect('/sign-in');
}
