import { type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { messagesFor } from '~/i18n/messages.server';
import { STRATEGY_TEMPLATE as TEMPLATE } from '../../db/seed/reference/plan-templates/strategy';
import { expectAccessible } from '../support/axe';
import { assignCaseTo } from '../support/case-in-browser';
import { test } from '../support/walk';

test('the lead prepares a plan: changes, adds and removes milestones, promises a figure, prints it; loops and stale changes are told by name', async ({
  page,
  browser,
  language,
  baseURL,
  javaScriptEnabled,
  viewport,
  signIn,
  signInOn,
  account,
  expectComplaint,
}, info) => {
  test.setTimeout(180_000);
  const say = messagesFor(language);
  const [t, f, c, m] = [say('plans'), say('forms'), say('cases'), say('milestones')];
  // The checks run as a script in the page; one walk is enough.
  const check = async (seen: Page) => (javaScriptEnabled && viewport?.width === 1280 ? expectAccessible(seen) : undefined);
  expectComplaint(/409|422/);
  const manager = await (await browser.newContext({ ...(info.project.use as BrowserContextOptions), baseURL })).newPage();
  await signInOn(manager, 'manager');
  const address = await assignCaseTo(manager, say, account('advisor').name);
  await signIn('advisor');

  await page.goto(address);
  await page
    .locator('#plan')
    .getByRole('link', { name: m('edit_plan') })
    .click();
  const row = (title: string | RegExp) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title }) });
  const open = (position: number) => page.getByRole('link', { name: t('edit.change_of', { position }), exact: true }).click();
  const save = async (seen = page) => {
    const button = seen.getByRole('button', { name: t('milestone.save') });
    // A form on its way sends nothing more.
    await expect(button).not.toHaveAttribute('aria-busy');
    await button.click();
  };
  await expect(page.getByRole('row')).toHaveCount(13);
  await check(page);

  // Half as far again as the template and no further; what was typed stays.
  await open(7);
  await check(page);
  await page.getByLabel(t('field.length'), { exact: true }).fill('9');
  await save();
  await expect(page.getByText(t('refused.beyond_margin', { what: 'length', from: 3, to: 7 }))).toBeVisible();
  await expect(page.getByLabel(t('field.length'), { exact: true })).toHaveValue('9');
  await page.getByLabel(t('field.length'), { exact: true }).fill('7');
  await save();
  await expect(page.getByRole('status')).toContainText(t('edit.saved', { count: 4 }));
  await expect(row(/^7 /)).toContainText(t('days', { count: 7 }));
  await expect(row(/^7 /)).toContainText(t('edit.template_days', { count: 5 }));

  const title = (position: number) => {
    const found = TEMPLATE.milestones.find((one) => one.position === position);
    return found?.title[language] ?? '';
  };
  // A loop is refused with the milestones it goes through.
  await open(6);
  const waits = page.getByRole('group', { name: t('field.blockers') });
  await waits.getByRole('checkbox', { name: /^8 · / }).check();
  await save();
  await expect(page.getByText(t('refused.dependency_cycle', { positions: '6 → 8 → 7 → 6' }))).toBeVisible();
  const loop = page.getByRole('list', { name: t('loop.title') });
  await expect(loop.getByRole('listitem')).toHaveCount(3);
  await expect(loop.getByRole('listitem').first()).toHaveText(
    t('loop.step', { position: 6, title: title(6), nextPosition: 8, nextTitle: title(8) }),
  );
  await expect(waits.getByRole('checkbox', { name: /^8 · / })).toBeChecked();
  await check(page);
  await waits.getByRole('checkbox', { name: /^8 · / }).uncheck();

  // Somebody else changed it meanwhile: told so, nothing typed is lost.
  await manager.goto(page.url());
  await manager.getByLabel(t('field.title'), { exact: true }).fill('Vague 1, revue par le responsable');
  await save();
  await expect(page.getByRole('status')).toContainText(t('edit.saved', { count: 0 }));
  await save(manager);
  await expect(manager.getByText(f('refused.changed_meanwhile'))).toBeVisible();
  await expect(manager.getByLabel(t('field.title'), { exact: true })).toHaveValue('Vague 1, revue par le responsable');
  await save(manager);
  await expect(manager.getByRole('row').filter({ hasText: 'Vague 1, revue par le responsable' })).toBeVisible();

  // A milestone of the case's own, put at its place, then taken out.
  await page.getByRole('link', { name: t('edit.add') }).click();
  await check(page);
  await page.getByRole('button', { name: t('new.save') }).click();
  await expect(page.getByText(f('errors.required')).first()).toBeVisible();
  await page.getByLabel(t('field.title'), { exact: true }).fill('Visite du site de Jena');
  await page.getByLabel(t('field.side'), { exact: true }).selectOption('advisor');
  await page.getByLabel(t('field.after'), { exact: true }).selectOption('5');
  await page.getByLabel(t('field.length'), { exact: true }).fill('2');
  // With a script what was missing is told no more; until then the page still moves under a click.
  if (javaScriptEnabled) await expect(page.getByText(f('errors.required'))).toHaveCount(0);
  await page
    .getByRole('group', { name: t('field.blockers') })
    .getByRole('checkbox', { name: /^5 · / })
    .check();
  await page.getByRole('button', { name: t('new.save') }).click();
  await expect(row(/^6 Visite du site de Jena/)).toContainText(t('edit.own'));
  await expect(page.getByRole('row')).toHaveCount(14);
  await open(6);
  await page.getByRole('link', { name: t('remove.open') }).click();
  await expect(page.getByText(t('remove.consequence'))).toBeVisible();
  await check(page);
  await page.getByRole('button', { name: t('remove.submit') }).click();
  await expect(page.getByRole('row')).toHaveCount(13);
  await expect(row(/Visite du site de Jena/)).toHaveCount(0);

  // The figure that the plan promises, which was missing before it can be sent.
  const missing = page.getByText(c('missing.figure_target'));
  await expect(missing).toBeVisible();
  const figure = page
    .locator('#targets details')
    .filter({ hasText: language === 'fr' ? 'Chiffre d’affaires' : 'Turnover' })
    .first();
  await figure.locator('summary').click();
  await figure.getByLabel(t('column.target'), { exact: true }).fill('900000');
  await figure.getByLabel(t('column.by'), { exact: true }).fill('02/01/2020');
  await figure.getByRole('button', { name: t('targets.save') }).click();
  await expect(figure.getByText(t('refused.target_past'))).toBeVisible();
  await expect(figure.getByLabel(t('column.target'), { exact: true })).toHaveValue('900000');
  await check(page);
  await figure.getByLabel(t('column.by'), { exact: true }).fill('31/12/2030');
  const saveTarget = figure.getByRole('button', { name: t('targets.save') });
  // A form on its way sends nothing more.
  await expect(saveTarget).not.toHaveAttribute('aria-busy');
  await saveTarget.click();
  await expect(figure.locator('summary')).toContainText('2030');
  await expect(missing).toHaveCount(0);

  // To read and print: said to be a draft, with what was changed.
  await page.getByRole('link', { name: t('edit.read') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Prisma Feinwerk');
  await expect(page.getByText(t('draft.title'))).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: language === 'fr' ? 'Chiffre d’affaires' : 'Turnover' })).toContainText('900');
  await check(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByText(t('edit.missing'))).toBeHidden();
  await expect(page.getByText(t('draft.title'))).toBeVisible();
});
