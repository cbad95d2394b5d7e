import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { currentActor } from '~/access/require-actor.server';
import { timeLeft, tokenOf } from '~/access/sessions.server';
import { staySchema } from '~/access/stay.schema';
import { readForm } from '~/ui/forms/read-form.server';

/** How long the caller's own sign-in lasts, which asking does not lengthen. */
export async function loader({ request }: LoaderFunctionArgs) {
  return Response.json(await timeLeft(tokenOf(request)));
}

/** A sign of life: whoever reads a long page has not gone. */
export async function action(args: ActionFunctionArgs) {
  await readForm(args.request, staySchema);
  await currentActor(args);
  return Response.json(await timeLeft(tokenOf(args.request)));
}
