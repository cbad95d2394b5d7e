import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireActor } from '~/access/require-actor.server';
import { landingOf } from '~/features/navigation/sections';

export async function loader(args: LoaderFunctionArgs) {
  throw redirect(landingOf(await requireActor(args)));
}
