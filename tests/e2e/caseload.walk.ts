import { expect, type Page } from '@playwright/test';
import { WORKLISTS } from '~/features/cases/case-state';
import { messagesFor } from '~/i18n/messages.server';
import { expectAccessible } from '../support/axe';
import { demoDatabase } from '../support/e2e-server';
import { test } from '../support/walk';

const rowsOf = (page: Page) => page.locator('table.table--caseload tbody tr');
const noOverflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('a manager goes through the caseload: lists, filters, a chip cleared, pages, a case opened', async ({ page, signIn, language }) => {
  const say = messagesFor(language);
  const [t, u, p] = [say('cases'), say('ui'), say('programmes')];
  const tabs = page.getByRole('navigation', { name: t('caseload.tabs') });
  const tab = (list: (typeof WORKLISTS)[number]) => tabs.getByRole('link', { name: new RegExp(`^${t(`worklist.${list}`)}`) });
  const countOf = async (list: (typeof WORKLISTS)[number]) => Number(await tab(list).locator('.count').textContent());
  const rows = rowsOf(page);
  // Counts are those of the page that shows the rows: other walks open and move cases meanwhile.
  const showsItsCount = async (list: (typeof WORKLISTS)[number], missing = 0) =>
    expect(async () => expect(await rows.count()).toBe(Math.min(50, (await countOf(list)) - missing))).toPass();

  await signIn('manager');
  await expect(page).toHaveURL(/\/cases$/);
  await expect(page.getByRole('heading', { level: 1, name: t('caseload.title.cluster') })).toBeVisible();

  // Each list shows as many rows as its tab says, or says that it is empty.
  for (const list of WORKLISTS) {
    await tab(list).click();
    await expect(tab(list)).toHaveAttribute('aria-current', 'page');
    const count = await countOf(list);
    if (count === 0) await expect(page.getByText(t(`caseload.empty.${list}`))).toBeVisible();
    else await showsItsCount(list);
    expect(await noOverflow(page), list).toBe(true);
  }

  await tab('active').click();
  await expect(tab('active')).toHaveAttribute('aria-current', 'page');
  const all = await countOf('active');
  await showsItsCount('active');
  const first = (await rows.first().getByRole('link').textContent()) ?? '';

  const filters = page.getByRole('search', { name: t('caseload.filters') });
  await filters.getByLabel(t('caseload.track'), { exact: true }).selectOption('innovation');
  await filters.getByRole('button', { name: t('caseload.filter'), exact: true }).click();
  await expect(page).toHaveURL(/track=innovation/);
  const chip = t('caseload.chip.track', { value: p('track.innovation') });
  await expect(page.getByText(chip)).toBeVisible();
  await showsItsCount('active');
  expect(await countOf('active')).toBeLessThan(all);
  for (const row of await rows.all()) await expect(row).toContainText(p('track.innovation'));
  await page.getByRole('link', { name: u('remove_filter', { filter: chip }) }).click();
  await expect(page).not.toHaveURL(/track=/);
  await showsItsCount('active');

  // By words: blind to case; what nothing answers says so and is cleared in one press.
  const search = filters.getByLabel(t('caseload.search'), { exact: true });
  await search.fill(first.toLowerCase());
  await filters.getByRole('button', { name: t('caseload.filter'), exact: true }).click();
  await expect(page).toHaveURL(/q=/);
  await expect(rows.first()).toContainText(first);
  await search.fill('zzzzzz');
  await filters.getByRole('button', { name: t('caseload.filter'), exact: true }).click();
  await expect(page.getByText(t('caseload.empty.filtered'))).toBeVisible();
  await page
    .locator('.empty')
    .getByRole('link', { name: t('caseload.clear') })
    .click();
  await expect(page).not.toHaveURL(/q=/);
  await showsItsCount('active');

  // From the middle of a list there is a way back to its beginning.
  await tab('new').click();
  await expect(tab('new')).toHaveAttribute('aria-current', 'page');
  const oldest = (await rows.first().getByRole('link').getAttribute('href'))?.split('/').at(-1) ?? '';
  const sql = demoDatabase();
  const [{ due } = { due: '' }] = await sql<{ due: string }[]>`select next_due_on::text as due from cases where id = ${oldest}`;
  await sql.end();
  await page.goto(`/cases?tab=new&after=${due}_${oldest}`);
  await showsItsCount('new', 1);
  await page.getByRole('link', { name: u('pager.previous') }).click();
  await expect(rows.first().locator(`a[href="/cases/${oldest}"]`)).toBeVisible();
  await showsItsCount('new');
  await expect(page.getByRole('link', { name: u('pager.previous') })).toHaveCount(0);

  if (test.info().project.use.javaScriptEnabled && language === 'en') await expectAccessible(page);
  await tab('active').click();
  await expect(tab('active')).toHaveAttribute('aria-current', 'page');
  await showsItsCount('active');
  const opened = (await rows.first().getByRole('link').textContent()) ?? '';
  await rows.first().getByRole('link').click();
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: opened })).toBeVisible();
});

test('an advisor lands on their own cases and finds the requests to take', async ({ page, signIn, language }) => {
  const t = messagesFor(language)('cases');
  await signIn('advisor');
  await expect(page.getByRole('heading', { level: 1, name: t('caseload.title.mine') })).toBeVisible();
  const scopes = page.getByRole('navigation', { name: t('caseload.scope'), exact: true });
  await scopes.getByRole('link', { name: new RegExp(`^${t('caseload.scope.intake')} \\(\\d+\\)`) }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('caseload.title.intake') })).toBeVisible();
  const said = await scopes.getByRole('link', { name: new RegExp(`^${t('caseload.scope.intake')}`) }).textContent();
  await expect(rowsOf(page)).toHaveCount(Number(/\d+/.exec(said ?? '')?.[0]));
  for (const row of await rowsOf(page).all()) await expect(row).toContainText(t('caseload.to_take'));
  expect(await noOverflow(page)).toBe(true);
});
