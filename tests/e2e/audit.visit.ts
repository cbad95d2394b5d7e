import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { test } from '../support/walk';

test('a manager narrows the trail of acts, and finds the filter in the address', async ({ page, language, signIn }) => {
  const t = messagesFor(language)('audit');
  await signIn('manager');
  await page.goto('/audit');
  await expect(page.getByRole('heading', { name: t('title') })).toBeVisible();

  await page.getByRole('combobox', { name: t('filter.kind') }).selectOption({ label: t('kind.case.held') });
  await page.getByRole('textbox', { name: t('filter.from') }).fill('01/01/2025');
  await page.getByRole('button', { name: t('filter.submit') }).click();
  await expect(page).toHaveURL(/kind=case\.held/);
  const acts = page.getByRole('table').locator('tbody th');
  expect(await acts.count()).toBeGreaterThan(0);
  for (const act of await acts.allInnerTexts()) expect(act).toBe(t('kind.case.held'));

  await page
    .locator('.chip', { hasText: t('kind.case.held') })
    .getByRole('link')
    .click();
  await expect(page).not.toHaveURL(/kind=/);
  await expect(page.getByRole('textbox', { name: t('filter.from') })).toHaveValue(/2025/);

  const leaving = page.waitForEvent('download');
  await page.getByRole('link', { name: t('export.link') }).click();
  const file = await leaving;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.startsWith(`\ufeff${t('export.at')}`)).toBe(true);
});

test('an administrator reads who took the trail away, and whether it is intact', async ({ page, language, signIn, signInOn, another }) => {
  const t = messagesFor(language)('access_log');
  await signIn('manager');
  expect((await page.request.get('/audit/export?kind=case.held')).ok()).toBe(true);
  const other = await another();
  await signInOn(other, 'admin');
  await other.goto('/admin/access?kind=trail.exported');
  await expect(other.getByRole('heading', { name: t('title') })).toBeVisible();
  await expect(other.getByRole('table').locator('tbody th').first()).toHaveText(t('kind.trail.exported'));
  await expect(other.getByRole('heading', { name: t('chain.title') })).toBeVisible();

  const leaving = other.waitForEvent('download');
  await other.getByRole('link', { name: t('export.link') }).click();
  const file = await leaving;
  const text = await readFile(await file.path(), 'utf8');
  expect(text.startsWith(`\ufeff${t('export.at')}`)).toBe(true);
  expect(text).not.toContain('sign_in.done');
  await other.goto('/admin/access?kind=access_log.exported');
  await expect(other.getByRole('table').locator('tbody th').first()).toHaveText(t('kind.access_log.exported'));
});
