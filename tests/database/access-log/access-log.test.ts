import { parse } from 'csv-parse/sync';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '~/access/actor';
import { readAccessLogFilter } from '~/features/access-log/access-log-filter';
import { readAuditFilter } from '~/features/audit/audit-filter';
import { checkAudit } from '../../../server/check-audit';
import { sealAudit } from '../../../server/seal-audit';
import { freshWorld, type World } from '../../support/world';

const CALLER = { requestId: 'r', address: '192.0.2.1' };

let world: World;
let admin: postgres.Sql;
let worker: postgres.Sql;
let asReader: typeof import('~/access/acting.server').asReader;
let log: typeof import('~/access/access-log.server');
let queries: typeof import('~/features/access-log/access-log.queries.server');

beforeAll(async () => {
  world = await freshWorld();
  ({ asReader } = await import('~/access/acting.server'));
  log = await import('~/access/access-log.server');
  queries = await import('~/features/access-log/access-log.queries.server');
  const address = new URL(inject('template').admin);
  address.pathname = new URL(world.ownerUrl).pathname;
  admin = postgres(address.href, { max: 1, onnotice: () => {} });
  worker = postgres(world.workerUrl, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([admin?.end(), worker?.end()]);
  await world?.drop();
});

const lines = async (query: Record<string, string> = {}, actor: Actor = world.a.actors.admin) =>
  (await asReader(actor, (tx) => queries.readAccessLog(tx, actor, readAccessLogFilter(new URLSearchParams(query))))).rows;

test('tells the administrators of the cluster, and nobody else, who came and what they read', async () => {
  const { manager, leader, advisor } = world.a.actors;
  await log.recordAccess('sign_in.done', CALLER, manager);
  await log.recordAccess('access.denied', CALLER, leader, { path: '/admin/people' });
  await log.recordRead(CALLER, manager, 'person.read', ['person', advisor.personId]);
  await log.recordRead(CALLER, manager, 'notes.read', ['case', world.a.companyId]);
  await log.recordAccess('sign_in.done', CALLER, world.b.actors.manager);
  expect(await lines()).toMatchObject([
    { kind: 'notes.read', who: 'manager A', subjectKind: 'case', subject: null },
    { kind: 'person.read', who: 'manager A', subject: 'advisor A' },
    { kind: 'access.denied', who: 'leader A', path: '/admin/people' },
    { kind: 'sign_in.done', who: 'manager A' },
  ]);
  expect(await lines({}, world.b.actors.admin)).toMatchObject([{ kind: 'sign_in.done', who: 'manager B' }]);
  for (const other of [manager, advisor, leader, world.a.actors.director]) expect(await lines({}, other)).toEqual([]);
});

test('narrows by person, nature and days of Paris, and pages by key', async () => {
  await admin`insert into access_log (kind, cluster_id, person_id, recorded_at) values ('proof.given', ${world.a.clusterId}, ${world.a.actors.director.personId}, '2026-11-01T22:59:00Z')`;
  const kinds = async (query: Record<string, string>) => (await lines(query)).map(({ kind }) => kind);
  expect(await kinds({ person: world.a.actors.director.personId })).toEqual(['proof.given']);
  expect(await kinds({ kind: 'person.read' })).toEqual(['person.read']);
  expect(await kinds({ until: '2026-11-01' })).toEqual(['proof.given']);
  expect(await kinds({ from: '02/11/2026', until: '02/11/2026' })).toEqual([]);
  const all = await lines();
  expect(await kinds({ after: String(all[1]?.id) })).toEqual(all.slice(2).map(({ kind }) => kind));
});

test('tells the same reading once in a quarter of an hour, and another reader’s apart', async () => {
  const { director, trackLead } = world.a.actors;
  for (const reader of [director, director, trackLead])
    await log.recordRead(CALLER, reader, 'restricted.read', ['company', world.a.companyId]);
  expect((await lines({ kind: 'restricted.read' })).map(({ who }) => who)).toEqual(['trackLead A', 'director A']);
});

test('exports the whole trail as its page shows it, in the reader’s language, with nothing a spreadsheet would run', async () => {
  const { caseId } = await world.caseIn(world.a, 'active');
  const { manager, otherLeader } = world.a.actors;
  await world.asOwner(world.a.clusterId, async (sql) => {
    for (let no = 0; no < 501; no += 1) {
      const [event] = await sql`insert into events (cluster_id, kind, actor_id, company_id, case_id, subject_kind, subject_id, facts)
        values (${world.a.clusterId}, 'case.held', ${manager.personId}, ${world.a.companyId}, ${caseId}, 'case', ${caseId}, ${sql.json({ from: 'active', to: 'on_hold', supportDays_from: -2, supportDays_to: no })}) returning id`;
      if (no === 500)
        await sql`insert into event_texts (cluster_id, event_id, field, salt, body) values (${world.a.clusterId}, ${event?.id}, 'reason', 's', '=HYPERLINK("http://x")')`;
    }
  });
  const { exportedAudit } = await import('~/features/audit/export-audit.server');
  const read = async (actor: Actor, locale: 'fr' | 'en', delimiter: string) => {
    let text = '';
    const filter = readAuditFilter(new URLSearchParams({ kind: 'case.held' }));
    for await (const part of exportedAudit((work) => asReader(actor, work), { ...actor, locale }, filter)) text += part;
    return parse(text, { delimiter, columns: true }) as Record<string, string>[];
  };
  const rows = await read(manager, 'en', ',');
  expect(rows).toHaveLength(501 * 2);
  expect(new Set(rows.map((row) => row['Key of the entry'])).size).toBe(501);
  expect(rows[0]).toMatchObject({
    Who: 'manager A',
    Code: 'case.held',
    'What changed': 'State',
    Before: 'Active',
    After: 'On hold',
    Reason: `'=HYPERLINK("http://x")`,
  });
  expect(rows[1]).toMatchObject({ 'What changed': 'Support days', Before: '-2', After: '500' });
  expect(Object.keys((await read(manager, 'fr', ';'))[0] ?? {})).toContain('Ce qui a changé');
  expect(await read(otherLeader, 'en', ',')).toEqual([]);
});

test('exports the access log as its page shows it, each line once, to administrators of the cluster alone', async () => {
  const { clusterId, companyId } = world.a;
  const { admin: administrator, manager } = world.a.actors;
  await admin`insert into access_log (kind, cluster_id, person_id, subject_kind, subject_id, facts)
    select 'access.denied', ${clusterId}, ${manager.personId}, null, null, jsonb_build_object('path', '=cmd' || no) from generate_series(1, 501) no`;
  const { exportedAccessLog } = await import('~/features/access-log/export-access-log.server');
  const read = async (actor: Actor, query: Record<string, string>, delimiter: string) => {
    let text = '';
    const filter = readAccessLogFilter(new URLSearchParams(query));
    for await (const part of exportedAccessLog((work) => asReader(actor, work), actor, filter)) text += part;
    return parse(text, { delimiter, columns: true }) as Record<string, string>[];
  };
  const english = { ...administrator, locale: 'en' as const };
  const denied = await read(english, { kind: 'access.denied', person: manager.personId }, ',');
  expect(denied).toHaveLength(501);
  expect(new Set(denied.map((row) => row['Key of the line'])).size).toBe(501);
  expect(denied[0]).toMatchObject({ What: 'Page refused', Code: 'access.denied', Who: 'manager A', 'Address refused': `'=cmd501` });
  const [notes] = await read(english, { kind: 'notes.read' }, ',');
  expect(notes).toMatchObject({ About: 'Case', Name: '', 'Key of the object': companyId });
  expect(Object.keys((await read({ ...administrator, locale: 'fr' }, { kind: 'notes.read' }, ';'))[0] ?? {})).toContain('Clé de la ligne');
  for (const other of [manager, world.a.actors.director, world.b.actors.admin])
    expect(await read({ ...other, locale: 'en' }, { person: manager.personId }, ',')).toEqual([]);
});

test('each night’s look at the chains is told to the administrators, with the first entry that was altered', async () => {
  const checks = (actor: Actor) => asReader(actor, (tx) => queries.listChainChecks(tx, actor));
  const { admin: administrator } = world.a.actors;
  const later = new Date(Date.now() + 3_600_000);
  await sealAudit(worker, later);
  expect(await checkAudit(worker, later)).toBe(0);
  expect(await checks(administrator)).toMatchObject([
    { trail: 'access', fault: null },
    { trail: 'events', fault: null },
  ]);
  const [victim] = await admin`select id from events where cluster_id = ${world.a.clusterId} order by id limit 1`;
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update events set facts = '{}' where id = ${victim?.id}`;
  });
  expect(await checkAudit(worker, new Date(later.getTime() + 86_400_000))).toBe(1);
  expect((await checks(administrator)).find(({ trail }) => trail === 'events')).toMatchObject({
    fault: 'changed',
    faultBatch: 1,
    faultEntry: victim?.id,
  });
  for (const other of [world.a.actors.manager, world.b.actors.admin])
    expect((await checks(other)).filter(({ fault }) => fault)).toEqual([]);
  await expect(admin`update audit_checks set fault = null, fault_batch = null`).rejects.toThrow();
});
