import { expect, type Page } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { expectAccessible } from '../support/axe';
import { makeCompany } from '../support/own-company';
import { test } from '../support/walk';

test('a leader signs a plan, sends another back, declares a milestone done and takes it back, withdraws a request', async ({
  page,
  account,
  language,
  expectComplaint,
}, { project }) => {
  test.slow();
  const say = messagesFor(language);
  const [t, m, p, f, n] = [say('my_plan'), say('milestones'), say('programmes'), say('forms'), say('navigation')];
  const isAudited = project.name === 'js-fr-1280-light';
  const audit = async (here: Page) => (isAudited ? expectAccessible(here) : undefined);
  // Refusals answer 409, forms that lack something 422.
  expectComplaint(/409|422/);
  const { name, leader } = await makeCompany(account('leader'), account('advisor'), language);

  await page.goto('/sign-in');
  await page.getByLabel(n('sign_in.email')).fill(leader.email);
  await page.getByLabel(n('sign_in.password')).fill(leader.password);
  await page.getByRole('button', { name: n('sign_in.submit') }).click();
  await page.waitForURL(/\/plan$/);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText(t('others.never'))).toHaveCount(1);
  await audit(page);

  // The plan to sign comes first: read, then signed in the name proposed.
  const next = page.locator('.card--action');
  await expect(next.getByRole('heading', { name: t('turn.sign.title') })).toBeVisible();
  await next.getByRole('link', { name: t('turn.sign.action') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('turn.sign.title') })).toBeVisible();
  await expect(page.getByRole('table').first().getByRole('row')).not.toHaveCount(0);
  await expect(page.getByLabel(t('sign.signatory'))).toHaveValue(leader.name);
  await audit(page);
  await page.getByLabel(t('sign.signatory')).fill('');
  await page.getByRole('button', { name: t('sign.submit') }).click();
  await expect(page.getByText(f('errors.required')).first()).toBeVisible();
  await page.getByLabel(t('sign.signatory')).fill(leader.name);
  await page.getByRole('button', { name: t('sign.submit') }).click();
  await page.waitForURL(/done=agreed/);
  await expect(page.getByText(t('done.agreed'))).toBeVisible();
  await expect(page.locator('#history').getByText(leader.name).first()).toBeVisible();

  // The second plan is sent back, with what should change.
  await page.goto('/plan');
  await next.getByRole('link', { name: t('turn.sign.action') }).click();
  await page.getByRole('link', { name: t('return.link') }).click();
  await audit(page);
  await page.getByLabel(t('return.comment')).fill('Le salon de Munich est en mars.');
  await page.getByRole('button', { name: t('return.submit') }).click();
  await page.waitForURL(/done=returned/);
  await expect(page.getByText(t('done.returned'))).toBeVisible();
  await expect(page.locator('#history').getByText('Le salon de Munich est en mars.')).toBeVisible();

  // What is left of the turn is the company's milestone: done with a proof, which the form asks for, and taken back.
  await page.goto('/plan');
  await expect(next.getByText(p('track.strategy'))).toBeVisible();
  const milestone = (await next.getByRole('heading').textContent()) ?? '';
  await next.getByRole('link', { name: t('turn.milestone.action') }).click();
  await audit(page);
  await page.getByRole('button', { name: m('press.submit') }).click();
  await expect(page.getByText(m('refused.evidence_missing')).first()).toBeVisible();
  await page.getByLabel(m('form.evidence')).fill('Journal des actions de la vague 1, signé le 20 novembre.');
  await page.getByRole('button', { name: m('press.submit') }).click();
  await page.waitForURL(/moved=/);
  const step = page.locator('#plan').getByRole('listitem').filter({ hasText: milestone });
  await expect(step.getByText(t('step.to_validate'))).toBeVisible();
  await expect(page.getByRole('status').getByText(t('moved.to_validate', { title: milestone }))).toBeVisible();
  await audit(page);
  await step.getByRole('link', { name: milestone }).click();
  await expect(page.locator('#evidence').getByText('Journal des actions de la vague 1')).toBeVisible();
  await audit(page);
  await page.getByRole('button', { name: m('press.undo') }).click();
  await page.waitForURL(/moved=/);
  await expect(step.getByText(t('step.with.company'))).toBeVisible();
  await page.goto('/plan');
  await expect(next.getByRole('heading', { name: milestone })).toBeVisible();

  // A request not yet assigned can be withdrawn; its track is then open to another.
  const request = page.locator('.card').filter({ hasText: p('track.innovation') });
  await request.getByRole('link', { name: t('path.open') }).click();
  await page.getByRole('link', { name: t('case.withdraw') }).click();
  await audit(page);
  await page.getByRole('button', { name: t('withdraw.submit') }).click();
  await page.waitForURL(/done=withdrawn/);
  await expect(page.getByText(t('done.withdrawn'))).toBeVisible();
  await page.goto('/plan');
  await expect(page.locator('.turn').getByText(p('track.innovation'))).toBeVisible();
});
