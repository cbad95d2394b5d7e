import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { makeCompany } from '../support/own-company';
import { test } from '../support/walk';

test('a leader agrees to a use, takes it back, and asks for a copy of their data', async ({ page, account, language, expectComplaint }) => {
  const say = messagesFor(language);
  const [t, n] = [say('privacy'), say('navigation')];
  // A form that lacks its tick answers 422.
  expectComplaint(/422/);
  const { leader } = await makeCompany(account('leader'), account('advisor'), language);
  await page.goto('/sign-in');
  await page.getByLabel(n('sign_in.email')).fill(leader.email);
  await page.getByLabel(n('sign_in.password')).fill(leader.password);
  await page.getByRole('button', { name: n('sign_in.submit') }).click();
  await page.waitForURL(/\/plan$/);
  await page.goto('/account/data');
  const form = page.locator('main form').first();
  const box = form.getByRole('checkbox');
  await expect(box).not.toBeChecked();
  await form.getByRole('button', { name: t('consent.give') }).click();
  await expect(form.getByRole('link', { name: t('consent.tick') })).toBeVisible();
  await box.check();
  await form.getByRole('button', { name: t('consent.give') }).click();
  await expect(page.getByText(t('consent.saved'))).toBeVisible();
  await form.getByRole('button', { name: t('consent.withdraw') }).click();
  await expect(page.getByText(t('consent.withdrawn'))).toBeVisible();
  await expect(form.getByRole('checkbox')).not.toBeChecked();

  await page.getByRole('link', { name: t('copy.title') }).click();
  await page.getByRole('button', { name: t('copy.ask') }).click();
  await expect(page.locator('main li').first()).toBeVisible();
});
