import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BODY_LIMITS } from '../../../server/request-body';
import { sendRaw, serve } from '../../support/http';
import { ROUTES } from '../../support/route-table';

const FORM = 'application/x-www-form-urlencoded';
const MEGABYTE = 1024 * 1024;

let server: Awaited<ReturnType<typeof serve>>;
let seen: unknown[] = [];

beforeAll(async () => {
  server = await serve(
    async (request) => {
      if (new URL(request.url).pathname.startsWith('/register/imports')) {
        let size = 0;
        for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) size += chunk.length;
        seen.push(size);
        return new Response(String(size));
      }
      const form = [...(await request.formData())].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
      seen.push(form);
      return Response.json(form);
    },
    { limits: { uploads: [{ path: '/register/imports', bytes: 4 * MEGABYTE }] } },
  );
});
afterAll(() => server.close());
beforeEach(() => {
  seen = [];
});

function post(
  body: RequestInit['body'],
  type: string | undefined,
  path = '/notes',
  headers: Record<string, string> = {},
): Promise<Response> {
  const all = { Origin: server.origin, ...(type ? { 'Content-Type': type } : {}), ...headers };
  return fetch(server.origin + path, { method: 'POST', headers: all, body, duplex: 'half' } as RequestInit);
}

describe('forms arrive as they were typed', () => {
  test('urlencoded', async () => {
    const typed = { text: 'Été 2026 : 50 % + 1 & « oui » ☎', empty: '' };
    expect(await (await post(new URLSearchParams(typed), undefined)).json()).toEqual(Object.entries(typed));
  });

  test('multipart', async () => {
    const form = new FormData();
    form.set('text', 'a\r\nb é');
    form.set('file', new Blob(['x']), 'été.csv');
    expect(await (await post(form, undefined)).json()).toEqual([
      ['text', 'a\r\nb é'],
      ['file', 'été.csv'],
    ]);
  });

  test('an empty form', async () => {
    expect(await (await post('', FORM)).json()).toEqual([]);
  });

  test('exactly a thousand fields and a megabyte', async () => {
    expect((await post(Array(1_000).fill('a=1').join('&'), FORM)).status).toBe(200);
    expect((await post(`a=${'x'.repeat(MEGABYTE - 2)}`, FORM)).status).toBe(200);
  });
});

describe('what is malformed or too large gets a 4xx in under a second (R01)', () => {
  const multipart = 'multipart/form-data; boundary=B';
  const part = (text: string) => `--B\r\n${text}\r\n--B--\r\n`;
  test.each<[string, RequestInit['body'], string | undefined, number]>([
    ['a thousand and one fields', Array(1_001).fill('a=1').join('&'), FORM, 413],
    ['one byte over a megabyte', `a=${'x'.repeat(MEGABYTE - 1)}`, FORM, 413],
    ['a percent sign without digits', 'a=100%', FORM, 400],
    ['an encoded byte that is no UTF-8', 'a=%E9', FORM, 400],
    ['a raw byte that is no UTF-8', new Uint8Array([97, 61, 0xe9]), FORM, 400],
    ['a NUL', 'a=%00', FORM, 400],
    ['a NUL in a multipart field', part('Content-Disposition: form-data; name="a"\r\n\r\n\0'), multipart, 400],
    ['multipart without an end', '--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nx', multipart, 400],
    ['multipart without a name', part('Content-Disposition: form-data\r\n\r\nx'), multipart, 400],
    ['multipart without a boundary', 'x', 'multipart/form-data', 415],
    ['multipart with another boundary', part('Content-Disposition: form-data; name="a"\r\n\r\nx'), 'multipart/form-data; boundary=C', 400],
    ['JSON', '{}', 'application/json', 415],
    ['plain text', 'a=1', 'text/plain', 415],
    ['no type', new Uint8Array([97]), undefined, 415],
    ['another charset', 'a=1', `${FORM}; charset=utf-16`, 415],
  ])('%s', async (_case, body, type, status) => {
    const start = performance.now();
    expect((await post(body, type)).status).toBe(status);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(seen).toEqual([]);
  });

  test('a compressed body', async () => {
    expect((await post('a=1', FORM, '/notes', { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  test('a body announced too large is refused before it is sent', async () => {
    const head = `POST /notes HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${server.origin}\r\nContent-Type: ${FORM}\r\nContent-Length: 999999999\r\n\r\n`;
    const start = performance.now();
    expect(await sendRaw(server.port, head)).toMatch(/^HTTP\/1\.1 413 [\s\S]*Connection: close/);
    expect(performance.now() - start).toBeLessThan(2_500);
  });

  test('a body without announced length is cut at the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(97));
      },
    });
    // The server may cut the connection while the client still writes: a reset is as good as the answer.
    const status = await post(endless, FORM).then(
      (answer) => answer.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(sent).toBeLessThan(64 * MEGABYTE);
    expect(seen).toEqual([]);
  });
});

describe('the register import has its own limit', () => {
  const CSV = 'multipart/form-data; boundary=B';
  test('it takes more than a form, as a stream', async () => {
    expect(await (await post(new Uint8Array(3 * MEGABYTE), CSV, '/register/imports')).text()).toBe(String(3 * MEGABYTE));
  });

  test('and refuses beyond, announced or not', async () => {
    expect((await post(new Uint8Array(5 * MEGABYTE), CSV, '/register/imports')).status).toBe(413);
    let left = 80;
    const unannounced = new ReadableStream<Uint8Array>({
      pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(65_536)) : controller.close()),
    });
    const status = await post(unannounced, CSV, '/register/imports').then(
      (answer) => answer.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(seen).toEqual([]);
  });

  test('in production it is two gigabytes, and the largest; documents take a little more than they may weigh', () => {
    const [register, ...others] = BODY_LIMITS.uploads;
    expect(register).toEqual({ path: '/register/imports', bytes: 2_048 * MEGABYTE });
    for (const { bytes } of others) expect(bytes / MEGABYTE).toBe(24);
    // Every address whose form carries a document, and no other.
    const carrying = Object.entries(ROUTES).flatMap(([address, { upload }]) => (upload ? [address.replaceAll(/:\w+/g, ':id')] : []));
    expect(others.map(({ path }) => path).sort()).toEqual(carrying.filter((address) => address !== '/register/imports').sort());
  });

  test('what is too large is told in both languages, with what to do', async () => {
    const answer = await post(new Uint8Array(5 * MEGABYTE), CSV, '/register/imports');
    expect(await answer.text()).toMatch(/trop volumineux : rien n’en a été gardé[\s\S]*too large: nothing of it was kept/);
  });

  test('no other route has it', async () => {
    for (const path of ['/register/importsx', '/register/imports/x', '/register/imports/x.data', '/register/imports/'])
      expect((await post(new Uint8Array(3 * MEGABYTE), CSV, path)).status, path).toBe(413);
  });
});
