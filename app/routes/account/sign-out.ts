import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { currentActor, requireSignedIn } from '~/access/require-actor.server';
import { tokenOf } from '~/access/sessions.server';
import { signOut, signOutEverywhere } from '~/access/sign-in.server';

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const token = tokenOf(args.request);
  const headers = new Headers({ 'Clear-Site-Data': '"cache", "storage"' });
  if (form.get('everywhere') === 'on') headers.append('Set-Cookie', await signOutEverywhere(args.context, await requireSignedIn(args)));
  else if (token) headers.append('Set-Cookie', await signOut(args.context, await currentActor(args), token));
  throw redirect('/sign-in', { headers });
}

export function loader() {
  throw redirect('/');
}
