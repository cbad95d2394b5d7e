import type { Actor } from '~/access/actor';
import { serverMessages } from '~/i18n/messages.server';
import { LocaleProvider, MessagesProvider } from '~/i18n/use-messages';
import { renderAtOnce } from '~/platform/whole-page.server';
import baseStyles from '~/ui/styles/base.css?url';
import { WaitingPage } from './waiting-page';

/** The page that stands where a file would have come: an address of files has no frame, and Remix shows no error there. */
export function waitingDocument({ locale, theme }: Actor, minutes: number, requestUrl: string): string {
  const { pathname, search } = new URL(requestUrl);
  const html = renderAtOnce(
    <MessagesProvider source={serverMessages()}>
      <LocaleProvider locale={locale}>
        <html lang={locale} className={theme === 'system' ? undefined : `theme-${theme}`}>
          <head>
            <meta charSet="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <link rel="stylesheet" href={baseStyles} />
          </head>
          <body>
            <main id="content">
              <WaitingPage minutes={minutes} address={pathname + search} />
            </main>
          </body>
        </html>
      </LocaleProvider>
    </MessagesProvider>,
  );
  if (html === null) throw new Error('The page for whoever waits was not rendered');
  return html;
}
