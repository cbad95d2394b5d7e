import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { sealAudit, verifyAudit } from '../../../server/seal-audit';
import { type FreshDatabase, freshDatabase } from '../../support/database';

const CLUSTER = '00000000-0000-7000-8000-00000000000a';
const SUBJECT = '00000000-0000-7000-8000-00000000000b';
const LONG_AGO = '2026-11-02T08:00:00Z';
let database: FreshDatabase;
let admin: postgres.Sql;
let worker: postgres.Sql;
let ids: string[];

beforeAll(() => expect(inject('template')).toBeDefined());
afterAll(() => close());
const close = async () => {
  await Promise.all([admin?.end(), worker?.end()]);
  await database?.drop();
};

/** Six events and three lines of the access log, sealed in batches of two. */
beforeEach(async () => {
  await close();
  database = await freshDatabase();
  admin = postgres(database.adminUrl.replace(/\/[^/]*$/, new URL(database.ownerUrl).pathname), { max: 1, onnotice: () => {} });
  worker = postgres(database.workerUrl, { max: 1, onnotice: () => {} });
  await admin`insert into clusters (id, slug, name, valid_from) values (${CLUSTER}, 'c', 'C', '2020-01-01')`;
  ids = [];
  for (let no = 0; no < 6; no += 1) ids.push(await happen({ no, name: 'value' }));
  for (const cluster of [CLUSTER, CLUSTER, null])
    await admin`insert into access_log (kind, cluster_id, recorded_at) values ('sign_in.done', ${cluster}, ${LONG_AGO})`;
  expect(await sealAudit(worker, new Date('2026-11-03'), 2)).toBe(9);
});

async function happen(facts: Record<string, number | string>, at = LONG_AGO, id?: string): Promise<string> {
  const [made] = await admin`insert into events (id, cluster_id, kind, recorded_at, subject_kind, subject_id, facts)
    values (coalesce(${id ?? null}::uuid, uuidv7()), ${CLUSTER}, 'case.taken', ${at}, 'case', ${SUBJECT}, ${admin.json(facts)}) returning id`;
  return String(made?.id);
}

/** What only somebody above the database's own rules can do. */
const tamper = (work: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await work(sql);
  });
const firstFault = async () => (await verifyAudit(worker)).find(({ fault }) => fault)?.fault ?? null;
const events = async () => (await verifyAudit(worker)).find(({ trail, clusterId }) => trail === 'events' && clusterId === CLUSTER);

test('what was sealed holds, chain by chain, and each has a head', async () => {
  expect(await verifyAudit(worker)).toMatchObject([
    { clusterId: CLUSTER, trail: 'events', entries: 6, batches: 3, waiting: 0, fault: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { clusterId: CLUSTER, trail: 'access', entries: 2, batches: 1, fault: null },
    { trail: 'access', entries: 1, batches: 1, fault: null },
  ]);
});

test('a fact changed is named', async () => {
  await tamper((sql) => sql`update events set facts = facts || '{"name": "other"}' where id = ${ids[2] ?? ''}`);
  expect(await firstFault()).toEqual({ batchNo: 2, entryId: ids[2], fault: 'changed' });
});

test('an event removed is named', async () => {
  await tamper((sql) => sql`delete from events where id = ${ids[3] ?? ''}`);
  expect(await firstFault()).toEqual({ batchNo: 2, entryId: ids[3], fault: 'removed' });
});

test('an event put in among those sealed is named', async () => {
  const [past] = await admin`select (left(${ids[0] ?? ''}, 14) || '7000-8000-000000000000')::uuid as id`;
  const id = await happen({ no: 7 }, LONG_AGO, String(past?.id));
  expect(await firstFault()).toEqual({ batchNo: 1, entryId: id, fault: 'added' });
});

test('two events put the other way round are named', async () => {
  await tamper(async (sql) => {
    await sql`update audit_digests set position = 9 where entry_id = ${ids[0] ?? ''}`;
    await sql`update audit_digests set position = 1 where entry_id = ${ids[1] ?? ''}`;
    await sql`update audit_digests set position = 2 where entry_id = ${ids[0] ?? ''}`;
  });
  expect(await firstFault()).toEqual({ batchNo: 1, entryId: ids[0], fault: 'reordered' });
});

test('a changed event whose digest was made to agree breaks its seal, and a seal made anew the next one', async () => {
  await tamper(async (sql) => {
    await sql`update events set facts = '{}' where id = ${ids[0] ?? ''}`;
    await sql`update audit_digests set digest = (select digest from access.audit_entries('events', ${CLUSTER}, '00000000-0000-0000-0000-000000000000') e where e.id = entry_id) where entry_id = ${ids[0] ?? ''}`;
  });
  expect(await firstFault()).toEqual({ batchNo: 1, entryId: null, fault: 'digests_changed' });
  await tamper(async (sql) => {
    await sql`update audit_seals set root = access.audit_root(cluster_id, trail, batch_no) where cluster_id = ${CLUSTER} and trail = 'events' and batch_no = 1`;
    await sql`update audit_seals s set chain = access.audit_chain(s) where cluster_id = ${CLUSTER} and trail = 'events' and batch_no = 1`;
  });
  expect(await firstFault()).toEqual({ batchNo: 2, entryId: null, fault: 'seal_changed' });
});

test('a seal taken away, and a line of the access log changed, are named', async () => {
  await tamper((sql) => sql`update access_log set kind = 'sign_in.refused' where cluster_id is null`);
  expect(await firstFault()).toMatchObject({ batchNo: 1, fault: 'changed' });
  await tamper(async (sql) => {
    await sql`delete from audit_digests where cluster_id = ${CLUSTER} and trail = 'events' and batch_no = 2`;
    await sql`delete from audit_seals where cluster_id = ${CLUSTER} and trail = 'events' and batch_no = 2`;
  });
  expect(await firstFault()).toEqual({ batchNo: 3, entryId: null, fault: 'seal_missing' });
});

test('what commits late lands in a later batch, and what is young waits', async () => {
  const { id: early } = (await admin`select access.key_at(access.key_made(${ids[0] ?? ''}::uuid) - interval '1 hour') as id`)[0] as {
    id: string;
  };
  await happen({ no: 8 }, LONG_AGO, early);
  await happen({ no: 9 }, '2026-11-04T08:00:00Z');
  expect(await sealAudit(worker, new Date('2026-11-03'))).toBe(1);
  expect(await events()).toMatchObject({ batches: 4, entries: 7, waiting: 1, fault: null });
  const [kept] = await admin`select batch_no from audit_digests where entry_id = ${early}`;
  expect(kept?.batch_no).toBe(4);
});

test('nobody changes a seal or a digest, the owner of the tables neither; the application writes none', async () => {
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const app = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`select access.enter_system(${CLUSTER}, 'test')`;
    for (const table of ['audit_seals', 'audit_digests']) {
      await expect(owner`update ${owner(table)} set batch_no = 9`).rejects.toThrow('append-only');
      await expect(owner`delete from ${owner(table)}`).rejects.toThrow('append-only');
      for (const sql of [app, worker]) {
        await expect(sql`delete from ${sql(table)}`).rejects.toThrow('permission denied');
        await expect(sql`insert into ${sql(table)} default values`).rejects.toThrow('permission denied');
      }
    }
    await expect(app`select access.seal_audit(${CLUSTER}, 'events', now(), 1)`).rejects.toThrow('permission denied');
  } finally {
    await Promise.all([owner.end(), app.end()]);
  }
});
