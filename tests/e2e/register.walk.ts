import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { acceptInvitation, importCompany, inventedUnit, inviteLeader, linkInLetter } from '../support/company-in';
import { test } from '../support/walk';

test('a manager imports the register, picks a company and invites its leader, who comes in once', async ({
  page,
  another,
  expectComplaint,
  language,
  signIn,
}, info) => {
  const say = messagesFor(language);
  const t = say('invitations');
  const unit = inventedUnit();
  expectComplaint(/404/);
  await signIn('manager');

  await importCompany(page, say, info, unit);
  const email = `${unit.siren}@phoselle.example`;
  await inviteLeader(page, say, email);

  const guest = await another();
  const link = await linkInLetter(guest, say, email);
  expect(await page.content()).not.toContain(new URL(link).pathname.split('/').at(-1));
  await acceptInvitation(guest, say, link);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: t('page.spent_title') })).toBeVisible();

  await page.goto(`/search?q=${unit.siren.slice(0, 3)}+${unit.siren.slice(3, 6)}+${unit.siren.slice(6)}`);
  await expect(page.getByRole('heading', { name: say('search')('companies') })).toBeVisible();
  await page.getByRole('link', { name: unit.name }).click();
  await expect(page.getByText(t('state.account'))).toBeVisible();
});
