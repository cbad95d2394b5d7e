import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { landingOf } from '~/features/navigation/sections';
import { WelcomePage } from '~/features/navigation/welcome-page';
import { messagesFor } from '~/i18n/messages.server';
import { pageTitle } from '~/ui/page-title';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  // For those who have no page of their own yet: the others go to theirs.
  const landing = landingOf(actor);
  if (landing !== '/welcome') throw redirect(landing);
  return {
    givenName: actor.givenName,
    clusterName: actor.clusterName,
    role: actor.roles[0] ?? 'none',
    title: messagesFor(actor.locale)('navigation')('welcome.page'),
  };
}

export default function Welcome() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <WelcomePage {...page} />;
}
