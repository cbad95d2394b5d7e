import type { NextFunction, Request, Response } from 'express';
import type { Env } from '~/platform/env.server';
import { refuseRequest } from './refusals';

const READING = new Set(['GET', 'HEAD']);
const ACCEPTED = new Set(['GET', 'HEAD', 'POST']);
const LONGEST_ADDRESS = 4_096;

type Guard = (req: Request, res: Response, next: NextFunction) => void;

/** A request that writes must prove that a page of ours sent it. Comes before Remix, whose own check misses whole shapes of request. */
export function guardOrigin({ publicOrigin }: Pick<Env, 'publicOrigin'>): Guard {
  return (req, res, next) => {
    if (READING.has(req.method) || isFromOwnPage(req.headers, publicOrigin)) next();
    else refuseRequest(req, res, 403);
  };
}

function isFromOwnPage(headers: Request['headers'], publicOrigin: string): boolean {
  const { origin } = headers;
  return origin === undefined ? headers['sec-fetch-site'] === 'same-origin' : origin === publicOrigin;
}

export const guardMethod: Guard = (req, res, next) => {
  if (ACCEPTED.has(req.method)) next();
  else refuseRequest(req, res, 405);
};

/** TRACE would echo cookies; it is refused before anything else looks at the request. */
export const guardTrace: Guard = (req, res, next) => {
  if (req.method === 'TRACE') refuseRequest(req, res, 405);
  else next();
};

/** Addresses that no page of ours makes: undecodable, with a NUL, too long, or for a Remix entrance that stays shut. */
export const guardAddress: Guard = (req, res, next) => {
  const status = addressFault(req.originalUrl);
  if (status) refuseRequest(req, res, status);
  else next();
};

function addressFault(address: string): 400 | 404 | 414 | undefined {
  if (address.length > LONGEST_ADDRESS) return 414;
  const [path = '', query] = address.split(/\?(.*)/s, 2);
  // A second slash would turn the path into another host when it is resolved.
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\')) return 400;
  const decoded = decode(path);
  if (decoded === undefined || decoded.includes('\0')) return 400;
  if (/^\/__manifest(\/|$)/i.test(decoded)) return 404;
  if (query === undefined) return undefined;
  const decodedQuery = decode(query.replaceAll('+', ' '));
  if (decodedQuery === undefined || decodedQuery.includes('\0')) return 400;
  // `?_data=` runs a loader or action without Remix's own checks.
  return new URLSearchParams(query).has('_data') ? 400 : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Every page is made for one address. On a machine of one's own, its other names are sent there; any other name is
 * refused (a foreign site that points its name here gets nothing). Behind a proxy the name is the proxy's business,
 * but a page asked for in clear is sent to https.
 */
export function guardName({ publicOrigin, isHttps }: Pick<Env, 'publicOrigin' | 'isHttps'>): Guard {
  const { host } = new URL(publicOrigin);
  return (req, res, next) => {
    delete req.headers['x-forwarded-host'];
    const asked = req.headers.host ?? '';
    const isElsewhere = isHttps ? req.headers['x-forwarded-proto'] !== undefined && !req.secure : asked !== host;
    req.headers.host = host;
    if (!isElsewhere) next();
    else if (!isHttps && !LOOPBACK.test(asked)) refuseRequest(req, res, 421);
    else if (READING.has(req.method)) res.redirect(307, publicOrigin + req.originalUrl);
    else refuseRequest(req, res, 403);
  };
}
