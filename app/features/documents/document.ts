/** Where the bytes of a document stand with the malware scanner; an infected file is never kept. */
export const SCAN_STATES = ['not_scanned', 'clean'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** Who added a document: only their side replaces or withdraws it. */
export const DOCUMENT_SIDES = ['advisor', 'company'] as const;
export type DocumentSide = (typeof DOCUMENT_SIDES)[number];

export const DOCUMENT_REFUSALS = [
  'case_ended',
  'quota_reached',
  'already_replaced',
  'already_withdrawn',
  'proof_of_done',
  'milestone_unknown',
  'unknown_reader',
  'no_room',
] as const;
export type DocumentRefusal = (typeof DOCUMENT_REFUSALS)[number];

const MEGABYTE = 1024 * 1024;
const MOST_BYTES = 20 * MEGABYTE;
const QUOTA_BYTES = 10_240 * MEGABYTE;

export type DocumentLimits = { maxBytes: number; quotaBytes: number };

/** The limits of a programme from its settings (`documents.maxBytes`, `documents.quotaBytes`): no file is ever larger than 20 MB. */
export function documentLimits(settings: unknown): DocumentLimits {
  const own = ((settings as { documents?: unknown } | null)?.documents ?? {}) as Record<string, unknown>;
  const positive = (value: unknown, otherwise: number) => (typeof value === 'number' && value > 0 ? Math.floor(value) : otherwise);
  return { maxBytes: Math.min(positive(own.maxBytes, MOST_BYTES), MOST_BYTES), quotaBytes: positive(own.quotaBytes, QUOTA_BYTES) };
}

const MOST_NAME = 150;

/**
 * The last part of the name a browser gave, without what could disturb a page, a log or a header: controls, line ends, signs that turn
 * the direction of writing, and letters that file systems refuse. Empty when nothing is left.
 */
export function shownFileName(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const name = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/gu, '')
    .replace(/\s+/gu, ' ');
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot).slice(0, 12) : '';
  const stem = [...(dot > 0 ? name.slice(0, dot) : name)]
    .slice(0, MOST_NAME - extension.length)
    .join('')
    .trimEnd();
  return stem + extension;
}

/** What names the document when its reader gave no title: the file's name without its extension. */
export function titleFrom(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '') || fileName;
}

/** Types whose picture a page may show; anything else is downloaded. */
export function isPicture(mediaType: string): boolean {
  return mediaType === 'image/png' || mediaType === 'image/jpeg' || mediaType === 'image/webp';
}
