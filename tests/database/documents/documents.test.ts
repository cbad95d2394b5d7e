import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '~/access/actor';
import { sweepFiles } from '../../../server/sweep-files';
import { PDF } from '../../support/files-made';
import { freshWorld, type World } from '../../support/world';

let world: World;
let caseId: string;
let milestoneIds: string[];
let folder: string;
let documents: typeof import('~/features/documents/documents.queries.server') &
  typeof import('~/features/documents/add-document.server') &
  typeof import('~/features/documents/replace-document.server') &
  typeof import('~/features/documents/withdraw-document.server') &
  typeof import('~/features/documents/keep-document.server') &
  typeof import('~/features/documents/receive-document.server') &
  typeof import('~/features/milestones/complete-milestone.server') &
  typeof import('~/features/milestones/milestones.queries.server') &
  typeof import('~/access/acting.server') &
  typeof import('~/platform/files/scan-file.server') &
  typeof import('~/platform/files/disk-store.server') &
  typeof import('~/platform/files/file-store.server') &
  typeof import('~/platform/files/receive-file.server');
const AT = new Date('2026-11-24T10:00:00Z');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'documents-'));
  process.env.FILES_DIR = folder;
  world = await freshWorld();
  documents = {
    ...(await import('~/features/documents/documents.queries.server')),
    ...(await import('~/features/documents/add-document.server')),
    ...(await import('~/features/documents/replace-document.server')),
    ...(await import('~/features/documents/withdraw-document.server')),
    ...(await import('~/features/documents/keep-document.server')),
    ...(await import('~/features/documents/receive-document.server')),
    ...(await import('~/features/milestones/complete-milestone.server')),
    ...(await import('~/features/milestones/milestones.queries.server')),
    ...(await import('~/access/acting.server')),
    ...(await import('~/platform/files/scan-file.server')),
    ...(await import('~/platform/files/disk-store.server')),
    ...(await import('~/platform/files/file-store.server')),
    ...(await import('~/platform/files/receive-file.server')),
  };
  ({ caseId, milestoneIds } = await world.caseIn(world.a, 'active'));
});
afterAll(async () => {
  await world.drop();
  await rm(folder, { recursive: true, force: true });
});

async function* chunked(bytes: Uint8Array, size = 1_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const sent = (key: string | null = null) => ({ idempotencyKey: key, values: {} });
const text = { title: null, confidentiality: undefined, readerIds: [], milestoneId: null } as {
  title: string | null;
  confidentiality: 'team' | 'company' | 'restricted' | undefined;
  readerIds: string[];
  milestoneId: string | null;
};

async function receive(name = 'Bilan.pdf', bytes: Uint8Array = PDF, settings: unknown = {}) {
  const taken = await documents.receiveDocument({ settings }, name, chunked(bytes));
  if (!taken.ok) throw new Error(taken.problem);
  return taken.file;
}
async function add(
  actor: Actor,
  more: Partial<typeof text> = {},
  { id = caseId, key = null as string | null, bytes = PDF as Uint8Array } = {},
) {
  const outcome = await documents.keepDocument(actor, await receive('Bilan.pdf', bytes), sent(key), (tx, kept) =>
    documents.addCaseDocument(tx, actor, id, { ...text, ...more }, kept, AT),
  );
  return outcome.ok ? outcome.value : outcome.reason;
}
const added = async (actor: Actor, more: Partial<typeof text> = {}) => {
  const value = await add(actor, more);
  if (typeof value === 'string') throw new Error(value);
  return value;
};
const seenBy = (actor: Actor, id: string) => documents.asReader(actor, (tx) => documents.findReadable(tx, actor, id));
const isKept = (fileId: string, { clusterId } = world.a) => existsSync(documents.diskPlace(folder, clusterId, fileId));
const files = async () =>
  (await readdir(folder, { recursive: true })).filter(
    (name) => /[0-9a-f-]{36}$/.test(path.basename(name)) && path.dirname(name).includes(path.sep),
  ).length;
const replace = async (actor: Actor, id: string, version = 1) => {
  const outcome = await documents.keepDocument(actor, await receive(), sent(), (tx, kept) =>
    documents.replaceDocument(tx, actor, id, { version }, kept, AT),
  );
  return outcome.ok ? outcome.value.documentId : outcome.reason;
};
const withdraw = async (actor: Actor, id: string, version = 1) => {
  const outcome = await documents.asActor(actor, (tx) => documents.withdrawDocument(tx, actor, id, { version }, AT));
  return outcome.ok ? 'done' : outcome.reason;
};

test('a document is its row and its bytes; those who see the case see it as far as its class goes', async () => {
  const { advisor, otherAdvisor, leader, otherLeader, collaborator, director, funder, admin } = world.a.actors;
  const team = await added(advisor);
  const shared = await added(advisor, { confidentiality: 'company', title: 'Le bilan' });
  const theirs = await added(leader, { confidentiality: 'team' });
  for (const { fileId } of [team, shared, theirs]) expect(isKept(fileId)).toBe(true);
  expect(await seenBy(advisor, team.documentId)).toMatchObject({
    title: 'Bilan',
    fileName: 'Bilan.pdf',
    sizeBytes: PDF.length,
    scan: 'not_scanned',
    side: 'advisor',
  });
  expect((await seenBy(leader, shared.documentId))?.title).toBe('Le bilan');
  // What the company gives, it shares.
  expect(await seenBy(director, theirs.documentId)).toMatchObject({ confidentiality: 'company', side: 'company' });
  expect(await seenBy(leader, team.documentId)).toBeNull();
  for (const stranger of [otherAdvisor, otherLeader, collaborator, funder, admin, world.b.actors.manager, world.b.actors.leader])
    for (const { documentId } of [team, shared, theirs]) expect(await seenBy(stranger, documentId)).toBeNull();
});

test('a refusal leaves no file, an accepted form sent twice leaves one', async () => {
  const { advisor, director, otherLeader } = world.a.actors;
  const before = await files();
  expect(await add(director)).toBe('not_allowed');
  expect(await add(otherLeader)).toBe('not_found');
  expect(await add(advisor, { milestoneId: randomUUID() })).toBe('milestone_unknown');
  const ended = await world.caseIn(world.a, 'closed', { track: 'innovation' });
  expect(await add(advisor, {}, { id: ended.caseId })).toBe('case_ended');
  expect(await files()).toBe(before);
  const key = randomUUID();
  const first = await add(advisor, {}, { key });
  expect(await add(advisor, {}, { key })).toEqual(first);
  expect(await add(advisor, {}, { key, bytes: Buffer.concat([PDF, Buffer.from('\n')]) })).toBe('already_sent');
  expect(await files()).toBe(before + 1);
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
});

test('equal bytes are kept apart, in one cluster and in two', async () => {
  const one = await added(world.a.actors.advisor);
  const other = await added(world.a.actors.advisor);
  expect(one.fileId).not.toBe(other.fileId);
  const foreign = await world.caseIn(world.b, 'active');
  const there = await add(world.b.actors.advisor, {}, { id: foreign.caseId });
  expect(typeof there !== 'string' && isKept(there.fileId, world.b)).toBe(true);
  expect(typeof there !== 'string' && isKept(there.fileId)).toBe(false);
});

test('a new version stands in front of the former, which stays; of two at once one loses', async () => {
  const { advisor, leader, otherAdvisor } = world.a.actors;
  const { documentId } = await added(advisor, { confidentiality: 'company' });
  expect(await replace(leader, documentId)).toBe('not_allowed');
  expect(await replace(otherAdvisor, documentId)).toBe('not_found');
  expect(await replace(advisor, documentId, 7)).toBe('changed_meanwhile');
  const before = await files();
  const outcomes = await Promise.all([replace(advisor, documentId), replace(advisor, documentId)]);
  const [next = ''] = outcomes.filter((outcome) => /^[0-9a-f-]{36}$/.test(outcome));
  expect(outcomes.filter((outcome) => outcome !== next).every((outcome) => /changed_meanwhile|already_replaced/.test(outcome))).toBe(true);
  expect(await files()).toBe(before + 1);
  expect(await replace(advisor, documentId)).toBe('already_replaced');
  expect(await seenBy(leader, next)).toMatchObject({ number: 2, isReplaced: false });
  expect(await seenBy(leader, documentId)).toMatchObject({ number: 1, isReplaced: true });
  expect(await withdraw(advisor, documentId, 2)).toBe('already_replaced');
  // Withdrawn, no version is read by anybody.
  expect(await withdraw(leader, next)).toBe('not_allowed');
  expect(await withdraw(advisor, next)).toBe('done');
  for (const id of [documentId, next]) expect(await seenBy(advisor, id)).toBeNull();
  expect(await withdraw(advisor, next, 2)).toBe('already_withdrawn');
});

test('what proves a done milestone stays', async () => {
  const { advisor } = world.a.actors;
  const [milestoneId = ''] = milestoneIds;
  const { documentId } = await added(advisor, { milestoneId });
  await world.asOwner(
    world.a.clusterId,
    (sql) => sql`update milestones set state = 'done', done_on = '2026-11-02' where id = ${milestoneId}`,
  );
  expect(await withdraw(advisor, documentId)).toBe('proof_of_done');
});

test('a document proves its milestone while it stands, for those who may see it', async () => {
  const { advisor, leader } = world.a.actors;
  const milestoneId = milestoneIds[5]!;
  await world.asOwner(
    world.a.clusterId,
    (sql) => sql`update milestones set sides = '{advisor}', side = 'advisor', state = 'in_progress' where id = ${milestoneId}`,
  );
  const complete = async () => {
    const outcome = await documents.asActor(advisor, (tx) => documents.completeMilestone(tx, advisor, milestoneId, { version: 1 }, AT));
    return outcome.ok ? 'done' : outcome.reason;
  };
  const page = (actor: Actor) => documents.asReader(actor, (tx) => documents.readMilestonePage(tx, actor, milestoneId, AT));
  const proofs = async (actor: Actor) => (await page(actor))?.evidence.map(({ id, kind, body }) => ({ id, kind, body }));
  expect(await complete()).toBe('evidence_missing');
  const withdrawn = await added(advisor, { milestoneId });
  expect(await withdraw(advisor, withdrawn.documentId)).toBe('done');
  expect(await proofs(advisor)).toEqual([]);
  expect(await complete()).toBe('evidence_missing');
  const first = await added(advisor, { milestoneId, title: 'Le relevé' });
  const current = await replace(advisor, first.documentId);
  expect(await proofs(advisor)).toEqual([{ id: current, kind: 'document', body: 'Le relevé' }]);
  expect(await proofs(leader)).toEqual([]);
  expect((await page(advisor))?.pressed).toContain('complete');
  expect(await complete()).toBe('done');
  expect(await withdraw(advisor, current)).toBe('proof_of_done');
});

test('nobody rewrites what a document says of its bytes', async () => {
  const { advisor } = world.a.actors;
  const { documentId } = await added(advisor);
  const { sql } = await import('drizzle-orm');
  const rewrite = documents.asActor(advisor, async (tx) => {
    await tx.execute(sql`update documents set sha256 = ${'c'.repeat(64)} where id = ${documentId}`);
    return { ok: true, value: null };
  });
  await expect(rewrite).rejects.toMatchObject({ cause: { code: '42501' } });
});

test('a programme’s quota holds, also for two at once', async () => {
  const { advisor } = world.a.actors;
  const settings = async (quota: number | null) =>
    world.asOwner(world.a.clusterId, async (sql) => {
      const [{ used = 0 } = {}] = await sql<
        { used: number }[]
      >`select coalesce(sum(size_bytes), 0)::int as used from documents where programme_id = ${world.a.programmeId}`;
      await sql`update programmes set settings = ${sql.json(quota === null ? {} : { documents: { quotaBytes: used + quota } })} where id = ${world.a.programmeId}`;
    });
  await settings(PDF.length);
  const outcomes = await Promise.all([add(advisor), add(advisor), add(advisor)]);
  expect(outcomes.filter((outcome) => outcome === 'quota_reached')).toHaveLength(2);
  await settings(null);
  expect(typeof (await add(advisor))).toBe('object');
});

test('a file that is too large is refused as it arrives, and leaves nothing', async () => {
  const before = await files();
  const taken = await documents.receiveDocument({ settings: { documents: { maxBytes: 2_000 } } }, 'a.pdf', chunked(new Uint8Array(50_000)));
  expect(taken).toEqual({ ok: false, problem: 'documents:problem.too_large?max=0' });
  expect(await files()).toBe(before);
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
});

test('a full disk is told, as the file arrives and as it is kept, and leaves nothing', async () => {
  const { advisor } = world.a.actors;
  const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  async function* cut() {
    yield PDF;
    throw full();
  }
  const before = await files();
  const expected = { ok: false, problem: expect.stringContaining('documents:problem.no_room') };
  expect(await documents.receiveDocument({ settings: {} }, 'a.pdf', cut())).toEqual(expected);
  const store = await documents.fileStore();
  const keep = vi.spyOn(store, 'keep').mockRejectedValueOnce(full());
  expect(await add(advisor)).toBe('no_room');
  keep.mockRestore();
  expect(await files()).toBe(before);
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
});

test('an upload that breaks off leaves nothing', async () => {
  async function* broken() {
    yield PDF;
    throw new Error('gone');
  }
  await expect(documents.receiveDocument({ settings: {} }, 'a.pdf', broken())).rejects.toThrow('gone');
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
});

test('twenty files of 20 MB at once are written as they come: memory stays flat', async () => {
  const piece = Buffer.alloc(256 * 1024, 'a');
  async function* large() {
    for (let i = 0; i < 79; i += 1) yield piece;
  }
  global.gc?.();
  const before = process.memoryUsage().rss;
  const taken = await Promise.all(Array.from({ length: 20 }, () => documents.receiveFile('a.txt', large(), 20 * 1024 * 1024)));
  const grown = process.memoryUsage().rss - before;
  for (const one of taken) {
    expect(one.ok).toBe(true);
    if (one.ok) await one.file.forget();
  }
  expect(grown).toBeLessThan(150 * 1024 * 1024);
}, 60_000);

/** A clamd that answers as told once it has the whole file. */
async function scanner(answer: (received: Buffer) => string | null): Promise<{ server: Server; at: { host: string; port: number } }> {
  const server = createServer((socket) => {
    const chunks: Buffer[] = [];
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
      const said = answer(all);
      if (said !== null) socket.end(said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, at: { host: '127.0.0.1', port: (server.address() as { port: number }).port } };
}

test('the scanner is asked when there is one, and silence is no consent', async () => {
  // Split, so that no scanner of this machine takes this file away.
  const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR${'-STANDARD-ANTIVIRUS-TEST-FILE'}!$H+H*`;
  const [bad, good] = [path.join(folder, 'bad'), path.join(folder, 'good')];
  await writeFile(bad, eicar);
  await writeFile(good, PDF);
  const clamd = await scanner((received) => (received.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0'));
  const silent = await scanner(() => null);
  const odd = await scanner(() => 'INSTREAM size limit exceeded. ERROR\0');
  try {
    expect(await documents.scanFile(good, undefined)).toBe('not_scanned');
    expect(await documents.scanFile(good, clamd.at)).toBe('clean');
    expect(await documents.scanFile(bad, clamd.at)).toBe('infected');
    expect(await documents.scanFile(good, silent.at, 200)).toBe('unavailable');
    expect(await documents.scanFile(good, odd.at)).toBe('unavailable');
  } finally {
    for (const { server } of [clamd, silent, odd]) server.close();
  }
  expect(await documents.scanFile(good, clamd.at)).toBe('unavailable');
  for (const file of [bad, good]) await rm(file);
});

test('the sweep takes what nothing stands for a day later, and nothing else', async () => {
  const { diskStore } = documents;
  const { fileId } = await added(world.a.actors.advisor);
  const store = diskStore(folder);
  const orphan = randomUUID();
  const young = randomUUID();
  for (const id of [orphan, young]) {
    const file = path.join(await store.incoming(), id);
    await writeFile(file, 'x');
    await store.keep(world.a.clusterId, id, file);
  }
  const old = new Date(Date.now() - 2 * 86_400_000);
  for (const id of [orphan, fileId]) await utimes(documents.diskPlace(folder, world.a.clusterId, id), old, old);
  const cut = path.join(folder, 'incoming', 'cut');
  await writeFile(cut, 'x');
  await utimes(cut, old, old);
  const worker = postgres(world.workerUrl, { max: 1, onnotice: () => {} });
  try {
    expect(await sweepFiles(worker)).toBe(1);
  } finally {
    await worker.end();
  }
  expect([orphan, young, fileId].map((id) => isKept(id))).toEqual([false, true, true]);
  expect(existsSync(cut)).toBe(false);
});
