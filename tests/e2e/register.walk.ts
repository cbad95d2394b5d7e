import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { acceptInvitation, importCompany, inventedUnit, inviteLeader } from '../support/company-in';
import { test } from '../support/walk';

test('a manager imports the register, picks a company and invites its leader, who comes in once', async ({
  page,
  browser,
  language,
  signIn,
}, info) => {
  const say = messagesFor(language);
  const p = say('people');
  const unit = inventedUnit();
  await signIn('manager');

  await importCompany(page, say, info, unit);
  const link = await inviteLeader(page, say, `${unit.siren}@phoselle.example`);
  expect(page.url()).not.toContain(new URL(link).pathname.split('/').at(-1));

  const guest = await (await browser.newContext()).newPage();
  await acceptInvitation(guest, say, link);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: p('invitation.spent_title') })).toBeVisible();

  await page.goto(`/search?q=${unit.siren.slice(0, 3)}+${unit.siren.slice(3, 6)}+${unit.siren.slice(6)}`);
  await expect(page.getByRole('heading', { name: say('search')('companies') })).toBeVisible();
  await page.getByRole('link', { name: unit.name }).click();
  await expect(page.getByText(p('invitation.state.account'))).toBeVisible();
});
