import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { test } from '../support/walk';

const FIRE = 'window.fired=1';
/** What people could type to run a script in a colleague's browser. */
const PAYLOADS = [
  `<script>${FIRE}</script>`,
  `<img src=x onerror="${FIRE}">`,
  `<svg onload="${FIRE}"></svg>`,
  `<iframe srcdoc="<script>parent.${FIRE}</script>"></iframe>`,
  `[press](javascript:${FIRE})`,
  `[press](java&#115;cript:${FIRE})`,
  `<a href="javascript:${FIRE}">press</a>`,
  `![x](https://evil.example/pixel.png)`,
  `[press](data:text/html,<script>${FIRE}</script>)`,
  `"><script>${FIRE}</script>`,
  `</textarea><script>${FIRE}</script>`,
  `</script><script>${FIRE}</script>`,
  `<style>body{display:none}</style>`,
  `<b style="position:fixed;inset:0" onmouseover="${FIRE}">x</b>`,
];

// quality S27, under the policy of S16: a breach of it, or a script error, fails the walk by itself.
test('what people type stays text, in notes and names, and a form sent twice has one effect', async ({
  page,
  signIn,
  account,
  baseURL,
}) => {
  await signIn('manager');
  await page.goto(`/search?q=${encodeURIComponent(account('leader').company ?? '')}`);
  const caseAddress = (await page.locator('main a[href^="/cases/"]').first().getAttribute('href')) ?? '';
  const companyAddress = (await page.locator('main a[href^="/companies/"]').first().getAttribute('href')) ?? '';
  const send = (address: string, form: Record<string, string>) =>
    page.request.post(address, { form, headers: { Origin: baseURL ?? '' }, maxRedirects: 0 });

  const key = randomUUID();
  const note = { kind: 'call', happenedOn: '2026-03-02', audience: 'team', keep: 'publish', body: [key, ...PAYLOADS].join('\n\n') };
  // quality R07: a double press, then a retry after an answer that never arrived.
  const answers = await Promise.all([1, 2].map(() => send(`${caseAddress}/notes`, { ...note, idempotencyKey: key })));
  answers.push(await send(`${caseAddress}/notes`, { ...note, idempotencyKey: key }));
  expect(answers.map((answer) => answer.status())).toEqual([302, 302, 302]);
  expect(new Set(answers.map((answer) => answer.headers().location)).size).toBe(1);
  expect((await send(`${caseAddress}/notes`, { ...note, body: 'Other words', idempotencyKey: key })).status()).toBe(409);
  for (const payload of PAYLOADS.slice(0, 3)) {
    const contact = {
      givenName: payload.slice(0, 80),
      familyName: payload.slice(0, 80),
      email: `x.${randomUUID()}@test.example`,
      jobTitle: payload,
      role: 'contact',
    };
    expect((await send(`${companyAddress}/contacts/new`, contact)).status()).toBe(302);
  }

  for (const address of [caseAddress, `${caseAddress}/notes`, companyAddress]) {
    await page.goto(address);
    await page.mouse.move(300, 300);
    await expect(page.getByText(FIRE).filter({ visible: true }).first()).toBeVisible();
    const found = await page.evaluate(() => ({
      hasFired: 'fired' in window,
      elements: document.querySelectorAll('main :is(img, iframe, style, script:not([nonce]), [onerror], [onload], [onmouseover], [style])')
        .length,
      links: [...document.querySelectorAll('main a')]
        .map((link) => (link as HTMLAnchorElement).protocol)
        .filter((protocol) => !/^(https?|mailto|tel):$/.test(protocol)),
    }));
    expect(found, address).toEqual({ hasFired: false, elements: 0, links: [] });
  }
  await page.goto(`${caseAddress}/notes`);
  await expect(page.getByRole('listitem').filter({ hasText: key })).toHaveCount(1);
});
