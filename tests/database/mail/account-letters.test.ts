import type { Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openPool } from '~/platform/database.server';
import { openMailTransport } from '~/platform/mail.server';
import { sendDueMail } from '../../../server/send-mail';
import { openPostOffice, type PostOffice } from '../../support/post-office';
import { freshWorld, type World } from '../../support/world';

let world: World;
let pool: Sql;
let owner: Sql;
let office: PostOffice;

beforeAll(async () => {
  world = await freshWorld();
  pool = openPool(world.workerUrl, 4);
  owner = openPool(world.ownerUrl, 2);
  office = await openPostOffice();
});
afterAll(async () => {
  await office.close();
  await Promise.all([pool.end(), owner.end()]);
  await world.drop();
});
afterEach(async () => {
  office.answer('take');
  office.take();
  await owner`delete from account_mails`;
});

const run = (transport = office.transport, at = new Date()) =>
  sendDueMail({ pool, transport, origin: 'https://perspective.example.org', clock: () => at });
const rows = () => owner`select outcome, attempts, failure from account_mails order by id`;

/** A browser that somebody's account has not met, told of as signing in does. */
async function newDevice(): Promise<string> {
  const { accountId, email } = world.a.actors.manager;
  // Somebody in two clusters, who gets it once.
  await owner`update people set account_id = ${accountId} where id = ${world.b.actors.manager.personId}`;
  const [device] = await owner`insert into known_devices (account_id, token_hash, browser, system, first_seen_at, last_seen_at)
    values (${accountId}, ${String(Math.random())}, 'Firefox', 'Linux', '2026-11-24T09:30:00Z', now()) returning id`;
  await owner`insert into account_mails (kind, email, account_id, subject_id, due_at) values ('new_device', ${email}, ${accountId}, ${device?.id}, now() - interval '1 minute')`;
  return email;
}

it('a new browser is told of once, to somebody of two clusters too, with the way to sign it out', async () => {
  const email = await newDevice();
  await Promise.all([run(), run()]);
  const [letter, ...more] = office.take();
  expect(more).toEqual([]);
  expect(letter?.envelope.to).toEqual([email]);
  expect(letter?.text).toContain('Firefox, Linux');
  expect(letter?.text).toContain('24 nov. 2026, 10:30');
  expect(letter?.text).toContain('https://perspective.example.org/account/security');
  expect(letter?.raw).not.toContain('List-Unsubscribe');
  expect(await rows()).toEqual([{ outcome: 'sent', attempts: 1, failure: null }]);
});

it('a server that is away is tried again, one that refuses for good is not', async () => {
  await newDevice();
  office.answer('refuse_for_now');
  await run();
  expect(await rows()).toEqual([{ outcome: null, attempts: 1, failure: '451' }]);
  office.answer('take');
  await run(undefined, new Date(Date.now() + 61_000));
  expect(await rows()).toEqual([{ outcome: 'sent', attempts: 2, failure: '451' }]);
  await newDevice();
  office.answer('refuse_for_good');
  await run();
  expect((await rows())[1]).toEqual({ outcome: 'bounced', attempts: 1, failure: '550' });
});

it('whose account was closed meanwhile gets none, and made-up people never one', async () => {
  await newDevice();
  const { accountId } = world.a.actors.manager;
  await owner`update accounts set disabled_at = now() where id = ${accountId}`;
  await run();
  await owner`update accounts set disabled_at = null where id = ${accountId}`;
  await newDevice();
  await run(openMailTransport({ kind: 'none' }));
  await newDevice();
  await owner`update clusters set is_demo = true`;
  await run();
  await owner`update clusters set is_demo = false`;
  expect(office.take()).toEqual([]);
  expect((await rows()).map(({ outcome }) => outcome)).toEqual(['nothing_left', 'no_transport', 'no_transport']);
});
