import { once } from 'node:events';
import type { Request as IncomingRequest, Response as OutgoingResponse } from 'express';
import type { RequestContext } from '~/platform/request-context';
import { RefusedRequest, refuseRequest } from './refusals';
import { type BodyLimits, readBody } from './request-body';

/** What answers the requests that pass the guards: Remix, or a test's own function. */
export type PageHandler = (request: Request, context: RequestContext) => Promise<Response>;

export type PageOptions = { publicOrigin: string; limits: BodyLimits; deadlineMs: number };

/** Serves a page within its deadline; an upload has none, its body keeps its own time. */
export function servePages(handler: PageHandler, { publicOrigin, limits, deadlineMs }: PageOptions) {
  return async (req: IncomingRequest, res: OutgoingResponse, next: (error: unknown) => void): Promise<void> => {
    const abort = new AbortController();
    res.once('close', () => abort.abort());
    let deadline: NodeJS.Timeout | undefined;
    try {
      const body = await readBody(req, limits);
      const context: RequestContext = { nonce: res.locals.nonce, requestId: res.locals.requestId, address: req.ip ?? '' };
      const request = webRequest(req, publicOrigin, body, abort.signal);
      const stopped = new Promise<never>((_resolve, reject) => {
        if (!(body instanceof ReadableStream)) deadline = setTimeout(() => reject(new RefusedRequest(503)), deadlineMs);
        req.once('refused', reject);
      });
      stopped.catch(() => abort.abort());
      const response = await Promise.race([handler(request, context), stopped]);
      if (context.outage && response.status === 500)
        await sendResponse(res, new Response(response.body, { status: 503, headers: response.headers }));
      else await sendResponse(res, response);
    } catch (error) {
      if (error instanceof RefusedRequest) refuseRequest(req, res, error.status);
      else next(error);
    } finally {
      clearTimeout(deadline);
    }
  };
}

/** The address is built on the public origin, whatever the caller's headers say. */
function webRequest(req: IncomingRequest, publicOrigin: string, body: BodyInit | Uint8Array | undefined, signal: AbortSignal): Request {
  const headers = new Headers();
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    const name = req.rawHeaders[i] as string;
    // Names that Node folded, or that a guard removed, are not passed on as they came.
    if (req.headers[name.toLowerCase()] !== undefined) headers.append(name, req.rawHeaders[i + 1] as string);
  }
  headers.set('Host', req.headers.host ?? '');
  const init = { method: req.method, headers, signal, body: body as BodyInit | undefined, duplex: 'half' };
  return new Request(publicOrigin + req.originalUrl, init as RequestInit);
}

async function sendResponse(res: OutgoingResponse, response: Response): Promise<void> {
  res.status(response.status);
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') res.appendHeader('Set-Cookie', value);
    else res.setHeader(name, value);
  }
  if (!response.body || res.req.method === 'HEAD') {
    await response.body?.cancel();
    res.end();
    return;
  }
  const reader = response.body.getReader();
  res.once('close', () => void reader.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = await reader.read();
    if (done || res.destroyed) break;
    if (!res.write(value)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
  }
  res.end();
}
