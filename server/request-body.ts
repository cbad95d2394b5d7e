import { Transform } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import type { Request as IncomingRequest } from 'express';
import { RefusedRequest } from './refusals';

/** A route by its address, where `:id` stands for any one segment. */
export type UploadRoute = { path: string; bytes: number };

export type BodyLimits = {
  /** Largest ordinary form. */
  formBytes: number;
  formFields: number;
  /** Time for an ordinary form to arrive whole. */
  formMs: number;
  /** Routes that take more: read as a stream, without an end to their time while bytes keep coming. */
  uploads: UploadRoute[];
  uploadIdleMs: number;
};

const MEGABYTE = 1024 * 1024;
const DOCUMENT_UPLOADS = [
  '/cases/:id/documents',
  '/companies/:id/documents',
  '/documents/:id',
  '/plan/cases/:id/documents',
  '/plan/company/documents',
  '/plan/documents/:id',
];

export const BODY_LIMITS: BodyLimits = {
  formBytes: MEGABYTE,
  formFields: 1_000,
  formMs: 60_000,
  uploads: [
    { path: '/register/imports', bytes: 2_048 * MEGABYTE },
    // Beyond the largest document, so that a file a little over is read and answered in its form.
    ...DOCUMENT_UPLOADS.map((path) => ({ path, bytes: 24 * MEGABYTE })),
  ],
  uploadIdleMs: 30_000,
};

/** The body for the page's `Request`. Throws `RefusedRequest` on one that is too large, too slow or malformed. */
export async function readBody(req: IncomingRequest, limits: BodyLimits): Promise<Uint8Array | ReadableStream<Uint8Array> | undefined> {
  if (req.method === 'GET' || req.method === 'HEAD') return undefined;
  const kind = formKind(req);
  const upload = limits.uploads.find(({ path }) => isAt(req.path, path));
  const limit = upload?.bytes ?? limits.formBytes;
  if (Number(req.headers['content-length'] ?? 0) > limit) throw new RefusedRequest(413);
  if (upload) return streamed(req, limit, limits.uploadIdleMs);
  const bytes = await wholeBody(req, limit, limits.formMs);
  if (kind === 'urlencoded') checkUrlencoded(bytes, limits.formFields);
  else await checkMultipart(bytes, req.headers['content-type'] ?? '', limits.formFields);
  return bytes;
}

function isAt(address: string, route: string): boolean {
  const [asked, known] = [address.replace(/\.data$/, '').split('/'), route.split('/')];
  return (
    asked.length === known.length && known.every((segment, at) => (segment.startsWith(':') ? asked[at] !== '' : segment === asked[at]))
  );
}

/** Pages understand the two formats of HTML forms, in UTF-8 and not compressed. */
function formKind(req: IncomingRequest): 'urlencoded' | 'multipart' {
  const type = (req.headers['content-type'] ?? '').toLowerCase();
  const charset = /;\s*charset="?([^";\s]+)/.exec(type)?.[1] ?? 'utf-8';
  if (charset === 'utf-8' && req.headers['content-encoding'] === undefined) {
    if (/^application\/x-www-form-urlencoded\s*(;|$)/.test(type)) return 'urlencoded';
    if (/^multipart\/form-data\s*;/.test(type)) return 'multipart';
  }
  throw new RefusedRequest(415);
}

function wholeBody(req: IncomingRequest, limit: number, ms: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => finish(new RefusedRequest(408)), ms);
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) finish(new RefusedRequest(413));
      else chunks.push(chunk);
    };
    const onEnd = () => finish();
    const onLost = () => finish(new RefusedRequest(400));
    function finish(error?: Error) {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('close', onLost);
      if (error) reject(error);
      else resolve(Buffer.concat(chunks));
    }
    req.on('data', onData).on('end', onEnd).on('close', onLost).on('error', onLost);
  });
}

function streamed(req: IncomingRequest, limit: number, idleMs: number): ReadableStream<Uint8Array> {
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      size += chunk.length;
      if (size > limit) callback(new RefusedRequest(413));
      else callback(null, chunk);
    },
  });
  counted.on('error', (error) => req.emit('refused', error));
  req.setTimeout(idleMs, () => counted.destroy(new RefusedRequest(408)));
  req.on('close', () => {
    if (!req.complete) counted.destroy(new RefusedRequest(400));
  });
  req.pipe(counted);
  return createReadableStreamFromReadable(counted);
}

function checkUrlencoded(bytes: Uint8Array, mostFields: number): void {
  let decoded: string;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.split('&', mostFields + 1).length > mostFields) throw new RefusedRequest(413);
    decoded = decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    throw error instanceof RefusedRequest ? error : new RefusedRequest(400);
  }
  if (decoded.includes('\0')) throw new RefusedRequest(400);
}

async function checkMultipart(bytes: Uint8Array, type: string, mostFields: number): Promise<void> {
  let fields: [string, FormDataEntryValue][];
  try {
    fields = [...(await new Response(bytes as BodyInit, { headers: { 'Content-Type': type } }).formData())];
  } catch {
    throw new RefusedRequest(400);
  }
  if (fields.length > mostFields) throw new RefusedRequest(413);
  const holdsNul = (value: FormDataEntryValue) => (typeof value === 'string' ? value : value.name).includes('\0');
  if (fields.some(([name, value]) => name.includes('\0') || holdsNul(value))) throw new RefusedRequest(400);
}
