import type { LinksFunction } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { PageError } from '~/features/navigation/error-page';
import { PageFrame } from '~/features/navigation/page-frame';
import companyStyles from '~/ui/styles/company.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: companyStyles }];

export default function OpenedFrame() {
  return (
    <PageFrame>
      <Outlet />
    </PageFrame>
  );
}

export const ErrorBoundary = PageError;
