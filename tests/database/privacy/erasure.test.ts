import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '~/access/actor';
import { openPool } from '~/platform/database.server';
import { makeCopies } from '../../../server/make-copies';
import { sealAudit, verifyAudit } from '../../../server/seal-audit';
import { fill } from '../../support/filled';
import { tracesOf } from '../../support/traces';
import { freshWorld, type World } from '../../support/world';
import { newCompany } from '../outcomes/figures';

const AT = new Date();
const TODAY = AT.toISOString().slice(0, 10);

/** Where somebody is named who was erased, and why it stays: the list of docs/decisions/2026-11-28-erasure.md. */
const KEPT = [
  ...['plan_versions.content', 'plan_agreements.signatory_name'],
  ...['observations.evidence', 'observations.comment', 'observation_acts.reason', 'observation_acts.evidence', 'baselines.reason'],
  ...['title', 'funder', 'evidence', 'instrument_other', 'correction_reason'].map((column) => `aid_grants.${column}`),
  ...['name', 'acronym', 'trade_name', 'group_name', 'street_address'].map((column) => `companies.${column}`),
  ...['establishments.name', 'establishments.street_address', 'capital_links.name'],
  ...['acronym', 'title_fr', 'title_en', 'summary_fr', 'summary_en', 'leader_name'].map((column) => `projects.${column}`),
  ...['name', 'part_fr', 'part_en'].map((column) => `project_partners.${column}`),
  ...['body_fr', 'body_en', 'reason_fr', 'reason_en'].map((column) => `project_decisions.${column}`),
  ...['summary_fr', 'summary_en', 'risks_fr', 'risks_en'].map((column) => `project_secrets.${column}`),
  ...['title', 'title_en', 'expected_evidence', 'expected_evidence_en', 'exit_criterion', 'exit_criterion_en'].map(
    (column) => `project_milestones.${column}`,
  ),
  ...['evidence_text', 'evidence_link', 'reason', 'awaited'].map((column) => `project_milestones.${column}`),
  ...['project_funding.funder_fr', 'project_funding.funder_en'],
  ...['name_fr', 'name_en', 'host_name', 'users_fr', 'users_en'].map((column) => `structuring_sites.${column}`),
];
/** Search finds a company by its name, which stays. */
const BY_COMPANY = ['search_documents.folded', 'search_documents.title', 'search_words.word'];

/** Columns of letters that hold no words of people: definitions the cluster publishes, its own names, what is derived, or a name of its own. */
const NOT_WRITTEN = [
  /^(clusters|programmes|teams|metric_versions|indicators|indicator_rules|objectives|targets|plan_template_\w+|instruments|contracts?|contract_\w+|delay_rules)\./,
  /^(people|invitations)\.(given_name|family_name|email|phone)$/,
  /^(company_roles\.job_title|event_texts\.body|search_documents\.\w+|account_mails\.email|demo_mailbox\.\w+|accounts\.\w+|passkeys\.name|authenticators\.sealed_secret)$/,
  // The public register, and a file of it.
  /^(register_units|register_imports|register_import_rows)\./,
  /^calendar_days\./,
  /^(companies|establishments|structuring_sites)\.(city|foreign_id)$/,
  /^projects\.lead_cluster$/,
];

let world: World;
let above: Sql;
let pool: Sql;
let folder: string;
let admin: Actor;
let app: typeof import('~/access/acting.server') &
  typeof import('~/features/privacy/open-privacy-request.server') &
  typeof import('~/features/privacy/answer-privacy-request.server') &
  typeof import('~/features/privacy/erase-person.server') &
  typeof import('~/features/privacy/settle-find.server') &
  typeof import('~/features/privacy/found-texts.queries.server') &
  typeof import('~/features/privacy/privacy-register.queries.server') &
  typeof import('~/features/search/search.queries.server') &
  typeof import('~/platform/files/file-store.server');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'erasure-'));
  process.env.FILES_DIR = folder;
  world = await freshWorld();
  admin = world.a.actors.admin;
  above = postgres(world.adminUrl, { max: 2, onnotice: () => {} });
  pool = openPool(world.workerUrl, 4);
  app = {
    ...(await import('~/access/acting.server')),
    ...(await import('~/features/privacy/open-privacy-request.server')),
    ...(await import('~/features/privacy/answer-privacy-request.server')),
    ...(await import('~/features/privacy/erase-person.server')),
    ...(await import('~/features/privacy/settle-find.server')),
    ...(await import('~/features/privacy/found-texts.queries.server')),
    ...(await import('~/features/privacy/privacy-register.queries.server')),
    ...(await import('~/features/search/search.queries.server')),
    ...(await import('~/platform/files/file-store.server')),
  };
}, 60_000);
afterAll(async () => {
  await Promise.all([above?.end(), pool?.end()]);
  await world?.drop();
  await rm(folder, { recursive: true, force: true });
});

type Contact = { personId: string; companyId: string; caseId: string; family: string; words: string[]; said: string };
let one: Contact;
let made = 0;

/** A leader of a company nobody else is called like. */
async function contact(): Promise<Contact> {
  made += 1;
  const [given, family] = [`Zéphyrine`, `Quastenberg${'abcdefgh'[made]}`];
  const [email, phone] = [`zq${made}@test.example`, `+33612345${600 + made}`];
  const { clusterId, actors } = world.a;
  const { companyId, journeyId } = await newCompany(world);
  const { caseId, milestoneIds } = await world.caseIn(world.a, 'active', { companyId, journeyId });
  const [account] = await above`insert into accounts (email) values (${email}) returning id`;
  const [person] =
    await above`insert into people (cluster_id, account_id, given_name, family_name, email, phone) values (${clusterId}, ${account?.id}, ${given}, ${family}, ${email}, ${phone}) returning id`;
  await above`insert into company_roles (cluster_id, company_id, person_id, role, job_title, is_signatory, from_on) values (${clusterId}, ${companyId}, ${person?.id}, 'leader', ${`Gérante ${family}`}, true, '2026-01-05')`;
  await world.asOwner(clusterId, (sql) => fill(sql, world.a, { companyId, caseId, milestoneIds, by: actors.advisor.personId }));
  const typed = phone.replace('+33', '0').replace(/(\d\d)(?=\d)/g, '$1 ');
  return {
    ...{ personId: String(person?.id), companyId, caseId, family },
    words: [`${given} ${family}`, `${family} ${given}`, `zephyrine ${family}`, email, typed, family],
    said: `vu Zéphyrine ${family.toUpperCase()}, ${family} Zephyrine ; ${email.toUpperCase()} ou ${typed}`,
  };
}

/** Writes somebody's name into every column people write in, past every rule of the database. */
async function nameEverywhere({ said, companyId, caseId, personId }: Contact): Promise<void> {
  await above.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const places = await sql<{ tbl: string; col: string }[]>`select tbl, col from access.text_places()`;
    // A text alone, without what else would go with it.
    const checks =
      await sql`select conrelid::regclass::text as tbl, conname from pg_constraint where contype = 'c' and conrelid::regclass::text in (select tbl from access.text_places())`;
    for (const { tbl, conname } of checks) await sql`alter table ${sql(tbl)} drop constraint ${sql(conname)}`;
    for (const { tbl, col } of places) {
      const [column] =
        await sql`select data_type as type from information_schema.columns where table_schema = 'public' and table_name = ${tbl} and column_name = ${col}`;
      const value =
        column?.type === 'jsonb' ? sql`${sql(col)} || ${sql.json({ named: said })}` : sql`coalesce(${sql(col)}, '') || ${` ${said}`}`;
      await sql`update ${sql(tbl)} t set ${sql(col)} = ${value} where cluster_id = ${world.a.clusterId}
        and (to_jsonb(t) ->> 'company_id' = ${companyId} or to_jsonb(t) ->> 'id' = ${companyId} or to_jsonb(t) ->> 'case_id' = ${caseId} or not (to_jsonb(t) ? 'company_id'))`;
    }
    // Those that the world is filled with are none.
    await sql`delete from audit_digests`;
    await sql`delete from audit_seals`;
    await sql`update event_texts t set body = ${said} from events e where e.id = t.event_id and e.case_id = ${caseId}`;
    await sql`update search_documents set folded = folded || ' ' || access.fold(${said}) where id = ${caseId}`;
    await sql`insert into demo_mailbox (message_id, recipient, subject, body, sent_at) values (${crypto.randomUUID()}, 'other@test.example', 's', ${said}, now())`;
    await sql`update privacy_requests set identity_check = coalesce(identity_check, '') || ${said} where person_id = ${personId} and identity_checked_at is not null`;
  });
}

const versionOf = async (id: string) => (await above`select version from privacy_requests where id = ${id}`)[0]?.version as number;
const open = async (personId: string, kind: 'erasure' | 'access' = 'erasure') => {
  const opened = await app.asActor(admin, (tx) => app.openPrivacyRequest(tx, admin, { personId, kind, receivedOn: TODAY }, AT));
  return (opened as { value: { requestId: string } }).value.requestId;
};
const check = async (id: string, actor = admin) => {
  const version = await versionOf(id);
  return app.asActor(actor, (tx) => app.checkIdentity(tx, actor, id, { version, identityCheck: 'Rappelée au numéro connu' }, AT));
};
const erase = async (id: string, actor = admin, version?: number) => {
  const known = version ?? (await versionOf(id));
  return app.asActor(actor, (tx) => app.erasePerson(tx, actor, id, { version: known }, AT));
};
const found = (actor: Actor) => app.asReader(actor, (tx) => app.listFoundTexts(tx, actor));
const settle = (actor: Actor, findId: string, settledAs: 'removed' | 'another' | 'kept') =>
  app.asActor(actor, (tx) => app.settleFind(tx, actor, { findId, settledAs }, AT));

beforeEach(async () => {
  one = await contact();
});

describe('an erasure', () => {
  it('leaves the person’s name, address and telephone in no column of any table but those that the decision names (R16)', async () => {
    const id = await open(one.personId);
    await check(id);
    await nameEverywhere(one);
    await sealAudit(pool, new Date(Date.now() + 60_000));
    const before = await tracesOf(above, [one.family]);
    const places = (await above<{ place: string }[]>`select place from access.text_places()`).map(({ place }) => place);
    // The name stood in every place there is.
    expect(places.filter((place) => !before.includes(place))).toEqual([]);

    expect(await erase(id)).toMatchObject({ ok: true });

    const after = await tracesOf(above, one.words);
    expect(after.filter((place) => ![...KEPT, ...BY_COMPANY].includes(place))).toEqual([]);
    expect((await above`select kept_for from access.text_places() where place = any (${KEPT}) and kept_for is null`).length).toBe(0);
    // Each one that stays is counted, with its reason.
    const counted = await above<
      { place: string }[]
    >`select distinct place from privacy_finds where person_id = ${one.personId} and finding = 'kept'`;
    expect(counted.map(({ place }) => place).sort()).toEqual([...KEPT].sort());
    expect((await above`select given_name, family_name, email, phone, account_id from people where id = ${one.personId}`)[0]).toEqual({
      given_name: 'Contact supprimé',
      family_name: `#${one.personId.slice(-6)}`,
      email: null,
      phone: null,
      account_id: null,
    });
    const [role] = await above`select ended_at, job_title from company_roles where person_id = ${one.personId}`;
    expect(role).toMatchObject({ job_title: null, ended_at: expect.anything() });
    const [text] =
      await above`select t.salt, t.erased_at, t.body from event_texts t join events e on e.id = t.event_id where e.case_id = ${one.caseId} limit 1`;
    expect(text).toMatchObject({ salt: '', erased_at: expect.anything(), body: expect.stringContaining('Contact supprimé #') });
    expect((await verifyAudit(pool)).filter(({ fault }) => fault)).toEqual([]);
    const [event] = await above`select facts from events where kind = 'person.erased' and subject_id = ${one.personId}`;
    expect(event?.facts).toMatchObject({
      requestId: id,
      roles: 1,
      isAccountGone: true,
      anonymisedAt_from: null,
      texts: expect.any(Number),
    });
  });

  it('reads every place where people write: a new column of words is in access.text_places() or says here why not', async () => {
    const columns = await above<{ place: string }[]>`
      select c.relname || '.' || a.attname as place from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_collation l on l.oid = a.attcollation
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.atttypid = 'text'::regtype and l.collname <> 'C' order by 1`;
    const known = (await above<{ place: string }[]>`select place from access.text_places()`).map(({ place }) => place);
    const unknown = columns
      .map(({ place }) => place)
      .filter((place) => !known.includes(place) && !NOT_WRITTEN.some((one) => one.test(place)));
    expect(unknown).toEqual([]);
  });

  it('overwrites no name, telephone or mailbox that two people share: each mention is looked at', async () => {
    const { clusterId, actors } = world.a;
    const { family, caseId, companyId, personId } = one;
    await above`update people set phone = '0499000111' where id = ${personId}`;
    await above`insert into people (cluster_id, given_name, family_name, phone) values (${clusterId}, 'Zephyrine', ${family}, '0499000111')`;
    const body = `Zéphyrine ${family} au 04 99 00 01 11`;
    const [note] =
      await above`insert into notes (cluster_id, case_id, company_id, author_id, kind, state, confidentiality, is_two_way, happened_on, body)
      values (${clusterId}, ${caseId}, ${companyId}, ${actors.advisor.personId}, 'call', 'published', 'team', false, '2026-11-02', ${body}) returning id`;
    const id = await open(personId);
    await check(id);
    expect(await erase(id)).toMatchObject({ ok: true });
    expect((await above`select body from notes where id = ${note?.id}`)[0]).toEqual({ body });
    expect((await found(actors.manager)).filter(({ itemId }) => itemId === note?.id)).toMatchObject([{ word: family }]);
  });

  it('takes the name out of the search', async () => {
    const { manager } = world.a.actors;
    const cases = async () => JSON.stringify(await app.asReader(manager, (tx) => app.searchAll(tx, one.family)));
    await above`update cases set title = ${`Export avec Zéphyrine ${one.family}`} where id = ${one.caseId}`;
    await above`select access.keep_searched_titles(${world.a.clusterId}, array[${one.caseId}::uuid])`;
    expect(await cases()).toContain(one.caseId);
    const id = await open(one.personId);
    await check(id);
    await erase(id);
    expect(await cases()).not.toContain(one.caseId);
  });

  it('takes the person’s own copy and those of others, which may name them', async () => {
    const { clusterId, actors } = world.a;
    const store = await app.fileStore();
    const fileIds = [crypto.randomUUID(), crypto.randomUUID()];
    for (const [no, personId] of [one.personId, actors.leader.personId].entries()) {
      const source = path.join(await store.incoming(), `made${no}`);
      await writeFile(source, 'bytes');
      await store.keep(clusterId, fileIds[no] as string, source);
      await above`insert into data_copies (cluster_id, person_id, asked_at, ready_at, expires_at, file_id, size_bytes) values (${clusterId}, ${personId}, now(), now(), now() + interval '7 days', ${fileIds[no] as string}, 5)`;
    }
    const id = await open(one.personId);
    await check(id);
    expect(await erase(id)).toMatchObject({ ok: true });
    await makeCopies(pool, new Date(Date.now() + 1000));
    for (const fileId of fileIds) expect(await store.read(clusterId, fileId)).toBeNull();
  });

  it('leaves what may be somebody else’s name to whoever reads the text, word by word', async () => {
    const { advisor, otherAdvisor, leader, manager } = world.a.actors;
    const id = await open(one.personId);
    await check(id);
    const note = async (body: string, confidentiality = 'team', author = advisor.personId) =>
      String(
        (
          await above`insert into notes (cluster_id, case_id, company_id, author_id, kind, state, confidentiality, is_two_way, happened_on, body)
          values (${world.a.clusterId}, ${one.caseId}, ${one.companyId}, ${author}, 'call', 'published', ${confidentiality}, false, '2026-11-02', ${body}) returning id`
        )[0]?.id,
      );
    const two = await note(`Mme ${one.family} rappelle. M. ${one.family.toUpperCase()} est son frère, pas ${one.family}er.`);
    const restricted = await note(`Difficulté de Mme ${one.family}`, 'restricted');
    await erase(id);
    const mine = async (actor: Actor, item: string) => (await found(actor)).filter(({ itemId }) => itemId === item);
    expect(await mine(manager, two)).toMatchObject([
      { before: 'Mme ', word: one.family, after: expect.stringContaining(' rappelle. M. ') },
      { word: one.family.toUpperCase() },
    ]);
    // Only those who read the text find it, and nobody of a company.
    expect(await mine(advisor, restricted)).toHaveLength(1);
    expect(await mine(otherAdvisor, restricted)).toHaveLength(0);
    const [secret] = await mine(advisor, restricted);
    expect(await settle(otherAdvisor, secret!.id, 'removed')).toMatchObject({ reason: 'not_found' });
    expect(await settle(leader, secret!.id, 'removed')).toMatchObject({ reason: 'not_found' });
    for (const actor of [admin, world.a.actors.director]) expect(await settle(actor, secret!.id, 'removed')).toMatchObject({ ok: false });
    expect(await settle(world.b.actors.manager, secret!.id, 'removed')).toMatchObject({ reason: 'not_found' });

    const [first, second] = await mine(manager, two);
    expect(await settle(manager, first!.id, 'removed')).toMatchObject({ ok: true });
    expect(await settle(manager, first!.id, 'another')).toMatchObject({ reason: 'settled' });
    expect(await settle(manager, second!.id, 'another')).toMatchObject({ ok: true });
    const mark = `Contact supprimé #${one.personId.slice(-6)}`;
    const [kept] = await above`select body, version from notes where id = ${two}`;
    expect(kept).toMatchObject({
      body: `Mme ${mark} rappelle. M. ${one.family.toUpperCase()} est son frère, pas ${one.family}er.`,
      version: 2,
    });
    expect(await mine(manager, two)).toEqual([]);

    // A text that was written again meanwhile is not overwritten at the old place.
    await above`update notes set body = 'Autre texte', version = version + 1 where id = ${restricted}`;
    expect(await settle(advisor, secret!.id, 'removed')).toMatchObject({ reason: 'text_changed' });
    expect(await settle(advisor, secret!.id, 'another')).toMatchObject({ ok: true });
  });

  it('finds a name however it was typed, and no other word', async () => {
    const named = async (text: string) => {
      const [row] =
        await above`select ${text} ~* n.sure as sure, ${text} ~* n.maybe as maybe from access.naming('Jean-Noël', 'd’Été Müller', array['j.ete+pro@test.example'], '+33 6 12 34 56 78') n`;
      return row?.sure ? 'sure' : row?.maybe ? 'maybe' : 'no';
    };
    for (const text of [
      'Vu Jean-Noël d’Été Müller',
      "JEAN NOEL D'ETE MULLER,",
      'd’Été-Müller, Jean-Noël',
      'écrire à J.Ete+Pro@test.example.',
      '06 12 34 56 78',
      '06.12.34.56.78',
      '+33 (0)6 12 34 56 78',
      '0033612345678',
    ])
      expect([text, await named(text)]).toEqual([text, 'sure']);
    for (const text of ["M. d'Ete Muller", 'D’ÉTÉ MÜLLER']) expect([text, await named(text)]).toEqual([text, 'maybe']);
    for (const text of ['Jean-Noël', 'Müllerine', 'jXete+pro@test.example', '106123456789', 'cet été Mulleret'])
      expect([text, await named(text)]).toEqual([text, 'no']);
  });
});

describe('the register', () => {
  it('is kept by administrators alone, who erase a person once it was made sure that they ask it', async () => {
    const { clusterId: _, actors } = world.a;
    const id = await open(one.personId);
    expect(await erase(id)).toMatchObject({ reason: 'identity_unchecked' });
    for (const [name, actor] of Object.entries(actors)) {
      if (name === 'admin') continue;
      expect([name, await check(id, actor)]).toMatchObject([name, { reason: 'not_allowed' }]);
      expect([name, await erase(id, actor)]).toMatchObject([name, { reason: 'not_allowed' }]);
      expect(await app.asReader(actor, (tx) => app.listPrivacyRequests(tx, actor))).toEqual([]);
    }
    const stranger = world.b.actors.admin;
    expect(await erase(id, stranger)).toMatchObject({ reason: 'not_found' });
    expect(await check(id)).toMatchObject({ ok: true });
    expect(await erase(id, admin, 1)).toMatchObject({ reason: 'changed_meanwhile' });
    expect((await above`select given_name from people where id = ${one.personId}`)[0]).toMatchObject({ given_name: 'Zéphyrine' });
    expect(await erase(id)).toMatchObject({ ok: true });
    expect(await erase(id)).toMatchObject({ reason: 'erased' });
    const again = await app.asActor(admin, (tx) =>
      app.openPrivacyRequest(tx, admin, { personId: one.personId, kind: 'erasure', receivedOn: TODAY }, AT),
    );
    expect(again).toMatchObject({ reason: 'is_anonymised' });
  });

  it('never erases somebody of the staff, or by a request of another kind', async () => {
    const staff = await open(world.a.actors.otherAdvisor.personId);
    await check(staff);
    expect(await erase(staff)).toMatchObject({ reason: 'of_staff' });
    const access = await open(one.personId, 'access');
    await check(access);
    expect(await erase(access)).toMatchObject({ reason: 'not_an_erasure' });
  });

  it('keeps the days: a month, three once the person was told in time, and an answer after the act', async () => {
    const [personId, receivedOn] = [one.personId, '2026-01-31'];
    const opened = await app.asActor(admin, (tx) => app.openPrivacyRequest(tx, admin, { personId, kind: 'erasure', receivedOn }, AT));
    const { requestId } = (opened as { value: { requestId: string } }).value;
    const row = async () =>
      (await above`select to_char(due_on, 'YYYY-MM-DD') as due, outcome, proof from privacy_requests where id = ${requestId}`)[0];
    expect(await row()).toMatchObject({ due: '2026-02-28' });
    const extend = async (at: string) => {
      const version = await versionOf(requestId);
      return app.asActor(admin, (tx) =>
        app.extendPrivacyRequest(tx, admin, requestId, { version, reason: 'Beaucoup de dossiers' }, new Date(at)),
      );
    };
    expect(await extend('2026-03-01T10:00:00Z')).toMatchObject({ reason: 'too_late' });
    expect(await extend('2026-02-28T10:00:00Z')).toMatchObject({ ok: true });
    expect(await row()).toMatchObject({ due: '2026-04-30' });
    expect(await extend('2026-02-28T10:00:00Z')).toMatchObject({ reason: 'extended' });
    const answer = async (outcome: 'granted' | 'refused') => {
      const version = await versionOf(requestId);
      return app.asActor(admin, (tx) =>
        app.answerPrivacyRequest(tx, admin, requestId, { version, outcome, answer: 'Fait', proof: 'AR 123' }, AT),
      );
    };
    expect(await answer('granted')).toMatchObject({ reason: 'identity_unchecked' });
    await check(requestId);
    expect(await answer('granted')).toMatchObject({ reason: 'not_erased' });
    await erase(requestId);
    expect(await answer('granted')).toMatchObject({ ok: true });
    expect(await answer('refused')).toMatchObject({ reason: 'answered' });
    expect(await row()).toMatchObject({ outcome: 'granted', proof: 'AR 123' });
    const future = await app.asActor(admin, (tx) =>
      app.openPrivacyRequest(tx, admin, { personId: world.a.actors.leader.personId, kind: 'access', receivedOn: '2126-01-01' }, AT),
    );
    expect(future).toMatchObject({ reason: 'not_yet' });
  });

  it('holds in the database too, whoever calls its functions', async () => {
    const { sql } = await import('drizzle-orm');
    for (const actor of [world.a.actors.manager, world.a.actors.leader, world.b.actors.admin])
      for (const call of [
        sql`access.forget_words(${one.personId}::uuid, 'x')`,
        ...(actor === world.b.actors.admin ? [] : [sql`access.leave_companies(${one.personId}::uuid)`]),
      ])
        await expect(
          app.asActor(actor, async (tx) => {
            await tx.execute(sql`select ${call}`);
            return { ok: true as const, value: null };
          }),
        ).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});
