import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { TooMany } from '~/access/attempts.server';
import { beginPasskey, offersPasskeys } from '~/access/passkeys.server';
import { requireFresh, requireSignedIn } from '~/access/require-actor.server';
import { passkeyChallengeSchema } from '~/access/second-factor.schema';
import { readForm } from '~/ui/forms/read-form.server';

/** What the browser is to have signed by a passkey: for whoever wants in, or for the signed-in person. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, passkeyChallengeSchema);
  if (!form.ok || !offersPasskeys()) return new Response(null, { status: 409 });
  const { purpose } = form.data;
  const actor = purpose === 'sign_in' ? null : await requireSignedIn(args);
  if (actor && purpose === 'register') requireFresh(actor, args);
  const begun = await beginPasskey(args.context, actor, purpose);
  if (begun instanceof TooMany) return new Response(null, { status: 429, headers: { 'Retry-After': String(begun.seconds) } });
  return Response.json(begun.options, { headers: { 'Set-Cookie': begun.cookie, 'Cache-Control': 'no-store' } });
}

export function loader() {
  throw redirect('/sign-in');
}
