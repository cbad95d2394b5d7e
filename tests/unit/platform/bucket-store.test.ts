import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bucketStore } from '~/platform/files/bucket-store.server';
import type { FileStore, StoredFile } from '~/platform/files/file-store.server';

const BYTES = Buffer.from('The journal of the first wave, signed.\n'.repeat(4_000));
const CLUSTER = '01980000-0000-7000-8000-000000000001';
const kept = new Map<string, Buffer>();
const asked: string[] = [];
let folder: string;
let store: FileStore;

/** A storage service as small as it can be: objects by path, two names a page. */
async function serve(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '', 'http://storage');
  const body = await buffer(request);
  asked.push(`${request.method} ${request.headers.authorization?.includes('Credential=the-key/') ? 'signed' : 'not signed'}`);
  if (url.searchParams.get('list-type') === '2') return response.end(listing(Number(url.searchParams.get('continuation-token') ?? 0)));
  if (request.method === 'PUT') kept.set(url.pathname, body);
  if (request.method === 'DELETE') kept.delete(url.pathname);
  const found = kept.get(url.pathname);
  if (request.method === 'GET' && url.pathname.startsWith('/shut/')) {
    response.statusCode = 403;
    return response.end('<Error><Code>AccessDenied</Code></Error>');
  }
  if (request.method === 'GET' && !found) {
    response.statusCode = 404;
    return response.end('<Error><Code>NoSuchKey</Code></Error>');
  }
  return response.end(request.method === 'GET' ? found : '');
}

function listing(from: number): string {
  const all = [...kept.keys()].sort();
  const items = all.slice(from, from + 2).map((key) => {
    const name = key.replace('/documents/', '');
    return `<Contents><Key>${name}</Key><LastModified>2026-11-20T08:00:00.000Z</LastModified></Contents>`;
  });
  const next = from + 2 < all.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
  return `<ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}${items.join('')}</ListBucketResult>`;
}

const server = createServer((request, response) => void serve(request, response));
const opened = (name: string) => {
  const { port } = server.address() as AddressInfo;
  const keys = { accessKeyId: 'the-key', secretAccessKey: 'the-secret' };
  return bucketStore({ name, region: 'eu-west-3', endpoint: `http://127.0.0.1:${port}`, keys }, folder);
};
const arrived = async (fileId: string) => {
  const file = path.join(await store.incoming(), fileId);
  await writeFile(file, BYTES);
  return file;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bucket-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  store = opened('documents');
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

test('a file goes to the bucket whole, comes back the same, and leaves nothing behind where it arrived', async () => {
  const fileId = randomUUID();
  const file = await arrived(fileId);
  await store.keep(CLUSTER, fileId, file);
  expect(existsSync(file)).toBe(false);
  expect([...kept.keys()]).toEqual([`/documents/${CLUSTER}/${fileId.slice(-2)}/${fileId}`]);
  const back = await store.read(CLUSTER, fileId);
  expect(back && (await buffer(back)).equals(BYTES)).toBe(true);
  await store.remove(CLUSTER, fileId);
  expect(kept.size).toBe(0);
  expect(await store.read(CLUSTER, fileId)).toBeNull();
  expect(new Set(asked)).toEqual(new Set(['PUT signed', 'GET signed', 'DELETE signed']));
});

test('a service that refuses is an error, not a file that is not there', async () => {
  await expect(opened('shut').read(CLUSTER, randomUUID())).rejects.toThrow();
});

test('every file is listed, over as many pages as there are', async () => {
  const ids = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  for (const id of ids) await store.keep(CLUSTER, id, await arrived(id));
  const listed: StoredFile[] = [];
  for await (const file of store.list()) listed.push(file);
  expect(listed.map(({ fileId }) => fileId).sort()).toEqual([...ids].sort());
  expect(listed[0]).toMatchObject({ clusterId: CLUSTER, storedAt: new Date('2026-11-20T08:00:00Z') });
});

test('what stopped arriving is swept from where it arrived', async () => {
  const file = await arrived('cut');
  const old = new Date('2026-11-20T08:00:00Z');
  await utimes(file, old, old);
  await store.sweepIncoming(new Date('2026-11-21T08:00:00Z'));
  expect(existsSync(file)).toBe(false);
});
