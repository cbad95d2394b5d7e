import { Writable } from 'node:stream';
import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';

/** Where React leaves a part to the browser: it failed, or its script has not loaded yet. No text of ours holds this, `<` is escaped. */
const PART_LEFT_OUT = '<!--$!-->';

/**
 * The document as one string, or null when a part of it failed or has to be waited for. Cheaper than gathering React's buffers,
 * which it fills and cuts for every small text.
 */
export function renderAtOnce(page: ReactElement): string | null {
  try {
    const html = renderToString(page);
    return html.includes(PART_LEFT_OUT) ? null : `<!DOCTYPE html>${html}`;
  } catch {
    return null;
  }
}

/**
 * Gathers what React writes, to be sent at once: in thousands of small parts it would cost as much again as rendering it.
 * Where a letter of several bytes doesn't fit the end of one of its buffers, React 18 leaves NULs there: no page of ours holds one.
 */
export function wholePage(onPage: (page: Uint8Array) => void): Writable {
  const parts: Uint8Array[] = [];
  return new Writable({
    write(part: Uint8Array, _encoding, next) {
      let end = part.length;
      while (end > 0 && part[end - 1] === 0) end -= 1;
      parts.push(end === part.length ? part : part.subarray(0, end));
      next();
    },
    final(next) {
      onPage(Buffer.concat(parts));
      next();
    },
  });
}
