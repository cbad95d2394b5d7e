import { describe, expect, it } from 'vitest';
import { newId } from '~/platform/id.server';
import { isId } from '~/platform/is-id';

describe('new ids', () => {
  it('are UUIDs of version 7, unique, and sort in the order they were made', () => {
    const made = Array.from({ length: 10_000 }, () => newId());
    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
    for (const id of made.slice(0, 100)) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('carry the instant they are given', () => {
    const at = Date.UTC(2026, 10, 23, 10);
    expect(Number.parseInt(newId(at).replace('-', '').slice(0, 12), 16)).toBe(at);
  });

  it('are told from any other text', () => {
    expect(isId(newId())).toBe(true);
    for (const text of ['', 'x', undefined, "' or 1=1", newId().toUpperCase()]) expect(isId(text)).toBe(false);
  });
});
