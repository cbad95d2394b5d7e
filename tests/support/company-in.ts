import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, type TestInfo } from '@playwright/test';
import { isValidSiren } from '~/features/companies/siren';
import type { messagesFor } from '~/i18n/messages.server';
import { PROJECT } from './commands';

type Say = ReturnType<typeof messagesFor>;
type Unit = { siren: string; name: string };

const PUBLISHED = path.join(PROJECT, 'tests/fixtures/sirene/stock-unite-legale-35-columns.csv');
export const LEADER = 'Ondine Verlac';
const PASSWORD = 'une phrase bien assez longue';

/** A unit of the range kept for tests (docs/domain.md §10.1). */
export function inventedUnit(): Unit {
  const digits = `0001${String(randomInt(9_000)).padStart(4, '0')}`;
  const key = '0123456789'.split('').find((last) => isValidSiren(digits + last));
  return { siren: digits + key, name: `PHOSELLE ${randomInt(1_000_000)}` };
}

/** A published file of one good row and one whose SIREN lost its zeros. */
function publishedFile(info: TestInfo, unit: Unit): string {
  const [header = '', row = ''] = readFileSync(PUBLISHED, 'utf8').split('\n');
  const good = row.replace(/^\d{9}/, unit.siren).replace('OPTALYRE', unit.name);
  const spoilt = row.replace(/^\d{9}/, '100107').replace('OPTALYRE', 'SANS ZÉROS');
  const file = info.outputPath('StockUniteLegale.csv');
  writeFileSync(file, [header, good, spoilt, ''].join('\n'));
  return file;
}

/** A manager imports the unit from a published file and enrols it; ends on the company's page. */
export async function importCompany(page: Page, say: Say, info: TestInfo, unit: Unit): Promise<void> {
  const t = say('register');
  await page.goto('/register');
  await page.getByLabel(t('upload.file')).setInputFiles(publishedFile(info, unit));
  await page.getByRole('button', { name: t('upload.submit') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('import.title.previewed') })).toBeVisible();
  await expect(page.getByText(t('reason.siren_zeros_lost'))).toBeVisible();
  await page.getByRole('button', { name: t('import.apply', { n: 1 }) }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('import.title.applied') })).toBeVisible();

  await page.getByLabel(t('pick_named', { name: unit.name })).check();
  await page.getByRole('button', { name: t('pick.submit') }).click();
  await expect(page.getByRole('heading', { level: 1, name: unit.name })).toBeVisible();
  await expect(page.getByRole('heading', { name: say('companies')('lanes.title') })).toBeVisible();
}

/** From the company's page: its leader becomes a contact who signs, and is invited by letter. */
export async function inviteLeader(page: Page, say: Say, email: string): Promise<void> {
  const [p, t] = [say('people'), say('invitations')];
  await page.getByRole('link', { name: p('contacts.add_long') }).click();
  await page.getByLabel(p('contact.given')).fill(LEADER.split(' ')[0] ?? '');
  await page.getByLabel(p('contact.family'), { exact: true }).fill(LEADER.split(' ')[1] ?? '');
  await page.getByLabel(p('contact.job')).fill('Présidente');
  await page.getByLabel(p('contact.email')).fill(email);
  await page.getByLabel(p('contact.signatory')).check();
  await page.getByRole('button', { name: p('contact.submit') }).click();
  await expect(page.getByText(t('state.none'))).toBeVisible();
  await page.getByRole('link', { name: `${t('contact.invite')} ${LEADER}` }).click();
  await page.getByRole('button', { name: t('contact.send') }).click();
  await expect(page.getByText(t('contact.sent', { email }))).toBeVisible();
}

/** The link in the newest letter to an address, out of the demonstration's mailbox; it comes when the worker has sent it. */
export async function linkInLetter(guest: Page, say: Say, email: string): Promise<string> {
  const letter = guest.getByRole('listitem').filter({ hasText: say('mail')('box.to', { recipient: email }) });
  await expect(async () => {
    await guest.goto('/demo/mailbox');
    await expect(letter.first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await letter.first().getByRole('link').click();
  return (await guest.locator('main a[href*="/invitation/"]').getAttribute('href')) ?? 'no link';
}

/** The leader opens the link, chooses a password and lands on their plan. */
export async function acceptInvitation(guest: Page, say: Say, link: string): Promise<void> {
  const t = say('invitations');
  await guest.goto(link);
  await guest.getByLabel(t('page.password'), { exact: true }).fill(PASSWORD);
  await guest.getByLabel(t('page.again')).fill(PASSWORD);
  await guest.getByRole('button', { name: t('page.accept') }).click();
  await expect(guest).toHaveURL(/\/plan$/);
}
