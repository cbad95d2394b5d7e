import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { PageFrame } from '~/features/navigation/page-frame';
import { viewerOf } from '~/features/navigation/viewer.server';
import impactStyles from '~/ui/styles/impact.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: impactStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  return { viewer: viewerOf(actor), isDemo: actor.isDemo };
}

export default function ImpactFrame() {
  const { viewer, isDemo } = useLoaderData<typeof loader>();
  return (
    <PageFrame viewer={viewer} isDemo={isDemo}>
      <Outlet />
    </PageFrame>
  );
}
