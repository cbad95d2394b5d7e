import { expect, type Page } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { makeCompany } from '../support/own-company';
import { test } from '../support/walk';

test('what was typed when a sign-in ended is sent after signing in again', async ({
  page,
  another,
  account,
  language,
  expectComplaint,
}) => {
  test.slow();
  const say = messagesFor(language);
  const [t, a, n] = [say('unsent_form'), say('account'), say('navigation')];
  expectComplaint(/401/);
  const { leader } = await makeCompany(account('leader'), account('advisor'), language);
  const signIn = async (here: Page) => {
    await here.getByLabel(n('sign_in.email')).fill(leader.email);
    await here.getByLabel(n('sign_in.password')).fill(leader.password);
    await here.getByRole('button', { name: n('sign_in.submit') }).click();
    await expect(here).not.toHaveURL(/\/sign-in/);
  };
  await page.goto('/sign-in');
  await signIn(page);
  await page.goto('/account/profile');
  await page.getByLabel(a('profile.phone')).fill('+33 4 98 76 54 32');

  const elsewhere = await another();
  await elsewhere.goto('/sign-in');
  await signIn(elsewhere);
  await elsewhere.goto('/account/security');
  await elsewhere.getByRole('button', { name: a('devices.submit') }).click();
  await elsewhere.waitForURL(/\/sign-in/);

  await page.getByRole('button', { name: a('profile.submit') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('title') })).toBeVisible();
  await expect(page.getByText('+33 4 98 76 54 32')).toBeVisible();
  const [tab] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: t('sign_in') }).click()]);
  await signIn(tab);
  await tab.close();
  await page.getByRole('button', { name: t('send') }).click();
  await expect(page.getByText(a('profile.saved'))).toBeVisible();
  await expect(page.getByLabel(a('profile.phone'))).toHaveValue('+33 4 98 76 54 32');
});
