import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { PageError } from '~/features/navigation/error-page';
import { PageFrame } from '~/features/navigation/page-frame';
import companyStyles from '~/ui/styles/company.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: companyStyles }];

export async function loader(args: LoaderFunctionArgs) {
  await requireActor(args, 'company');
  return null;
}

export default function CompanyFrame() {
  return (
    <PageFrame>
      <Outlet />
    </PageFrame>
  );
}

export const ErrorBoundary = PageError;
