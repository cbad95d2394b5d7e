import { readFile } from 'node:fs/promises';
import type { Checked } from './check-file.server';

type Picture = 'image/png' | 'image/jpeg' | 'image/webp';

const MOST_PIXELS = 40_000_000;
const LONGEST_SIDE = 16_384;

let last: Promise<unknown> = Promise.resolve();

/**
 * The same picture encoded anew, upright and without what came along: place and device of the photograph, comments, bytes behind its end.
 * One at a time: a picture unpacked takes a hundred times its file.
 */
export function encodeAnew(kind: Picture, file: string): Promise<Checked> {
  const turn = last.then(async () => encode(kind, await readFile(file)));
  last = turn.catch(() => undefined);
  return turn;
}

async function encode(kind: Picture, bytes: Buffer): Promise<Checked> {
  const size = sizeOf(kind, bytes);
  if (!size) return { ok: false, problem: 'damaged' };
  if (size.width * size.height > MOST_PIXELS || Math.max(size.width, size.height) > LONGEST_SIDE)
    return { ok: false, problem: 'too_complex' };
  const { Transformer } = await import('@napi-rs/image');
  try {
    const picture = new Transformer(bytes).rotate();
    const rewritten = kind === 'image/png' ? await picture.png() : kind === 'image/jpeg' ? await picture.jpeg(88) : await picture.webp(88);
    return { ok: true, mediaType: kind, rewritten };
  } catch {
    return { ok: false, problem: 'damaged' };
  }
}

/** Width and height as the file's head gives them, before anything is unpacked. */
export function sizeOf(kind: Picture, bytes: Buffer): { width: number; height: number } | null {
  try {
    const size = kind === 'image/png' ? pngSize(bytes) : kind === 'image/jpeg' ? jpegSize(bytes) : webpSize(bytes);
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const pngSize = (bytes: Buffer) => ({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) });

/** The frame header stands behind segments that each give their length. */
function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
}

function webpSize(bytes: Buffer): { width: number; height: number } | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}
