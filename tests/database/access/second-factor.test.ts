import { Secret, TOTP } from 'otpauth';
import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '~/access/password.server';
import { sendDueMail } from '../../../server/send-mail';
import * as crawl from '../../support/crawl';
import type { PostOffice } from '../../support/post-office';
import { type ServedWorld, serveWorld } from '../../support/served-world';
import type { CastName, World } from '../../support/world';

const PASSWORD = 'a sentence nobody else has';
const PAGE = '/account/second-factor';
let world: World;
let site: crawl.Site;
let owner: postgres.Sql;
let pool: postgres.Sql;
let office: PostOffice;
let served: ServedWorld;

beforeAll(async () => {
  served = await serveWorld();
  ({ world, site, owner, pool, office } = served);
}, 240_000);
afterAll(() => served?.close());
beforeEach(async () => {
  await owner`update accounts set password_hash = ${await hashPassword(PASSWORD)}`;
});
afterEach(async () => {
  for (const table of ['rate_limits', 'account_mails', 'account_tokens', 'authenticators', 'recovery_codes', 'passkeys', 'sign_in_steps'])
    await owner.unsafe(`delete from ${table}`);
  await owner`update clusters set second_factor_for = 'none', second_factor_since = null`;
  await owner`delete from sessions where device_id is not null`;
  office.take();
});

type Answer = Awaited<ReturnType<typeof crawl.ask>>;
const actorOf = (name: CastName) => world.a.actors[name];
const get = (address: string, cookie?: string) => crawl.ask(site, address, { cookie });
const post = (address: string, form: Record<string, string>, cookie?: string) => crawl.ask(site, address, { form, cookie });
/** The cookies an answer sets, as a browser sends them afterwards. */
const cookiesOf = (answer: Answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');
const names = (answer: Answer) => answer.headers.getSetCookie().map((cookie) => cookie.split('-')[0]);
const isSignedIn = async (cookie: string) => (await get('/account', cookie)).status === 200;
const password = (name: CastName, next = '') => post(`/sign-in${next}`, { email: actorOf(name).email, password: PASSWORD });
const codeAt = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: Date.now() + seconds * 1_000 });
const wrongCode = (secret: string) => {
  const near = [-60, -30, 0, 30, 60].map((seconds) => codeAt(secret, seconds));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? '';
};
async function letters() {
  await sendDueMail({ pool, transport: office.transport, origin: site.origin, clock: () => new Date() });
  return office.take().map(({ envelope, subject = '', text = '' }) => ({ to: envelope.to[0], subject, text }));
}
const forget = () => owner`update authenticators set last_step = 0`;

/** A sign-in that has begun to set up an app, and the secret the page shows. */
async function beginApp(name: CastName): Promise<{ cookie: string; secret: string }> {
  const cookie = cookiesOf(await password(name));
  expect((await post(PAGE, { act: 'begin_app' }, cookie)).location).toBe(`${PAGE}/app`);
  const { body } = await get(`${PAGE}/app`, cookie);
  const secret = /<code>([A-Z2-7 ]{39})<\/code>/.exec(body)?.[1]?.replaceAll(' ', '') ?? '';
  return { cookie, secret };
}

/** Somebody with an app, signed in by it; its secret and the recovery codes. */
async function withApp(name: CastName) {
  const { cookie, secret } = await beginApp(name);
  const done = await post(`${PAGE}/app`, { code: codeAt(secret, -30) }, cookie);
  const codes = [...done.body.matchAll(/<code>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})<\/code>/g)].map(([, code]) => code ?? '');
  const devices = cookie.split('; ').filter((part) => part.startsWith('device'));
  await letters();
  return { secret, codes, cookie: [cookiesOf(done), ...devices].join('; '), before: cookie };
}

/** The cookie of a second step, the password being right. */
async function step(name: CastName): Promise<string> {
  const half = await password(name);
  expect(half.location).toBe('/sign-in/code?next=%2F');
  return cookiesOf(half);
}
const giveCode = (code: string, cookie: string, more = '') => post(`/sign-in/code${more}`, { code }, cookie);

describe('an authenticator app', () => {
  it('is set up by its picture or its secret, and a code; the sign-in goes on under a new token (S06, S11)', async () => {
    const elsewhere = cookiesOf(await password('advisor'));
    const { cookie, secret } = await beginApp('advisor');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const page = await get(`${PAGE}/app`, cookie);
    expect(page.body).toMatch(/<svg[^>]*role="img"[^>]*><rect[^>]*><\/rect><path d="M4 4h1v1h-1z/);
    expect(page.body).toContain(`otpauth://totp/Perspective%20PME:advisor.a%40test.example?issuer=Perspective%20PME&amp;secret=${secret}`);
    const wrong = await post(`${PAGE}/app`, { code: wrongCode(secret) }, cookie);
    expect([wrong.status, names(wrong)]).toEqual([422, []]);
    expect((await owner`select 1 from authenticators where confirmed_at is not null`).length).toBe(0);
    const done = await post(`${PAGE}/app`, { code: codeAt(secret) }, cookie);
    expect([done.status, names(done)]).toEqual([200, ['session']]);
    expect(await isSignedIn(cookiesOf(done))).toBe(true);
    for (const old of [cookie, elsewhere]) expect(await isSignedIn(old)).toBe(false);
    const [told] = (await letters()).filter(({ subject }) => subject.includes('application de codes'));
    expect(told?.to).toBe(actorOf('advisor').email);
  });

  it('keeps its secret where the database alone does not give it away', async () => {
    const { secret, codes } = await withApp('advisor');
    expect(codes.length).toBe(10);
    const tables = await owner<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
    for (const { name } of tables)
      for (const text of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
        const [found] = await owner.unsafe(`select count(*)::int as rows from ${name} t where strpos(t::text, '${text}') > 0`);
        expect(found?.rows, name).toBe(0);
      }
    expect(site.logged()).not.toContain(secret);
    const [row] = await owner`select sealed_secret, account_id from authenticators`;
    expect(row?.sealed_secret).toMatch(/^v1\.[\w-]{80,}$/);
    // Moved to another account it is worth nothing.
    await owner`update authenticators set account_id = ${actorOf('manager').accountId}`;
    const stolen = await step('manager');
    expect((await giveCode(codeAt(secret), stolen)).status).toBe(422);
  });

  it('is replaced by another once that one is confirmed, and the codes stay', async () => {
    const { cookie, secret, codes } = await withApp('advisor');
    await post(PAGE, { act: 'begin_app' }, cookie);
    expect((await giveCode(codeAt(secret), await step('advisor'))).status).toBe(302);
    const { body } = await get(`${PAGE}/app`, cookie);
    const fresh = /<code>([A-Z2-7 ]{39})<\/code>/.exec(body)?.[1]?.replaceAll(' ', '') ?? '';
    const done = await post(`${PAGE}/app`, { code: codeAt(fresh, -30) }, cookie);
    expect(done.location).toBe(`${PAGE}?told=app`);
    await forget();
    expect((await giveCode(codeAt(secret), await step('advisor'))).status).toBe(422);
    expect((await giveCode(codeAt(fresh), await step('advisor'))).status).toBe(302);
    expect((await giveCode(codes[0] ?? '', await step('advisor'))).status).toBe(302);
  });

  it('asks for fresh proof, to be set up as to be taken away (S12)', async () => {
    const { cookie } = await withApp('advisor');
    await owner`update sessions set proved_at = now() - interval '31 minutes'`;
    for (const address of [PAGE, `${PAGE}/app`, '/account/password'])
      expect((await get(address, cookie)).location, address).toBe(`/prove?next=${encodeURIComponent(address)}`);
    for (const act of ['begin_app', 'remove_app', 'new_codes'])
      expect((await post(PAGE, { act }, cookie)).location, act).toBe(`/prove?next=${encodeURIComponent(PAGE)}`);
    expect((await owner`select count(*)::int from authenticators`)[0]?.count).toBe(1);
  });

  it('is taken away again, the codes with it; the password alone opens from then on, and the holder is told', async () => {
    const { cookie } = await withApp('advisor');
    expect((await post(PAGE, { act: 'remove_app' }, cookie)).location).toBe(`${PAGE}?told=removed`);
    expect((await owner`select 1 from recovery_codes`).length).toBe(0);
    expect((await owner`select distinct level from sessions where account_id = ${actorOf('advisor').accountId}`)[0]?.level).toBe(
      'password',
    );
    expect((await password('advisor')).location).toBe('/');
    expect((await letters()).map(({ subject }) => subject)).toContain('Un second facteur retiré de votre compte');
    expect((await post(PAGE, { act: 'remove_app' }, cookie)).status).toBe(409);
  });
});

describe('a sign-in with a second factor', () => {
  it('is none before the second step: what the password gives opens nothing (S11)', async () => {
    const { secret } = await withApp('advisor');
    const half = await password('advisor', '?next=%2Fcases');
    expect([half.location, names(half)]).toEqual(['/sign-in/code?next=%2Fcases', ['step']]);
    expect(half.headers.getSetCookie()[0]).toMatch(/; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    const cookie = cookiesOf(half);
    const token = cookie.split('=')[1] ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    for (const planted of [cookie, cookie.replace(/^step/, 'session')]) expect(await isSignedIn(planted)).toBe(false);
    expect((await owner`select 1 from sign_in_steps where id = ${token}`).length).toBe(0);
    expect((await get('/sign-in/code?next=%2Fcases', cookie)).status).toBe(200);
    const done = await giveCode(codeAt(secret), cookie, '?next=%2Fcases');
    expect([done.status, done.location]).toEqual([302, '/cases']);
    expect(names(done)).toEqual(['session', 'device', 'step']);
    expect(await isSignedIn(cookiesOf(done))).toBe(true);
    expect((await owner`select level from sessions where device_id is not null order by created_at desc limit 1`)[0]?.level).toBe(
      'second_factor',
    );
  });

  it('leads nowhere outside (S33)', async () => {
    const { secret } = await withApp('advisor');
    expect((await giveCode(codeAt(secret), await step('advisor'), '?next=//evil.example')).location).toBe('/');
  });

  it('takes each code once, of two at the same time one, and none before the last (RFC 6238)', async () => {
    const { secret } = await withApp('advisor');
    const code = codeAt(secret);
    const [one, other] = [await step('advisor'), await step('advisor')];
    const both = await Promise.all([giveCode(code, one), giveCode(code, other)]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 422]);
    expect((await giveCode(code, await step('advisor'))).status).toBe(422);
    expect((await giveCode(codeAt(secret, -30), await step('advisor'))).status).toBe(422);
    expect((await giveCode(codeAt(secret, 30), await step('advisor'))).status).toBe(302);
  });

  it('has five tries and ten minutes, then asks for the password again', async () => {
    const { secret } = await withApp('advisor');
    const cookie = await step('advisor');
    for (let n = 0; n < 4; n += 1) expect((await giveCode(wrongCode(secret), cookie)).status).toBe(422);
    expect((await giveCode(wrongCode(secret), cookie)).location).toBe('/sign-in?told=over');
    expect((await giveCode(codeAt(secret), cookie)).location).toBe('/sign-in?told=over');
    expect((await get('/sign-in/code', cookie)).location).toBe('/sign-in?told=over');
    const late = await step('advisor');
    await owner`update sign_in_steps set expires_at = now()`;
    expect((await giveCode(codeAt(secret), late)).location).toBe('/sign-in?told=over');
    const spent = await step('advisor');
    expect((await giveCode(codeAt(secret), spent)).location).toBe('/');
    expect((await giveCode(codeAt(secret, 30), spent)).location).toBe('/sign-in?told=over');
    expect((await get('/sign-in/code')).location).toBe('/sign-in?told=over');
  });

  it('makes guessers of codes wait, whatever number of sign-ins they begin, and says so; the password’s tries are others (S01)', async () => {
    const { secret } = await withApp('advisor');
    const bad = wrongCode(secret);
    for (let n = 0; n < 2; n += 1) {
      const cookie = await step('advisor');
      for (let k = 0; k < 5; k += 1) expect((await giveCode(bad, cookie)).status).toBe(k < 4 ? 422 : 302);
    }
    const waits = await giveCode(codeAt(secret), await step('advisor'));
    expect([waits.status, Number(waits.headers.get('retry-after'))]).toEqual([429, 30]);
    expect((await owner`select count from rate_limits where scope = 'account' order by count`).map(({ count }) => count)).toEqual([0, 10]);
  });

  it('of a browser the account knows is not made to wait by strangers', async () => {
    const { secret, cookie } = await withApp('advisor');
    const device = cookie.split('; ').find((part) => part.startsWith('device')) ?? '';
    for (let n = 0; n < 2; n += 1) {
      const stranger = await step('advisor');
      for (let k = 0; k < 5; k += 1) await giveCode(wrongCode(secret), stranger);
    }
    const own = cookiesOf(await post('/sign-in', { email: actorOf('advisor').email, password: PASSWORD }, device));
    expect((await giveCode(codeAt(secret), `${own}; ${device}`)).location).toBe('/');
  });

  it('tells nothing to whoever has no password (S02)', async () => {
    await withApp('advisor');
    const answers: unknown[] = [];
    for (const email of [actorOf('advisor').email, actorOf('manager').email, 'nobody@test.example']) {
      const { status, body, headers } = await post('/sign-in', { email, password: 'wrong words of somebody' });
      const shown = /<main[\s\S]*<\/main>/.exec(body)?.[0].replaceAll(email, '');
      answers.push({ status, shown, cookies: headers.getSetCookie() });
    }
    expect(answers[0]).toEqual({ status: 422, shown: expect.stringContaining('role="alert"'), cookies: [] });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('is not gone around by a reset of the password (S11)', async () => {
    const { secret } = await withApp('advisor');
    await post('/forgotten', { email: actorOf('advisor').email });
    const [letter] = await letters();
    const path = new URL(/http:\S+/.exec(letter?.text ?? '')?.[0] ?? '').pathname;
    const set = await post(path, { newPassword: 'four other unrelated words', again: 'four other unrelated words' });
    expect([set.location, set.headers.getSetCookie()]).toEqual(['/sign-in?told=reset', []]);
    const half = await post('/sign-in', { email: actorOf('advisor').email, password: 'four other unrelated words' });
    expect([half.location, names(half)]).toEqual(['/sign-in/code?next=%2F', ['step']]);
    expect((await giveCode(codeAt(secret), cookiesOf(half))).location).toBe('/');
  });

  it('is not gone around by the database’s own door', async () => {
    await withApp('advisor');
    const { accountId, clusterId, personId } = actorOf('advisor');
    const { openSession } = await import('~/access/sessions.server');
    await expect(openSession(accountId, { clusterId, personId })).rejects.toThrow('a second factor is missing');
  });

  it('is kept through a change of password (S06)', async () => {
    const { cookie } = await withApp('advisor');
    const next = 'four other unrelated words';
    const changed = await post('/account/password', { oldPassword: PASSWORD, newPassword: next, again: next }, cookie);
    expect(changed.location).toBe('/account/security?told=password');
    expect((await owner`select level from sessions where account_id = ${actorOf('advisor').accountId}`).map(({ level }) => level)).toEqual([
      'second_factor',
    ]);
  });
});

describe('proof given again', () => {
  it('is the password and a code, each wrong one said beside its field (S12)', async () => {
    const { cookie, secret } = await withApp('advisor');
    const prove = (form: Record<string, string>) => post('/prove?next=%2Faccount%2Femail', form, cookie);
    await owner`update sessions set proved_at = now() - interval '1 hour'`;
    expect((await get('/prove', cookie)).body).toContain('name="code"');
    for (const form of [
      { password: PASSWORD },
      { password: PASSWORD, code: '' },
      { password: PASSWORD, code: wrongCode(secret) },
      { password: 'wrong words of somebody', code: codeAt(secret) },
      { password: '', code: codeAt(secret) },
    ]) {
      const refused = await prove(form as Record<string, string>);
      expect([refused.status, refused.body.includes(PASSWORD)]).toEqual([422, false]);
    }
    expect((await get('/account/email', cookie)).status).toBe(302);
    // A wrong password took nothing from the code.
    expect((await prove({ password: PASSWORD, code: codeAt(secret) })).location).toBe('/account/email');
    expect((await get('/account/email', cookie)).status).toBe(200);
    await owner`update sessions set proved_at = now() - interval '1 hour'`;
    expect((await prove({ password: PASSWORD, code: codeAt(secret) })).status).toBe(422);
  });

  it('is the password alone of somebody without', async () => {
    const cookie = cookiesOf(await password('manager'));
    expect((await get('/prove', cookie)).body).not.toContain('name="code"');
    expect((await post('/prove', { password: PASSWORD }, cookie)).location).toBe('/account');
  });
});

describe('recovery codes', () => {
  it('are ten of 80 bits, shown once, each good once; their use is told with what is left (S11)', async () => {
    const { codes, cookie } = await withApp('advisor');
    expect(new Set(codes).size).toBe(10);
    const page = await get(PAGE, cookie);
    for (const code of codes) expect(page.body).not.toContain(code);
    const [first = '', second = ''] = codes;
    const used = await giveCode(first.toLowerCase().replaceAll('-', ' '), await step('advisor'));
    expect(used.location).toBe('/');
    expect((await giveCode(first, await step('advisor'))).status).toBe(422);
    const [told] = (await letters()).filter(({ subject }) => subject === 'Un code de secours a servi');
    expect([told?.to, told?.text.replaceAll(/[\u00a0\u202f]/g, ' ')]).toEqual([
      actorOf('advisor').email,
      expect.stringContaining('Codes de secours restants : 9'),
    ]);
    const both = await Promise.all([giveCode(second, await step('advisor')), giveCode(second, await step('advisor'))]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 422]);
    expect(
      (await owner`select facts ->> 'left' as left from access_log where kind = 'recovery_code.used' order by id desc limit 2`).map(
        ({ left }) => left,
      ),
    ).toEqual(['8', '9']);
  });

  it('are made anew on request: the old ones are worth nothing', async () => {
    const { codes, cookie } = await withApp('advisor');
    const renewed = await post(PAGE, { act: 'new_codes' }, cookie);
    const fresh = [...renewed.body.matchAll(/<code>([0-9A-Z-]{19})<\/code>/g)].map(([, code]) => code ?? '');
    expect([fresh.length, fresh.some((code) => codes.includes(code))]).toEqual([10, false]);
    expect(renewed.headers.get('cache-control')).toContain('no-store');
    expect((await giveCode(codes[3] ?? '', await step('advisor'))).status).toBe(422);
    expect((await giveCode(fresh[3] ?? '', await step('advisor'))).location).toBe('/');
    expect((await letters()).map(({ subject }) => subject)).toContain('De nouveaux codes de secours');
  });

  it('are nobody else’s, and nobody’s without a second factor', async () => {
    const { codes } = await withApp('advisor');
    await withApp('manager');
    expect((await giveCode(codes[0] ?? '', await step('manager'))).status).toBe(422);
    const plain = cookiesOf(await password('director'));
    expect((await post(PAGE, { act: 'new_codes' }, plain)).body).not.toMatch(/<code>/);
    expect((await owner`select 1 from recovery_codes where account_id = ${actorOf('director').accountId}`).length).toBe(0);
  });
});

describe('the cluster’s rule', () => {
  const rule = (value: string, was: string, cookie: string) => post('/admin/sign-in', { rule: value, was }, cookie);
  const demand = (value: string) =>
    owner`update clusters set second_factor_for = ${value}, second_factor_since = now() where id = ${world.a.clusterId}`;

  it('is set by an administrator who has a second factor, with fresh proof, and told (S12)', async () => {
    const plain = cookiesOf(await password('admin'));
    expect((await rule('managers', 'none', plain)).status).toBe(409);
    const { cookie } = await withApp('admin');
    expect((await rule('managers', 'none', cookie)).location).toBe('/admin/sign-in');
    expect((await rule('staff', 'none', cookie)).status).toBe(409);
    expect((await get('/admin/sign-in', cookie)).body).toContain('value="managers" selected=""');
    const [event] =
      await owner`select facts, confidentiality from events where kind = 'cluster.second_factor_set' order by id desc limit 1`;
    expect(event).toEqual({ facts: { secondFactorFor_from: 'none', secondFactorFor_to: 'managers' }, confidentiality: 'admin' });
    await owner`update sessions set proved_at = now() - interval '31 minutes'`;
    expect((await rule('none', 'managers', cookie)).location).toBe('/prove?next=%2Fadmin%2Fsign-in');
    expect((await get('/admin/sign-in', cookie)).location).toBe('/prove?next=%2Fadmin%2Fsign-in');
  });

  it.each([
    ['managers', ['manager', 'director', 'admin']],
    ['staff', ['manager', 'director', 'admin', 'advisor', 'trackLead']],
  ] as const)('for %s asks it of %j and of nobody else', async (value, asked) => {
    await demand(value);
    for (const name of ['manager', 'director', 'admin', 'advisor', 'trackLead', 'funder', 'leader', 'collaborator'] as const) {
      const landing = await get('/account', cookiesOf(await password(name)));
      expect([name, landing.location]).toEqual([name, (asked as readonly string[]).includes(name) ? PAGE : null]);
    }
  });

  it('lets nobody it asks reach anything before, in the application and in the database (S11)', async () => {
    await demand('managers');
    const cookie = cookiesOf(await password('manager'));
    for (const address of [
      '/',
      '/cases',
      '/impact',
      '/search?q=optalys',
      '/account',
      '/account/password',
      '/space',
      '/audit',
      '/companies/new',
    ])
      expect((await get(address, cookie)).location, address).toBe(PAGE);
    expect((await post('/account/profile', { givenName: 'A', familyName: 'B', phone: '', version: '1' }, cookie)).location).toBe(PAGE);
    const { digestToken } = await import('~/access/sessions.server');
    const token = /session-\d+=([^;]+)/.exec(cookie)?.[1] ?? '';
    await expect(owner`select access.enter_session(${digestToken(token)})`).rejects.toThrow('a second factor is missing');
    const page = await get(PAGE, cookie);
    expect([page.status, page.body.includes('Votre cluster demande un second facteur'), page.body.includes('href="/cases"')]).toEqual([
      200,
      true,
      false,
    ]);
    expect((await post('/preferences', { locale: 'en', back: PAGE }, cookie)).location).toBe(PAGE);
    expect((await post('/sign-out', {}, cookie)).location).toBe('/sign-in');
  });

  it('is met by setting one up, which then is not taken away', async () => {
    await demand('managers');
    const { cookie } = await withApp('manager');
    expect((await get('/cases', cookie)).status).toBe(200);
    const kept = await post(PAGE, { act: 'remove_app', intent: 'remove_app' }, cookie);
    expect([kept.status, kept.body.includes('ajoutez-en un autre')]).toEqual([409, true]);
    expect((await owner`select count(*)::int from authenticators`)[0]?.count).toBe(1);
  });

  it('leaves a sign-in that began before it as it is, until the next', async () => {
    const before = cookiesOf(await password('manager'));
    await demand('managers');
    expect((await get('/cases', before)).status).toBe(200);
    expect((await get('/cases', cookiesOf(await password('manager')))).location).toBe(PAGE);
  });
});

describe('an administrator', () => {
  const reset = (name: CastName, cookie: string) => post(`/admin/people/${actorOf(name).personId}`, { act: 'reset_factors' }, cookie);

  it('resets the factors of somebody who lost them, with fresh proof: told by letter and in the trail, and their sign-ins end', async () => {
    const { cookie: lost } = await withApp('advisor');
    const admin = cookiesOf(await password('admin'));
    await owner`update sessions set proved_at = now() - interval '31 minutes' where account_id = ${actorOf('admin').accountId}`;
    const person = `/admin/people/${actorOf('advisor').personId}`;
    expect((await reset('advisor', admin)).location).toBe(`/prove?next=${encodeURIComponent(person)}`);
    expect((await owner`select 1 from authenticators`).length).toBe(1);
    expect((await post('/prove', { password: PASSWORD }, admin)).status).toBe(302);
    expect((await get(person, admin)).body).toContain('10 codes de secours');
    expect((await reset('advisor', admin)).location).toBe(person);
    expect(await isSignedIn(lost)).toBe(false);
    expect((await password('advisor')).location).toBe('/');
    for (const table of ['authenticators', 'recovery_codes']) expect((await owner.unsafe(`select 1 from ${table}`)).length).toBe(0);
    expect((await letters()).map(({ to, subject }) => [to, subject])).toContainEqual([
      actorOf('advisor').email,
      'Vos seconds facteurs sont remis à zéro',
    ]);
    const [event] =
      await owner`select facts, confidentiality, subject_id from events where kind = 'person.factors_reset' order by id desc limit 1`;
    expect(event).toEqual({
      facts: { app_from: true, app_to: false, passkeys_from: 0, passkeys_to: 0, recoveryCodes_from: 10, recoveryCodes_to: 0, signIns: 1 },
      confidentiality: 'admin',
      subject_id: actorOf('advisor').personId,
    });
    expect((await reset('advisor', admin)).status).toBe(409);
  });

  it('resets neither their own nor those of an account that another cluster knows; nobody else resets any', async () => {
    const { cookie: admin } = await withApp('admin');
    expect((await reset('admin', admin)).status).toBe(409);
    await withApp('advisor');
    const [other] = await world.asOwner(
      world.b.clusterId,
      (sql) => sql`insert into people (cluster_id, account_id, given_name, family_name)
      values (${world.b.clusterId}, ${actorOf('advisor').accountId}, 'Ici', 'Aussi') returning id`,
    );
    const refused = await reset('advisor', admin);
    expect([refused.status, refused.body.includes('autre cluster')]).toEqual([409, true]);
    await world.asOwner(world.b.clusterId, (sql) => sql`update people set disabled_at = now() where id = ${other?.id}`);
    const manager = cookiesOf(await password('manager'));
    expect((await reset('advisor', manager)).status).toBe(404);
    expect((await owner`select count(*)::int from authenticators`)[0]?.count).toBe(2);
  });
});
