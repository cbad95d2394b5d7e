import { expect, type Page } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { addReader, makeCompany } from '../support/own-company';
import { test } from '../support/walk';

const REASON = 'Avis sur le montage avant le comité.';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a case is opened to an expert by its lead and to a collaborator by the leader: each reads it, and nothing else, until it ends', async ({
  page,
  another,
  account,
  signIn,
  language,
  expectComplaint,
}) => {
  test.slow();
  expectComplaint(/404|409/);
  const say = messagesFor(language);
  const [t, n, m] = [say('grants'), say('navigation'), say('milestones')];
  const own = await makeCompany(account('leader'), account('advisor'), language);
  const signInAs = async (who: { email: string; password: string }) => {
    const place = await another();
    await place.goto('/sign-in');
    await place.getByLabel(n('sign_in.email')).fill(who.email);
    await place.getByLabel(n('sign_in.password')).fill(who.password);
    await place.getByRole('button', { name: n('sign_in.submit') }).click();
    await expect(place).not.toHaveURL(/\/sign-in/);
    return place;
  };
  const open = async (opener: Page, name: string) => {
    await opener.getByLabel(t('open.person')).selectOption({ label: name });
    await opener.getByLabel(t('part.plan')).check();
    await opener.getByLabel(t('open.until')).fill(inDays(30));
    await opener.getByLabel(t('open.reason')).fill(REASON);
    await opener.getByRole('button', { name: t('open.submit') }).click();
    await expect(opener.getByText(t('done.opened'))).toBeVisible();
  };
  const reads = async (reader: Page) => {
    await reader.goto('/');
    await expect(reader).toHaveURL(/\/opened$/);
    await reader.getByRole('main').getByRole('link').click();
    await expect(reader.getByRole('heading', { name: m('title'), exact: true })).toBeVisible();
    await expect(reader.getByRole('main')).toContainText(REASON);
    for (const closed of [`/cases/${own.caseId}`, `/plan/cases/${own.caseId}`, '/companies'])
      expect((await reader.goto(closed))?.status()).toBe(404);
  };
  const readsNoMore = async (reader: Page, kind: 'expert' | 'collaborator') => {
    expect((await reader.goto(`/opened/${own.caseId}`))?.status()).toBe(404);
    await reader.goto('/opened');
    await expect(reader.getByRole('heading', { name: t(`mine.empty.${kind}`) })).toBeVisible();
  };

  const expert = await addReader(own, 'expert', language);
  await signIn('advisor');
  await page.goto(`/cases/${own.caseId}`);
  await page.getByRole('link', { name: t('link') }).click();
  // A day that is past is refused, and what was typed stays.
  await page.getByLabel(t('open.person')).selectOption({ label: expert.name });
  await page.getByLabel(t('part.plan')).check();
  await page.getByLabel(t('open.until')).fill('2020-01-01');
  await page.getByLabel(t('open.reason')).fill(REASON);
  await page.getByRole('button', { name: t('open.submit') }).click();
  await expect(page.getByText(t('refused.past_day')).first()).toBeVisible();
  await expect(page.getByLabel(t('open.reason'))).toHaveValue(REASON);
  await open(page, expert.name);
  const expertAt = await signInAs(expert);
  await reads(expertAt);
  await page.getByRole('button', { name: `${t('end')} ${expert.name}` }).click();
  await expect(page.getByText(t('done.ended'))).toBeVisible();
  await readsNoMore(expertAt, 'expert');

  const collaborator = await addReader(own, 'collaborator', language);
  const leaderAt = await signInAs(own.leader);
  await leaderAt.goto(`/plan/cases/${own.caseId}`);
  await leaderAt.getByRole('link', { name: t('open_page') }).click();
  await open(leaderAt, collaborator.name);
  const collaboratorAt = await signInAs(collaborator);
  await reads(collaboratorAt);
  await leaderAt.getByRole('button', { name: `${t('end')} ${collaborator.name}` }).click();
  await expect(leaderAt.getByText(t('done.ended'))).toBeVisible();
  await readsNoMore(collaboratorAt, 'collaborator');
});
