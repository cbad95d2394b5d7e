import { randomInt } from 'node:crypto';
import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { test } from '../support/walk';

/** The day before today in Paris, as people type it: among the notes that the page shows first. */
const yesterday = () => new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris' }).format(Date.now() - 86_400_000);

test('staff write a note that names its readers, share it, and settle a task, from the case page', async ({
  page,
  signIn,
  account,
  language,
  expectComplaint,
}) => {
  const say = messagesFor(language);
  const [n, t, h, c] = [say('notes'), say('tasks'), say('timeline'), say('privacy')];
  const mark = `Optique ${randomInt(1_000_000)}`;
  const company = account('leader').company ?? '';
  expectComplaint(/409/);
  await signIn('manager');

  await page.goto(`/search?q=${encodeURIComponent(company)}`);
  const found = page.locator('main a[href^="/cases/"]');
  const addresses = await found.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const addTask = page.locator('#tasks').getByRole('link', { name: t('add_button'), exact: true });
  // The company's first case that is not over: tasks are added to no other.
  for (const address of addresses) {
    await page.goto(address);
    if (await addTask.isVisible()) break;
  }
  await expect(page.getByRole('heading', { level: 1, name: company })).toBeVisible();

  // The first press on the page, before its scripts: the browser alone leads to the part, and nothing is drawn anew.
  await page.locator('main a[href="#figures"]').first().click();
  await expect(page.locator('#figures')).toBeInViewport();

  // Internal unless said otherwise: the leader is named once the note is to be shared.
  const composer = page.locator('form.composer');
  const readers = page.locator('#note-readers');
  await expect(readers.getByText(account('manager').name).first()).toBeVisible();
  await expect(readers.getByText(account('leader').name)).toBeHidden();
  await composer.getByText(n('audience.company'), { exact: true }).click();
  await expect(readers.getByText(account('leader').name)).toBeVisible();
  await composer.getByText(n('audience.team'), { exact: true }).click();
  await expect(readers.getByText(account('leader').name)).toBeHidden();

  // Tomorrow has not happened: nothing is lost.
  await composer.getByText(n('more')).click();
  await composer.getByLabel(n('happened_on')).fill('31/12/2099');
  await composer.getByLabel(n('body')).fill(`${mark} **fin**`);
  await composer.getByRole('button', { name: n('save'), exact: true }).click();
  await expect(page.getByText(n('refused.future_date')).first()).toBeVisible();
  await expect(page.getByLabel(n('body'))).toHaveValue(`${mark} **fin**`);
  await page.getByLabel(n('happened_on')).fill(yesterday());
  await page.getByRole('button', { name: n('save'), exact: true }).click();
  await page.waitForURL(/#note-/);
  await page.goto(`${new URL(page.url()).pathname}/notes`);
  const note = page.getByRole('listitem').filter({ hasText: mark });
  await expect(note.locator('strong', { hasText: 'fin' })).toBeVisible();
  await expect(note.getByText(n('audience.team'), { exact: true })).toBeVisible();

  // Sharing is an act of its own, which says who will read.
  await note.getByRole('link', { name: n('share') }).click();
  await expect(page.getByText(account('leader').name).first()).toBeVisible();
  await page.getByRole('button', { name: c('share.submit') }).click();
  await page.waitForURL(/done=shared/);
  await page.getByRole('link', { name: c('back.note') }).click();
  await page.waitForURL(/#note-/);
  await expect(
    page
      .locator('#history')
      .getByText(h('event.note.shared', { note: 'internal', dated: 'no', on: '' }).slice(0, 30))
      .first(),
  ).toBeVisible();

  await addTask.click();
  await page.getByLabel(t('task')).fill(mark);
  await page.getByRole('radio', { name: say('programmes')('side.company'), exact: true }).check();
  await page.getByRole('button', { name: t('submit'), exact: true }).click();
  await page.waitForURL(/#task-/);
  await page.getByRole('button', { name: t('complete.of', { title: mark }) }).click();
  await expect(page.locator('#tasks').getByRole('button', { name: t('complete.of', { title: mark }) })).toHaveCount(0);
  await expect(page.locator('#tasks').getByRole('link', { name: mark })).toBeVisible();
});
