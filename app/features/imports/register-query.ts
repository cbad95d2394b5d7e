import { VERDICTS, type Verdict } from './register-file';

export type RegisterQuery = { q: string; after: { name: string; siren: string } | null };

export function readRegisterQuery(query: URLSearchParams): RegisterQuery {
  const siren = query.get('after') ?? '';
  return {
    q: (query.get('q') ?? '').trim().slice(0, 100),
    after: /^\d{9}$/.test(siren) ? { siren, name: (query.get('from') ?? '').slice(0, 200) } : null,
  };
}

export function readImportQuery(query: URLSearchParams): { verdict: Verdict | null; afterLine: number } {
  const after = query.get('after') ?? '';
  return {
    verdict: VERDICTS.find((one) => one === query.get('verdict')) ?? null,
    afterLine: /^\d{1,8}$/.test(after) ? Number(after) : 0,
  };
}

/** `?added=3&enrolled=3`: what a press has just done, said on the page it comes back to. */
export function readPicked(query: URLSearchParams): { added: number; enrolled: number } | null {
  const [added, enrolled] = [query.get('added') ?? '', query.get('enrolled') ?? ''];
  return /^\d{1,2}$/.test(added) && /^\d{1,2}$/.test(enrolled) ? { added: Number(added), enrolled: Number(enrolled) } : null;
}
