import type { Beside } from '~/platform/page-beside';
import { VERDICTS, type Verdict } from './register-file';

/** A unit's place in what a search finds: by name, or by number where a number was asked for. */
export type UnitPlace = { name: string; siren: string };
export type RegisterQuery = { q: string } & Beside<UnitPlace>;
/** A row of a file has its line for a place. */
export type ImportQuery = { verdict: Verdict | null } & Beside<number>;

export function readRegisterQuery(query: URLSearchParams): RegisterQuery {
  const placeIn = (side: keyof Beside<UnitPlace>) => {
    const siren = query.get(side) ?? '';
    return /^\d{9}$/.test(siren) ? { siren, name: (query.get('from') ?? '').slice(0, 200) } : null;
  };
  const after = placeIn('after');
  return { q: (query.get('q') ?? '').trim().slice(0, 100), after, before: after ? null : placeIn('before') };
}

/** The address of a search; its first page unless a place is given. */
export function registerAddress(q: string, beside: Partial<Beside<UnitPlace>> = {}): string {
  const query = new URLSearchParams(q ? { q } : {});
  for (const side of ['after', 'before'] as const) {
    const place = beside[side];
    if (place) query.set(side, place.siren);
    if (place) query.set('from', place.name);
  }
  const text = query.toString();
  return text ? `/register?${text}` : '/register';
}

export function readImportQuery(query: URLSearchParams): ImportQuery {
  const lineIn = (side: keyof Beside<number>) => {
    const line = query.get(side) ?? '';
    return /^[1-9]\d{0,7}$/.test(line) ? Number(line) : null;
  };
  const after = lineIn('after');
  return {
    verdict: VERDICTS.find((one) => one === query.get('verdict')) ?? null,
    after,
    before: after ? null : lineIn('before'),
  };
}

/** The address of a file's rows under one verdict; their first page unless a line is given. */
export function importAddress(importId: string, verdict: Verdict, { after, before }: Partial<Beside<number>> = {}): string {
  const query = new URLSearchParams({ verdict });
  if (after) query.set('after', String(after));
  if (before) query.set('before', String(before));
  return `/register/imports/${importId}?${query}`;
}

/** `?added=3&enrolled=3`: what a press has just done, said on the page it comes back to. */
export function readPicked(query: URLSearchParams): { added: number; enrolled: number } | null {
  const [added, enrolled] = [query.get('added') ?? '', query.get('enrolled') ?? ''];
  return /^\d{1,2}$/.test(added) && /^\d{1,2}$/.test(enrolled) ? { added: Number(added), enrolled: Number(enrolled) } : null;
}
