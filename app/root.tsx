import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { pagePreferences } from '~/access/preferences.server';
import { currentActor } from '~/access/require-actor.server';
import { PageError } from '~/features/navigation/error-page';
import { viewerOf } from '~/features/navigation/viewer.server';
import { LocaleProvider, MessagesUsed } from '~/i18n/use-messages';
import { now } from '~/platform/clock.server';
import { env } from '~/platform/env.server';
import { useTakeOver } from '~/ui/later';
import { useNonce } from '~/ui/nonce';
import baseStyles from '~/ui/styles/base.css?url';

export const links: LinksFunction = () => [
  { rel: 'preload', href: '/fonts/public-sans.woff2', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: baseStyles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await currentActor(args);
  return {
    ...pagePreferences(args.request, actor),
    viewer: actor ? viewerOf(actor, now()) : null,
    isDemo: actor?.isDemo ?? env().isDemo,
    reference: args.context.requestId,
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const page = useRouteLoaderData<typeof loader>('root');
  const locale = page?.locale ?? 'fr';
  const nonce = useNonce();
  return (
    <html lang={locale} className={page && page.theme !== 'system' ? `theme-${page.theme}` : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale}>{children}</LocaleProvider>
        <ScrollRestoration nonce={nonce} />
        <MessagesUsed />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  useLoaderData<typeof loader>();
  useTakeOver();
  return <Outlet />;
}

export const ErrorBoundary = PageError;
