import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { freePort } from '../../db/embedded';
import { type RunningChild, startChild } from '../../server/children';
import { demoDatabase, demoFolder } from '../support/e2e-server';
import { makeCompany } from '../support/own-company';
import { test } from '../support/walk';

// Browsers keep passkeys for names, and the demonstration is known by a number: the same world, under a name.
let server: RunningChild | undefined;
let origin = '';

test.beforeAll(async () => {
  origin = `http://localhost:${await freePort()}`;
  const read = (file: string) => JSON.parse(readFileSync(path.join(demoFolder(), file), 'utf8')) as Record<string, string>;
  const port = readFileSync(path.join(demoFolder(), 'pg/port'), 'utf8').trim();
  const address = `postgres://app_user:${read('database-roles.json').app_user}@127.0.0.1:${port}/perspective`;
  server = await startChild({
    name: 'web',
    logFile: path.join(demoFolder(), 'passkey.log'),
    env: { APP_DATABASE_URL: address, PUBLIC_ORIGIN: origin, DEMO: '1', SECOND_FACTOR_KEY: read('second-factor-key.json').secret },
  });
});
test.afterAll(() => server?.stop());

/** A device that knows its person and says yes. */
async function giveAuthenticator(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a passkey is added under a name, signs in without a password, proves again who it is, and goes', async ({
  page,
  account,
  language,
}) => {
  test.slow();
  const say = messagesFor(language);
  const [t, n, d] = [say('factors'), say('navigation'), say('door')];
  const { leader } = await makeCompany(account('leader'), account('advisor'), language);
  await giveAuthenticator(page);
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel(n('sign_in.email')).fill(leader.email);
  await page.getByLabel(n('sign_in.password')).fill(leader.password);
  await page.getByRole('button', { name: n('sign_in.submit'), exact: true }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);

  await page.goto(`${origin}/account/second-factor`);
  await page.getByLabel(t('passkeys.name')).fill('Portable de Camille');
  await page.getByRole('button', { name: t('passkeys.add') }).click();
  await expect(page.locator('main ol code')).toHaveCount(10);
  await page.getByRole('link', { name: t('codes.kept') }).click();
  await expect(page.getByText('Portable de Camille').first()).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`${origin}/sign-in`);
  await page.getByRole('button', { name: t('passkey.sign_in') }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);

  const sql = demoDatabase();
  await sql`update sessions set proved_at = now() - interval '1 hour' where account_id = (select id from accounts where email = ${leader.email})`;
  await sql.end();
  await page.goto(`${origin}/account/second-factor`);
  await expect(page.getByRole('heading', { level: 1, name: d('prove.title') })).toBeVisible();
  await page.getByRole('button', { name: t('passkey.use') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('title') })).toBeVisible();
  await page.getByRole('button', { name: `${t('passkeys.remove')} Portable de Camille` }).click();
  await expect(page.getByText(t('told.removed'))).toBeVisible();
  await expect(page.getByText('Portable de Camille')).toHaveCount(0);
});
