import type { ServerBuild } from '@remix-run/node';
import { describe, expect, it } from 'vitest';
import { keyOf, shortlists } from '../../../server/shortlist';

function routes(...patterns: string[]): ServerBuild['routes'] {
  const leaf = (path: string) => ({ id: path || 'index', parentId: 'frame', path: path || undefined, module: {} });
  const above = [
    { id: 'root', path: '', module: {} },
    { id: 'frame', parentId: 'root', module: {} },
  ];
  return Object.fromEntries([...above, ...patterns.map(leaf)].map((route) => [route.id, route])) as unknown as ServerBuild['routes'];
}

const listFor = (address: string, ...patterns: string[]) => shortlists(routes(...patterns)).get(keyOf(address));

describe('the routes an address can lead to', () => {
  const PATTERNS = ['', 'cases', 'cases/:caseId', 'cases/:caseId/notes', 'cases/new', 'companies/:companyId'];

  it.each([
    ['/', ['index']],
    ['/cases', ['cases']],
    ['/cases/12', ['cases/:caseId', 'cases/new']],
    ['/cases/new', ['cases/:caseId', 'cases/new']],
    ['/cases/12/notes', ['cases/:caseId/notes']],
    ['/companies/12', ['companies/:companyId']],
  ])('%s', (address, leaves) => {
    expect([...(listFor(address, ...PATTERNS) ?? [])].sort()).toEqual(['frame', 'root', ...leaves].sort());
  });

  it.each([
    ['/Cases/12', '/cases/12'],
    ['/cases/12/', '/cases/12'],
    ['/cases/12.data', '/cases/12'],
    ['/_root.data', '/'],
  ])('%s asks the same routes as %s', (address, plain) => {
    expect(keyOf(address)).toBe(keyOf(plain));
  });

  it('knows no list for an address no route has, which all routes then answer', () => {
    expect(listFor('/nowhere', ...PATTERNS)).toBeUndefined();
    expect(listFor('/cases/12/notes/3', ...PATTERNS)).toBeUndefined();
  });

  it('has the route of every other address in each list', () => {
    expect([...(listFor('/cases', ...PATTERNS, '*') ?? [])].sort()).toEqual(['*', 'cases', 'frame', 'root']);
    expect(listFor('/nowhere', ...PATTERNS, '*')).toBeUndefined();
  });

  it.each(['files/*', ':locale/cases', 'cases/:caseId?'])('makes no lists where %s could be reached by any address', (pattern) => {
    expect(shortlists(routes(...PATTERNS, pattern)).size).toBe(0);
  });
});
