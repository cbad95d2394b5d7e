import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { test } from '../support/walk';

test('the keyboard goes past the menu in one press, and has its place back when a menu closes', async ({ page, signIn, language }) => {
  const n = messagesFor(language)('navigation');
  const { name } = await signIn('advisor');
  await page.goto('/cases');

  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: n('skip') });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#content$/);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

  const account = page.getByRole('button', { name: n('account.of', { name }) });
  await account.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: n('account.link') })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('#account-menu')).toBeHidden();
  await expect(account).toBeFocused();
});
