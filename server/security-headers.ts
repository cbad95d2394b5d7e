import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Env } from '~/platform/env.server';

const YEAR_SECONDS = 31_536_000;

/** A new nonce for each answer, for its own inline scripts. */
export const makeNonce: RequestHandler = (_req, res, next) => {
  res.locals.nonce = randomBytes(16).toString('base64');
  next();
};

/** The headers of every answer. `isForDevelopment` lets in the styles and the socket of the development server. */
export function securityHeaders({ isHttps }: Pick<Env, 'isHttps'>, isForDevelopment: boolean): RequestHandler {
  const self = "'self'";
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [self, (_req, res) => `'nonce-${(res as Response).locals.nonce}'`],
        styleSrc: isForDevelopment ? [self, "'unsafe-inline'"] : [self],
        imgSrc: [self, 'data:'],
        fontSrc: [self],
        connectSrc: isForDevelopment ? [self, 'ws:'] : [self],
        formAction: [self],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Stricter policies make a native form post send `Origin: null`, and every form without JavaScript would be refused.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps ? { maxAge: 2 * YEAR_SECONDS, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
}
