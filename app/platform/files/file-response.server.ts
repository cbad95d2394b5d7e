import type { Readable } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';

/** RFC 6266: a name in ASCII for old readers, and the real one beside it. The name holds no control sign (`shownFileName`). */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%;]/g, '_')
    .replace(/ +/g, ' ')
    .trim();
  const exact = encodeURIComponent(fileName).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${/^\.|^$/.test(ascii) ? 'document' : ascii}"; filename*=UTF-8''${exact}`;
}

export type SentFile = { fileName: string; mediaType: string; sizeBytes: number };

/** A kept file as it leaves: never guessed at, never run, never stored on the way. `isShown` is for pictures alone. */
export function fileResponse(bytes: Readable, { fileName, mediaType, sizeBytes }: SentFile, isShown = false): Response {
  return new Response(createReadableStreamFromReadable(bytes), {
    headers: {
      'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      'Content-Length': String(sizeBytes),
      'Content-Disposition': contentDisposition(isShown ? 'inline' : 'attachment', fileName),
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store, no-transform',
    },
  });
}
