import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { addFromRegister } from '~/features/companies/add-from-register.server';
import { applyRegisterImport, discardRegisterImport } from '~/features/imports/apply-register-import.server';
import { previewRegisterFile, reservedSirens, startRegisterImport } from '~/features/imports/preview-register-file.server';
import { type RejectedRow, readRegisterFile } from '~/features/imports/read-register-file.server';
import { recordRegisterReading } from '~/features/imports/record-register-reading.server';
import { listImports, readImportPage, searchRegister } from '~/features/imports/register.queries.server';
import type { Verdict } from '~/features/imports/register-file';
import type { UnitPlace } from '~/features/imports/register-query';
import { writeUnits } from '~/features/imports/write-register.server';
import { inTransaction, openPool, type Tx } from '~/platform/database.server';
import type { Beside } from '~/platform/page-beside';
import { freshWorld, type World } from '../../support/world';

const AT = new Date('2026-11-23T11:00:00Z');
const TODAY = '2026-11-23';
const fixture = (name: string) => join(import.meta.dirname, '../../fixtures/sirene', name);

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

async function preview(actor: Actor, name: string): Promise<string> {
  const file = { fileName: name, sha256: 'a'.repeat(64), sizeBytes: 10 };
  const started = await asActor(actor, (tx) => startRegisterImport(tx, actor, file));
  if (!started.ok) throw new Error(started.reason);
  await previewRegisterFile(actor, started.value.importId, fixture(name));
  return started.value.importId;
}

const apply = (actor: Actor, importId: string) => asActor(actor, (tx) => applyRegisterImport(tx, actor, importId, AT));

const page = (actor: Actor, importId: string, verdict: Verdict | null = null) =>
  asReader(actor, (tx) => readImportPage(tx, actor, importId, { verdict, after: null, before: null }));

async function counts(actor: Actor, importId: string) {
  const head = (await page(actor, importId))?.head;
  return head && [head.state, head.createdRows, head.updatedRows, head.unchangedRows, head.rejectedRows, head.updatedCompanies];
}

describe('a register file', () => {
  it('is previewed without writing anything, then written, and changes nothing the second time', async () => {
    const { manager } = world.a.actors;
    const first = await preview(manager, 'stock-unite-legale-35-columns.csv');
    expect(await counts(manager, first)).toEqual(['previewed', 9, 0, 0, 0, 0]);
    expect((await asReader(manager, (tx) => searchRegister(tx, manager, { q: 'optalyre', after: null, before: null }))).rows).toEqual([]);

    expect(await apply(manager, first)).toMatchObject({ ok: true, value: { updatedCompanies: 0 } });
    const found = await asReader(manager, (tx) => searchRegister(tx, manager, { q: 'optalyre', after: null, before: null }));
    expect(found.rows).toMatchObject([{ siren: '000100107', name: 'OPTALYRE', companyId: null, isCeased: false }]);

    for (const columns of [35, 34, 33]) {
      const again = await preview(manager, `stock-unite-legale-${columns}-columns.csv`);
      expect(await counts(manager, again)).toEqual(['previewed', 0, 0, 9, 0, 0]);
      await apply(manager, again);
      expect(await counts(manager, again)).toEqual(['applied', 0, 0, 9, 0, 0]);
    }
  });

  it('shows rejected rows with their line and reason', async () => {
    const { manager } = world.a.actors;
    const importId = await preview(manager, 'every-trap.csv');
    const shown = await page(manager, importId);
    expect(shown?.verdict).toBe('rejected');
    expect(shown?.rows.slice(0, 2)).toMatchObject([
      { line: 3, reason: 'siren_zeros_lost', siren: '100214', name: 'LUMALYNE' },
      { line: 4, reason: 'siren_wrong_check_digit' },
    ]);
    expect(await counts(manager, importId)).toEqual(['previewed', 3, 0, 0, 14, 0]);
    expect(await asActor(manager, (tx) => discardRegisterImport(tx, manager, importId))).toMatchObject({ ok: true });
    expect((await page(manager, importId, 'rejected'))?.rows).toEqual([]);
    expect(await apply(manager, importId)).toEqual({ ok: false, reason: 'not_previewed' });
    expect(await asActor(manager, (tx) => discardRegisterImport(tx, manager, importId))).toEqual({ ok: false, reason: 'not_previewed' });
  });

  it('refused as a whole keeps the reason and no row', async () => {
    const { manager } = world.a.actors;
    const importId = await preview(manager, 'header-missing.csv');
    expect((await page(manager, importId))?.head).toMatchObject({
      state: 'refused',
      refusal: 'missing_headers',
      refusalDetail: 'siren, nicSiegeUniteLegale',
    });
    expect(await apply(manager, importId)).toEqual({ ok: false, reason: 'not_previewed' });
  });

  it('is written once by two presses at the same moment', async () => {
    const { manager } = world.a.actors;
    const importId = await preview(manager, 'stock-unite-legale-35-columns.csv');
    const answers = await Promise.all([apply(manager, importId), apply(manager, importId)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, reason: 'not_previewed' });
  });

  it('belongs to managers, and to their cluster', async () => {
    const { manager, advisor, director, leader, admin } = world.a.actors;
    const importId = await preview(manager, 'stock-unite-legale-35-columns.csv');
    for (const actor of [advisor, director, leader, admin]) {
      const file = { fileName: 'x.csv', sha256: 'a', sizeBytes: 1 };
      expect(await asActor(actor, (tx) => startRegisterImport(tx, actor, file))).toEqual({ ok: false, reason: 'not_allowed' });
      expect(await apply(actor, importId)).toEqual({ ok: false, reason: 'not_allowed' });
      expect(await asActor(actor, (tx) => discardRegisterImport(tx, actor, importId))).toEqual({ ok: false, reason: 'not_allowed' });
      expect(await page(actor, importId)).toBeNull();
      expect(await asReader(actor, (tx) => listImports(tx, actor))).toEqual([]);
    }
    const stranger = world.b.actors.manager;
    expect(await apply(stranger, importId)).toEqual({ ok: false, reason: 'not_found' });
    expect(await asActor(stranger, (tx) => discardRegisterImport(tx, stranger, importId))).toEqual({ ok: false, reason: 'not_found' });
    expect(await page(stranger, importId)).toBeNull();
    await expect(
      asActor(advisor, async (tx) => {
        const { registerUnits } = await import('../../../db/schema/companies');
        await tx.insert(registerUnits).values({ siren: '000100602', rowHash: 'x' });
        return { ok: true as const, value: null };
      }),
    ).rejects.toThrow();
  });
});

describe('companies the cluster knows', () => {
  const company = async (siren: string) => {
    const rows = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select name, acronym, naf_code as naf, administrative_state as state, version from companies where siren = ${siren}`,
    );
    return rows[0];
  };

  it('follow the register: a blank and [ND] erase nothing, a hand correction stays until the register changes', async () => {
    const { manager } = world.a.actors;
    await apply(manager, await preview(manager, 'stock-unite-legale-35-columns.csv'));
    const picked = { siren: ['000100107', '000100115', '000100123'], joining: 'none' as const };
    expect(await asActor(manager, (tx) => addFromRegister(tx, manager, picked, TODAY))).toMatchObject({ ok: true, value: { added: 3 } });
    await world.asOwner(world.a.clusterId, (sql) => sql`update companies set name = 'Optalyre (corrigé)' where siren = '000100107'`);

    await apply(manager, await preview(manager, 'stock-unite-legale-35-columns.csv'));
    expect(await company('000100107')).toMatchObject({ name: 'Optalyre (corrigé)', version: 1 });

    const later = await preview(manager, 'a-month-later.csv');
    expect((await page(manager, later))?.known).toMatchObject([
      { name: 'IRIDELLE, VERRES ET COUCHES', newName: null, isCeasing: true },
      { name: 'LUMÉONDE INSTRUMENTS', newName: null, isCeasing: false },
      { name: 'Optalyre (corrigé)', newName: 'OPTALYRE GROUPE', isCeasing: false },
    ]);
    expect(await apply(manager, later)).toMatchObject({ ok: true, value: { updatedCompanies: 2 } });
    expect(await company('000100107')).toMatchObject({ name: 'OPTALYRE GROUPE', acronym: 'OPT', naf: '26.51B', version: 2 });
    expect(await company('000100115')).toMatchObject({ name: 'LUMÉONDE INSTRUMENTS', version: 1 });
    expect(await company('000100123')).toMatchObject({ state: 'ceased', version: 2 });
    expect(await counts(manager, await preview(manager, 'a-month-later.csv'))).toEqual(['previewed', 0, 0, 4, 0, 0]);
  });

  it('of another cluster follow too when its own manager reads the file, though no unit changes', async () => {
    const stranger = world.b.actors.manager;
    await world.asOwner(
      world.b.clusterId,
      (sql) => sql`insert into companies (cluster_id, siren, name) values (${world.b.clusterId}, '000100107', 'Ancien nom')`,
    );
    const importId = await preview(stranger, 'a-month-later.csv');
    expect(await counts(stranger, importId)).toEqual(['previewed', 0, 0, 4, 0, 0]);
    expect(await apply(stranger, importId)).toMatchObject({ ok: true, value: { updatedCompanies: 1 } });
    const [row] = await world.asOwner(world.b.clusterId, (sql) => sql`select name from companies where siren = '000100107'`);
    expect(row?.name).toBe('OPTALYRE GROUPE');
  });

  it('that are invented stop the row that bears their number', async () => {
    const { manager } = world.a.actors;
    await world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql`insert into companies (cluster_id, siren, name, is_demo) values (${world.a.clusterId}, '000100404', 'Lumvia de démonstration', true)`,
    );
    const importId = await preview(manager, 'a-month-later.csv');
    expect((await page(manager, importId, 'rejected'))?.rows).toMatchObject([{ line: 5, reason: 'demo_number', siren: '000100404' }]);
    await apply(manager, importId);
    expect(await company('000100404')).toMatchObject({ name: 'Lumvia de démonstration', version: 1 });
  });

  it('leave one event with counts and no name', async () => {
    const events = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select facts from events where kind = 'register.imported' and (facts ->> 'updated_companies')::int = 2`,
    );
    expect(events).toHaveLength(1);
    expect(events[0]?.facts).toMatchObject({ created: 1, updated: 3, updated_companies: 2 });
  });
});

describe('the register', () => {
  const search = (q: string, beside: Partial<Beside<UnitPlace>> = {}) =>
    asReader(world.a.actors.manager, (tx) => searchRegister(tx, world.a.actors.manager, { q, after: null, before: null, ...beside }));
  const names = async (q: string) => (await search(q)).rows.map((row) => row.name);

  it('is searched by the beginning of a name, blind to accents and case, and by SIREN with or without spaces', async () => {
    expect(await names('verdanel')).toEqual(['VERDANEL-ROCHER']);
    expect(await names('IRIDELLE, v')).toEqual(['IRIDELLE, VERRES ET COUCHES']);
    expect((await search('000 100 131')).rows).toMatchObject([{ name: 'VERDANEL-ROCHER' }]);
    expect((await search('00010013100010')).rows).toMatchObject([{ siren: '000100131' }]);
    expect((await search('0001001')).rows.length).toBeGreaterThan(6);
    expect(await names('%')).toEqual([]);
    expect(await names('v')).toEqual([]);
  });

  it('says which units are companies already and which have ceased, and pages by name', async () => {
    const [known] = (await search('optalyre')).rows;
    expect(known?.companyId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await search('phosvia')).rows).toMatchObject([{ isCeased: true }]);
    const after = (await search('0001001', { after: { name: '', siren: '000100131' } })).rows;
    expect(after[0]?.siren).toBe('000100149');
  });

  it('goes back a page by name and by number, and to the first page where too little stands before', async () => {
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`insert into register_units (siren, name, folded_name, legal_form_code, head_office_nic, founded_on, is_ceased, row_hash)
        select '9001' || lpad(n::text, 5, '0'), 'ZÉNITH ' || lpad(n::text, 3, '0'), 'zenith ' || lpad(n::text, 3, '0'), '5710', '00010', '2012-01-01', false, 'z' || n
        from generate_series(1, 120) n`,
    );
    for (const q of ['zenith', '9001']) {
      const place = ({ name, siren } = { name: '', siren: '' } as { name: string | null; siren: string }) => ({ name: name ?? '', siren });
      const first = await search(q);
      const second = await search(q, { after: place(first.rows.at(-1)) });
      const third = await search(q, { after: place(second.rows.at(-1)) });
      expect([first, second, third].map(({ rows, hasPrevious, hasNext }) => [rows.length, hasPrevious, hasNext])).toEqual([
        [50, false, true],
        [50, true, true],
        [20, true, false],
      ]);
      expect(await search(q, { before: place(third.rows[0]) })).toEqual(second);
      expect(await search(q, { before: place(second.rows[0]) })).toMatchObject({ rows: first.rows, hasNext: true });
      expect(await search(q, { before: place(first.rows[7]) })).toEqual(first);
    }
    await world.asOwner(world.a.clusterId, (sql) => sql`delete from register_units where siren like '9001%'`);
  });

  it('is closed to people of companies', async () => {
    const { leader } = world.a.actors;
    expect((await asReader(leader, (tx) => searchRegister(tx, leader, { q: 'verdanel', after: null, before: null }))).rows).toEqual([]);
  });
});

describe('the command line', () => {
  it('writes a file as the job it is, for every cluster, and the same file again changes nothing', async () => {
    const url = new URL(inject('template').worker);
    url.pathname = new URL(world.ownerUrl).pathname;
    const pool = openPool(url.href, 1);
    const asSystem = <T>(clusterId: string, work: (tx: Tx) => Promise<T>) =>
      inTransaction(
        pool,
        'write',
        (connection) => connection`select access.enter_system(${clusterId}::uuid, 'import:register')`.execute(),
        work,
      );
    const { clusterId } = world.a;
    await world.asOwner(
      clusterId,
      (sql) =>
        sql`insert into companies (cluster_id, siren, name, is_demo) values (${clusterId}, '000100321', 'Inventée', true), (${clusterId}, '000100206', 'Ancien nom', false)`,
    );
    const run = async () => {
      const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
      const reserved = await asSystem(clusterId, reservedSirens);
      const rejected: RejectedRow[] = [];
      for await (const batch of readRegisterFile(fixture('every-trap.csv'), { reserved })) {
        const written = await asSystem(clusterId, (tx) => writeUnits(tx, batch.units));
        counts.created += written.created;
        counts.unchanged += batch.units.length - written.created - written.updated;
        counts.rejected += batch.rejected.length;
        rejected.push(...batch.rejected);
      }
      const file = { fileName: 'every-trap.csv', sha256: 'a', sizeBytes: 1, columns: 35, ignoredColumns: [], at: AT };
      return { counts, updated: await asSystem(clusterId, (tx) => recordRegisterReading(tx, clusterId, { ...file, counts, rejected })) };
    };
    expect(await run()).toEqual({ counts: { created: 2, updated: 0, unchanged: 0, rejected: 15 }, updated: 1 });
    expect(await run()).toEqual({ counts: { created: 0, updated: 0, unchanged: 2, rejected: 15 }, updated: 0 });
    await pool.end();

    const [last] = await asReader(world.a.actors.manager, (tx) => listImports(tx, world.a.actors.manager));
    expect(last).toMatchObject({ state: 'applied', by: null, rejectedRows: 15 });
    expect((await page(world.a.actors.manager, last?.id ?? '', 'rejected'))?.rows).toHaveLength(15);
    const [event] = await world.asOwner(
      clusterId,
      (sql) => sql`select actor_kind, actor_id, channel from events where kind = 'register.imported' order by id desc limit 1`,
    );
    expect(event).toEqual({ actor_kind: 'import', actor_id: null, channel: 'command' });
  });
});
