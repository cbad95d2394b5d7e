import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { expectAccessible } from '../support/axe';
import { test } from '../support/walk';

test('the pages of a closing review are accessible, and refuse a reminder to come', async ({ page, language, signIn, expectComplaint }) => {
  const t = messagesFor(language)('cases');
  expectComplaint(/409/);
  await signIn('manager');
  await page.goto('/cases?scope=cluster&state=reviewing');
  const address = await page.locator('main a[href^="/cases/"]').first().getAttribute('href');

  await page.goto(`${address}/review`);
  await expect(page.getByLabel(t('review.lessons'))).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${address}/reminder`);
  await expectAccessible(page);
  await page.getByLabel(t('remind.on')).fill('31/12/2099');
  await page.getByRole('button', { name: t('remind.save') }).click();
  await expect(page.getByText(t('refused.reminder_in_future'))).toBeVisible();
  await expect(page.getByLabel(t('remind.on'))).toHaveValue('31/12/2099');

  // Nobody but its lead closes a case, and only after its follow-up.
  await page.goto(`${address}/move/close`);
  await expect(page.getByText(t('refused.not_listed'))).toBeVisible();
  await expectAccessible(page);
});
