import { expect, type Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { messagesFor } from '~/i18n/messages.server';
import { makeCompany } from '../support/own-company';
import { test } from '../support/walk';

const PERIOD_MS = 30_000;

/** The code of the step after the one at hand, which the door takes too: each step is good once. */
const codeOf = (secret: string, stepsOn = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + stepsOn * PERIOD_MS });

test('an app set up for an account is asked for at its next sign-in, and a recovery code opens in its place once', async ({
  page,
  another,
  account,
  language,
  expectComplaint,
}) => {
  test.slow();
  const say = messagesFor(language);
  const [t, n] = [say('factors'), say('navigation')];
  expectComplaint(/422/);
  const { leader } = await makeCompany(account('leader'), account('advisor'), language);
  const givePassword = async (here: Page) => {
    await here.goto('/sign-in');
    await here.getByLabel(n('sign_in.email')).fill(leader.email);
    await here.getByLabel(n('sign_in.password')).fill(leader.password);
    await here.getByRole('button', { name: n('sign_in.submit'), exact: true }).click();
  };
  await givePassword(page);
  await expect(page).not.toHaveURL(/\/sign-in/);

  await page.goto('/account/second-factor');
  await page.getByRole('button', { name: t('app.begin') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('app.title') })).toBeVisible();
  const secret = (await page.locator('main code').textContent()) ?? '';
  await page.getByLabel(t('code')).fill(codeOf(secret));
  await page.getByRole('button', { name: t('app.submit') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('codes.title') })).toBeVisible();
  const codes = await page.locator('main ol code').allTextContents();
  expect(new Set(codes).size).toBe(10);
  await page.getByRole('link', { name: t('codes.kept') }).click();
  await expect(page.getByText(t('codes.left', { count: 10 }))).toBeVisible();

  const second = await another();
  await givePassword(second);
  await expect(second.getByRole('heading', { level: 1, name: t('step.title') })).toBeVisible();
  await second.getByLabel(t('code')).fill('000000');
  await second.getByRole('button', { name: t('step.submit'), exact: true }).click();
  await expect(second.getByText(t('errors.code')).first()).toBeVisible();
  await second.goto('/account');
  await expect(second).toHaveURL(/\/sign-in/);
  await givePassword(second);
  await second.getByLabel(t('code')).fill(codeOf(secret, 1));
  await second.getByRole('button', { name: t('step.submit'), exact: true }).click();
  await expect(second).not.toHaveURL(/\/sign-in/);

  const third = await another();
  const giveRecovery = async () => {
    await givePassword(third);
    await third.getByRole('link', { name: t('step.other') }).click();
    await third.getByLabel(t('code.recovery')).fill(codes[0] ?? '');
    await third.getByRole('button', { name: t('step.submit'), exact: true }).click();
  };
  await giveRecovery();
  await expect(third).not.toHaveURL(/\/sign-in/);
  await third.context().clearCookies();
  await giveRecovery();
  await expect(third.getByText(t('errors.recovery')).first()).toBeVisible();
});
