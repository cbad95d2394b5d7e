import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { expectAccessible } from '../support/axe';
import { readDemo } from '../support/e2e-server';
import { test } from '../support/walk';

test('a leader of two companies says which one they work for, and every page after is about it', async ({ page, language }, {
  project,
}) => {
  const n = messagesFor(language)('navigation');
  const leader = readDemo().accounts.find(({ role, company }) => role === 'leader' && company?.includes(', '));
  if (!leader) throw new Error('the demonstration has no leader of two companies');
  await page.goto('/sign-in');
  await page.getByLabel(n('sign_in.email')).fill(leader.email);
  await page.getByLabel(n('sign_in.password')).fill(leader.password);
  await page.getByRole('button', { name: n('sign_in.submit') }).click();
  await page.waitForURL(/\/plan$/);
  const about = page.getByRole('banner').locator('.about');
  const [first = '', second = ''] = leader.company?.split(', ') ?? [];
  await expect(about).toContainText(first);

  await about.click();
  if (project.name === 'js-fr-1280-light') await expectAccessible(page);
  await page.getByRole('banner').getByRole('navigation').getByRole('button', { name: second }).click();
  await expect(page.getByRole('heading', { level: 1, name: second })).toBeVisible();
  for (const address of ['/plan/people', '/plan/figures', '/plan/company']) {
    await page.goto(address);
    await expect(about).toContainText(second);
  }
  await page.goto('/plan/people');
  await expect(page.getByRole('main').locator('.lede')).toContainText(second);
  await page.goto('/space');
  await page.getByRole('main').getByRole('button', { name: first }).click();
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible();
});
