import { randomInt } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { ELIGIBILITY_ITEMS } from '~/features/cases/eligibility';
import type { messagesFor } from '~/i18n/messages.server';

type Say = ReturnType<typeof messagesFor>;

export const NEED =
  'Nous vendons nos capteurs à trois clients et voulons en trouver dix autres en deux ans, sans savoir par quel marché commencer.';

/** A company with its leader among the contacts, and a request for it; returns the case's address. */
export async function askForSupport(page: Page, say: Say): Promise<string> {
  const [c, p, r] = [say('companies'), say('people'), say('requests')];
  const number = randomInt(1_000_000_000);
  await page.goto('/companies/new?foreign=on');
  await page.getByLabel(c('new.name')).fill(`Prisma Feinwerk ${number}`);
  await page.getByLabel(c('new.country'), { exact: true }).fill('DE');
  await page.getByLabel(c('new.foreign_id')).fill(`HRB ${number}`);
  await page.getByLabel(c('new.joining')).selectOption('member');
  await page.getByRole('button', { name: c('new.submit') }).click();
  await page.getByRole('link', { name: p('contacts.add_long') }).click();
  await page.getByLabel(p('contact.given')).fill('Ondine');
  await page.getByLabel(p('contact.family'), { exact: true }).fill('Verlac');
  await page.getByLabel(p('contact.job')).fill('Présidente');
  await page.getByLabel(p('contact.email')).fill(`ondine.${number}@prisma.example`);
  await page.getByRole('button', { name: p('contact.submit') }).click();
  await expect(page.getByText('Ondine Verlac').first()).toBeVisible();

  await page.goto(`${new URL(page.url()).pathname}/request`);
  await page.getByRole('radio', { name: say('programmes')('track.strategy') }).check();
  await page.getByLabel(r('in_few_words')).fill('Choisir nos marchés');
  await page.getByLabel(r('need'), { exact: true }).fill(NEED);
  await page.getByLabel(r('note')).fill('Ondine Verlac l’a demandé au téléphone.');
  await page.getByRole('button', { name: r('submit') }).click();
  await page.getByRole('link', { name: r('sent.follow') }).click();
  await page.waitForURL(/\/cases\/[0-9a-f-]+$/);
  return new URL(page.url()).pathname;
}

/** Assigns by the page open before the manager; walks that share a demonstration load its advisor fully, and a full one needs a reason. */
export async function assignTo(manager: Page, say: Say, advisor: string): Promise<void> {
  const t = say('cases');
  await manager.getByRole('radio', { name: new RegExp(advisor) }).check();
  const override = manager.getByLabel(t('assign.override'));
  if ((await override.count()) > 0) await override.fill('Elle connaît déjà l’entreprise et termine deux dossiers ce mois-ci.');
  await manager.getByRole('button', { name: t('assign.submit') }).click();
  await expect(manager.getByText(t('move.done', { state: t('state.assessing') }))).toBeVisible();
}

/** A case being assessed, from its request to its assignment by a signed-in manager; returns its address. */
export async function assignCaseTo(manager: Page, say: Say, advisor: string): Promise<string> {
  const t = say('cases');
  const address = await askForSupport(manager, say);
  await manager.getByRole('button', { name: t('act.take') }).click();
  await expect(manager.getByText(t('move.done', { state: t('state.qualifying') }))).toBeVisible();
  await manager.goto(`${address}/eligibility`);
  for (const item of ELIGIBILITY_ITEMS) {
    const question = manager.getByRole('group', { name: t(`eligibility.${item}`) });
    await question.getByRole('radio', { name: t('eligibility.yes') }).check();
  }
  await manager.getByLabel(t('eligibility.support_days')).fill('12');
  await manager.getByRole('button', { name: t('eligibility.save') }).click();
  await expect(manager.getByText(t('eligibility.saved'))).toBeVisible();
  await manager.goto(`${address}/move/accept`);
  await manager.getByRole('button', { name: t('move.title.accept') }).click();
  await expect(manager.getByText(t('move.done', { state: t('state.accepted') }))).toBeVisible();
  await manager.goto(`${address}/assign`);
  await assignTo(manager, say, advisor);
  return address;
}
