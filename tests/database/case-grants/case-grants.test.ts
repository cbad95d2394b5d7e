import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Actor } from '~/access/actor';
import type { OpenCaseInput } from '~/features/case-grants/case-grant.schema';
import type { Owner } from '../../support/case-rows';
import { fillDocuments } from '../../support/filled-documents';
import { fillPlan } from '../../support/filled-plan';
import { GLOBAL_TABLES } from '../../support/global-tables';
import { openPostOffice, type PostOffice } from '../../support/post-office';
import { freshWorld, type World } from '../../support/world';

let world: World;
let worker: postgres.Sql;
let admin: postgres.Sql;
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let openCaseTo: typeof import('~/features/case-grants/open-case-to.server').openCaseTo;
let endGrant: typeof import('~/features/case-grants/end-grant.server').endGrant;
let queries: typeof import('~/features/case-grants/case-grants.queries.server');
let opened: typeof import('~/features/case-grants/opened-cases.queries.server');
let office: PostOffice;
let caseId: string;
let milestones: string[];
const AT = new Date();
const day = (after: number) => new Date(AT.getTime() + after * 86_400_000).toLocaleDateString('sv', { timeZone: 'Europe/Paris' });

beforeAll(async () => {
  world = await freshWorld();
  worker = (await import('~/platform/database.server')).openPool(world.workerUrl, 2);
  office = await openPostOffice();
  const url = new URL(inject('template').admin);
  url.pathname = new URL(world.ownerUrl).pathname;
  admin = postgres(url.href, { max: 1, onnotice: () => {} });
  ({ asActor, asReader } = await import('~/access/acting.server'));
  ({ openCaseTo } = await import('~/features/case-grants/open-case-to.server'));
  ({ endGrant } = await import('~/features/case-grants/end-grant.server'));
  queries = await import('~/features/case-grants/case-grants.queries.server');
  opened = await import('~/features/case-grants/opened-cases.queries.server');
});
afterAll(async () => {
  await office.close();
  await worker.end();
  await admin.end();
  await world.drop();
});

const owner = <T>(work: Parameters<typeof world.asOwner<T>>[1]) => world.asOwner(world.a.clusterId, work);
beforeEach(async () => {
  await owner(async (tx) => {
    await tx`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn', resumes_in = null where ended_on is null`;
    await tx`update case_grants set ended_at = now(), ended_by_id = opened_by_id where ended_at is null`;
    await tx`delete from outbox`;
  });
  ({ caseId, milestoneIds: milestones } = await world.caseIn(world.a, 'active'));
});

/** A plan with its notes and tasks, documents and figures of every class. */
async function fillWork(sql: Owner, about: { caseId: string; milestoneIds: string[] }): Promise<void> {
  const { clusterId: c, companyId, actors } = world.a;
  const all = { companyId, ...about, by: actors.advisor.personId };
  await fillPlan(sql, world.a, all);
  await fillDocuments(sql, world.a, all);
  await sql`insert into figure_subjects (cluster_id, id, company_id) values (${c}, ${companyId}, ${companyId}) on conflict do nothing`;
  const [seen] =
    await sql`insert into observations (cluster_id, metric, metric_version, company_id, cell, chain_id, chain_no, valid_on, num, entry_level, author_id, case_id, recorded_at)
    values (${c}, 'EMP-01', 1, ${companyId}, '2025', ${about.caseId}, 1, '2025-12-31', 12, 1, ${all.by}, ${about.caseId}, now()) returning id`;
  await sql`insert into observation_acts (cluster_id, observation_id, company_id, metric, act, level, by_id, recorded_at) values (${c}, ${seen?.id}, ${companyId}, 'EMP-01', 'confirmed', 2, ${all.by}, now())`;
  await sql`insert into baselines (cluster_id, metric, company_id, case_id, kind, num, on_date, by_id, recorded_at) values (${c}, 'EMP-01', ${companyId}, ${about.caseId}, 'B0', 12, '2025-12-31', ${all.by}, now())`;
  await sql`insert into expected_figures (cluster_id, company_id, metric, cell, case_id, valid_on) values (${c}, ${companyId}, 'EMP-01', '2025', ${about.caseId}, '2025-12-31')`;
}

const input = (personId: string, changes: Partial<OpenCaseInput> = {}): OpenCaseInput => ({
  ...{ personId, parts: ['plan', 'documents'], untilOn: day(30), reason: 'Avis technique' },
  ...changes,
});
const said = async (outcome: Promise<{ ok: boolean; reason?: string }>) => {
  const { ok, reason } = await outcome;
  return ok ? 'done' : reason;
};
const open = (actor: Actor, personId: string, changes: Partial<OpenCaseInput> = {}, id = caseId) =>
  said(asActor(actor, (tx) => openCaseTo(tx, actor, id, input(personId, changes), AT)));
const end = (actor: Actor, grantId: string) => said(asActor(actor, (tx) => endGrant(tx, actor, caseId, { grantId }, AT)));
const lastGrant = async (): Promise<string> =>
  String((await owner((tx) => tx`select id from case_grants order by id desc limit 1`))[0]?.id);
const cases = (actor: Actor) => asReader(actor, (tx) => opened.listOpenedCases(tx));
const page = (actor: Actor, id = caseId) => asReader(actor, (tx) => opened.readOpenedCase(tx, actor, id, AT));

describe('opening a case', () => {
  test('its lead or a manager opens it to an expert, a leader to a collaborator, and nobody else to anybody', async () => {
    const { expert, collaborator, advisor, manager, leader, otherAdvisor, trackLead, director, otherLeader, funder } = world.a.actors;
    const toExpert = expert.personId;
    expect(await open(trackLead, toExpert)).toBe('not_allowed');
    expect(await open(director, toExpert)).toBe('not_allowed');
    for (const stranger of [otherAdvisor, otherLeader, funder, world.a.actors.admin, expert, collaborator, world.b.actors.manager])
      expect(await open(stranger, toExpert)).toBe('not_found');
    // Each side opens to its own.
    expect(await open(advisor, collaborator.personId)).toBe('no_such_person');
    expect(await open(leader, toExpert)).toBe('no_such_person');
    expect(await open(advisor, manager.personId)).toBe('no_such_person');
    expect(await open(advisor, world.b.actors.expert.personId)).toBe('no_such_person');
    expect(await open(advisor, toExpert, { untilOn: day(-1) })).toBe('past_day');
    expect(await open(advisor, toExpert, { untilOn: day(367) })).toBe('too_long');
    expect(await open(advisor, toExpert, { untilOn: day(366) })).toBe('done');
    expect(await open(manager, toExpert, { untilOn: day(2) })).toBe('already_open');
    expect(await open(leader, collaborator.personId, { untilOn: day(0) })).toBe('done');
    const read = await asReader(director, (tx) => queries.readCaseGrantsPage(tx, director, caseId, AT));
    expect(read).toMatchObject({
      readers: null,
      grants: [
        { kind: 'collaborator', by: 'leader A' },
        { kind: 'expert', name: 'expert A', canEnd: false },
      ],
    });
    const told = await asReader(leader, (tx) => queries.readCaseGrantsPage(tx, leader, caseId, AT));
    expect(told?.grants.map(({ name, canEnd, isIdle }) => [name, canEnd, isIdle])).toEqual([
      ['collaborator A', true, false],
      ['expert A', false, false],
    ]);
    expect(told?.readers).toEqual([{ id: collaborator.personId, name: 'collaborator A' }]);
  });

  test('a person who is shut out is refused, and reads nothing of what they had', async () => {
    const { expert, advisor } = world.a.actors;
    expect(await open(advisor, expert.personId)).toBe('done');
    await owner((tx) => tx`update people set disabled_at = now() where id = ${expert.personId}`);
    try {
      const other = (await world.caseIn(world.a, 'active', { track: 'international' })).caseId;
      expect(await open(advisor, expert.personId, {}, other)).toBe('shut_out');
      await expect(cases(expert)).rejects.toThrow();
      const read = await asReader(advisor, (tx) => queries.readCaseGrantsPage(tx, advisor, caseId, AT));
      expect(read?.grants).toMatchObject([{ runs: true, isIdle: true }]);
    } finally {
      await owner((tx) => tx`update people set disabled_at = null where id = ${expert.personId}`);
    }
    expect(await cases(expert)).toMatchObject([{ id: caseId }]);
  });

  test('two who open it to one person at the same moment: one of them does', async () => {
    const { expert, advisor, manager } = world.a.actors;
    expect((await Promise.all([open(advisor, expert.personId), open(manager, expert.personId)])).sort()).toEqual(['already_open', 'done']);
  });

  test('the database refuses what the commands refuse', async () => {
    const { expert, advisor, trackLead, leader, director } = world.a.actors;
    const write = (actor: Actor, kind: string, by = actor.personId) =>
      worker.begin(async (tx) => {
        await tx`select access.enter_person(${world.a.clusterId}, ${actor.personId})`;
        await tx`insert into case_grants (cluster_id, case_id, company_id, person_id, kind, parts, reason, from_on, until_on, opened_by_id)
          values (${world.a.clusterId}, ${caseId}, ${world.a.companyId}, ${expert.personId}, ${kind}, array['plan'], 'x', current_date, current_date, ${by})`;
        throw new Error('written');
      });
    for (const [actor, kind] of [
      [trackLead, 'expert'],
      [director, 'expert'],
      [leader, 'expert'],
      [advisor, 'collaborator'],
      [expert, 'expert'],
    ] as const)
      await expect(write(actor, kind), `${actor.givenName} ${kind}`).rejects.toMatchObject({ code: '42501' });
    await expect(write(advisor, 'expert', leader.personId)).rejects.toMatchObject({ code: '42501' });
    await expect(write(advisor, 'expert')).rejects.toThrow('written');
    // A leader's word alone gives nothing to somebody who is not of the company.
    await expect(write(leader, 'collaborator')).rejects.toThrow('written');
    await owner(
      (tx) => tx`insert into case_grants (cluster_id, case_id, company_id, person_id, kind, parts, reason, from_on, until_on, opened_by_id)
        values (${world.a.clusterId}, ${caseId}, ${world.a.companyId}, ${expert.personId}, 'collaborator', array['plan'], 'x', current_date - 1, current_date + 1, ${leader.personId})`,
    );
    expect(await cases(expert)).toEqual([]);
  });
});

describe('what it gives', () => {
  /** Ids of every row of every tenant table that somebody reads. */
  async function seenBy({ clusterId, personId }: Actor): Promise<Map<string, Set<string>>> {
    const tables = await admin<{ name: string }[]>`
      select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity order by 1`;
    return worker.begin(async (tx) => {
      await tx`select access.enter_person(${clusterId}, ${personId})`;
      const seen = new Map<string, Set<string>>();
      for (const { name } of tables) {
        if (GLOBAL_TABLES.includes(name)) continue;
        const rows = await tx.savepoint(async (point) => point`select to_jsonb(t)::text as row from ${point(name)} t`).catch(() => []);
        seen.set(name, new Set(rows.map(({ row }) => String(row))));
      }
      return seen;
    }) as Promise<Map<string, Set<string>>>;
  }
  const more = (before: Map<string, Set<string>>, after: Map<string, Set<string>>) =>
    Object.fromEntries(
      [...after].flatMap(([table, rows]) => {
        const added = [...rows].filter((row) => !before.get(table)?.has(row));
        return added.length > 0 ? [[table, added.map((row) => JSON.parse(row) as Record<string, unknown>)]] : [];
      }),
    );

  test.each(['expert', 'collaborator'] as const)(
    'to one %s the case’s shared things and nothing else, and nothing once it ended',
    async (name) => {
      const reader = world.a.actors[name];
      const { advisor, leader } = world.a.actors;
      const opener = name === 'expert' ? advisor : leader;
      const other = await world.caseIn(world.a, 'active', { track: 'financing' });
      await owner(async (sql) => {
        for (const about of [{ caseId, milestoneIds: milestones }, other]) await fillWork(sql, about);
      });
      const before = await seenBy(reader);
      expect(await open(opener, reader.personId)).toBe('done');
      const given = more(before, await seenBy(reader));
      expect(Object.keys(given).sort()).toEqual(['case_grants', 'documents', 'milestones', 'notes', 'tasks']);
      const { case_grants: grants, ...things } = given;
      expect(grants).toMatchObject([{ case_id: caseId, person_id: reader.personId }]);
      for (const [table, rows] of Object.entries(things))
        for (const row of rows ?? []) {
          expect([table, row.case_id]).toEqual([table, caseId]);
          if (table === 'milestones') expect(row.published_at).not.toBeNull();
          else expect([table, row.confidentiality]).toEqual([table, 'company']);
        }
      const shown = await page(reader);
      expect(shown).toMatchObject({ head: { id: caseId, companyName: 'Optalys a', openedBy: `${opener.givenName} A` }, figures: null });
      expect([shown?.milestones?.length, shown?.notes?.length, shown?.tasks?.length, shown?.documents?.length].every(Boolean)).toBe(true);
      expect(await page(reader, other.caseId)).toBeNull();
      expect(await page(leader)).toBeNull();
      expect(await end(opener, await lastGrant())).toBe('done');
      expect(more(before, await seenBy(reader))).toEqual({});
      expect(await cases(reader)).toEqual([]);
      expect(await page(reader)).toBeNull();
      // Opened again with the figures alone: those of the company, and what this case asks.
      expect(await open(opener, reader.personId, { parts: ['finance'] })).toBe('done');
      const figures = more(before, await seenBy(reader));
      expect(Object.keys(figures).sort()).toEqual(['baselines', 'case_grants', 'expected_figures', 'observation_acts', 'observations']);
      for (const table of ['baselines', 'expected_figures']) for (const row of figures[table] ?? []) expect(row.case_id).toBe(caseId);
      for (const row of figures.observations ?? []) expect(row.company_id).toBe(world.a.companyId);
      expect(await page(reader)).toMatchObject({ milestones: null, notes: null, tasks: null, documents: null });
      expect((await page(reader))?.figures?.length).toBeGreaterThan(0);
      // The day after its last: the same row, one day older.
      await owner(
        (tx) =>
          tx`update case_grants set from_on = from_on - 40, until_on = ${day(-1)} where id = (select id from case_grants order by id desc limit 1)`,
      );
      expect(more(before, await seenBy(reader))).toEqual({});
      expect(await cases(reader)).toEqual([]);
    },
  );

  test('no search, no case, no company: they find nothing by any of its names', async () => {
    const { expert, advisor } = world.a.actors;
    await open(advisor, expert.personId, { parts: ['plan', 'documents', 'finance'] });
    const found = await worker.begin(async (tx) => {
      await tx`select access.enter_person(${world.a.clusterId}, ${expert.personId})`;
      return [
        ...(await tx`select * from access.search('optalys')`),
        ...(await tx`select id from cases`),
        ...(await tx`select id from companies`),
      ];
    });
    expect(found).toEqual([]);
  });

  test('they change nothing, and what they have read is not taken back', async () => {
    const { expert, collaborator, advisor, leader } = world.a.actors;
    await owner((sql) => fillWork(sql, { caseId, milestoneIds: milestones }));
    const note = randomUUID();
    await owner(
      (tx) => tx`insert into notes (cluster_id, id, case_id, company_id, author_id, kind, state, confidentiality, happened_on, body)
        values (${world.a.clusterId}, ${note}, ${caseId}, ${world.a.companyId}, ${advisor.personId}, 'call', 'published', 'company', '2026-11-20', 'shared')`,
    );
    for (const [reader, opener] of [
      [expert, advisor],
      [collaborator, leader],
    ] as const) {
      expect(await open(opener, reader.personId)).toBe('done');
      const changed = await worker.begin(async (tx) => {
        await tx`select access.enter_person(${world.a.clusterId}, ${reader.personId})`;
        const counts = [];
        for (const table of ['milestones', 'notes', 'tasks'])
          counts.push((await tx`update ${tx(table)} set version = version + 1 where case_id = ${caseId}`).count);
        return counts;
      });
      expect(changed).toEqual([0, 0, 0]);
    }
    const { openOpenedCase } = await import('~/features/case-grants/open-opened-case.server');
    const { takeBackItem } = await import('~/features/confidentiality/take-back-item.server');
    const takeBack = () => said(asActor(advisor, (tx) => takeBackItem(tx, advisor, ['note', note], { version: 1 }, AT)));
    expect((await openOpenedCase(expert, caseId, AT))?.notes?.some(({ id }) => id === note)).toBe(true);
    expect(await takeBack()).toBe('already_read');
    const reads = await owner((tx) => tx`select person_id from item_reads where item_id = ${note}`);
    expect(reads.map((row) => row.person_id)).toEqual([expert.personId]);
  });
});

describe('who is told', () => {
  test('a letter to the person while it is open, none once it ended; the history of both sides names them', async () => {
    const { expert, advisor, leader } = world.a.actors;
    expect(await open(advisor, expert.personId)).toBe('done');
    const [due] = await owner((tx) => tx`select kind, subject_id, recipient_id from outbox order by id desc limit 1`);
    expect(due).toMatchObject({ kind: 'case_opened', recipient_id: expert.personId });
    const { sendDueMail } = await import('../../../server/send-mail');
    const send = async (minutes: number) => {
      const clock = () => new Date(AT.getTime() + minutes * 60_000);
      await sendDueMail({ pool: worker, transport: office.transport, origin: 'https://example.test', clock });
      return office.take();
    };
    // Within ten minutes it can be ended, and nothing is said.
    expect(await send(9)).toEqual([]);
    const [letter] = await send(11);
    expect(letter?.envelope.to).toEqual(['expert.a@test.example']);
    expect(letter?.text).toContain(`https://example.test/opened/${caseId}`);
    expect(letter?.text).not.toContain('Avis technique');
    const { listTimeline } = await import('~/features/history/timeline.queries.server');
    for (const actor of [advisor, leader]) {
      const { events } = await asReader(actor, (tx) => listTimeline(tx, actor, caseId, { filter: 'all', limit: 5 }));
      expect(events[0]).toMatchObject({ kind: 'case.opened_to', what: 'expert A', words: ['Avis technique'] });
    }
    expect(await end(leader, await lastGrant())).toBe('not_allowed');
    expect(await end(advisor, randomUUID())).toBe('not_found');
    expect(await end(advisor, await lastGrant())).toBe('done');
    expect(await end(advisor, await lastGrant())).toBe('over');
    expect(await open(advisor, expert.personId)).toBe('done');
    expect(await end(advisor, await lastGrant())).toBe('done');
    expect(await send(30)).toEqual([]);
    const outcomes = await owner((tx) => tx`select outcome from outbox where kind = 'case_opened' order by id desc limit 2`);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['not_readable', 'sent']);
  });
});
