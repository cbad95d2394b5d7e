import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { PDF } from '../support/files-made';
import { makeCompany } from '../support/own-company';
import { test } from '../support/walk';

test('a leader keeps a document with the company, replaces it and takes it back; a file that is not what it says is refused', async ({
  page,
  account,
  language,
  expectComplaint,
}) => {
  test.slow();
  const say = messagesFor(language);
  const [t, n] = [say('documents'), say('navigation')];
  expectComplaint(/422/);
  const { leader } = await makeCompany(account('leader'), account('advisor'), language);
  const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(PDF) });

  await page.goto('/sign-in');
  await page.getByLabel(n('sign_in.email')).fill(leader.email);
  await page.getByLabel(n('sign_in.password')).fill(leader.password);
  await page.getByRole('button', { name: n('sign_in.submit') }).click();
  await page.waitForURL(/\/plan/);
  await page.goto('/plan/company');
  await page.locator('#documents').getByRole('link').click();
  await expect(page.getByText(t('empty'))).toBeVisible();

  await page.getByLabel(t('name'), { exact: false }).first().fill('Plan stratégique 2027');
  await page.getByLabel(t('file')).setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ program') });
  await page.getByRole('button', { name: t('submit') }).click();
  await expect(page.getByText(t('problem.type_differs')).first()).toBeVisible();
  await expect(page.getByLabel(t('name'), { exact: false }).first()).toHaveValue('Plan stratégique 2027');

  await page.getByLabel(t('file')).setInputFiles(pdf('plan.pdf'));
  await page.getByRole('button', { name: t('submit') }).click();
  await page.waitForURL(/done=added/);
  await page.getByRole('link', { name: 'Plan stratégique 2027', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plan stratégique 2027' })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: t('download') })
      .first()
      .click(),
  ]);
  expect(file.suggestedFilename()).toBe('plan.pdf');

  await page.getByLabel(t('file')).setInputFiles(pdf('plan-signe.pdf'));
  await page.getByRole('button', { name: t('replace.submit') }).click();
  await page.waitForURL(/done=replaced/);
  await expect(page.getByText('plan-signe.pdf').first()).toBeVisible();
  await page.getByRole('link', { name: t('withdraw') }).click();
  await page.getByRole('button', { name: t('withdraw.submit') }).click();
  await page.waitForURL(/done=withdrawn/);
  await expect(page.getByText(t('empty'))).toBeVisible();
});
