import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { currentActor } from '~/access/require-actor.server';
import { PageFrame } from '~/features/navigation/page-frame';
import { viewerOf } from '~/features/navigation/viewer.server';
import { env } from '~/platform/env.server';
import accountStyles from '~/ui/styles/account.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: accountStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await currentActor(args);
  return { viewer: actor ? viewerOf(actor) : null, isDemo: actor?.isDemo ?? env().isDemo };
}

export default function AccountFrame() {
  const { viewer, isDemo } = useLoaderData<typeof loader>();
  return (
    <PageFrame viewer={viewer} isDemo={isDemo}>
      <Outlet />
    </PageFrame>
  );
}
