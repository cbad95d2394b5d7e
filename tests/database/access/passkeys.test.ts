import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '~/access/password.server';
import { openPool } from '~/platform/database.server';
import * as crawl from '../../support/crawl';
import { ownPasskey } from '../../support/own-passkey';
import { type CastName, freshWorld, type World } from '../../support/world';

const PASSWORD = 'a sentence nobody else has';
const PAGE = '/account/second-factor';
let world: World;
let site: crawl.Site;
let owner: postgres.Sql;

beforeAll(async () => {
  // Browsers keep passkeys for names: the same machine, by its own.
  const origin = (await crawl.reserveOrigin()).replace('127.0.0.1', 'localhost');
  process.env.PUBLIC_ORIGIN = origin;
  world = await freshWorld();
  owner = openPool(world.ownerUrl, 2);
  site = await crawl.serveBuild(origin);
}, 240_000);
afterAll(async () => {
  await site?.close();
  await owner?.end();
  await world?.drop();
});
beforeEach(async () => {
  await owner`update accounts set password_hash = ${await hashPassword(PASSWORD)}`;
});
afterEach(async () => {
  for (const table of ['rate_limits', 'account_mails', 'recovery_codes', 'passkeys', 'sign_in_steps', 'passkey_challenges'])
    await owner.unsafe(`delete from ${table}`);
  await owner`delete from sessions where device_id is not null`;
});

type Answer = Awaited<ReturnType<typeof crawl.ask>>;
const post = (address: string, form: Record<string, string>, cookie?: string) => crawl.ask(site, address, { form, cookie });
const cookiesOf = (answer: Answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');
const password = (name: CastName) => post('/sign-in', { email: world.a.actors[name].email, password: PASSWORD });
const isSignedIn = async (cookie: string) => (await crawl.ask(site, '/account', { cookie })).status === 200;

/** What a browser is given to sign, and the cookie that binds it. */
async function begin(purpose: string, cookie?: string) {
  const begun = await post('/passkeys/challenge', { purpose }, cookie);
  return { options: JSON.parse(begun.body), cookie: [cookie, cookiesOf(begun)].filter(Boolean).join('; '), begun };
}

async function register(name: CastName, key = ownPasskey('localhost'), signedIn?: string) {
  const cookie = signedIn ?? cookiesOf(await password(name));
  const { options, cookie: bound } = await begin('register', cookie);
  const answer = await post(
    PAGE,
    { act: 'add_passkey', name: 'Laptop', passkey: key.register({ challenge: options.challenge, origin: site.origin }) },
    bound,
  );
  return { key, options, answer, cookie: cookiesOf(answer) || cookie };
}

const enter = (passkey: string, cookie: string) => post('/sign-in/passkey?next=%2Fcases', { passkey }, cookie);

describe('a passkey', () => {
  it('is asked to be findable and to make sure of the person, for this site; it brings the codes and a new token (S06, S11)', async () => {
    const { options, answer, cookie } = await register('advisor');
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect([answer.status, answer.body.match(/<code>[0-9A-Z-]{19}<\/code>/g)?.length]).toEqual([200, 10]);
    expect(await isSignedIn(cookie)).toBe(true);
    expect((await crawl.ask(site, PAGE, { cookie })).body).toContain('Laptop');
    expect(await owner`select kind from account_mails where kind = 'passkey_added'`).toHaveLength(1);
    expect(await owner`select level from sessions where device_id is not null`).toEqual([{ level: 'second_factor' }]);
  });

  it('signs in alone, in the browser that asked, once for each challenge', async () => {
    const { key } = await register('advisor');
    const { options, cookie, begun } = await begin('sign_in');
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options.allowCredentials ?? []).toEqual([]);
    expect(begun.headers.getSetCookie()[0]).toMatch(/; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax$/);
    const signed = key.sign({ challenge: options.challenge, origin: site.origin, counter: 0 });
    // Another browser, with a challenge of its own or with none.
    for (const other of [(await begin('sign_in')).cookie, '']) expect((await enter(signed, other)).location).toBe('/sign-in?told=passkey');
    const done = await enter(signed, cookie);
    expect(done.location).toBe('/cases');
    expect(await isSignedIn(cookiesOf(done))).toBe(true);
    expect((await enter(signed, cookie)).location).toBe('/sign-in?told=passkey');
    const [line] = await owner`select facts from access_log where kind = 'sign_in.done' order by id desc limit 1`;
    expect(line?.facts).toEqual({ by: 'passkey' });
  });

  it('is refused for another origin, site, purpose or key, without the person verified, and late', async () => {
    const { key, cookie: own } = await register('advisor');
    const attempts: [string, (challenge: string) => string, string?][] = [
      ['another origin', (challenge) => key.sign({ challenge, origin: 'https://evil.example' })],
      ['another site', (challenge) => key.sign({ challenge, origin: site.origin, rpId: 'evil.example' })],
      ['person not verified', (challenge) => key.sign({ challenge, origin: site.origin, isVerified: false })],
      ['another challenge', () => key.sign({ challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', origin: site.origin })],
      ['another key', (challenge) => ownPasskey('localhost').sign({ challenge, origin: site.origin })],
      ['no such thing', () => '{}'],
      ['no JSON', () => 'passkey'],
      ['null', () => 'null'],
    ];
    for (const [why, sign] of attempts) {
      const { options, cookie } = await begin('sign_in');
      const answer = await enter(sign(options.challenge), cookie);
      expect([why, answer.location, cookiesOf(answer)]).toEqual([why, '/sign-in?told=passkey', '']);
    }
    const forProof = await begin('prove', own);
    const signed = key.sign({ challenge: forProof.options.challenge, origin: site.origin });
    expect((await enter(signed, forProof.cookie)).location).toBe('/sign-in?told=passkey');
    const late = await begin('sign_in');
    await owner`update passkey_challenges set expires_at = now()`;
    expect((await enter(key.sign({ challenge: late.options.challenge, origin: site.origin }), late.cookie)).location).toBe(
      '/sign-in?told=passkey',
    );
  });

  it('whose counter runs backwards is a copy: refused', async () => {
    const { key } = await register('advisor');
    const signedAt = async (counter: number) => {
      const { options, cookie } = await begin('sign_in');
      return (await enter(key.sign({ challenge: options.challenge, origin: site.origin, counter }), cookie)).location;
    };
    expect(await signedAt(7)).toBe('/cases');
    for (const counter of [7, 6, 0]) expect([counter, await signedAt(counter)]).toEqual([counter, '/sign-in?told=passkey']);
    expect(await signedAt(8)).toBe('/cases');
  });

  it('is asked for after a password, and proves again; another’s does neither (S12)', async () => {
    const { key, cookie } = await register('advisor');
    const { key: foreign } = await register('manager');
    const half = await password('advisor');
    expect(half.location).toBe('/sign-in/code?next=%2F');
    await owner`update sessions set proved_at = now() - interval '1 hour'`;
    expect((await crawl.ask(site, PAGE, { cookie })).location).toBe(`/prove?next=${encodeURIComponent(PAGE)}`);
    const prove = async (by: typeof key) => {
      const { options, cookie: bound } = await begin('prove', cookie);
      expect(options.allowCredentials).toMatchObject([{ id: key.id }]);
      return post('/prove?next=%2Faccount%2Fsecurity', { passkey: by.sign({ challenge: options.challenge, origin: site.origin }) }, bound);
    };
    expect((await prove(foreign)).status).toBe(422);
    expect((await crawl.ask(site, PAGE, { cookie })).status).toBe(302);
    expect((await prove(key)).location).toBe('/account/security');
    expect((await crawl.ask(site, PAGE, { cookie })).status).toBe(200);
  });

  it('belongs to one account, and is removed by its holder alone', async () => {
    const { key, cookie } = await register('advisor');
    const { answer: taken } = await register('manager', key);
    expect(taken.status).toBe(422);
    const [row] = await owner`select id from passkeys`;
    const { cookie: other } = await register('director');
    expect((await post(PAGE, { act: 'remove_passkey', passkeyId: row?.id }, other)).status).toBe(409);
    expect((await post(PAGE, { act: 'remove_passkey', passkeyId: row?.id }, cookie)).location).toBe(`${PAGE}?told=removed`);
    const { options, cookie: bound } = await begin('sign_in');
    expect((await enter(key.sign({ challenge: options.challenge, origin: site.origin }), bound)).location).toBe('/sign-in?told=passkey');
    expect((await password('advisor')).location).toBe('/');
  });

  it('is asked for so often from one address, and no more (S37)', async () => {
    for (let n = 0; n < 100; n += 1) expect((await post('/passkeys/challenge', { purpose: 'sign_in' })).status).toBe(200);
    const waits = await post('/passkeys/challenge', { purpose: 'sign_in' });
    expect([waits.status, Number(waits.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });
});
