import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { choosePreferences } from '~/access/preferences.server';
import { currentActor, internalPath } from '~/access/require-actor.server';

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const cookies = await choosePreferences(await currentActor(args), { locale: form.get('locale'), theme: form.get('theme') });
  const headers = new Headers(cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]));
  throw redirect(internalPath(form.get('back')?.toString()), { headers });
}

export function loader() {
  throw redirect('/');
}
