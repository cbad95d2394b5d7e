import type { Request, Response } from 'express';

/** Answers of the HTTP server itself, before any page knows the reader's language: hence both. */
const SENTENCES = {
  400: ['Cette demande est mal formée.', 'This request is malformed.'],
  403: ['Cette demande ne vient pas de ce site : elle a été refusée.', 'This request does not come from this site: it was refused.'],
  404: ['Cette page n’existe pas.', 'This page does not exist.'],
  405: ['Cette méthode n’est pas acceptée.', 'This method is not accepted.'],
  408: ['La demande n’est pas arrivée à temps.', 'The request did not arrive in time.'],
  413: [
    'Cet envoi est trop volumineux : rien n’en a été gardé. Revenez à la page précédente : elle dit combien un fichier peut peser.',
    'This is too large: nothing of it was kept. Go back to the page before: it says how large a file may be.',
  ],
  414: ['L’adresse est trop longue.', 'The address is too long.'],
  415: ['Ce format d’envoi n’est pas accepté.', 'This format is not accepted.'],
  421: ['Ce serveur ne répond pas à ce nom.', 'This server does not answer to this name.'],
  500: ['Une erreur est survenue. Réessayez dans un instant.', 'Something went wrong. Try again in a moment.'],
  503: [
    'Le service est momentanément indisponible. Réessayez dans un instant.',
    'The service is briefly unavailable. Try again in a moment.',
  ],
} as const;

export type RefusalStatus = keyof typeof SENTENCES;

/** A reason to stop serving a request, thrown from anywhere below the HTTP server. */
export class RefusedRequest extends Error {
  constructor(readonly status: RefusalStatus) {
    super(SENTENCES[status][1]);
    this.name = 'RefusedRequest';
  }
}

const DISCARD_MS = 1_000;

/** Sends a plain sentence in both languages with the request's reference; nothing about the cause. */
export function refuseRequest(req: Request, res: Response, status: RefusalStatus): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (status === 405) res.setHeader('Allow', 'GET, HEAD, POST');
  if (status === 503) res.setHeader('Retry-After', '3');
  res.removeHeader('Set-Cookie');
  res.setHeader('Cache-Control', 'private, no-store');
  const [french, english] = SENTENCES[status];
  const isBodyUnread = !req.complete;
  if (isBodyUnread) res.setHeader('Connection', 'close');
  res
    .status(status)
    .type('text/plain; charset=utf-8')
    .end(`${french}\n${english}\n\n${res.locals.requestId ?? ''}\n`);
  if (!isBodyUnread) return;
  // A client that still sends reads the answer only if its bytes are taken for a moment; then it is cut.
  req.unpipe();
  req.resume();
  setTimeout(() => req.socket.destroy(), DISCARD_MS).unref();
}
