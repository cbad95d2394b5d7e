import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '~/access/actor';
import type { ItemFacts, ItemReader } from '~/features/confidentiality/confidential-item';
import { readingRule } from '~/features/confidentiality/confidential-item.policy';
import { ITEM_CLASSES, type ItemClass } from '~/features/programmes/confidentiality';
import { freshWorld, type World } from '../../support/world';

let world: World;
let worker: postgres.Sql;
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let listReaders: typeof import('~/features/confidentiality/readers.queries.server').listReaders;
let readReadersPage: typeof import('~/features/confidentiality/item.queries.server').readReadersPage;
let acts: typeof import('~/features/confidentiality/share-item.server') &
  typeof import('~/features/confidentiality/take-back-item.server') &
  typeof import('~/features/confidentiality/open-item.server');
let caseId: string;
const AT = new Date('2026-11-24T10:00:00Z');

beforeAll(async () => {
  world = await freshWorld();
  worker = postgres(world.workerUrl, { max: 1, onnotice: () => {} });
  ({ asActor, asReader } = await import('~/access/acting.server'));
  ({ listReaders } = await import('~/features/confidentiality/readers.queries.server'));
  ({ readReadersPage } = await import('~/features/confidentiality/item.queries.server'));
  acts = {
    ...(await import('~/features/confidentiality/share-item.server')),
    ...(await import('~/features/confidentiality/take-back-item.server')),
    ...(await import('~/features/confidentiality/open-item.server')),
  };
});
afterAll(async () => {
  await worker.end();
  await world.drop();
});

const owner = <T>(work: Parameters<typeof world.asOwner<T>>[1]) => world.asOwner(world.a.clusterId, work);
beforeEach(async () => {
  await owner(
    (tx) =>
      tx`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn', resumes_in = null where ended_on is null`,
  );
  ({ caseId } = await world.caseIn(world.a, 'active'));
});

type Item = { kind: 'note' | 'task' | 'document'; id: string; ofCase: boolean; facts: ItemFacts };

/** One of each kind and class, written by the case's lead, naming some of those given. */
async function plant(named: readonly string[], author = world.a.actors.advisor.personId): Promise<Item[]> {
  const { clusterId: c, companyId } = world.a;
  const planted: Item[] = [];
  await owner(async (tx) => {
    for (const itemClass of ITEM_CLASSES) {
      const readerIds = itemClass === 'restricted' ? [...named] : [];
      const put = async (kind: Item['kind'], ofCase: boolean, insert: (id: string) => Promise<unknown>) => {
        const id = randomUUID();
        await insert(id);
        planted.push({ kind, id, ofCase, facts: { kind, itemClass, isDraft: false, authorId: author, readerIds } });
      };
      const readers = tx.array(readerIds, 2950);
      await put(
        'note',
        true,
        (
          id,
        ) => tx`insert into notes (cluster_id, id, case_id, company_id, author_id, kind, state, confidentiality, reader_ids, happened_on, body)
          values (${c}, ${id}, ${caseId}, ${companyId}, ${author}, 'internal', 'published', ${itemClass}, ${readers}, '2026-11-20', ${`canary ${id}`})`,
      );
      await put(
        'task',
        true,
        (id) => tx`insert into tasks (cluster_id, id, case_id, company_id, title, confidentiality, reader_ids, created_by_id)
          values (${c}, ${id}, ${caseId}, ${companyId}, ${`canary ${id}`}, ${itemClass}, ${readers}, ${author})`,
      );
      for (const of of [caseId, null])
        await put(
          'document',
          of !== null,
          (
            id,
          ) => tx`insert into documents (cluster_id, id, family_id, company_id, case_id, title, file_name, media_type, size_bytes, sha256, file_id, confidentiality, reader_ids, side, uploaded_by_id)
            values (${c}, ${id}, ${id}, ${companyId}, ${of}, ${`canary ${id}`}, 'f.csv', 'text/csv', 1, ${'a'.repeat(64)}, ${randomUUID()}, ${itemClass}, ${readers}, 'advisor', ${author})`,
        );
    }
    const id = randomUUID();
    await tx`insert into notes (cluster_id, id, case_id, company_id, author_id, kind, state, confidentiality, reader_ids, happened_on, body)
      values (${c}, ${id}, ${caseId}, ${companyId}, ${author}, 'internal', 'draft', 'restricted', ${tx.array([...named], 2950)}, '2026-11-20', 'draft')`;
    planted.push({
      kind: 'note',
      id,
      ofCase: true,
      facts: { kind: 'note', itemClass: 'restricted', isDraft: true, authorId: author, readerIds: [...named] },
    });
  });
  return planted;
}

/** Everybody who could sign in, in both clusters: the cast, and those whose reach follows from a scope. */
async function makePeople(): Promise<Record<string, string>> {
  const { clusterId: c, programmeId, teamId } = world.a;
  const made: Record<string, string> = {};
  await owner(async (tx) => {
    const [other] =
      await tx`insert into programmes (cluster_id, code, name, starts_on) values (${c}, ${`P${randomUUID().slice(0, 6)}`}, 'Autre', '2023-01-01') returning id`;
    const person = async (name: string, role: string, more: { programme?: string; track?: string; leads?: boolean } = {}) => {
      const [row] = await tx`insert into people (cluster_id, given_name, family_name) values (${c}, ${name}, 'S') returning id`;
      made[name] = String(row?.id);
      await tx`insert into cluster_roles (cluster_id, person_id, role, programme_id, track, from_on) values (${c}, ${made[name]}, ${role}, ${more.programme ?? null}, ${more.track ?? null}, '2023-01-01')`;
      if (more.leads)
        await tx`insert into team_members (cluster_id, team_id, person_id, leads_team, from_on) values (${c}, ${teamId}, ${made[name]}, true, '2023-01-01')`;
    };
    await person('managerOfProgramme', 'manager', { programme: programmeId });
    await person('managerOfAnother', 'manager', { programme: String(other?.id) });
    await person('teamLead', 'advisor', { leads: true });
    await person('otherTrackLead', 'track_lead', { track: 'financing' });
    // Those to whom the case is opened by parts, or was, or would be if they still were who they were.
    const signsIn = async (name: string) => {
      const [account] = await tx`insert into accounts (email) values (${`${randomUUID()}@test.example`}) returning id`;
      const [row] =
        await tx`insert into people (cluster_id, account_id, given_name, family_name) values (${c}, ${account!.id}, ${name}, 'S') returning id`;
      made[name] = String(row?.id);
      return made[name];
    };
    const opened = async (
      name: string,
      kind: 'expert' | 'collaborator',
      parts: string[],
      spell: 'runs' | 'over' | 'ended' | 'to come' = 'runs',
    ) => {
      const id = await signsIn(name);
      if (kind === 'expert')
        await tx`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${c}, ${id}, 'expert', '2023-01-01')`;
      else
        await tx`insert into company_roles (cluster_id, company_id, person_id, role, from_on) values (${c}, ${world.a.companyId}, ${id}, 'collaborator', '2023-01-01')`;
      const [first, last] = spell === 'over' ? [-30, -1] : spell === 'to come' ? [2, 30] : [-30, 0];
      await tx`insert into case_grants (cluster_id, case_id, company_id, person_id, kind, parts, reason, from_on, until_on, opened_by_id, ended_at, ended_by_id)
        select ${c}, ${caseId}, ${world.a.companyId}, ${id}, ${kind}, ${parts}, 'x', d.today + ${first}::int, d.today + ${last}::int, l.id, case when ${spell === 'ended'} then now() end, case when ${spell === 'ended'} then l.id end
        from (select (now() at time zone 'Europe/Paris')::date today) d, (select ${world.a.actors.advisor.personId}::uuid id) l`;
      return id;
    };
    await opened('expertOfPlan', 'expert', ['plan']);
    await opened('expertOfDocuments', 'expert', ['documents']);
    await opened('expertOfFigures', 'expert', ['finance']);
    await opened('collaboratorOfAll', 'collaborator', ['plan', 'documents', 'finance']);
    await opened('expertUntilYesterday', 'expert', ['plan', 'documents', 'finance'], 'over');
    await opened('expertFromTomorrow', 'expert', ['plan', 'documents', 'finance'], 'to come');
    await opened('collaboratorEnded', 'collaborator', ['plan', 'documents', 'finance'], 'ended');
    const once = await opened('expertOnce', 'expert', ['plan', 'documents', 'finance']);
    await tx`update cluster_roles set ended_at = now() where person_id = ${once}`;
    const hired = await opened('expertHired', 'expert', ['plan', 'documents', 'finance']);
    await tx`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${c}, ${hired}, 'advisor', '2023-01-01')`;
    const left = await opened('collaboratorWhoLeft', 'collaborator', ['plan', 'documents', 'finance']);
    await tx`update company_roles set ended_at = now() where person_id = ${left}`;
  });
  for (const [name, actor] of Object.entries(world.a.actors)) made[name] = actor.personId;
  return made;
}

async function seenBy(clusterId: string, personId: string, { kind, id }: Item): Promise<boolean> {
  return worker.begin(async (tx) => {
    await tx`select access.enter_person(${clusterId}, ${personId})`;
    const rows = await tx`select 1 from ${tx(`${kind}s`)} where id = ${id}`;
    return rows.length === 1;
  }) as Promise<boolean>;
}

describe('who reads is said once and shown twice', () => {
  test.each([false, true])('the rule in words equals row security for everybody, with teams open: %s', async (isOpen) => {
    const admin = postgres(world.ownerUrl, { max: 1, onnotice: () => {} });
    await admin`update clusters set advisors_read_team = ${isOpen}`;
    await admin.end();
    const people = await makePeople();
    await world.caseIn(world.a, 'active', { track: 'financing', lead: world.a.actors.otherAdvisor });
    const planted = await plant([people.teamLead!, people.otherAdvisor!, people.leader!]);
    const { advisor, manager } = world.a.actors;
    for (const item of planted) {
      const held = { caseId: item.ofCase ? caseId : null, companyId: world.a.companyId };
      // Whoever asks, staff with the widest or a narrow reach, is told the same.
      const [asked, askedAbove] = await Promise.all([advisor, manager].map((actor) => asReader(actor, (tx) => listReaders(tx, held))));
      expect(asked).toEqual(askedAbove);
      const told = new Map((asked as ItemReader[]).map((reader) => [reader.id, readingRule(reader, item.facts)]));
      for (const [name, id] of Object.entries(people))
        expect([name, item.kind, item.facts.itemClass, item.facts.isDraft, item.ofCase, (told.get(id) ?? null) !== null]).toEqual([
          name,
          item.kind,
          item.facts.itemClass,
          item.facts.isDraft,
          item.ofCase,
          await seenBy(world.a.clusterId, id, item),
        ]);
      for (const stranger of Object.values(world.b.actors)) expect(await seenBy(world.b.clusterId, stranger.personId, item)).toBe(false);
    }
    // The table of who reads is no empty promise: each class tells somebody apart.
    const rules = (itemClass: ItemClass, isOfCase: boolean) => {
      const item = planted.find(({ facts, ofCase, kind }) => facts.itemClass === itemClass && ofCase === isOfCase && kind === 'document')!;
      return asReader(advisor, (tx) => readReadersPage(tx, advisor, 'document', item.id)).then((page) =>
        Object.fromEntries(page!.readers.map(({ name, rule }) => [name.split(' ')[0], rule])),
      );
    };
    expect(await rules('restricted', true)).toMatchObject({
      advisor: 'author',
      manager: 'manager',
      managerOfProgramme: 'manager',
      teamLead: 'named',
      otherAdvisor: 'named',
    });
    expect(Object.keys(await rules('restricted', true))).not.toEqual(expect.arrayContaining(['director']));
    expect(Object.keys(await rules('team', true))).toEqual(expect.arrayContaining(['director', 'trackLead', 'otherAdvisor', 'teamLead']));
    expect(Object.keys(await rules('team', true))).not.toContain('leader');
    expect(await rules('company', true)).toMatchObject({
      expertOfDocuments: 'expert_documents',
      collaboratorOfAll: 'collaborator_documents',
    });
    expect(Object.keys(await rules('company', true))).not.toEqual(expect.arrayContaining(['expertOfPlan']));
    expect(await rules('company', false)).toMatchObject({ leader: 'leader', advisor: 'company_advisor', director: 'director' });
  });

  test('a figure is told as row security shows it', async () => {
    const people = await makePeople();
    const { advisor } = world.a.actors;
    const id = randomUUID();
    await owner(async (tx) => {
      await tx`insert into observations (cluster_id, id, metric, metric_version, company_id, cell, chain_id, chain_no, valid_on, num, entry_level, author_id, recorded_at)
        values (${world.a.clusterId}, ${id}, 'EMP-01', 1, ${world.a.companyId}, '2025', ${id}, 1, '2025-12-31', 12, 1, ${advisor.personId}, now())`;
    });
    const page = await asReader(advisor, (tx) => readReadersPage(tx, advisor, 'figure', id));
    const told = new Set(page?.readers.map((reader) => reader.id));
    for (const [name, personId] of Object.entries(people)) {
      const seen = await worker.begin(async (tx) => {
        await tx`select access.enter_person(${world.a.clusterId}, ${personId})`;
        return (await tx`select 1 from observations where id = ${id}`).length === 1;
      });
      expect([name, told.has(personId)]).toEqual([name, seen]);
    }
    expect(page?.can).toEqual({ share: false, takeBack: false, open: false });
  });

  test('a leader is told who reads what is shared, and nothing of the rest', async () => {
    const { leader, otherLeader } = world.a.actors;
    for (const item of await plant([])) {
      const page = await asReader(leader, (tx) => readReadersPage(tx, leader, item.kind, item.id));
      const isShared = item.facts.itemClass === 'company' && !item.facts.isDraft;
      expect([item.kind, item.facts.itemClass, page !== null]).toEqual([item.kind, item.facts.itemClass, isShared]);
      expect(page?.readers.some(({ name, rule }) => name === 'leader A' && rule === 'leader') ?? isShared).toBe(isShared);
      expect(page?.can ?? { share: false }).toMatchObject({ share: false });
      expect(await asReader(otherLeader, (tx) => readReadersPage(tx, otherLeader, item.kind, item.id))).toBeNull();
    }
  });
});

const kinds = async (id: string) =>
  (await owner((tx) => tx`select kind, confidentiality from events where subject_id = ${id} order by id`)).map(
    (row) => `${row.kind} ${row.confidentiality}`,
  );
const said = async (outcome: Promise<{ ok: boolean; reason?: string }>) => {
  const { ok, reason } = await outcome;
  return ok ? 'done' : reason;
};
const share = (actor: Actor, { kind, id }: Item, version = 1) =>
  said(asActor(actor, (tx) => acts.shareItem(tx, actor, [kind, id], { version }, AT)));
const takeBack = (actor: Actor, { kind, id }: Item, version: number) =>
  said(asActor(actor, (tx) => acts.takeBackItem(tx, actor, [kind, id], { version }, AT)));
const open = (actor: Actor, { kind, id }: Item, version = 1) =>
  said(asActor(actor, (tx) => acts.openItem(tx, actor, [kind, id], { version, reason: 'Le dirigeant est rétabli' }, AT)));

describe('sharing, taking back, opening', () => {
  test('a sharing is taken back until it is read, and its leader then knows nothing of it', async () => {
    const { advisor, leader, director, trackLead } = world.a.actors;
    const { markRead } = await import('~/access/read-marks.server');
    for (const item of (await plant([])).filter(({ facts }) => facts.itemClass === 'team')) {
      expect(await share(director, item)).toBe('not_allowed');
      expect(await takeBack(advisor, item, 1)).toBe('not_shared');
      expect(await share(advisor, item, 7)).toBe('changed_meanwhile');
      expect(await share(advisor, item)).toBe('done');
      expect(await share(advisor, item, 2)).toBe('already_shared');
      const seesHistory = async () =>
        (await asReader(leader, (tx) => tx.execute(sql`select 1 from events where subject_id = ${item.id}`))).length;
      expect(await seenBy(world.a.clusterId, leader.personId, item)).toBe(true);
      expect(await seesHistory()).toBe(1);
      expect(await takeBack(trackLead, item, 2)).toBe(item.ofCase ? 'not_allowed' : 'not_allowed');
      expect(await takeBack(leader, item, 2)).toBe('not_allowed');
      expect(await takeBack(advisor, item, 2)).toBe('done');
      expect(await seenBy(world.a.clusterId, leader.personId, item)).toBe(false);
      expect(await seesHistory()).toBe(0);
      // Out of sight, it is neither marked nor there.
      const mark = () => markRead(leader, world.a.companyId, [item]);
      expect(await mark()).toEqual([]);
      expect(await share(advisor, item, 3)).toBe('done');
      expect(await mark()).toEqual([item.id]);
      expect(await mark()).toEqual([item.id]);
      expect(await takeBack(advisor, item, 4)).toBe('already_read');
      // The database refuses it too.
      await expect(
        asActor(advisor, async (tx) => {
          await tx.execute(sql`update ${sql.identifier(`${item.kind}s`)} set confidentiality = 'team' where id = ${item.id}`);
          return { ok: true, value: null };
        }),
      ).rejects.toMatchObject({ cause: { message: 'read already' } });
      expect(await kinds(item.id)).toEqual([`${item.kind}.shared company`, `${item.kind}.taken_back team`, `${item.kind}.shared company`]);
    }
  });

  test('a reader and a taker at the same moment: one of them wins, never both', async () => {
    const { advisor, leader } = world.a.actors;
    const { markRead } = await import('~/access/read-marks.server');
    for (let turn = 0; turn < 6; turn += 1) {
      const [item] = (await plant([])).filter(({ facts }) => facts.itemClass === 'company');
      const [taken, marked] = await Promise.all([takeBack(advisor, item!, 1), markRead(leader, world.a.companyId, [item!])]);
      expect([taken, marked.length]).toSatisfy(([one, other]) => (one === 'done') !== (other === 1));
    }
  });

  test('a manager opens what is restricted, with a reason that the trail shows; nobody else does, nor the database for them', async () => {
    const { advisor, manager, director, leader } = world.a.actors;
    for (const item of (await plant([])).filter(({ facts }) => facts.itemClass === 'restricted' && !facts.isDraft)) {
      expect(await share(advisor, item)).toBe('restricted_not_shared');
      expect(await open(advisor, item)).toBe('not_allowed');
      expect(await open(director, item)).toBe('not_found');
      expect(await open(leader, item)).toBe('not_found');
      await expect(
        asActor(advisor, async (tx) => {
          await tx.execute(
            sql`update ${sql.identifier(`${item.kind}s`)} set confidentiality = 'team', reader_ids = '{}' where id = ${item.id}`,
          );
          return { ok: true, value: null };
        }),
      ).rejects.toMatchObject({ cause: { code: '42501' } });
      expect(await open(manager, item, 3)).toBe('changed_meanwhile');
      expect(await open(manager, item)).toBe('done');
      expect(await open(manager, item, 2)).toBe('not_restricted');
      expect(await seenBy(world.a.clusterId, director.personId, item)).toBe(true);
      const texts = await owner(
        (tx) =>
          tx`select t.body from event_texts t join events e on e.id = t.event_id where e.subject_id = ${item.id} and e.kind = ${`${item.kind}.opened`} and t.field = 'reason'`,
      );
      expect(texts.map(({ body }) => body)).toEqual(['Le dirigeant est rétabli']);
      expect(await share(advisor, item, 2)).toBe('done');
    }
  });
});

describe('what is restricted leaves no trace for who may not read it', () => {
  test('neither dates, counts nor health of the case move, and its history is for its readers', async () => {
    const { advisor, director, manager } = world.a.actors;
    const derived = () =>
      owner(
        (tx) => tx`select next_due_on::text, blocked_items, ball, last_contact_on::text, worklist from cases where id = ${caseId}`,
      ).then(([row]) => row);
    const before = await derived();
    const { addTask } = await import('~/features/tasks/add-task.server');
    const { writeNote } = await import('~/features/notes/write-note.server');
    const task = await asActor(advisor, (tx) =>
      addTask(
        tx,
        advisor,
        caseId,
        { title: 'Procédure collective', side: 'advisor', dueOn: '2026-11-01', itemClass: 'restricted', readerIds: [] },
        AT,
      ),
    );
    expect(task.ok).toBe(true);
    const taskId = task.ok ? task.value.taskId : '';
    await owner((tx) => tx`update tasks set state = 'blocked', reason = 'x', blocked_since = '2026-11-02' where id = ${taskId}`);
    const written = await asActor(advisor, (tx) =>
      writeNote(
        tx,
        advisor,
        caseId,
        {
          kind: 'visit',
          happenedOn: '2026-11-23',
          minutes: null,
          contactId: null,
          isVoicemail: false,
          wasAnswered: false,
          body: 'x',
          keep: 'publish',
          audience: 'restricted',
          readerIds: [],
        },
        AT,
      ),
    );
    expect(written.ok).toBe(true);
    expect(await derived()).toEqual(before);
    const [health] = await owner((tx) => tx`select reasons::text from case_health where case_id = ${caseId}`);
    expect(health?.reasons ?? '').not.toContain('actions_late');
    const told = async (actor: Actor) =>
      (
        await asReader(actor, (tx) =>
          tx.execute(sql`select kind from events where case_id = ${caseId} and kind in ('task.added', 'note.written') order by kind`),
        )
      ).map((row) => row.kind);
    expect(await told(director)).toEqual([]);
    expect(await told(manager)).toEqual(['note.written', 'task.added']);
    expect(await told(advisor)).toEqual(['note.written', 'task.added']);
    await owner((tx) => tx`delete from tasks where id = ${taskId}`);
  });

  test('whoever doesn’t follow the company is not named', async () => {
    const { advisor, leader } = world.a.actors;
    const { addTask } = await import('~/features/tasks/add-task.server');
    const [stranger] = await owner(
      (tx) => tx`insert into people (cluster_id, given_name, family_name) values (${world.a.clusterId}, 'x', 'x') returning id`,
    );
    for (const id of [leader.personId, String(stranger?.id), world.b.actors.advisor.personId])
      expect(
        await said(
          asActor(advisor, (tx) =>
            addTask(
              tx,
              advisor,
              caseId,
              { title: 'Une action', side: 'advisor', dueOn: null, itemClass: 'restricted', readerIds: [id] },
              AT,
            ),
          ),
        ),
      ).toBe('unknown_reader');
  });
});

test('the frame of a page about readers names the company they read of, and none of what is out of sight', async () => {
  const { findCompanyAbout } = await import('~/features/navigation/company-about.queries.server');
  const { leader, otherLeader } = world.a.actors;
  const about = (actor: Actor, kind: string, itemId: string) =>
    asReader(actor, async (tx) => (await findCompanyAbout(tx, actor, { kind, itemId }))?.id ?? null);
  for (const { kind, id, facts } of await plant([])) {
    const isShared = facts.itemClass === 'company' && !facts.isDraft;
    expect(await about(leader, kind, id)).toBe(isShared ? world.a.companyId : null);
    expect(await about(otherLeader, kind, id)).toBeNull();
  }
});
