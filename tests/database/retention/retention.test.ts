import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { composeAccountLetter } from '~/features/mail/account-letter.server';
import { letInAgain } from '~/features/people/let-in-again.server';
import { readRetention, readRetentionKind } from '~/features/retention/retention.queries.server';
import { isRun, RETENTION, RETENTION_KINDS, type RetentionKind } from '~/features/retention/retention-kind';
import { turnRetentionOff, turnRetentionOn } from '~/features/retention/set-retention.server';
import { tryRetention } from '~/features/retention/try-retention.server';
import { openPool } from '~/platform/database.server';
import { runRetention } from '../../../server/run-retention';
import { sealAudit, verifyAudit } from '../../../server/seal-audit';
import { freshWorld, type World } from '../../support/world';

const AT = new Date('2026-11-24T02:10:00Z');
const REASON = 'Asked for by the data protection officer';
const NOBODY = '00000000-0000-0000-0000-000000000000';

let world: World;
let admin: postgres.Sql;
let worker: postgres.Sql;

beforeAll(async () => {
  world = await freshWorld();
  const address = new URL(inject('template').admin);
  address.pathname = new URL(world.ownerUrl).pathname;
  admin = postgres(address.href, { max: 1, onnotice: () => {} });
  worker = openPool(world.workerUrl, 2);
});
afterAll(async () => {
  await Promise.all([admin?.end(), worker?.end()]);
  await world?.drop();
});
beforeEach(async () => {
  await admin`delete from retention_rules`;
  await admin`alter table retention_runs disable trigger append_only`;
  await admin`delete from retention_runs`;
  await admin`alter table retention_runs enable trigger append_only`;
});

const days = (n: number, from = AT) => new Date(from.getTime() + n * 86_400_000);
/** So many months before the clock, and a day. */
const ago = (months: number, extraDays = 1) => days(-extraDays, new Date(new Date(AT).setUTCMonth(AT.getUTCMonth() - months)));
const run = (at = AT, atOnce?: number) => runRetention(worker, at, atOnce);
const the = () => world.a.actors.admin;
async function outcome(result: ReturnType<typeof turnRetentionOn> | ReturnType<typeof letInAgain>): Promise<string> {
  const said = await result;
  return said.ok ? 'done' : said.reason;
}
const tried = (kind: RetentionKind, months: number, at = AT, actor: Actor = the()) =>
  asActor(actor, (tx) => tryRetention(tx, actor, kind, { months }, at));
const turnOn = (kind: RetentionKind, months = RETENTION[kind].months, at = AT, actor: Actor = the()) =>
  outcome(asActor(actor, (tx) => turnRetentionOn(tx, actor, kind, { months, reason: REASON }, at)) as ReturnType<typeof turnRetentionOn>);
/** As an administrator does, trial first. */
async function on(kind: RetentionKind, months = RETENTION[kind].months, actor: Actor = the()): Promise<void> {
  expect((await tried(kind, months, AT, actor)).ok).toBe(true);
  expect(await turnOn(kind, months, AT, actor)).toBe('done');
}
const foundOf = async (kind: RetentionKind, at = AT, actor: Actor = the()) =>
  (await asReader(actor, (tx) => readRetention(tx, actor, at))).find((line) => line.kind === kind)?.found;
const eventsOf = async (kind: string) => [
  ...(await admin`select subject_id, actor_kind, channel, facts from events where kind = ${kind} order by id desc`),
];

// quality R17
describe('a term', () => {
  it('is off until it was tried, of late, for as many months, by whoever administers', async () => {
    expect((await asReader(the(), (tx) => readRetention(tx, the(), AT))).filter(({ isOn }) => isOn)).toEqual([]);
    expect(await turnOn('access_log')).toBe('no_trial');
    await tried('access_log', 12, days(-8));
    await tried('access_log', 13);
    expect(await turnOn('access_log')).toBe('no_trial');
    await tried('access_log', 12, days(-6));
    for (const role of ['manager', 'director', 'advisor', 'leader', 'funder'] as const) {
      expect(await turnOn('access_log', 12, AT, world.a.actors[role])).toBe('not_allowed');
    }
    expect(await turnOn('access_log')).toBe('done');
    expect((await eventsOf('retention.set'))[0]).toMatchObject({ facts: { kind: 'access_log', months_to: 12, isOn_to: true } });
    expect(await asReader(world.b.actors.admin, (tx) => readRetention(tx, world.b.actors.admin, AT))).toMatchObject(
      RETENTION_KINDS.map(() => ({ isOn: false })),
    );
  });

  it('has fewest months, and those that only report are never on', async () => {
    expect((await tried('access_log', 6)).ok).toBe(false);
    for (const kind of RETENTION_KINDS) {
      const { months } = RETENTION[kind];
      await tried(kind, months);
      expect([kind, await turnOn(kind, months)]).toEqual([kind, isRun(kind) ? 'done' : 'not_run']);
    }
  });

  it('is turned off at once, with a reason', async () => {
    const off = () =>
      outcome(
        asActor(the(), (tx) => turnRetentionOff(tx, the(), 'access_log', { reason: REASON }, AT)) as ReturnType<typeof turnRetentionOff>,
      );
    expect(await off()).toBe('is_off');
    await on('access_log');
    expect(await off()).toBe('done');
    const [event] =
      await admin`select e.facts, t.body from events e join event_texts t on t.event_id = e.id where e.kind = 'retention.set' order by e.id desc limit 1`;
    expect(event).toMatchObject({ facts: { isOn_from: true, isOn_to: false }, body: REASON });
  });

  it('is counted for nobody else, and the run is the worker’s alone', async () => {
    for (const role of ['manager', 'leader', 'funder'] as const) {
      const actor = world.a.actors[role];
      expect((await asReader(actor, (tx) => readRetention(tx, actor, AT))).every(({ found }) => found === 0)).toBe(true);
    }
    const app = postgres(process.env.APP_DATABASE_URL as string, { max: 1 });
    await expect(app`select access.retention_clear('access_log', 12, now(), 1)`).rejects.toThrow('permission denied');
    await expect(worker`select access.retention_clear('access_log', 12, now(), 1)`).rejects.toThrow('nightly run alone');
    await app.end();
  });
});

let lines = 0;
/** A line of the access log as it was written then. */
async function line(at: Date, clusterId: string | null = world.a.clusterId): Promise<string> {
  lines += 1;
  const [row] = await admin`insert into access_log (id, kind, cluster_id, recorded_at)
    values ((left(access.key_at(${at.toISOString()}::timestamptz)::text, 24) || lpad(to_hex(${lines}::int), 12, '0'))::uuid, 'sign_in.done', ${clusterId}, ${at.toISOString()}) returning id`;
  return row?.id;
}
const kept = async (...ids: string[]) => {
  const rows = await admin`select id from access_log where id in ${admin(ids)}`;
  return ids.map((id) => rows.some((row) => row.id === id));
};
const faults = async () =>
  (await verifyAudit(worker)).flatMap(({ clusterId, trail, fault }) => (fault ? [{ clusterId, trail, ...fault }] : []));

describe('the access log', () => {
  it('goes after its months, in its cluster, once sealed; its chain still holds, and any other line that goes is named', async () => {
    const [old, older, young, theirs] = [
      await line(ago(12)),
      await line(ago(20)),
      await line(ago(11)),
      await line(ago(14), world.b.clusterId),
    ];
    await sealAudit(worker, AT);
    expect(await run()).toBe(0);
    expect(await foundOf('access_log')).toBe(2);
    await on('access_log');
    expect(await run(AT, 1)).toBe(2);
    expect(await kept(old, older, young, theirs)).toEqual([false, false, true, true]);
    expect(await faults()).toEqual([]);
    expect(await admin`select is_trial, found, done, by_id from retention_runs where not is_trial`).toEqual([
      { is_trial: false, found: 2, done: 2, by_id: null },
    ]);
    expect((await eventsOf('retention.ran'))[0]).toMatchObject({
      actor_kind: 'job',
      channel: 'job',
      facts: { kind: 'access_log', months: 12 },
    });
    // The next night finds nothing, and says so.
    expect(await run(days(1))).toBe(0);
    const page = await asReader(the(), (tx) => readRetentionKind(tx, the(), 'access_log', AT));
    expect(page.runs.map(({ isTrial, found, done }) => [isTrial, found, done])).toEqual([
      [false, 0, 0],
      [false, 2, 2],
      [true, 2, 0],
    ]);
    // What no seal holds yet stays.
    const unsealed = await line(AT);
    await admin`update access_log set recorded_at = ${ago(13).toISOString()} where id = ${unsealed}`;
    await run(days(2));
    expect(await kept(unsealed)).toEqual([true]);
    await admin`delete from access_log where id in (${unsealed}, ${young})`;
    expect(await faults()).toMatchObject([{ clusterId: world.a.clusterId, trail: 'access', fault: 'removed', entryId: young }]);
  });

  it('of no cluster goes by the longest term, once every cluster has one', async () => {
    const [old, older] = [await line(ago(14), null), await line(ago(25), null)];
    await sealAudit(worker, AT);
    await on('access_log', 12);
    await run();
    expect(await kept(old, older)).toEqual([true, true]);
    await on('access_log', 24, world.b.actors.admin);
    await run();
    expect(await kept(old, older)).toEqual([true, false]);
    expect((await faults()).filter(({ clusterId }) => clusterId === NOBODY)).toEqual([]);
  });
});

describe('an account nobody uses', () => {
  const state = async (actor: Actor) =>
    (
      await admin`select dormant_told_on::text as told, disabled_at is not null as shut, dormant_shut_at is not null as by_run from people where id = ${actor.personId}`
    )[0];
  const seen = (actor: Actor, at: Date) =>
    admin`update accounts set last_seen_on = ${at.toISOString()}::date where id = ${actor.accountId}`;
  const letters = async () =>
    [...(await admin`select email from account_mails where kind = 'dormant' order by id`)].map(({ email }) => email);
  const all = () => Object.values(world.a.actors);

  it('is seen the day it signs in, and a day later with its next sign of life', async () => {
    const { funder } = world.a.actors;
    await seen(funder, ago(30));
    await admin`update sessions set seen_at = ${AT.toISOString()} where account_id = ${funder.accountId}`;
    expect((await admin`select last_seen_on::text as day from accounts where id = ${funder.accountId}`)[0]).toEqual({ day: '2026-11-24' });
  });

  it('is warned once, shut two months later at the earliest, never an administrator’s nor that of whoever leads open cases', async () => {
    for (const actor of all()) await seen(actor, AT);
    const { leader, advisor, admin: administrator, collaborator, otherAdvisor } = world.a.actors;
    await world.caseIn(world.a, 'active', { lead: advisor });
    for (const actor of [leader, advisor, administrator]) await seen(actor, ago(22));
    await on('dormant_warning');
    await on('dormant_account');
    await seen(collaborator, ago(30));
    expect(await run()).toBe(4);
    expect((await letters()).sort()).toEqual([leader, advisor, administrator, collaborator].map(({ email }) => email).sort());
    expect(await state(collaborator)).toEqual({ told: '2026-11-24', shut: false, by_run: false });
    expect(await state(otherAdvisor)).toEqual({ told: null, shut: false, by_run: false });
    // Told once, however many nights.
    expect(await run(days(1))).toBe(0);
    // The collaborator has been away for longer than the term: their two months come first all the same.
    expect(await run(days(59))).toBe(0);
    // Whoever comes back in between stays.
    await seen(leader, days(30));
    expect(await run(days(60))).toBe(1);
    expect(await state(collaborator)).toMatchObject({ shut: true, by_run: true });
    expect(await admin`select count(*)::int as n from sessions where person_id = ${collaborator.personId}`).toEqual([{ n: 0 }]);
    expect((await eventsOf('person.shut_dormant'))[0]).toMatchObject({ subject_id: collaborator.personId, actor_kind: 'job' });
    expect((await eventsOf('person.warned_dormant')).length).toBe(4);
    expect(await run(days(100))).toBe(0);
    expect([await state(leader), await state(advisor), await state(administrator)]).toMatchObject([
      { shut: false },
      { shut: false },
      { shut: false },
    ]);
  });

  it('is opened again by an administrator, and then has its warning before it once more', async () => {
    const { collaborator, manager } = world.a.actors;
    const page = await asReader(the(), (tx) => readRetentionKind(tx, the(), 'dormant_account', AT));
    expect(page.shut.map(({ id }) => id)).toEqual([collaborator.personId]);
    const open = (actor: Actor, personId: string) =>
      outcome(asActor(actor, (tx) => letInAgain(tx, actor, personId, AT)) as ReturnType<typeof letInAgain>);
    expect(await open(manager, collaborator.personId)).toBe('not_allowed');
    expect(await open(world.b.actors.admin, collaborator.personId)).toBe('not_found');
    expect(await open(the(), collaborator.personId)).toBe('done');
    expect(await open(the(), collaborator.personId)).toBe('not_found');
    expect(await state(collaborator)).toEqual({ told: null, shut: false, by_run: false });
    expect((await eventsOf('person.let_in_again'))[0]).toMatchObject({ subject_id: collaborator.personId });
    // Opened on a page of the staff, the old letter counts no more either.
    await admin`update people set dormant_told_on = '2026-11-24', dormant_shut_at = ${days(61).toISOString()} where id = ${collaborator.personId}`;
    await on('dormant_account');
    expect(await run(days(62))).toBe(0);
    // Shut by an administrator, it is theirs to open.
    await admin`update people set disabled_at = now() where id = ${collaborator.personId}`;
    expect(await open(the(), collaborator.personId)).toBe('not_found');
    await admin`update people set disabled_at = null, dormant_told_on = null, dormant_shut_at = null where id = ${collaborator.personId}`;
    expect(await run(days(200))).toBe(0);
  });

  it('is reported once it could be anonymised, and left to a person', async () => {
    const { collaborator } = world.a.actors;
    await seen(collaborator, ago(36));
    expect(await foundOf('dormant_person')).toBe(1);
    const { examples } = await asReader(the(), (tx) => readRetentionKind(tx, the(), 'dormant_person', AT));
    expect(examples).toEqual([{ id: collaborator.personId, since: ago(36).toISOString().slice(0, 10), name: 'collaborator A' }]);
  });

  it.each(['fr', 'en'] as const)('has a letter in %s that leads to the door', (locale) => {
    const facts = { locale, givenName: 'Ada', browser: '', system: '', at: AT.toISOString(), newEmail: '', codesLeft: 0, isDemo: false };
    const { subject, blocks } = composeAccountLetter('dormant', facts, { origin: 'https://perspective.example.org', token: '' });
    expect(subject.length).toBeGreaterThan(10);
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'button', href: 'https://perspective.example.org/sign-in' }));
    expect(JSON.stringify(blocks)).not.toContain('undefined');
  });
});

describe('a request that was refused or redirected', () => {
  const CANARY = 'zyxcanary';
  const request = async (state: 'refused' | 'redirected' | 'closed', endedOn: Date, words: string) => {
    const { clusterId, companyId, actors } = world.a;
    const { caseId } = await world.caseIn(world.a, state, { lead: actors.advisor });
    const by = actors.advisor.personId;
    const need = words.repeat(20);
    await admin`insert into support_requests (cluster_id, company_id, track, title, need, on_behalf_note, state, asked_by_id, notice_version, submitted_at, case_id)
      values (${clusterId}, ${companyId}, 'strategy', ${words}, ${need}, ${words}, 'submitted', ${by}, '1', now(), ${caseId})`;
    await admin`update cases set title = ${words}, ended_on = ${endedOn.toISOString()}::date where id = ${caseId}`;
    await admin`insert into notes (cluster_id, case_id, company_id, author_id, kind, happened_on, body) values (${clusterId}, ${caseId}, ${companyId}, ${by}, 'call', '2025-01-02', ${words})`;
    await admin`insert into tasks (cluster_id, case_id, company_id, title, state, reason, blocked_since, created_by_id) values (${clusterId}, ${caseId}, ${companyId}, ${words}, 'blocked', ${words}, '2025-01-02', ${by})`;
    const [event] =
      await admin`insert into events (cluster_id, kind, actor_id, company_id, case_id, subject_kind, subject_id) values (${clusterId}, 'case.refused', ${by}, ${companyId}, ${caseId}, 'case', ${caseId}) returning id`;
    await admin`insert into event_texts (cluster_id, event_id, field, salt, body) values (${clusterId}, ${event?.id}, 'reason', 'salt', ${words})`;
    return caseId;
  };
  /** Tables that still hold a word, anywhere. */
  const holding = async (word: string) => {
    const tables =
      await admin`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await admin`select count(*)::int as n from ${admin(name)} x where x::text ilike ${`%${word}%`}`;
      if (row?.n > 0) found.push(name);
    }
    return found;
  };

  it('loses its words everywhere a year after, and stays counted', async () => {
    const old = await request('refused', ago(12), `${CANARY}old `);
    const redirected = await request('redirected', ago(18), `${CANARY}redirected `);
    await request('refused', ago(11), `${CANARY}young `);
    await request('closed', ago(30), `${CANARY}followed `);
    const withFile = await request('refused', ago(15), `${CANARY}file `);
    await admin`insert into documents (cluster_id, family_id, company_id, case_id, title, file_name, media_type, size_bytes, sha256, file_id, confidentiality, side, uploaded_by_id)
      select cluster_id, uuidv7(), company_id, id, 't', 'f.pdf', 'application/pdf', 1, ${'0'.repeat(64)}, uuidv7(), 'team', 'advisor', ${world.a.actors.advisor.personId} from cases where id = ${withFile}`;
    const everywhere = ['cases', 'event_texts', 'notes', 'support_requests', 'tasks'];
    expect(await holding(`${CANARY}old`)).toEqual(everywhere);
    expect(await foundOf('closed_request')).toBe(2);
    await on('closed_request');
    expect(await run()).toBe(2);
    for (const gone of ['old', 'redirected']) expect(await holding(CANARY + gone)).toEqual([]);
    for (const stays of ['young', 'followed', 'file']) expect(await holding(CANARY + stays)).toEqual(everywhere);
    const rows =
      await admin`select title = reference as bare, state from cases where id in ${admin([old, redirected])} order by state desc`;
    expect([...rows]).toEqual([
      { bare: true, state: 'refused' },
      { bare: true, state: 'redirected' },
    ]);
    expect((await eventsOf('request.anonymised')).map(({ subject_id }) => subject_id).sort()).toEqual([old, redirected].sort());
    expect(await run(days(1))).toBe(0);
  });
});

describe('the others', () => {
  it('an agreement taken back is deleted five years after, one that stands never', async () => {
    const { clusterId, companyId, otherCompanyId, actors } = world.a;
    const by = actors.leader.personId;
    const consent = async (company: string, withdrawn: Date | null) =>
      (
        await admin`insert into consents (cluster_id, company_id, purpose, text_version, text_sha256, given_at, given_by_id, withdrawn_at, withdrawn_by_id)
        values (${clusterId}, ${company}, 'publication', '1', 's', '2019-01-02', ${by}, ${withdrawn?.toISOString() ?? null}, ${withdrawn ? by : null}) returning id`
      )[0]?.id;
    const [old, young, standing] = [
      await consent(companyId, ago(60)),
      await consent(companyId, ago(59)),
      await consent(otherCompanyId, null),
    ];
    await on('consent_proof');
    expect(await run()).toBe(1);
    const rows = await admin`select id from consents where id in ${admin([old, young, standing])}`;
    expect(rows.map(({ id }) => id).sort()).toEqual([young, standing].sort());
  });

  it('contacts without a case, and acts older than five years, are reported and left alone', async () => {
    const { clusterId, actors } = world.a;
    const [company] =
      await admin`insert into companies (cluster_id, name, country_code, foreign_id) values (${clusterId}, 'Prospect', 'DE', 'DE-1') returning id`;
    const contact = async (at: Date) => {
      const [person] = await admin`insert into people (cluster_id, given_name, family_name) values (${clusterId}, 'P', 'Q') returning id`;
      await admin`insert into company_roles (cluster_id, company_id, person_id, role, from_on) values (${clusterId}, ${company?.id}, ${person?.id}, 'contact', '2020-01-01')`;
      await admin`update people set updated_at = ${at.toISOString()} where id = ${person?.id}`;
      return person?.id;
    };
    const old = await contact(ago(36));
    await contact(ago(35));
    const { found, examples } = await asReader(the(), (tx) => readRetentionKind(tx, the(), 'prospect_contact', AT));
    expect([found, examples.map(({ id }) => id)]).toEqual([1, [old]]);
    await admin`insert into events (id, cluster_id, kind, actor_id, subject_kind, subject_id, recorded_at) values (access.key_at(${ago(61).toISOString()}::timestamptz), ${clusterId}, 'case.taken', ${actors.manager.personId}, 'case', ${old}, ${ago(61).toISOString()})`;
    expect(await foundOf('audit_trail')).toBe(1);
    await admin`insert into retention_rules (cluster_id, kind, months, is_on) values (${clusterId}, 'prospect_contact', 36, true), (${clusterId}, 'audit_trail', 60, true), (${clusterId}, 'dormant_person', 36, true)`;
    expect(await run()).toBe(0);
    expect([await foundOf('prospect_contact'), await foundOf('audit_trail')]).toEqual([1, 1]);
  });
});
