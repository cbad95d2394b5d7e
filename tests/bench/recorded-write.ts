import { createHash } from 'node:crypto';
import { newId } from '~/platform/id.server';
import type { Statement } from '../support/wire';

/**
 * A write's statements with the places of what changes from one submit to the next: `form` what the person sent, `fresh` a new id,
 * `digest` that of the form, `now` the instant.
 */
export type RecordedWrite = { text: string; parameters: (null | (string | Place)[])[] }[];
type Place = { is: 'form'; index: number } | { is: 'fresh'; index: number } | { is: 'digest' } | { is: 'now' };

const CHANGING =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|\+00(?::00)?)?|[\w-]{43}/g;

/** Compares two submits of the same form whose uuids (`sent`) differ: what differs between them changes each time. */
export function recordedWriteOf(one: Statement[], other: Statement[], sent: string[]): RecordedWrite {
  if (one.length !== other.length || one.some(({ text }, index) => text !== other[index]?.text)) {
    throw new Error('Two submits of the same form did not send the same statements.');
  }
  const fresh: string[] = [];
  const placeOf = (text: string): Place => {
    if (sent.includes(text)) return { is: 'form', index: sent.indexOf(text) };
    if (/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) return { is: 'now' };
    if (text.length === 43) return { is: 'digest' };
    if (!fresh.includes(text)) fresh.push(text);
    return { is: 'fresh', index: fresh.indexOf(text) };
  };
  return one.map(({ text, parameters }, index) => ({
    text,
    parameters: parameters.map((parameter, at) =>
      parameter === null ? null : places(parameter, other[index]?.parameters[at] ?? '', placeOf),
    ),
  }));
}

function places(text: string, other: string, placeOf: (text: string) => Place): (string | Place)[] {
  const pieces: (string | Place)[] = [];
  let after = 0;
  for (const match of text.matchAll(CHANGING)) {
    if (other.includes(match[0])) continue;
    pieces.push(text.slice(after, match.index), placeOf(match[0]));
    after = match.index + match[0].length;
  }
  return [...pieces, text.slice(after)];
}

/** The statements of one more submit; `sent` are the uuids of its form, `body` the whole of it. */
export function writeAgain(write: RecordedWrite, sent: readonly string[], body: string): Statement[] {
  const fresh: string[] = [];
  const now = new Date().toISOString();
  const filled = (piece: string | Place): string => {
    if (typeof piece === 'string') return piece;
    if (piece.is === 'form') return sent[piece.index] ?? '';
    if (piece.is === 'now') return now;
    if (piece.is === 'digest') return createHash('sha256').update(body).digest('base64url');
    fresh[piece.index] ??= newId();
    return fresh[piece.index] as string;
  };
  return write.map(({ text, parameters }) => ({ text, parameters: parameters.map((parts) => parts?.map(filled).join('') ?? null) }));
}
