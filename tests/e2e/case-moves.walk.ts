import { expect, type Page } from '@playwright/test';
import { ELIGIBILITY_ITEMS } from '~/features/cases/eligibility';
import { messagesFor } from '~/i18n/messages.server';
import { expectAccessible } from '../support/axe';
import { askForSupport, assignTo, NEED } from '../support/case-in-browser';
import { test } from '../support/walk';

test('a request is taken, heard, checked, accepted and assigned, then held and resumed; nobody’s writing is lost on the way', async ({
  page,
  another,
  language,
  javaScriptEnabled,
  viewport,
  signIn,
  signInOn,
  account,
  expectComplaint,
}) => {
  test.setTimeout(180_000);
  const say = messagesFor(language);
  const [t, n, f] = [say('cases'), say('notes'), say('forms')];
  // The checks run as a script in the page; one walk is enough.
  const check = async (seen: Page) => (javaScriptEnabled && viewport?.width === 1280 ? expectAccessible(seen) : undefined);
  const signedIn = async (role: string, nth?: number) => {
    const own = await another();
    await signInOn(own, role, nth);
    return own;
  };
  expectComplaint(/409|422/);
  const manager = await signedIn('manager');
  const address = await askForSupport(manager, say);
  const late = await signedIn('advisor', 1);
  await late.goto(address);
  await signIn('advisor');

  // The request is read, then taken; who presses later is told why it is no longer open.
  await page.goto(address);
  await expect(page.getByText(NEED)).toBeVisible();
  await page.getByRole('button', { name: t('act.take') }).click();
  await expect(page.getByText(t('move.done', { state: t('state.qualifying') }))).toBeVisible();
  await late.getByRole('button', { name: t('act.take') }).click();
  await expect(late.getByText(t('move.not_open.title'))).toBeVisible();
  await expect(late.getByText(t('refused.not_listed'))).toBeVisible();
  await check(late);

  // The first exchange stops its clock.
  await page.getByRole('link', { name: t('now.first_contact') }).click();
  const composer = page.locator('form.composer');
  await composer.getByLabel(n('kind'), { exact: true }).selectOption('call');
  await composer.getByLabel(n('contact')).selectOption({ label: 'Ondine Verlac, Présidente' });
  await composer.getByLabel(n('body')).fill('Elle veut choisir deux marchés avant l’été.');
  await composer.getByRole('button', { name: n('save'), exact: true }).click();
  await page.waitForURL(/#note-/);
  await expect(page.getByRole('link', { name: t('now.first_contact') })).toHaveCount(0);
  await expect(page.getByText(t('clock.C1'))).toHaveCount(0);

  // The sheet proposes beside its questions and answers none.
  await page
    .getByRole('link', { name: t('head.eligibility'), exact: true })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: t('eligibility.title') })).toBeVisible();
  await expect(page.locator('input[type=radio]:checked')).toHaveCount(0);
  await expect(page.getByText(t('eligibility.proposed', { answer: 'yes' })).first()).toBeVisible();
  await check(page);
  const answer = (item: (typeof ELIGIBILITY_ITEMS)[number], given: 'yes' | 'no') =>
    page
      .getByRole('group', { name: t(`eligibility.${item}`) })
      .getByRole('radio', { name: t(`eligibility.${given}`) })
      .check();
  for (const item of ELIGIBILITY_ITEMS) await answer(item, item === 'in_domain' ? 'no' : 'yes');
  await page.getByLabel(t('eligibility.support_days')).fill('12');
  await page.getByLabel(t('eligibility.note')).fill('Domaine à confirmer.');
  await page.getByRole('button', { name: t('eligibility.save') }).click();
  await expect(page.getByText(t('eligibility.saved'))).toBeVisible();

  // Accepting isn't the advisor's, on the page or by its address.
  await expect(page.getByRole('link', { name: t('act.accept') })).toHaveCount(0);
  await page.goto(`${address}/move/accept`);
  await expect(page.getByText(t('mover.manager'))).toBeVisible();
  await page.getByRole('link', { name: t('move.not_open.back') }).click();

  // The manager refuses on a sheet that changes meanwhile: told so, with every word kept.
  await manager.goto(`${address}/move/refuse`);
  await expect(manager.getByText('Domaine à confirmer.')).toBeVisible();
  await check(manager);
  await manager.getByLabel(t('field.reason'), { exact: true }).selectOption('out_of_scope');
  await manager.getByLabel(t('field.comment.refuse')).fill('Votre activité sort de nos domaines.');
  await page
    .locator('#missing')
    .getByRole('link', { name: t('missing.eligibility_condition', { label: t('eligibility.in_domain') }) })
    .click();
  await answer('in_domain', 'yes');
  await page.getByRole('button', { name: t('eligibility.save') }).click();
  await expect(page.getByText(t('missing.none'))).toBeVisible();
  await manager.getByRole('button', { name: t('move.title.refuse') }).click();
  await expect(manager.getByText(f('refused.changed_meanwhile'))).toBeVisible();
  await expect(manager.getByLabel(t('field.comment.refuse'))).toHaveValue('Votre activité sort de nos domaines.');
  await expect(manager.getByLabel(t('field.reason'), { exact: true })).toHaveValue('out_of_scope');

  // It accepts after all, and chooses an advisor by what each one carries.
  await manager.goto(address);
  await manager.getByRole('link', { name: t('act.accept') }).click();
  await manager.getByRole('button', { name: t('move.title.accept') }).click();
  await expect(manager.getByText(t('move.done', { state: t('state.accepted') }))).toBeVisible();
  await manager.getByRole('link', { name: t('act.assign') }).click();
  await expect(manager.getByRole('heading', { level: 1, name: t('assign.title') })).toBeVisible();
  await check(manager);
  await manager.getByRole('button', { name: t('assign.submit') }).click();
  await expect(manager.getByText(f('errors.choose')).first()).toBeVisible();
  await assignTo(manager, say, account('advisor').name);

  // Held to a day to come, resumed where it was.
  await page.goto(address);
  await page.getByRole('button', { name: t('head.menu') }).click();
  await page.getByRole('link', { name: t('act.hold') }).click();
  await check(page);
  await page.getByLabel(t('field.reason'), { exact: true }).selectOption('cash');
  await page.getByLabel(t('field.resume_on')).fill('02/01/2020');
  await page.getByLabel(t('field.comment')).fill('Trésorerie tendue jusqu’au printemps.');
  await page.getByRole('button', { name: t('move.title.hold') }).click();
  await expect(page.getByText(t('refused.resume_date_past')).first()).toBeVisible();
  await expect(page.getByLabel(t('field.comment'))).toHaveValue('Trésorerie tendue jusqu’au printemps.');
  await page.getByLabel(t('field.resume_on')).fill(inThirtyDays());
  const hold = page.getByRole('button', { name: t('move.title.hold') });
  // A form on its way sends nothing more.
  await expect(hold).not.toHaveAttribute('aria-busy');
  await hold.click();
  await expect(page.getByText(t('move.done', { state: t('state.on_hold') }))).toBeVisible();
  await expect(page.locator('#history').getByText(t('reason.cash'))).toBeVisible();
  await page.getByRole('button', { name: t('act.resume') }).click();
  await expect(page.getByText(t('move.done', { state: t('state.assessing') }))).toBeVisible();

  // What only a manager decides is proposed.
  await page.getByRole('button', { name: t('head.menu') }).click();
  await page.getByRole('link', { name: t('head.propose.closed_early') }).click();
  await check(page);
  await page.getByLabel(t('field.reason'), { exact: true }).selectOption('withdrawn');
  await page.getByLabel(t('propose.comment')).fill('La direction a changé d’avis.');
  await page.getByRole('button', { name: t('propose.submit') }).click();
  await expect(page.getByText(t('propose.done'))).toBeVisible();
  await manager.goto(`${address}/move/close_early`);
  await expect(manager.getByText(t('move.proposed_reason', { reason: t('reason.withdrawn') }))).toBeVisible();
  await expect(manager.getByLabel(t('field.reason'), { exact: true })).toHaveValue('');
});

function inThirtyDays(): string {
  const [year, month, day] = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
