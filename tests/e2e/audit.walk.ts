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
});
