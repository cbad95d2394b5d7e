import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { serverMessages } from '~/i18n/messages.server';
import { MessagesProvider } from '~/i18n/use-messages';
import { closeDatabase, database, isOutage } from '~/platform/database.server';
import { logError } from '~/platform/log.server';
import { renderAtOnce, wholePage } from '~/platform/whole-page.server';
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

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  await gatherData(remix);
  const page = () => {
    // Each rendering locks the stream it is given, and reads nothing from it.
    if (remix.serverHandoffStream) remix.serverHandoffStream = new ReadableStream();
    return (
      <MessagesProvider source={serverMessages()}>
        <NonceProvider value={nonce}>
          <RemixServer context={remix} url={request.url} nonce={nonce} />
        </NonceProvider>
      </MessagesProvider>
    );
  };
  const html = renderAtOnce(page());
  if (html !== null) return new Response(html, { headers, status });
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe } = renderToPipeableStream(page(), {
      nonce,
      // Nothing is deferred: the whole page is ready at once, and errors still have their status.
      onAllReady() {
        pipe(wholePage((bytes) => resolve(new Response(bytes as BodyInit, { headers, status: failed ? 500 : status }))));
      },
      onShellError: reject,
      onError(error) {
        failed = true;
        logError('render.failed', error);
      },
    });
  });
}

/** Puts what the loaders read where Remix's component for it finds it without waiting. */
async function gatherData(remix: EntryContext): Promise<void> {
  if (!remix.serverHandoffStream) return;
  const value = await new Response(remix.serverHandoffStream).text();
  const read = (result: { done: boolean; value: string }) => Object.assign(Promise.resolve(), { result });
  remix.renderMeta = { streamCache: { 0: read({ done: false, value }), 1: read({ done: true, value: '' }) } };
}

/** Errors that are bugs or outages, once each, with the reference shown to the person. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted) return;
  if (isOutage(error)) context.outage = true;
  logError('request.failed', error, { requestId: context.requestId });
}
