import { Writable } from 'node:stream';

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
