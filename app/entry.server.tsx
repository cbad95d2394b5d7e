import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { serverMessages } from '~/i18n/messages.server';
import { MessagesProvider } from '~/i18n/use-messages';
import { closeDatabase, database, isOutage } from '~/platform/database.server';
import { logError } from '~/platform/log.server';
import { wholePage } from '~/platform/whole-page.server';
import { NonceProvider } from '~/ui/nonce';

export { closeDatabase };

/** Readiness: whether the database answers within a second. */
export async function databaseAnswers(): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, 1_000, false).unref());
  return Promise.race([
    database()`select 1`.then(
      () => true,
      () => false,
    ),
    late,
  ]);
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe } = renderToPipeableStream(
      <MessagesProvider source={serverMessages()}>
        <NonceProvider value={nonce}>
          <RemixServer context={remix} url={request.url} nonce={nonce} />
        </NonceProvider>
      </MessagesProvider>,
      {
        nonce,
        // Nothing is deferred: the whole page is ready at once, and errors still have their status.
        onAllReady() {
          headers.set('Content-Type', 'text/html; charset=utf-8');
          pipe(wholePage((page) => resolve(new Response(page as BodyInit, { headers, status: failed ? 500 : status }))));
        },
        onShellError: reject,
        onError(error) {
          failed = true;
          logError('render.failed', error);
        },
      },
    );
  });
}

/** Errors that are bugs or outages, once each, with the reference shown to the person. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted) return;
  if (isOutage(error)) context.outage = true;
  logError('request.failed', error, { requestId: context.requestId });
}
