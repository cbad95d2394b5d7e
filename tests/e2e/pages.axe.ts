import { type Browser, expect, type Page, test } from '@playwright/test';
import { faultsOn } from '../support/axe';
import { thoseWhoSee } from '../support/demo-places';
import { demoDatabase, readDemo } from '../support/e2e-server';
import { againFor, type Frame, framesOf, PAGE_ADDRESSES, type PageState, SHARED_ADDRESSES, statesOf } from '../support/pages';

const sql = demoDatabase();
test.afterAll(() => sql.end());

/** The first of the cluster that speaks the language for whom the page exists, with its address. */
async function whoSees(state: PageState, language: Frame['language']) {
  const { accounts } = readDemo();
  const ofCluster = accounts.filter(({ cluster }) => (cluster === accounts[0]?.cluster) === (language === 'fr'));
  return (await thoseWhoSee(sql, state, ofCluster).next()).value ?? null;
}

const signedIn = new Map<string, Promise<{ name: string; value: string; url: string }[]>>();

/** The cookies of a sign-in, made once for each account and worker. */
function cookiesOf(email: string, password: string) {
  const { url } = readDemo();
  let cookies = signedIn.get(email);
  if (!cookies) {
    cookies = fetch(`${url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email, password }),
    }).then((answer) =>
      answer.headers.getSetCookie().map((cookie) => {
        const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
        return { name, value, url };
      }),
    );
    signedIn.set(email, cookies);
  }
  return cookies;
}

/** Opens a page as one of its people, in one language and on one width; in French where the smaller cluster has no such thing. */
async function open(browser: Browser, state: PageState, { language, width }: Frame): Promise<Page | null> {
  const { url } = readDemo();
  const seen = await whoSees(state, language);
  if (!seen) return language === 'en' ? open(browser, state, { language: 'fr', width }) : null;
  const { account, address } = seen;
  const context = await browser.newContext({
    viewport: { width, height: width === 360 ? 780 : 900 },
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Paris',
  });
  if (account) await context.addCookies(await cookiesOf(account.email, account.password));
  const page = await context.newPage();
  const answer = await page.goto(url + address);
  expect((answer?.status() ?? 0) < 400, `${address} as ${state.role}`).toBe(!state.isMissing);
  return page;
}

/** What is folded away is part of the page too. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** Each menu of the page opened in turn; that of the account, which every page has, `withAccount` only. */
async function menuFaults(page: Page, withAccount: boolean): Promise<string[]> {
  const found: string[] = [];
  const triggers = page.locator(`${withAccount ? '' : 'main '}button[popovertarget]:visible`);
  for (let index = 0; index < (await triggers.count()); index += 1) {
    const trigger = triggers.nth(index);
    const id = await trigger.getAttribute('popovertarget');
    await trigger.click();
    await expect(page.locator(`#${id}`)).toBeVisible();
    found.push(...(await faultsOn(page, { within: `#${id}` })));
    await page.keyboard.press('Escape');
  }
  return found;
}

const isLong = process.env.E2E_LONG === '1';

for (const route of isLong ? SHARED_ADDRESSES : PAGE_ADDRESSES) {
  test(`${route} is accessible to each of its people, in each of its states`, async ({ browser }) => {
    test.setTimeout(180_000);
    const found: string[] = [];
    const seen = { language: new Set<string>(), width: new Set<number>() };
    for (const [index, state] of (isLong ? againFor(route) : statesOf(route)).entries()) {
      for (const frame of framesOf(index)) {
        const where = `${state.name} as ${state.role ?? 'nobody'}, ${frame.language}, ${frame.width} px`;
        const page = await open(browser, state, frame);
        if (!page) {
          found.push(`${where}: the demonstration has no such page`);
          continue;
        }
        seen.language.add((await page.locator('html').getAttribute('lang')) ?? '');
        seen.width.add(frame.width);
        await state.then?.(page);
        await unfold(page);
        const faults = await faultsOn(page);
        const menus = await menuFaults(page, index === 0);
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        const dark = await faultsOn(page, { rules: ['color-contrast'] });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        found.push(
          ...[...faults, ...menus, ...dark, ...(overflow > 0 ? [`the page is ${overflow} px too wide`] : [])].map(
            (fault) => `${where}: ${fault}`,
          ),
        );
        await page.context().close();
      }
    }
    expect(found).toEqual([]);
    // The smaller cluster, which speaks English here, has not everything for everybody.
    if (isLong) return;
    expect([...seen.language].sort()).toEqual(['en', 'fr']);
    expect([...seen.width].sort()).toEqual([1280, 360]);
  });
}
