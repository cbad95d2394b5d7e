import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '~/access/password.server';
import { sendDueMail } from '../../../server/send-mail';
import * as crawl from '../../support/crawl';
import type { PostOffice } from '../../support/post-office';
import { type ServedWorld, serveWorld } from '../../support/served-world';
import type { CastName, World } from '../../support/world';

const PASSWORD = 'a sentence nobody else has';
const NEW = 'four other unrelated words';
let served: ServedWorld;
let world: World;
let site: crawl.Site;
let owner: postgres.Sql;
let pool: postgres.Sql;
let office: PostOffice;

beforeAll(async () => {
  served = await serveWorld();
  ({ world, site, owner, pool, office } = served);
}, 240_000);
afterAll(() => served?.close());
beforeEach(async () => {
  await owner`update accounts set password_hash = ${await hashPassword(PASSWORD)}`;
});
afterEach(async () => {
  for (const table of ['rate_limits', 'account_mails', 'account_tokens', 'email_changes']) await owner.unsafe(`delete from ${table}`);
  office.take();
});

const emailOf = (name: CastName) => world.a.actors[name].email;
const post = (address: string, form: Record<string, string>, cookie?: string) => crawl.ask(site, address, { form, cookie });
const signIn = async (email: string, password: string) => post('/sign-in', { email, password });
const cookieIn = (answer: Awaited<ReturnType<typeof post>>) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const isSignedIn = async (cookie: string) => (await crawl.ask(site, '/account', { cookie })).status === 200;
/** The letters that leave now, each with the path of its link. */
async function letters(): Promise<{ to: string; subject: string; path: string; raw: string }[]> {
  await sendDueMail({ pool, transport: office.transport, origin: site.origin, clock: () => new Date() });
  return office.take().map(({ envelope, subject = '', text = '', raw }) => ({
    to: envelope.to[0] ?? '',
    subject,
    path: new URL(/http:\S+/.exec(text)?.[0] ?? site.origin).pathname,
    raw,
  }));
}
async function resetLink(name: CastName): Promise<string> {
  await post('/forgotten', { email: emailOf(name) });
  return (await letters()).find(({ path }) => path.startsWith('/reset/'))?.path ?? 'no letter';
}
const choose = (path: string, newPassword = NEW) => post(path, { newPassword, again: newPassword });

describe('a forgotten password', () => {
  it('is asked for in the same words, by the same statements, whoever’s the address (S02)', async () => {
    const kinds = async () => owner`select kind from account_mails order by id`;
    const known = await post('/forgotten', { email: ` ${emailOf('advisor').toUpperCase()} ` });
    const unknown = await post('/forgotten', { email: 'nobody@test.example' });
    expect([known.status, known.location]).toEqual([302, '/forgotten?sent']);
    const plain = ({ status, location, body, headers }: typeof known) => ({ status, location, body, cookies: headers.getSetCookie() });
    expect(plain(unknown)).toEqual(plain(known));
    expect(await kinds()).toEqual([{ kind: 'reset' }, { kind: 'reset' }]);
    expect((await letters()).map(({ to }) => to)).toEqual([emailOf('advisor')]);
    expect(await owner`select outcome from account_mails order by id`).toEqual([{ outcome: 'sent' }, { outcome: 'nothing_left' }]);
  });

  it('brings three letters an hour to one address, and is told to wait alike', async () => {
    for (const email of [emailOf('advisor'), 'nobody@test.example']) {
      for (let n = 0; n < 3; n += 1) expect((await post('/forgotten', { email })).status).toBe(302);
      const late = await post('/forgotten', { email });
      expect([late.status, Number(late.headers.get('retry-after')) > 3_000]).toEqual([429, true]);
      expect(late.body).toContain(`value="${email}"`);
    }
    expect(await owner`select count(*)::int from account_mails`).toEqual([{ count: 6 }]);
  });

  it('is set once by its link, which ends every sign-in and is told (S07, S13)', async () => {
    const standing = cookieIn(await signIn(emailOf('advisor'), PASSWORD));
    const path = await resetLink('advisor');
    // Looking takes nothing.
    for (let n = 0; n < 2; n += 1) expect((await crawl.ask(site, path, {})).status).toBe(200);
    expect((await fetch(site.origin + path, { method: 'HEAD' })).status).toBe(200);
    const set = await choose(path);
    expect([set.status, set.location]).toEqual([302, '/sign-in?told=reset']);
    expect(set.headers.getSetCookie()).toEqual([]);
    expect(await isSignedIn(standing)).toBe(false);
    expect([(await signIn(emailOf('advisor'), PASSWORD)).status, (await signIn(emailOf('advisor'), NEW)).status]).toEqual([422, 302]);
    expect((await choose(path, 'yet four more other words')).status).toBe(404);
    expect((await crawl.ask(site, path, {})).status).toBe(404);
    expect((await letters()).map(({ to }) => to)).toContain(emailOf('advisor'));
  });

  it('of two links sent the second ends with the first', async () => {
    const [first, second] = [await resetLink('advisor'), await resetLink('advisor')];
    expect((await choose(second)).status).toBe(302);
    expect((await choose(first)).status).toBe(404);
  });

  it('of two at once one is taken', async () => {
    const path = await resetLink('advisor');
    const both = await Promise.all([choose(path), choose(path, 'yet four more other words')]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 404]);
  });

  it('has a link of 256 bits, kept nowhere, for an hour, for this alone (S13)', async () => {
    const path = await resetLink('advisor');
    const token = path.slice('/reset/'.length);
    expect(token).toMatch(/^[\w-]{43}$/);
    const tables = await owner<
      { name: string }[]
    >`select tablename as name from pg_tables where schemaname = 'public' and tablename in ('account_tokens', 'account_mails', 'access_log', 'accounts')`;
    for (const { name } of tables) {
      const [found] = await owner.unsafe(`select count(*)::int as rows from ${name} t where strpos(t::text, '${token}') > 0`);
      expect(found?.rows, name).toBe(0);
    }
    expect(site.logged()).not.toContain(token);
    const [row] = await owner`select extract(epoch from expires_at - created_at)::int as lasts from account_tokens`;
    expect(row?.lasts).toBe(3_600);
    for (const other of [`/email/${token}`, `/invitation/${token}`, `/unsubscribe/${token}`])
      expect((await crawl.ask(site, other, {})).status).toBe(404);
    await owner`update account_tokens set expires_at = now() - interval '1 second'`;
    expect([(await crawl.ask(site, path, {})).status, (await choose(path)).status]).toEqual([404, 404]);
    expect((await signIn(emailOf('advisor'), PASSWORD)).status).toBe(302);
  });

  it('is refused where it names its holder or is quickly guessed, and the link stays good', async () => {
    const path = await resetLink('advisor');
    for (const bad of ['advisor.a@test.example', 'aaaaaaaaaaaaaaaaaa', 'too short']) expect((await choose(path, bad)).status).toBe(422);
    expect((await choose(path)).status).toBe(302);
  });

  it('lets its holder in though strangers have made the account wait', async () => {
    for (let n = 0; n < 11; n += 1) await signIn(emailOf('advisor'), 'wrong words again');
    expect((await signIn(emailOf('advisor'), PASSWORD)).status).toBe(429);
    await choose(await resetLink('advisor'));
    expect((await signIn(emailOf('advisor'), NEW)).status).toBe(302);
  });

  it('of a closed account stays closed', async () => {
    const path = await resetLink('director');
    const { accountId } = world.a.actors.director;
    await owner`update accounts set disabled_at = now() where id = ${accountId}`;
    expect((await choose(path)).status).toBe(404);
    await post('/forgotten', { email: emailOf('director') });
    expect(await letters()).toEqual([]);
    await owner`update accounts set disabled_at = null where id = ${accountId}`;
  });
});

describe('a password that is changed', () => {
  it('is told by letter, and spends the links to set another', async () => {
    const path = await resetLink('manager');
    const cookie = cookieIn(await signIn(emailOf('manager'), PASSWORD));
    const changed = await post('/account/password', { oldPassword: PASSWORD, newPassword: NEW, again: NEW }, cookie);
    expect(changed.location).toBe('/account/security?told=password');
    expect((await letters()).map(({ to }) => to)).toEqual([emailOf('manager')]);
    expect((await choose(path)).status).toBe(404);
    for (const bad of ['manager manager 2026', 'motdepassemotdepasse']) {
      const refused = await post('/account/password', { oldPassword: NEW, newPassword: bad, again: bad }, cookieIn(changed));
      expect(refused.status).toBe(422);
      expect(refused.body).not.toContain(bad);
    }
  });
});

describe('another address', () => {
  const ask = async (cookie: string, email = 'new.address@test.example') => post('/account/email', { email }, cookie);
  async function standing(): Promise<string> {
    const cookie = cookieIn(await signIn(emailOf('leader'), PASSWORD));
    // A browser that is new brings a letter of its own.
    await letters();
    return cookie;
  }
  const emailNow = async () => (await owner`select email from accounts where id = ${world.a.actors.leader.accountId}`)[0]?.email;

  it('takes the place of the old one once both have answered, in either order, each once', async () => {
    const cookie = await standing();
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const before = await emailNow();
      const wanted = `new.${order.join('')}@test.example`;
      expect((await ask(cookie, wanted)).location).toBe('/account/email?asked');
      const sent = await letters();
      expect(sent.map(({ to }) => to)).toEqual([before, wanted]);
      const paths = order.map((index) => sent[index]?.path ?? '');
      for (const path of paths) expect((await crawl.ask(site, path, {})).status).toBe(200);
      expect(await emailNow()).toBe(before);
      const first = await post(paths[0] ?? '', {});
      expect(first.location).toBe(`${paths[0]}?told=waits`);
      expect((await crawl.ask(site, first.location ?? '', {})).status).toBe(200);
      expect((await post(paths[0] ?? '', {})).status).toBe(404);
      expect(await emailNow()).toBe(before);
      expect((await post(paths[1] ?? '', {})).location).toBe(`${paths[1]}?told=done`);
      expect(await emailNow()).toBe(wanted);
      expect((await letters()).map(({ to }) => to)).toEqual([before]);
      expect((await signIn(wanted, PASSWORD)).status).toBe(302);
      await letters();
      await owner`delete from rate_limits`;
    }
    await owner`update accounts set email = ${emailOf('leader')} where id = ${world.a.actors.leader.accountId}`;
  });

  it('that has an account is told there alone; the page says the same (S02)', async () => {
    const cookie = await standing();
    const [free, taken] = [await ask(cookie), await ask(cookie, emailOf('manager'))];
    expect([taken.status, taken.location, taken.body]).toEqual([free.status, free.location, free.body]);
    const sent = await letters();
    // The first change gave way to the second: its links confirm nothing.
    expect(sent.map(({ to }) => to)).toEqual([emailOf('leader'), emailOf('manager')]);
    expect(sent[1]?.path).toBe('/forgotten');
    await post(sent[0]?.path ?? '', {});
    expect(await emailNow()).toBe(emailOf('leader'));
  });

  it('that somebody takes meanwhile changes nothing', async () => {
    await ask(await standing());
    const [old, fresh] = await letters();
    await post(old?.path ?? '', {});
    await owner`insert into accounts (email) values ('new.address@test.example')`;
    expect((await post(fresh?.path ?? '', {})).status).toBe(404);
    expect(await emailNow()).toBe(emailOf('leader'));
    await owner`delete from accounts where email = 'new.address@test.example'`;
  });

  it('asks for fresh proof, which a wrong password does not give (S12)', async () => {
    const cookie = await standing();
    expect((await crawl.ask(site, '/account/email', { cookie })).status).toBe(200);
    await owner`update sessions set proved_at = now() - interval '31 minutes' where account_id = ${world.a.actors.leader.accountId}`;
    expect((await crawl.ask(site, '/account/email', { cookie })).location).toBe('/prove?next=%2Faccount%2Femail');
    expect((await ask(cookie)).location).toBe('/prove?next=%2Faccount%2Femail');
    expect(await owner`select 1 from email_changes`).toEqual([]);
    expect((await post('/prove?next=%2Faccount%2Femail', { password: 'wrong words again' }, cookie)).status).toBe(422);
    expect((await crawl.ask(site, '/account/email', { cookie })).status).toBe(302);
    expect((await post('/prove?next=https://evil.example/', { password: PASSWORD }, cookie)).location).toBe('/account');
    expect((await crawl.ask(site, '/account/email', { cookie })).status).toBe(200);
  });
});
