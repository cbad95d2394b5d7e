import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Env } from '~/platform/env.server';
import { log, logError } from '~/platform/log.server';
import { assetFiles } from './asset-files';
import { type PageHandler, servePages } from './page-handler';
import { RefusedRequest, refuseRequest } from './refusals';
import { BODY_LIMITS, type BodyLimits } from './request-body';
import { guardAddress, guardMethod, guardName, guardOrigin, guardTrace } from './request-guards';
import { makeNonce, securityHeaders } from './security-headers';

export type HttpServerOptions = {
  env: Pick<Env, 'publicOrigin' | 'isHttps' | 'trustedProxies'>;
  handler: PageHandler;
  /** Whether the process can serve: shown on /healthz to who decides where requests go. */
  isReady: () => Promise<boolean>;
  /** Folder of the browser build. */
  clientFiles?: string;
  /** The development server's own middleware; its presence relaxes the policy headers for its styles and socket. */
  development?: RequestHandler;
  limits?: Partial<BodyLimits>;
  deadlineMs?: number;
  headersMs?: number;
};

export type HttpServer = {
  server: Server;
  /** Listens and gives the port; port 0 takes a free one. */
  listen: (port: number, host: string) => Promise<number>;
  /** Readiness goes red, no new connection is taken, requests in flight have `graceMs` to end. */
  drain: (graceMs?: number) => Promise<void>;
};

const READY_ANSWER_MS = 2_000;

export function createHttpServer(options: HttpServerOptions): HttpServer {
  const state = { isDraining: false };
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false);
  app.set('trust proxy', options.env.trustedProxies.length > 0 ? options.env.trustedProxies : false);
  mountEntrance(app, options, state);
  mountPages(app, options);
  // Bodies keep their own time (request-body.ts): Node's own limit would also cut long uploads.
  const timeouts = {
    headersTimeout: options.headersMs ?? 15_000,
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 1_000,
  };
  const server = createServer(timeouts, app);
  return { server, listen: (port, host) => listen(server, port, host), drain: (graceMs = 10_000) => drain(server, state, graceMs) };
}

function mountEntrance(app: Express, { env, isReady, clientFiles, development }: HttpServerOptions, state: { isDraining: boolean }): void {
  app.use((_req, res, next) => {
    res.locals.requestId = randomUUID();
    res.setHeader('X-Request-Id', res.locals.requestId);
    if (state.isDraining) res.setHeader('Connection', 'close');
    next();
  });
  app.use(makeNonce, securityHeaders(env, development !== undefined), guardTrace);
  app.get('/healthz', async (_req, res) => {
    const isServing = !state.isDraining && (await within(READY_ANSWER_MS, isReady));
    res.setHeader('Cache-Control', 'no-store');
    res
      .status(isServing ? 200 : 503)
      .type('text/plain')
      .send(isServing ? 'ready\n' : 'not ready\n');
  });
  app.use(logRequests(development !== undefined), guardAddress, guardName(env));
  if (clientFiles) app.use(assetFiles(clientFiles));
  app.use(guardOrigin(env), guardMethod);
  if (development) app.use(development);
}

function mountPages(app: Express, { env, handler, limits, deadlineMs = 20_000 }: HttpServerOptions): void {
  app.use((req, res, next) => {
    res.setHeader('Cache-Control', 'private, no-store');
    // Brotli costs 10 ms of processor for a page, gzip under one.
    if (/\bgzip\b/.test(String(req.headers['accept-encoding']))) req.headers['accept-encoding'] = 'gzip';
    next();
  });
  app.use(compression({ level: 1, threshold: 1_024 }));
  app.use(servePages(handler, { publicOrigin: env.publicOrigin, limits: { ...BODY_LIMITS, ...limits }, deadlineMs }));
  const onError: ErrorRequestHandler = (error, req, res, _next) => {
    const status = error instanceof RefusedRequest ? error.status : isClientFault(error) ? clientStatus(error.status) : 500;
    if (status === 500) logError('request.failed', error, { requestId: res.locals.requestId });
    refuseRequest(req, res, status);
  };
  app.use(onError);
}

/** Express and its middleware mark a caller's mistakes with a status below 500. */
function isClientFault(error: unknown): error is { status: number } {
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500;
}

function clientStatus(status: number): 400 | 404 | 413 {
  return status === 404 || status === 413 ? status : 400;
}

/** One line for each answered request, those for files that were found aside. */
function logRequests(isForDevelopment: boolean): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.once('close', () => {
      if ((isForDevelopment || req.originalUrl.startsWith('/assets/')) && res.statusCode < 400) return;
      log('info', 'request', {
        requestId: res.locals.requestId,
        method: req.method,
        path: loggedPath(req.originalUrl),
        status: res.statusCode,
        ms: Math.round((performance.now() - start) * 10) / 10,
        ...(res.writableFinished ? {} : { cut: true }),
      });
    });
    next();
  };
}

/** A word of a route, a short number or reference, an id. A token of 128 bits has at least 22 characters. */
const PLAIN_SEGMENT = /^[a-z.-]{1,40}$|^[A-Za-z0-9._-]{1,20}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.data)?$/;

/** The path without its query; a segment that may be a token or someone's words is shown as `*`. */
export function loggedPath(address: string): string {
  const [path = ''] = address.split('?', 1);
  return path
    .split('/')
    .slice(0, 12)
    .map((segment) => (segment === '' || PLAIN_SEGMENT.test(segment) ? segment : '*'))
    .join('/');
}

async function within(ms: number, ask: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  return Promise.race([ask().catch(() => false), late]).finally(() => clearTimeout(timer));
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as { port: number }).port);
    });
  });
}

function drain(server: Server, state: { isDraining: boolean }, graceMs: number): Promise<void> {
  state.isDraining = true;
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection kept alive becomes idle when its request ends: close it then, not after its time-out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}
