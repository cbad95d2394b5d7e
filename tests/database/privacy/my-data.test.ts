import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { Actor } from '~/access/actor';
import { openPool } from '~/platform/database.server';
import { makeCopies } from '../../../server/make-copies';
import { sendDueMail } from '../../../server/send-mail';
import { sweepFiles } from '../../../server/sweep-files';
import { pagesOfPdf } from '../../support/pdf-text';
import { openPostOffice, type PostOffice } from '../../support/post-office';
import { freshWorld, type World } from '../../support/world';

const AT = new Date('2026-11-24T10:00:00Z');
const days = (count: number) => new Date(AT.getTime() + count * 86_400_000);

let world: World;
let folder: string;
let pool: Sql;
let office: PostOffice;
let caseId: string;
let privacy: typeof import('~/features/privacy/my-data.queries.server') &
  typeof import('~/features/company-profile/company-profile.queries.server') &
  typeof import('~/features/privacy/change-consent.server') &
  typeof import('~/features/privacy/ask-copy.server') &
  typeof import('~/access/acting.server') &
  typeof import('~/platform/files/file-store.server');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'copies-'));
  process.env.FILES_DIR = folder;
  world = await freshWorld();
  pool = openPool(world.workerUrl, 4);
  office = await openPostOffice();
  privacy = {
    ...(await import('~/features/privacy/my-data.queries.server')),
    ...(await import('~/features/company-profile/company-profile.queries.server')),
    ...(await import('~/features/privacy/change-consent.server')),
    ...(await import('~/features/privacy/ask-copy.server')),
    ...(await import('~/access/acting.server')),
    ...(await import('~/platform/files/file-store.server')),
  };
  ({ caseId } = await world.caseIn(world.a, 'active'));
});
afterAll(async () => {
  await office?.close();
  await pool?.end();
  await world?.drop();
  await rm(folder, { recursive: true, force: true });
});

const own = (actor: Actor) => privacy.asReader(actor, (tx) => privacy.listOwnConsents(tx, actor));
const seenBy = async (actor: Actor) =>
  (await privacy.asReader(actor, (tx) => privacy.readCompanyRecords(tx, actor, world.a.companyId))).consents;
const about = () => ({ companyId: world.a.companyId, purpose: 'publication' as const });
const give = (actor: Actor) => privacy.asActor(actor, (tx) => privacy.giveConsent(tx, actor, about(), AT));
const withdraw = (actor: Actor) => privacy.asActor(actor, (tx) => privacy.withdrawConsent(tx, actor, about(), days(1)));
const kinds = async (actor: Actor) =>
  (await world.asOwner(actor.clusterId, (sql) => sql`select kind from events where actor_id = ${actor.personId} order by id`)).map(
    ({ kind }) => kind,
  );

test('a leader agrees and takes it back: its team reads it at once, the proof stays', async () => {
  const { leader, otherLeader, collaborator, advisor, manager } = world.a.actors;
  for (const other of [otherLeader, collaborator, advisor, manager]) expect(await give(other)).toMatchObject({ reason: 'not_found' });
  expect(await seenBy(manager)).toEqual([]);
  expect((await Promise.all([give(leader), give(leader)])).every(({ ok }) => ok)).toBe(true);
  expect(await seenBy(manager)).toMatchObject([{ purpose: 'publication' }]);
  expect(await own(leader)).toMatchObject([{ consents: [{ given: { by: 'leader A', version: '2026-11' } }] }]);
  expect(await own(otherLeader)).toMatchObject([{ consents: [{ given: null }] }]);
  expect(await withdraw(otherLeader)).toMatchObject({ reason: 'not_found' });
  expect(await seenBy(manager)).toHaveLength(1);
  expect(await withdraw(leader)).toMatchObject({ ok: true });
  expect(await seenBy(manager)).toEqual([]);
  expect(await own(leader)).toMatchObject([{ consents: [{ given: null }] }]);
  expect(await kinds(leader)).toEqual(['consent.given', 'consent.withdrawn']);
  const proof = await world.asOwner(world.a.clusterId, (sql) => sql`select text_sha256, given_by_id, withdrawn_by_id from consents`);
  expect(proof).toMatchObject([
    { text_sha256: expect.stringMatching(/^[0-9a-f]{64}$/), given_by_id: leader.personId, withdrawn_by_id: leader.personId },
  ]);
});

async function unzipped(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const found: Record<string, string> = {};
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error || !stream) return reject(error);
        buffer(stream).then((body) => {
          found[entry.fileName] = body.toString(entry.fileName.endsWith('.pdf') ? 'latin1' : 'utf8');
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
  return found;
}

test('a copy holds what is known of its owner and what they may see, with others masked; theirs alone, for seven days', async () => {
  const { leader, otherLeader, manager, advisor } = world.a.actors;
  const { clusterId, companyId } = world.a;
  const fileId = '00000000-0000-4000-8000-0000000000f1';
  await world.asOwner(clusterId, async (sql) => {
    const noteOf = (confidentiality: string, body: string) =>
      sql`insert into notes (cluster_id, case_id, company_id, author_id, kind, state, confidentiality, is_two_way, happened_on, body)
        values (${clusterId}, ${caseId}, ${companyId}, ${advisor.personId}, 'call', 'published', ${confidentiality}, false, '2026-11-02', ${body})`;
    await noteOf('team', 'Vu leader A avec otherLeader A : prudence.');
    await noteOf('restricted', 'Difficulté confiée par leader A.');
    await noteOf('restricted', 'Une note interne restreinte.');
    await noteOf('team', 'Une note interne sur autre chose.');
    await noteOf('company', 'Note partagée.');
    await sql`insert into documents (cluster_id, family_id, company_id, case_id, title, file_name, media_type, size_bytes, sha256, file_id, confidentiality, side, uploaded_by_id)
      values (${clusterId}, uuidv7(), ${companyId}, ${caseId}, 'Bilan', '=Bilan.txt', 'text/plain', 5, ${'a'.repeat(64)}, ${fileId}, 'company', 'company', ${leader.personId})`;
  });
  const source = path.join(await (await privacy.fileStore()).incoming(), 'made');
  await writeFile(source, 'bytes');
  await (await privacy.fileStore()).keep(clusterId, fileId, source);

  const inAnothersName = privacy.asActor(leader, (tx) => privacy.askCopy(tx, otherLeader, AT));
  await expect(inAnothersName).rejects.toMatchObject({ cause: { code: '42501' } });
  const ask = () => privacy.asActor(leader, (tx) => privacy.askCopy(tx, leader, AT));
  expect((await Promise.all([ask(), ask()])).every(({ ok }) => ok)).toBe(true);
  const listed = (actor: Actor, at = AT) => privacy.asReader(actor, (tx) => privacy.listCopies(tx, actor, at));
  expect(await listed(leader)).toMatchObject([{ readyAt: null }]);
  expect(await makeCopies(pool, AT)).toBe(1);
  expect(await makeCopies(pool, AT)).toBe(0);
  const [copy] = await listed(leader);
  expect(copy).toMatchObject({ readyAt: expect.any(String), sizeBytes: expect.any(Number) });
  const find = (actor: Actor, at = AT) => privacy.asReader(actor, (tx) => privacy.findCopy(tx, actor, copy?.id, at));
  for (const other of [otherLeader, manager, world.a.actors.admin, world.b.actors.leader]) {
    expect(await find(other)).toBeNull();
    expect(await listed(other)).toEqual([]);
  }
  // The nightly sweep leaves it alone.
  expect(await sweepFiles(pool, days(30))).toBe(0);

  const file = await find(leader);
  const bytes = await (await privacy.fileStore()).read(clusterId, String(file?.fileId));
  const chunks: Buffer[] = [];
  for await (const chunk of bytes ?? []) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks)).toHaveLength(Number(file?.sizeBytes));
  const archive = await unzipped(Buffer.concat(chunks));
  const part = (name: string) => JSON.parse(archive[`${name}.json`] ?? 'null') as Record<string, unknown>[];
  expect(part('identity')).toMatchObject([{ given_name: 'leader', email: leader.email }]);
  expect(part('notes-that-name-you').map(({ body }) => body)).toEqual([
    'Vu leader A avec […] : prudence.',
    'Difficulté confiée par leader A.',
  ]);
  expect(part('company-notes').map(({ body }) => body)).toEqual(['Note partagée.']);
  expect(part('consents')).toHaveLength(1);
  expect(part('company').map(({ id }) => id)).toEqual([companyId]);
  expect(part('company-cases')).toHaveLength(1);
  expect(part('acts').map(({ kind }) => kind)).toContain('data.asked');
  expect(archive['files/0001 =Bilan.txt']).toBe('bytes');
  expect(archive['documents.csv']).toContain(`'=Bilan.txt`);
  expect(Object.keys(archive)).toContain('LISEZ-MOI.txt');
  const pages = pagesOfPdf(Buffer.from(archive['resume.pdf'] ?? '', 'latin1'));
  expect(pages.length).toBeGreaterThanOrEqual(1);
  expect(pages.length).toBeLessThanOrEqual(3);
  const said = pages.join('\n');
  for (const words of ['Copie de vos données', 'leader A', 'Vu leader A avec […] : prudence.', 'Bilan']) expect(said).toContain(words);
  expect(said).not.toMatch(/Une note interne|otherLeader A|\ufffd/);
  expect(Object.values(archive).join('\n')).not.toMatch(/Une note interne|otherLeader A|Lumonde/);

  await sendDueMail({ pool, transport: office.transport, origin: 'https://perspective.example.org', clock: () => AT });
  const letters = office.take();
  expect(letters).toHaveLength(1);
  expect(JSON.stringify(letters)).toContain('/account/data/copy');
  expect(JSON.stringify(letters)).not.toMatch(/unsubscribe/i);

  expect(await find(leader, days(8))).toBeNull();
  await makeCopies(pool, days(8));
  expect(await (await privacy.fileStore()).read(clusterId, String(file?.fileId))).toBeNull();
  expect(await listed(leader, days(6))).toEqual([]);
  const told = await world.asOwner(
    clusterId,
    (sql) => sql`select kind, actor_kind, channel from events where kind like 'data.%' order by id`,
  );
  expect(told).toMatchObject([
    { kind: 'data.asked', actor_kind: 'person' },
    { kind: 'data.copied', actor_kind: 'job', channel: 'job' },
  ]);
});

test('somebody who is nobody any more gets no copy, and holds nobody else up', async () => {
  const { collaborator, director } = world.a.actors;
  for (const actor of [collaborator, director]) await privacy.asActor(actor, (tx) => privacy.askCopy(tx, actor, AT));
  await world.asOwner(world.a.clusterId, (sql) => sql`update people set disabled_at = now() where id = ${collaborator.personId}`);
  expect(await makeCopies(pool, AT)).toBe(1);
  expect(await privacy.asReader(director, (tx) => privacy.listCopies(tx, director, AT))).toMatchObject([{ readyAt: expect.any(String) }]);
  const left = await world.asOwner(world.a.clusterId, (sql) => sql`select 1 from data_copies where ready_at is null`);
  expect(left).toHaveLength(0);
});
