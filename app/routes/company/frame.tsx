import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { AboutCompany } from '~/features/navigation/about-company';
import { findCompanyAbout } from '~/features/navigation/company-about.queries.server';
import { PageError } from '~/features/navigation/error-page';
import { PageFrame } from '~/features/navigation/page-frame';
import companyStyles from '~/ui/styles/company.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: companyStyles }];

/** Another page may be about another company. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  defaultShouldRevalidate || currentUrl.pathname !== nextUrl.pathname;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const { caseId, documentId, requestId, kind, itemId } = args.params;
  const subject = { caseId, documentId, requestId, kind, itemId };
  // Whoever has one company needs no look-up to know which one a page is about.
  const isPlain = actor.companies.length < 2 || Object.values(subject).every((id) => id === undefined);
  const about = isPlain ? ledCompany(actor, args.request) : await asReader(actor, (tx) => findCompanyAbout(tx, actor, subject));
  return { about };
}

export default function CompanyFrame() {
  const { about } = useLoaderData<typeof loader>();
  return (
    <PageFrame about={about ? <AboutCompany about={about} /> : null}>
      <Outlet />
    </PageFrame>
  );
}

export const ErrorBoundary = PageError;
