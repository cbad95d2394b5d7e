import type { LinksFunction } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { PageError } from '~/features/navigation/error-page';
import { PageFrame } from '~/features/navigation/page-frame';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import accountStyles from '~/ui/styles/account.css?url';

export const headers = waitingHeaders;
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: accountStyles }];

export default function AccountFrame() {
  return (
    <PageFrame>
      <Outlet />
    </PageFrame>
  );
}

export const ErrorBoundary = PageError;
