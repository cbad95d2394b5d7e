import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { choosePreferences } from '~/access/preferences.server';
import { currentActor, internalPath, refuseWhileViewing } from '~/access/require-actor.server';
import { cookieHeaders } from '~/platform/http.server';

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const actor = await currentActor(args);
  refuseWhileViewing(actor, args.request);
  const cookies = await choosePreferences(actor, { locale: form.get('locale'), theme: form.get('theme') });
  throw redirect(internalPath(form.get('back')?.toString()), { headers: cookieHeaders(cookies) });
}

export function loader() {
  throw redirect('/');
}
