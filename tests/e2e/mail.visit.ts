import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { test } from '../support/walk';

test('an advisor chooses which letters come, and finds the choice again', async ({ page, language, signIn, javaScriptEnabled }) => {
  const t = messagesFor(language)('mail');
  // Two walks share each language's people.
  await signIn('advisor', javaScriptEnabled === false ? 1 : 0);
  await page.goto('/account');
  await page.getByRole('link', { name: messagesFor(language)('account')('page.notifications') }).click();
  await expect(page.getByRole('heading', { name: t('choice.title') })).toBeVisible();
  const box = page.getByRole('checkbox', { name: t('kind.milestone_turn') });
  await expect(box).toBeChecked();
  for (const wanted of [false, true]) {
    await box.setChecked(wanted);
    await page.getByRole('button', { name: t('choice.submit') }).click();
    await expect(page.getByRole('status').filter({ hasText: t('choice.saved') })).toBeVisible();
    await page.goto('/account/notifications');
    await expect(box).toBeChecked({ checked: wanted });
  }
});

test('anybody at the demonstration’s machine opens its mail', async ({ page, say }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: say('navigation', 'sign_in.demo_mail') }).click();
  await expect(page.getByRole('heading', { name: say('mail', 'box.title') })).toBeVisible();
});
