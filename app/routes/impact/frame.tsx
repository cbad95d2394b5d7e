import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { PageError } from '~/features/navigation/error-page';
import { PageFrame } from '~/features/navigation/page-frame';
import impactStyles from '~/ui/styles/impact.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: impactStyles }];

export async function loader(args: LoaderFunctionArgs) {
  await requireActor(args, 'manager', 'director');
  return null;
}

export default function ImpactFrame() {
  return (
    <PageFrame>
      <Outlet />
    </PageFrame>
  );
}

export const ErrorBoundary = PageError;
