import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendRaw, serve } from '../../support/http';

let server: Awaited<ReturnType<typeof serve>>;
let reached: { method: string; url: string; address: string }[] = [];

beforeAll(async () => {
  server = await serve(async (request, context) => {
    reached.push({ method: request.method, url: request.url, address: context.address });
    const sent = request.method === 'POST' ? Object.fromEntries(await request.formData()) : {};
    return Response.json({ sent }, { headers: { 'Set-Cookie': 'a=1' } });
  });
});
afterAll(() => server.close());
beforeEach(() => {
  reached = [];
});

function post(headers: Record<string, string>, path = '/notes', body = 'text=bonjour'): Promise<Response> {
  return fetch(server.origin + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
}

describe('a request that writes proves that a page of ours sent it (S15)', () => {
  test('our own origin passes', async () => {
    expect((await post({ Origin: server.origin })).status).toBe(200);
  });

  test('a browser that sends no Origin but says same-origin passes', async () => {
    expect((await post({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  const foreign: [string, Record<string, string>][] = [
    ['no origin at all', {}],
    ['another site', { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
    ['another port of this machine', { Origin: 'http://127.0.0.1:1' }],
    ['another name of this machine', { Origin: 'http://localhost' }],
    ['a site that starts like us', { Origin: 'http://127.0.0.1:1.evil.example' }],
    ['another site that calls itself same-origin', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' }],
    ['a subdomain', { 'Sec-Fetch-Site': 'same-site' }],
    ['a forwarded host that matches the foreign origin', { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' }],
  ];
  for (const path of ['/notes', '/notes.data', '/notes.data?index', '/notes?index', '/notes.data?_routes=routes%2Fnotes']) {
    test.each(foreign)(`%s is refused on ${path}`, async (_case, headers) => {
      expect((await post(headers, path)).status).toBe(403);
      expect(reached).toEqual([]);
    });
  }

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('%s from elsewhere is refused, and unknown from here', async (method) => {
    expect((await fetch(server.origin, { method, headers: { Origin: 'https://evil.example' } })).status).toBe(403);
    expect((await fetch(server.origin, { method, headers: { Origin: server.origin } })).status).toBe(405);
    expect(reached).toEqual([]);
  });
});

describe('entrances of Remix that stay shut', () => {
  test.each(['/x?_data=root', '/x?%5fdata=root', '/x?a=1&_data=', '/x.data?_data=routes%2Fx'])('%s', async (path) => {
    expect((await fetch(server.origin + path)).status).toBe(400);
    expect((await post({ Origin: server.origin }, path)).status).toBe(400);
    expect(reached).toEqual([]);
  });

  test.each(['/__manifest?p=/', '/__manifest', '/__MANIFEST', '/%5f_manifest', '/__manifest/x'])('%s', async (path) => {
    expect((await fetch(server.origin + path)).status).toBe(404);
    expect(reached).toEqual([]);
  });

  test('TRACE does not echo the request', async () => {
    const answer = await sendRaw(
      server.port,
      `TRACE / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).not.toContain('secret');
  });
});

describe('malformed addresses get a 4xx, never a 500', () => {
  test.each([
    ['/%', 400],
    ['/%ff', 400],
    ['/a%00b', 400],
    ['/a?q=%00', 400],
    ['/a?q=%e9', 400],
    ['//evil.example/', 400],
    ['/\\evil.example', 400],
    ['http://evil.example/', 400],
    ['*', 400],
    [`/${'a'.repeat(5_000)}`, 414],
    [`/${'a'.repeat(20_000)}`, 431],
  ])('%s', async (target, status) => {
    const answer = await sendRaw(server.port, `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`);
    expect(Number(answer.split(' ')[1])).toBe(status);
    expect(reached).toEqual([]);
  });

  test.each([
    ['GET / HTTP/9.9\r\n\r\n'],
    ['GET / HTTP/1.1\r\n\r\n'],
    ['nonsense\r\n\r\n'],
    ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['GET / HTTP/1.1\r\nHost: a\r\nBad Header: 1\r\n\r\n'],
  ])('%j', async (text) => {
    expect((await sendRaw(server.port, text)).split(' ')[1]).toMatch(/^4\d\d$/);
    expect(reached).toEqual([]);
  });
});

describe('names', () => {
  test('another name of this machine is led to the one address', async () => {
    const answer = await sendRaw(server.port, `GET /a?b=1 HTTP/1.1\r\nHost: localhost:${server.port}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 307 /);
    expect(answer).toContain(`Location: ${server.origin}/a?b=1\r\n`);
  });

  test('a foreign name pointed at this machine gets nothing', async () => {
    const answer = await sendRaw(server.port, 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });

  test('pages see the public address and the true caller, whatever the headers claim', async () => {
    await fetch(`${server.origin}/a?b=1`, {
      headers: { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-For': '1.2.3.4', 'X-Forwarded-Proto': 'https' },
    });
    expect(reached).toEqual([{ method: 'GET', url: `${server.origin}/a?b=1`, address: '127.0.0.1' }]);
  });
});

describe('behind a proxy that ends https', () => {
  const publicOrigin = 'https://perspective.example.org';
  const seen: { url: string; address: string }[] = [];
  let proxied: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    const env = { publicOrigin, isHttps: true, trustedProxies: ['127.0.0.1'] };
    proxied = await serve(
      async (request, context) => {
        seen.push({ url: request.url, address: context.address });
        return new Response('page');
      },
      { env },
    );
  });
  afterAll(() => proxied.close());

  const ask = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${proxied.port}/a`, {
      redirect: 'manual',
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    });

  test('its word on the caller counts, and the address is the public one', async () => {
    const answer = await ask({ 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.7' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=63072000');
    expect(seen).toEqual([{ url: `${publicOrigin}/a`, address: '203.0.113.7' }]);
  });

  test('a page asked for in clear is sent to https', async () => {
    const answer = await ask({ 'X-Forwarded-Proto': 'http' });
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `${publicOrigin}/a`]);
  });

  test('a form comes from the public address', async () => {
    const form = { method: 'POST', body: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    expect((await ask({ Origin: publicOrigin, 'X-Forwarded-Proto': 'https' }, form)).status).toBe(200);
    expect((await ask({ Origin: `http://127.0.0.1:${proxied.port}`, 'X-Forwarded-Proto': 'https' }, form)).status).toBe(403);
  });
});
