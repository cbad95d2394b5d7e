import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { PageError } from '~/features/navigation/error-page';
import { PageFrame } from '~/features/navigation/page-frame';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import advisorStyles from '~/ui/styles/advisor.css?url';

export const headers = waitingHeaders;
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: advisorStyles }];

export async function loader(args: LoaderFunctionArgs) {
  await requireActor(args, 'staff');
  return null;
}

export default function AdvisorFrame() {
  return (
    <PageFrame>
      <Outlet />
    </PageFrame>
  );
}

export const ErrorBoundary = PageError;
