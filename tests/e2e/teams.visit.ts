import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { demoDatabase } from '../support/e2e-server';
import { test } from '../support/walk';

/** Somebody of the administrator's cluster whom no other walk signs in as: whoever joins a team has their sign-ins ended. */
async function newColleague(adminEmail: string, name: string): Promise<string> {
  const sql = demoDatabase();
  await sql`
    with made as (insert into people (cluster_id, given_name, family_name)
      select p.cluster_id, 'Camille', ${name} from people p join accounts a on a.id = p.account_id where a.email = ${adminEmail} limit 1 returning cluster_id, id)
    insert into cluster_roles (cluster_id, person_id, role, from_on) select cluster_id, id, 'director', current_date from made`;
  await sql.end();
  return `Camille ${name}`;
}

test('an administrator adds a team, puts somebody in, and closes it once it is empty again', async ({ page, language, signIn }, info) => {
  const t = messagesFor(language)('teams');
  const name = `Essai ${info.project.name} ${info.workerIndex} ${Date.now()}`;
  const { email } = await signIn('admin');
  const colleague = await newColleague(email, name);
  await page.goto('/admin/teams');
  await page.getByRole('textbox', { name: t('name') }).fill(name);
  await page.getByRole('button', { name: t('add.submit') }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();

  await page.getByRole('combobox', { name: t('put_in.who') }).selectOption({ label: colleague });
  await page.getByRole('textbox', { name: t('put_in.from') }).fill('01/02/2099');
  await page.getByRole('button', { name: t('put_in.submit') }).click();
  await expect(page.getByText(t('refused.has_members', { members: 1 }))).toBeVisible();

  await page.locator('summary', { hasText: t('take_out.open') }).click();
  await page.getByRole('button', { name: t('take_out.submit') }).click();
  await expect(page.getByText(t('places.past', { count: 1 }))).toBeVisible();

  await page.getByRole('button', { name: t('close.submit') }).click();
  await expect(page.getByText(t('closed.done'))).toBeVisible();
  await expect(page.locator('.tree').getByRole('link', { name })).toHaveCount(0);
});

test('an advisor enters an absence from their account, and takes it back', async ({ page, language, signIn }) => {
  const say = messagesFor(language);
  const t = say('load');
  await signIn('advisor');
  await page.goto('/account');
  await page.getByRole('link', { name: say('account')('page.absences') }).click();
  const absences = page.locator('#absences');
  await absences.getByRole('textbox', { name: t('profile.absence_from') }).fill('01/02/2099');
  await absences.getByRole('textbox', { name: t('profile.absence_until') }).fill('05/02/2099');
  await absences.getByRole('button', { name: t('profile.add_absence') }).click();
  const line = absences.getByRole('listitem').filter({ hasText: '2099' });
  await expect(line).toHaveCount(1);
  await line.getByRole('button', { name: t('profile.remove_absence') }).click();
  await expect(line).toHaveCount(0);
});
