import { expect, type Locator, type Page } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { DAS_CODES } from '../../db/schema/companies';
import { metricOfCode } from '../../db/seed/reference/metrics';
import { expectAccessible } from '../support/axe';
import { test } from '../support/walk';

const noOverflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('a manager narrows the impact to a domain and a size, goes from a figure to its observations, and comes back to the whole', async ({
  page,
  signIn,
  language,
}) => {
  const say = messagesFor(language);
  const [t, i, u, c] = [say('overview'), say('impact'), say('ui'), say('companies')];
  const label = (code: string) => metricOfCode(code).label[language];
  const tile = (code: string) =>
    page
      .locator('.kpi')
      .filter({ hasText: label(code) })
      .first();
  const figureOf = async (code: string) => (await tile(code).locator('.kpi__value').textContent())?.trim() ?? '';

  await signIn('manager');
  await page.goto('/impact');
  await expect(page.getByRole('heading', { level: 1, name: t('title') })).toBeVisible();
  await expect(tile('ACC-01')).toBeVisible();
  const whole = await figureOf('ACC-01');
  expect(await noOverflow(page)).toBe(true);

  // Each drawing is named by what it says, and has its figures under it.
  for (const drawing of await page.locator('figure svg[role=img]').all())
    expect((await drawing.getAttribute('aria-labelledby')) ?? (await drawing.getAttribute('aria-label'))).toBeTruthy();
  const data = page.locator('details.chart-data');
  expect(await data.count()).toBeGreaterThanOrEqual(3);
  await data.first().locator('summary').click();
  await expect(data.first().getByRole('table')).toBeVisible();

  // The domain with most jobs, whichever cluster this is: it has companies behind its figure.
  const most = (await page.locator('.multiples > *').first().textContent()) ?? '';
  const das = DAS_CODES.find((code) => most.includes(c(`das.${code}`))) ?? DAS_CODES[0];
  const filters = page.getByRole('search', { name: t('filters') });
  await filters.getByText(t('filter.narrow')).click();
  await filters.getByLabel(t('by.das'), { exact: true }).selectOption(das);
  await filters.getByLabel(t('by.size'), { exact: true }).selectOption('small');
  await filters.getByLabel(t('filter.by'), { exact: true }).selectOption('size');
  await filters.getByRole('button', { name: i('filter.apply') }).click();
  await expect(page).toHaveURL(new RegExp(`das=${das}`));
  const chip = t('chip.key', { dimension: t('by.das'), value: c(`das.${das}`) });
  await expect(page.getByText(chip)).toBeVisible();
  const narrowed = await figureOf('EMP-02');
  // Each cluster supports companies of several sizes: one size alone is never the whole.
  const ofOneSize = Number.parseInt(await figureOf('ACC-01'), 10);
  expect(ofOneSize).toBeGreaterThan(0);
  expect(ofOneSize).toBeLessThan(Number.parseInt(whole, 10));
  expect(await noOverflow(page)).toBe(true);
  if (test.info().project.use.javaScriptEnabled && language === 'en') await expectAccessible(page);

  // From the figure to the observation, in four presses at most.
  let presses = 0;
  const press = async (link: Locator) => {
    await link.click();
    presses += 1;
  };
  await press(tile('EMP-02').locator('.kpi__value a'));
  await expect(page).toHaveURL(new RegExp(`/impact/EMP-02/lines\\?das=${das}&size=small$`));
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText(label('EMP-02'));
  expect(((await heading.textContent()) ?? '').replace(/\s/g, '')).toContain(narrowed.replace(/\s/g, ''));
  const first = page.getByRole('row').nth(1);
  const company = (await first.getByRole('link').first().textContent()) ?? '';
  await press(first.getByRole('link').first());
  await expect(page.getByRole('heading', { name: i('explain.observations', { company }) })).toBeVisible();
  expect(presses).toBeLessThanOrEqual(4);

  await page.goto(`/impact?das=${das}&by=track`);
  await page.getByRole('link', { name: u('remove_filter', { filter: chip }) }).click();
  await expect(page).not.toHaveURL(/das=/);
  await expect(page.getByText(chip)).toHaveCount(0);
  expect(await figureOf('ACC-01')).toBe(whole);
  await expect(page.getByText(t('multiples.overlap'))).toBeVisible();

  // A day on which nothing had happened yet says so.
  await page.goto('/impact/FIN-04/lines?on=2023-01-02');
  await expect(page.getByText(t('lines.none'), { exact: true })).toBeVisible();
});

test('the pages of the section follow one another with their day', async ({ page, signIn, language }) => {
  const t = messagesFor(language)('impact');
  await signIn('director');
  await page.goto('/impact?on=2025-12-31');
  const tabs = page.getByRole('navigation', { name: t('section') });
  await tabs.getByRole('link', { name: t('tab.contract') }).click();
  await expect(page).toHaveURL(/\/impact\/contract\?on=2025-12-31/);
  await expect(tabs.getByRole('link', { name: t('tab.contract') })).toHaveAttribute('aria-current', 'page');
  await tabs.getByRole('link', { name: t('tab.metrics') }).click();
  await expect(page).toHaveURL(/\/impact\/metrics$/);
  await expect(page.getByRole('heading', { name: metricOfCode('ACC-01').label[language] })).toBeVisible();
});
