import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PageHandler } from '../../../server/page-handler';
import { sendRaw, serve } from '../../support/http';

type Served = Awaited<ReturnType<typeof serve>>;
let server: Served;
const page: PageHandler = async (_request, { nonce }) => new Response(`<p>${nonce}</p>`, { headers: { 'Content-Type': 'text/html' } });

afterEach(() => server.close());

describe('headers of every answer', () => {
  test('a page carries the policy of quality S16 with a new nonce each time', async () => {
    server = await serve(page);
    const [first, second] = await Promise.all([fetch(server.origin), fetch(server.origin)]);
    const nonce = /<p>(.+)<\/p>/.exec(await first.text())?.[1];
    const policy = [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ];
    expect(first.headers.get('content-security-policy')?.split(';').sort()).toEqual(policy.sort());
    expect(await second.text()).not.toContain(nonce);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    for (const banner of ['x-powered-by', 'server', 'strict-transport-security', 'clear-site-data'])
      expect(first.headers.has(banner)).toBe(false);
  });

  test('refusals and the health page carry them too', async () => {
    server = await serve(page);
    for (const address of ['/', '/%', '/__manifest', '/healthz', '/?_data=x']) {
      const { headers } = await fetch(server.origin + address);
      // No banner (S34).
      expect([headers.has('x-powered-by'), headers.has('server')]).toEqual([false, false]);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cache-control')).toContain('no-store');
    }
  });

  test('a page may set its own caching, status and several cookies', async () => {
    server = await serve(async () => {
      const headers = new Headers({ 'Cache-Control': 'private, max-age=60' });
      headers.append('Set-Cookie', 'a=1');
      headers.append('Set-Cookie', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT');
      return new Response(null, { status: 204, headers });
    });
    const { status, headers } = await fetch(server.origin);
    expect([status, headers.get('cache-control'), headers.getSetCookie()]).toEqual([
      204,
      'private, max-age=60',
      ['a=1', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
    ]);
  });
});

describe('faults', () => {
  beforeEach(() => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  test('an exception is a 500 with a reference, and no word of its cause', async () => {
    server = await serve(async () => {
      throw new Error('password of Marie');
    });
    const answer = await fetch(server.origin);
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).toContain(answer.headers.get('x-request-id'));
    expect(text).not.toMatch(/Marie|at |\.ts/);
  });

  test('a page that failed because the database is away is a 503 that asks to come back', async () => {
    server = await serve(async (_request, context) => {
      context.outage = true;
      return new Response('page', { status: 500 });
    });
    expect((await fetch(server.origin)).status).toBe(503);
  });

  test('a page that takes too long is a 503, and what it does is called off', async () => {
    let wasCalledOff = false;
    server = await serve(
      (request) =>
        new Promise(() => {
          request.signal.addEventListener('abort', () => {
            wasCalledOff = true;
          });
        }),
      { deadlineMs: 150 },
    );
    const answer = await fetch(server.origin);
    expect([answer.status, answer.headers.get('retry-after'), wasCalledOff]).toEqual([503, '3', true]);
  });

  test('a body that breaks half-way is cut, not ended as if whole', async () => {
    server = await serve(async () => {
      let pulls = 0;
      const pull = (controller: ReadableStreamDefaultController) =>
        pulls++ < 3 ? controller.enqueue(new Uint8Array(70_000)) : controller.error(new Error('lost'));
      return new Response(new ReadableStream({ pull }));
    });
    await expect(fetch(server.origin).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });
});

describe('files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'perspective-files-'));
  const script = 'export const a = 1;\n'.repeat(200);
  beforeAll(() => {
    for (const name of ['assets', 'fonts', '.vite']) mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, 'assets/app-abc123.js'), script);
    writeFileSync(path.join(folder, 'fonts/sans.woff2'), 'font');
    writeFileSync(path.join(folder, '.vite/manifest.json'), '{}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('hashed ones are kept for ever and travel compressed', async () => {
    server = await serve(page, { clientFiles: folder });
    for (const encoding of ['br', 'gzip', 'identity']) {
      const answer = await fetch(`${server.origin}/assets/app-abc123.js`, { headers: { 'Accept-Encoding': encoding } });
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(answer.headers.get('content-type')).toMatch(/^(text|application)\/javascript; charset=utf-8$/i);
      expect(await answer.text()).toBe(script);
    }
    const { body } = await rawGet(`${server.origin}/assets/app-abc123.js`, { 'Accept-Encoding': 'br' });
    expect(body.length).toBeLessThan(200);
    expect(brotliDecompressSync(body).toString()).toBe(script);
  });

  test('public ones are found; nothing else is, and folders are not listed', async () => {
    server = await serve(async () => new Response('page', { status: 404 }), { clientFiles: folder });
    const status = async (address: string) => (await fetch(server.origin + address)).status;
    expect(await status('/fonts/sans.woff2')).toBe(200);
    for (const address of [
      '/assets/',
      '/fonts/',
      '/.vite/manifest.json',
      '/assets/..%2f.vite%2fmanifest.json',
      '/assets/app-abc123.js.map',
      '/.env',
      '/server/index.js',
    ]) {
      expect(await status(address), address).toBeGreaterThanOrEqual(400);
      expect(await status(address), address).toBeLessThan(500);
    }
  });
});

describe('slow clients (R02)', () => {
  test('the limits in production are those of the requirement', async () => {
    server = await serve(page);
    expect(server.http.server.headersTimeout).toBe(15_000);
    expect(server.http.server.keepAliveTimeout).toBeLessThanOrEqual(75_000);
  });

  test('two hundred clients who never end their headers are cut, and pages stay quick meanwhile', async () => {
    server = await serve(page, { headersMs: 1_000 });
    const cut = Array.from({ length: 200 }, () => sendRaw(server.port, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', 10_000));
    await sleep(200);
    const start = performance.now();
    expect((await fetch(server.origin)).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(500);
    const answers = await Promise.all(cut);
    expect(answers.every((answer) => answer.startsWith('HTTP/1.1 408'))).toBe(true);
    expect(performance.now() - start).toBeLessThan(6_000);
  });

  test('a form that does not arrive in time is refused', async () => {
    server = await serve(page, { limits: { formMs: 300 } });
    const head = `POST / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${server.origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\na=`;
    expect(await sendRaw(server.port, head)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('an upload may take its time as long as bytes come, and is cut when none do', async () => {
    const seen: string[] = [];
    server = await serve(
      async (request) => {
        seen.push(await request.text().catch(() => 'cut'));
        return new Response('taken');
      },
      { limits: { formMs: 200, uploadIdleMs: 400 }, deadlineMs: 200 },
    );
    const upload = async (pauses: number[]) => {
      const socket = net.connect(server.port, '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk)).on('error', () => {});
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write(
        `POST /register/imports HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${server.origin}\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 3\r\nConnection: close\r\n\r\n`,
      );
      for (const pause of pauses) {
        await sleep(pause);
        socket.write('x');
      }
      await closed;
      return answer.split('\r\n')[0];
    };
    expect(await upload([250, 250, 250])).toBe('HTTP/1.1 200 OK');
    expect(await upload([10, 1_200])).toMatch(/408/);
    expect(seen).toEqual(['xxx', 'cut']);
  });
});

describe('stopping (R03)', () => {
  test('a request in flight ends, a new one is not taken, the health page goes red', async () => {
    let isReady = true;
    server = await serve(
      async () => {
        await sleep(400);
        return new Response('whole');
      },
      { isReady: async () => isReady },
    );
    const agent = new http.Agent({ keepAlive: true });
    const health = () => rawGet(`${server.origin}/healthz`, {}, agent).then(({ status }) => status);
    expect(await health()).toBe(200);
    isReady = false;
    expect(await health()).toBe(503);
    isReady = true;
    const inFlight = fetch(server.origin).then((answer) => answer.text());
    await sleep(100);
    const start = performance.now();
    const drained = server.http.drain();
    await expect(fetch(`${server.origin}/healthz`)).rejects.toThrow();
    expect(await inFlight).toBe('whole');
    await drained;
    expect(performance.now() - start).toBeLessThan(1_000);
    agent.destroy();
  });

  test('what does not end in time is cut', async () => {
    server = await serve(() => new Promise(() => {}));
    const stuck = fetch(server.origin).catch(() => 'cut');
    await sleep(50);
    await server.http.drain(200);
    expect(await stuck).toBe('cut');
  });

  test('a database that does not answer makes the server unready within seconds', async () => {
    server = await serve(page, { isReady: () => new Promise(() => {}) });
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(503);
  });
});

function rawGet(url: string, headers: Record<string, string>, agent?: http.Agent): Promise<{ status: number | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers, agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer
          .on('data', (chunk) => chunks.push(chunk))
          .on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(chunks) }));
      })
      .on('error', reject);
  });
}
