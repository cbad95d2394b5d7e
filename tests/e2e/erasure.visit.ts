import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { demoDatabase } from '../support/e2e-server';
import { makeCompany } from '../support/own-company';
import { test } from '../support/walk';

/** A contact of a company of its own, and a note that names them twice: beyond doubt, and by the family name alone. */
async function nameContact(company: string, family: string): Promise<void> {
  const sql = demoDatabase();
  try {
    const [room] = await sql`select cluster_id, id from companies where name = ${company}`;
    await sql.begin(async (tx) => {
      await tx`select access.enter_system(${room?.cluster_id}, 'test')`;
      const [person] =
        await tx`insert into people (cluster_id, given_name, family_name, email) values (${room?.cluster_id}, 'Ulysse', ${family}, ${`${family}@test.example`}) returning id`;
      await tx`insert into company_roles (cluster_id, company_id, person_id, role, from_on) values (${room?.cluster_id}, ${room?.id}, ${person?.id}, 'contact', '2026-01-05')`;
      await tx`insert into notes (cluster_id, case_id, company_id, author_id, kind, state, confidentiality, is_two_way, happened_on, body)
        select c.cluster_id, c.id, c.company_id, c.lead_id, 'call', 'published', 'team', false, '2026-01-05', ${`Ulysse ${family} rappelle. M. ${family} veut un devis.`}
        from cases c where c.company_id = ${room?.id} and c.state = 'active'`;
    });
  } finally {
    await sql.end();
  }
}

test('an administrator erases a contact who asked for it, and whoever reads a text decides about the rest', async ({
  page,
  account,
  language,
  signIn,
  signInOn,
  another,
}) => {
  const t = messagesFor(language)('privacy');
  const family = `Verdan${randomBytes(3).toString('hex')}`;
  const { name } = await makeCompany(account('leader'), account('advisor'), language);
  await nameContact(name, family);

  await signIn('admin');
  await page.goto(`/admin/privacy/new?q=${family}`);
  await page.getByRole('link', { name: `Ulysse ${family}` }).click();
  await page.getByRole('combobox', { name: t('register.kind') }).selectOption({ label: t('register.kind.erasure') });
  await page.getByRole('button', { name: t('register.open_submit') }).click();
  await page.waitForURL(/\/admin\/privacy\/[0-9a-f-]{36}$/);
  await expect(page.getByText(t('erasure.check_first'))).toBeVisible();

  await page.getByRole('textbox', { name: t('register.identity_how') }).fill('Rappel au numéro connu');
  await page.getByRole('button', { name: t('register.identity_submit') }).click();
  await page.getByRole('checkbox', { name: t('erasure.sure') }).check();
  await page.getByRole('button', { name: t('erasure.submit') }).click();
  await expect(page.getByRole('button', { name: t('erasure.submit') })).toHaveCount(0);
  await expect(page.locator('main')).not.toContainText(family);
  await expect(page.locator('main')).toContainText('Contact supprimé #');
  const [mark = ''] = ((await page.locator('main').textContent()) ?? '').match(/Contact supprimé #[0-9a-f]{6}/) ?? [];

  const reader = await another();
  await signInOn(reader, 'manager');
  await reader.goto('/found-texts');
  const found = reader.locator('.card', { hasText: family });
  await expect(found.locator('blockquote')).toContainText(`${mark} rappelle. M. `);
  await expect(found.locator('mark')).toHaveText(family);
  await found.getByRole('button', { name: t('finds.remove') }).click();
  await expect(reader.locator('.card', { hasText: family })).toHaveCount(0);

  await page.getByRole('combobox', { name: t('register.outcome') }).selectOption({ label: t('register.outcome.granted') });
  await page.getByRole('textbox', { name: t('register.answer') }).fill('Fait, avec la liste de ce qui reste.');
  await page.getByRole('button', { name: t('register.answer_submit') }).click();
  await expect(page.getByRole('button', { name: t('register.answer_submit') })).toHaveCount(0);
  await page.goto('/admin/privacy');
  await expect(page.getByRole('row', { name: mark })).toContainText(t('register.outcome.granted'));
});
