import { afterEach, expect, test, vi } from 'vitest';
import { log, logError } from '~/platform/log.server';
import { loggedPath } from '../../../server/http-server';

afterEach(() => vi.restoreAllMocks());

function written(write: () => void): string {
  const lines: string[] = [];
  const take = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  write();
  return lines.join('');
}

test('a value with line breaks stays on its own line', () => {
  const text = written(() => log('info', 'case.read', { id: 'a\r\n{"level":"error"}' }));
  expect(text.trimEnd()).not.toMatch(/[\r\n]/);
  expect(JSON.parse(text)).toMatchObject({ level: 'info', event: 'case.read', id: 'a\r\n{"level":"error"}' });
});

test('times are UTC', () => {
  expect(JSON.parse(written(() => log('info', 'x'))).time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('the message of a database error, which may quote what was typed, is not logged; its code is', () => {
  const fault = Object.assign(new Error('invalid input: "Marie Curie"'), { name: 'PostgresError', code: '22P02' });
  const wrapped = new Error('Failed query: insert … params: Marie Curie', { cause: fault });
  for (const error of [fault, wrapped]) {
    const text = written(() => logError('request.failed', error));
    expect(text).not.toContain('Marie');
    expect(JSON.parse(text).code).toBe('22P02');
  }
});

test('a bug of our own says what it is and where', () => {
  const line = JSON.parse(written(() => logError('request.failed', new TypeError('x is not a function'))));
  expect(line).toMatchObject({ error: 'TypeError', message: 'x is not a function' });
  expect(line.at).toContain('log.test.ts');
});

test.each([
  ['/cases/0198f2a4-7c1e-7000-8000-0123456789ab?q=Dupont', '/cases/0198f2a4-7c1e-7000-8000-0123456789ab'],
  ['/caseload.data?tab=late', '/caseload.data'],
  ['/invitations/8f14e45fceea167a5a36dedd4bea2543', '/invitations/*'],
  ['/invitations/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6', '/invitations/*'],
  ['/invitation/p7Xq0ZrTg3u-_aLk9VbN2w', '/invitation/*'],
  ['/caseload/eligibility-assessment-sheet', '/caseload/eligibility-assessment-sheet'],
  ['/companies/Soci%C3%A9t%C3%A9', '/companies/*'],
  ['/', '/'],
])('the path %s is logged as %s', (address, logged) => {
  expect(loggedPath(address)).toBe(logged);
});
