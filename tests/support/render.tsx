import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server';
import type { Locale } from '~/i18n/locale';
import { serverMessages } from '~/i18n/messages.server';
import { LocaleProvider, MessagesProvider } from '~/i18n/use-messages';

/** The static HTML of a component, as the server would send it at `path`. */
export async function renderHtml(node: ReactNode, { locale = 'fr', path = '/' }: { locale?: Locale; path?: string } = {}): Promise<string> {
  const routes = [{ path: '*', element: node }];
  const context = await createStaticHandler(routes).query(new Request(`http://localhost${path}`));
  if (context instanceof Response) throw new Error(`Unexpected answer ${context.status}`);
  return renderToStaticMarkup(
    <MessagesProvider source={serverMessages()}>
      <LocaleProvider locale={locale}>
        <StaticRouterProvider router={createStaticRouter(routes, context)} context={context} hydrate={false} />
      </LocaleProvider>
    </MessagesProvider>,
  );
}
