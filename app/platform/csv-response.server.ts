import { Readable } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { BYTE_ORDER_MARK } from './csv';
import { contentDisposition } from './files/file-response.server';

/** A table as a file, written while it is read: nobody holds it whole. */
export function csvResponse(lines: AsyncIterable<string>, fileName: string): Response {
  return new Response(createReadableStreamFromReadable(Readable.from(marked(lines))), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': contentDisposition('attachment', fileName),
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store, no-transform',
    },
  });
}

async function* marked(lines: AsyncIterable<string>): AsyncIterable<string> {
  yield BYTE_ORDER_MARK;
  yield* lines;
}
