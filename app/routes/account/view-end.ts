import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { recordAccess } from '~/access/access-log.server';
import { currentActor } from '~/access/require-actor.server';
import { endView } from '~/access/sessions.server';
import { staySchema } from '~/access/stay.schema';
import { readForm } from '~/ui/forms/read-form.server';

/** The way out of looking as a company: the one thing that may be sent meanwhile, beside signing out. */
export async function action(args: ActionFunctionArgs) {
  await readForm(args.request, staySchema);
  const actor = await currentActor(args);
  const companyId = actor && (await endView(actor));
  if (!actor || !companyId) throw redirect('/');
  await recordAccess('view.ended', args.context, actor, {}, ['company', companyId]);
  throw redirect(`/companies/${companyId}`);
}

export function loader() {
  throw redirect('/');
}
