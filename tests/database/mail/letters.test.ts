import type { Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asActor, type Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { digestToken } from '~/access/sessions.server';
import { handOverCases } from '~/features/cases/hand-over-cases.server';
import { shareItem } from '~/features/confidentiality/share-item.server';
import { returnMilestone } from '~/features/milestones/return-milestone.server';
import { startMilestone } from '~/features/milestones/start-milestone.server';
import { submitMilestone } from '~/features/milestones/submit-milestone.server';
import { undoMilestone } from '~/features/milestones/undo-milestone.server';
import { writeNote } from '~/features/notes/write-note.server';
import { database, openPool } from '~/platform/database.server';
import { openMailTransport } from '~/platform/mail.server';
import type { Result } from '~/platform/result';
import { sendDueMail } from '../../../server/send-mail';
import { openPostOffice, type PostOffice } from '../../support/post-office';
import { freshWorld, type World } from '../../support/world';

const AT = new Date('2026-11-24T10:00:00Z');
const PROOF = 'Compte rendu signé, remis le 20 novembre.';
const minutes = (count: number) => new Date(AT.getTime() + count * 60_000);
/** When everything that waits is due. */
const LATER = minutes(16);

let world: World;
let pool: Sql;
let office: PostOffice;
let advisor: Actor;
let leader: Actor;
let caseId: string;
let milestoneIds: string[];

beforeAll(async () => {
  world = await freshWorld();
  pool = openPool(world.workerUrl, 4);
  office = await openPostOffice();
  ({ caseId, milestoneIds } = await world.caseIn(world.a, 'active'));
  await world.asOwner(world.a.clusterId, (sql) => sql`update cases set state_since = '2026-10-05' where id = ${caseId}`);
  advisor = await world.refreshed(world.a.actors.advisor);
  leader = world.a.actors.leader;
});
afterAll(async () => {
  await office.close();
  await pool.end();
  await world.drop();
});
afterEach(async () => {
  office.answer('take');
  await run(new Date('2026-12-31T00:00:00Z'));
  office.take();
  await asOwner((sql) => sql`delete from outbox`);
  await asOwner((sql) => sql`delete from notification_settings`);
});

const asOwner = <T>(work: Parameters<typeof world.asOwner<T>>[1]) => world.asOwner(world.a.clusterId, work);
const run = (at: Date, transport = office.transport) =>
  sendDueMail({ pool, transport, origin: 'https://perspective.example.org', clock: () => at });
const outcomes = async () => (await asOwner((sql) => sql`select outcome from outbox order by id`)).map((row) => row.outcome);

async function did<T>(outcome: Promise<Result<T, string>>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

const note = {
  kind: 'call' as const,
  happenedOn: '2026-11-20',
  minutes: null,
  contactId: null,
  isVoicemail: false,
  wasAnswered: false,
  body: 'Secret words of a note',
  keep: 'publish' as const,
};
const write = (audience: 'team' | 'company') =>
  did(asActor(advisor, (tx) => writeNote(tx, advisor, caseId, { ...note, audience, readerIds: [] }, AT)));
const share = async (noteId: string) => did(asActor(advisor, (tx) => shareItem(tx, advisor, ['note', noteId], { version: 1 }, AT)));

type Move = (tx: Tx, actor: Actor, id: string, input: never, at: Date) => Promise<Result<unknown, string>>;
async function move(actor: Actor, command: Move, id: string, more: object = {}, at = AT): Promise<unknown> {
  const [row] = await asOwner((sql) => sql`select version from milestones where id = ${id}`);
  return did(asActor(actor, (tx) => command(tx, actor, id, { version: row?.version, ...more } as never, at)));
}

/** A milestone of the company that waits for the lead, submitted an hour ago and told of since. */
async function submitted(): Promise<string> {
  const id = milestoneIds[5] as string;
  await asOwner(
    (sql) =>
      sql`update milestones set state = 'in_progress', side = 'company', sides = '{company}', published_at = now(), version = version + 1 where id = ${id}`,
  );
  await move(leader, submitMilestone, id, { evidenceText: PROOF }, minutes(-60));
  await run(AT);
  office.take();
  await asOwner((sql) => sql`delete from outbox`);
  return id;
}
const sendBack = (id: string, at = AT) => move(advisor, returnMilestone, id, { comment: 'Secret words of a comment' }, at);

describe('a hand-over', () => {
  const hand = async (fromId: string, advisorId: string, caseIds: string[], at = AT) => {
    const { manager } = world.a.actors;
    const input = { fromId, advisorId, caseIds, reason: 'Secret words of a reason', overrideReason: null };
    await did(asActor(manager, (tx) => handOverCases(tx, manager, input, at)));
  };
  const heir = () => world.a.actors.otherAdvisor.personId;

  it('tells a company once who follows it now, by name, however many of its cases went over; back and forth tells nothing', async () => {
    const second = await world.caseIn(world.a, 'active', { track: 'financing' });
    const both = [caseId, second.caseId];
    await hand(advisor.personId, heir(), both);
    await run(minutes(14));
    expect(office.take()).toEqual([]);
    await run(LATER);
    const [letter, ...others] = office.take();
    expect([letter?.envelope.to, others]).toEqual([[leader.email], []]);
    expect(letter?.subject).toBe('Votre conseiller change');
    expect(letter?.text).toContain('otherAdvisor A suit désormais l’accompagnement de Optalys a.');
    expect(letter?.text?.match(/Dossier/g)).toHaveLength(2);
    expect(letter?.raw).not.toContain('Secret words');
    await hand(heir(), advisor.personId, both);
    await hand(advisor.personId, heir(), both);
    await hand(heir(), advisor.personId, both, minutes(1));
    await run(minutes(30));
    expect(office.take().map(({ text = '' }) => /(\w+ A) suit/.exec(text)?.[1])).toEqual(['advisor A']);
    await hand(advisor.personId, heir(), both);
    await hand(heir(), advisor.personId, both);
    await run(LATER);
    expect(office.take()).toEqual([]);
  });

  it('is told to nobody who does not want it', async () => {
    await asOwner(
      (sql) =>
        sql`insert into notification_settings (cluster_id, person_id, kind, is_on) values (${leader.clusterId}, ${leader.personId}, 'handed_over', false)`,
    );
    await hand(advisor.personId, heir(), [caseId]);
    await run(LATER);
    expect(office.take()).toEqual([]);
    expect(await outcomes()).toEqual(['opted_out']);
    await hand(heir(), advisor.personId, [caseId]);
  });
});

describe('a letter of each kind', () => {
  it('tells the company’s leaders of a shared note, without quoting it, in text and in HTML', async () => {
    const { noteId } = await write('team');
    await share(noteId);
    await run(minutes(9));
    expect(office.take()).toEqual([]);
    await run(minutes(10));
    const [letter, ...others] = office.take();
    expect(others).toEqual([]);
    expect(letter?.envelope).toEqual({ from: 'programme@cluster.example', to: [leader.email] });
    expect(letter?.subject).toBe('Une note vous est partagée');
    expect(letter?.from).toMatchObject({ name: 'Perspective PME', address: 'programme@cluster.example' });
    for (const part of [letter?.text, letter?.html]) {
      expect(part).toContain(`https://perspective.example.org/plan/cases/${caseId}`);
      expect(part).toContain('advisor A vous partage une note');
      expect(part).not.toContain('Secret words');
    }
    expect(await outcomes()).toEqual(['sent']);
  });

  it('tells of a note that is written for both sides at once', async () => {
    await write('company');
    await run(LATER);
    expect(office.take().map(({ envelope }) => envelope.to)).toEqual([[leader.email]]);
  });

  it('tells the company’s leaders that a milestone comes back', async () => {
    const id = await submitted();
    await sendBack(id);
    await run(LATER);
    const [letter] = office.take();
    expect(letter?.subject).toBe('Un jalon vous revient');
    expect(letter?.text).toContain(`https://perspective.example.org/plan/cases/${caseId}/milestones/${id}`);
    expect(letter?.text).not.toContain('Secret words');
  });

  it('tells the lead of what waits for their validation', async () => {
    const id = milestoneIds[5] as string;
    await submitted();
    await sendBack(id);
    await move(leader, submitMilestone, id, { evidenceText: PROOF }, minutes(1));
    await run(LATER);
    const letters = office.take();
    expect(letters.map(({ envelope, subject }) => [envelope.to[0], subject])).toEqual([
      [advisor.email, 'Un jalon attend votre validation'],
    ]);
    expect(letters[0]?.text).toContain(`https://perspective.example.org/cases/${caseId}/milestones/${id}`);
  });

  it('tells the company’s leaders of a milestone that becomes theirs', async () => {
    const id = await submitted();
    await asOwner((sql) => sql`update milestones set state = 'upcoming', version = version + 1 where id = ${id}`);
    await move(advisor, startMilestone, id);
    await run(LATER);
    expect(office.take().map(({ subject }) => subject)).toEqual(['C’est à vous d’avancer']);
  });

  it('speaks its reader’s language', async () => {
    await asOwner((sql) => sql`update accounts set locale = 'en' where id = ${leader.accountId}`);
    await write('company');
    await run(LATER);
    const [letter] = office.take();
    await asOwner((sql) => sql`update accounts set locale = 'fr' where id = ${leader.accountId}`);
    expect(letter?.subject).toBe('A note was shared with you');
    expect(letter?.text).toContain('Hello leader,');
    expect(letter?.html).toContain('lang="en"');
  });
});

// product traps 23 and 24
describe('what was taken back before it was told', () => {
  it('sends nothing after a round trip', async () => {
    const id = await submitted();
    await sendBack(id);
    await move(advisor, undoMilestone, id, {}, minutes(2));
    await run(minutes(40));
    expect(office.take()).toEqual([]);
    expect(await outcomes()).toEqual(['nothing_left']);
  });

  it('tells several changes of one milestone once', async () => {
    const id = await submitted();
    await sendBack(id);
    await move(leader, submitMilestone, id, { evidenceText: PROOF }, minutes(1));
    await sendBack(id, minutes(2));
    await run(minutes(15));
    expect(office.take()).toEqual([]);
    await run(minutes(17));
    expect(office.take().map(({ envelope }) => envelope.to[0])).toEqual([leader.email]);
    expect((await outcomes()).sort()).toEqual(['joined', 'nothing_left', 'sent']);
  });

  it('sends nothing of a note that is no longer shared', async () => {
    const { noteId } = await write('company');
    await asOwner((sql) => sql`update notes set confidentiality = 'team' where id = ${noteId}`);
    await run(LATER);
    expect(office.take()).toEqual([]);
    expect(await outcomes()).toEqual(['not_readable']);
  });
});

// quality S09, S22
describe('a reader who may no longer read', () => {
  const lost: Record<string, [string, string]> = {
    'who left the company': ['update company_roles set ended_at = now()', 'update company_roles set ended_at = null'],
    'who is no longer anybody here': ['update people set disabled_at = now()', 'update people set disabled_at = null'],
  };
  for (const [who, [ends, begins]] of Object.entries(lost))
    it(`gets nothing: ${who}`, async () => {
      await write('company');
      const where = ` where ${ends.includes('people') ? 'id' : 'person_id'} = '${leader.personId}'`;
      await asOwner((sql) => sql.unsafe(ends + where));
      await run(LATER);
      await asOwner((sql) => sql.unsafe(begins + where));
      expect(office.take()).toEqual([]);
      expect(await outcomes()).toEqual(['not_readable']);
    });

  it('gets nothing: whose account is closed', async () => {
    await write('company');
    await asOwner((sql) => sql`update accounts set disabled_at = now() where id = ${leader.accountId}`);
    await run(LATER);
    await asOwner((sql) => sql`update accounts set disabled_at = null where id = ${leader.accountId}`);
    expect(office.take()).toEqual([]);
    expect(await outcomes()).toEqual(['not_readable']);
  });

  it('gets nothing: whose milestone was taken out of the plan’s sight', async () => {
    const id = await submitted();
    await sendBack(id);
    await asOwner((sql) => sql`update milestones set published_at = null where id = ${id}`);
    await run(LATER);
    await asOwner((sql) => sql`update milestones set published_at = now() where id = ${id}`);
    expect(office.take()).toEqual([]);
    expect(await outcomes()).toEqual(['not_readable']);
  });
});

describe('who chose to do without', () => {
  it('gets none of that kind, and the others', async () => {
    const id = await submitted();
    await asOwner(
      (sql) =>
        sql`insert into notification_settings (cluster_id, person_id, kind, is_on) values (${world.a.clusterId}, ${leader.personId}, 'note_shared', false)`,
    );
    await write('company');
    await sendBack(id);
    await run(LATER);
    expect(office.take().map(({ subject }) => subject)).toEqual(['Un jalon vous revient']);
    expect((await outcomes()).sort()).toEqual(['opted_out', 'sent']);
  });

  it('chooses by the letter’s own link, which is known by its digest alone, once, and changes one kind', async () => {
    await write('company');
    await run(LATER);
    const [letter] = office.take();
    const header = letter?.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
    const token = /^<https:\/\/perspective\.example\.org\/unsubscribe\/([\w-]{43})>$/.exec(header)?.[1] ?? '';
    expect(letter?.text).toContain(`/unsubscribe/${token}`);
    expect(letter?.headers.some(({ key }) => key === 'list-unsubscribe-post')).toBe(false);
    const stored = await asOwner((sql) => sql`select row_to_json(t)::text as text from account_tokens t`);
    expect(stored.some(({ text }) => text.includes(token))).toBe(false);
    const use = async (hash: string) => (await database()`select access.use_unsubscribe(${hash}) as done`)[0]?.done;
    expect(await use(token)).toBe(false);
    expect(await use(digestToken(token))).toBe(true);
    expect(await use(digestToken(token))).toBe(false);
    const settings = await asOwner((sql) => sql`select person_id, kind, is_on from notification_settings`);
    expect([...settings]).toEqual([{ person_id: leader.personId, kind: 'note_shared', is_on: false }]);
  });
});

// quality R09
describe('a letter leaves once', () => {
  it('whoever runs the job twice, or two of it at once', async () => {
    await write('company');
    await Promise.all([run(LATER), run(LATER)]);
    await run(LATER);
    expect(office.take()).toHaveLength(1);
  });

  it('and again under the same name where the server’s answer was lost', async () => {
    await write('company');
    office.answer('take_and_hang_up');
    await run(LATER);
    office.answer('take');
    await run(minutes(17));
    const letters = office.take();
    expect(letters).toHaveLength(2);
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await outcomes()).toEqual(['sent']);
  });

  it('by another worker, where one died while it held it', async () => {
    await write('company');
    await asOwner((sql) => sql`update outbox set claim = gen_random_uuid(), attempts = 1, due_at = ${minutes(21).toISOString()}`);
    await run(minutes(20));
    expect(office.take()).toEqual([]);
    await run(minutes(21));
    expect(office.take()).toHaveLength(1);
  });

  it('later, when the server asks for patience; and is parked when it never answers', async () => {
    await write('company');
    office.answer('refuse_for_now');
    let at = LATER;
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      await run(at);
      const [row] = await asOwner((sql) => sql`select attempts, failure, outcome, due_at from outbox`);
      expect(row).toMatchObject({ attempts: attempt, failure: '451', outcome: attempt === 7 ? 'parked' : null });
      at = new Date(row?.due_at);
    }
    office.answer('take');
    await run(new Date('2027-06-01T00:00:00Z'));
    expect(office.take()).toEqual([]);
  });

  it('never, when the server knows nobody of that name', async () => {
    await write('company');
    office.answer('refuse_for_good');
    await run(LATER);
    expect(await outcomes()).toEqual(['bounced']);
  });

  it('never, where no mail server is set, which says so', async () => {
    await write('company');
    await run(LATER, openMailTransport({ kind: 'none' }));
    expect(await outcomes()).toEqual(['no_transport']);
  });

  it('never to the made-up people of a demonstration', async () => {
    await write('company');
    await asOwner((sql) => sql`update clusters set is_demo = true where id = ${world.a.clusterId}`);
    await run(LATER);
    await asOwner((sql) => sql`update clusters set is_demo = false where id = ${world.a.clusterId}`);
    expect(office.take()).toEqual([]);
    expect(await outcomes()).toEqual(['no_transport']);
  });
});

describe('the outbox', () => {
  it('is written with the change, or not at all', async () => {
    await asActor(advisor, async (tx) => {
      await writeNote(tx, advisor, caseId, { ...note, audience: 'company', readerIds: [] }, AT);
      return { ok: false, reason: 'no' } as const;
    });
    expect(await outcomes()).toEqual([]);
  });

  it('tells nobody of what they did themselves', async () => {
    const id = await submitted();
    await asOwner((sql) => sql`update milestones set state = 'upcoming', version = version + 1 where id = ${id}`);
    await move(leader, startMilestone, id);
    expect(await outcomes()).toEqual([]);
  });
});
