import { expect, type Page } from '@playwright/test';
import { ELIGIBILITY_ITEMS } from '~/features/cases/eligibility';
import { assignTo } from '../case-in-browser';
import { LEADER } from '../company-in';
import type { Crew } from './crew';

const NEED =
  'Notre trésorerie tient jusqu’en juin : nous cherchons 250 000 € pour industrialiser un capteur, sans savoir quels financeurs voir d’abord.';
const TITLE = 'Financer notre série de capteurs';

/** The leader asks on the financing track; returns the address they follow the request at. */
export async function askForSupport(leader: Page, say: Crew['say']): Promise<string> {
  const [t, r] = [say('my_plan'), say('requests')];
  await leader
    .getByRole('link', { name: t('ask') })
    .first()
    .click();
  await leader.getByRole('radio', { name: say('programmes')('track.financing') }).check();
  await leader.getByLabel(r('in_few_words')).fill(TITLE);
  await leader.getByLabel(r('need'), { exact: true }).fill(NEED);
  await expect(leader.getByText(say('privacy')('notice'))).toBeVisible();
  await leader.getByRole('button', { name: r('submit') }).click();
  await leader.getByRole('link', { name: r('sent.follow') }).click();
  await leader.waitForURL(/\/plan\/cases\/[0-9a-f-]+$/);
  return new URL(leader.url()).pathname;
}

/** Found among the requests to take, taken, heard in a call that stops the first clock, and its sheet filled in. */
export async function takeAndQualify({ say, advisor, company }: Crew): Promise<void> {
  const [t, n] = [say('cases'), say('notes')];
  await advisor.goto('/cases');
  await advisor.getByRole('link', { name: t('caseload.scope.intake') }).click();
  await advisor.waitForURL(/scope=intake/);
  await advisor.getByLabel(t('caseload.search'), { exact: true }).fill(company);
  await advisor.getByRole('button', { name: t('caseload.filter'), exact: true }).click();
  await advisor.getByRole('link', { name: company, exact: true }).click();
  await expect(advisor.getByText(NEED)).toBeVisible();
  await expect(advisor.getByText(t('clock.C1')).first()).toBeVisible();
  await advisor.getByRole('button', { name: t('act.take') }).click();
  await expect(advisor.getByText(t('move.done', { state: t('state.qualifying') }))).toBeVisible();

  await advisor.getByRole('link', { name: t('now.first_contact') }).click();
  const composer = advisor.locator('form.composer');
  await composer.getByLabel(n('kind'), { exact: true }).selectOption('call');
  await composer.getByLabel(n('contact')).selectOption({ label: `${LEADER}, Présidente` });
  await composer.getByLabel(n('body')).fill('Elle cherche 250 000 € avant l’été.');
  await composer.getByRole('button', { name: n('save'), exact: true }).click();
  await advisor.waitForURL(/#note-/);
  await expect(advisor.getByText(t('clock.C1'))).toHaveCount(0);

  await advisor
    .locator('#missing')
    .getByRole('link', { name: t('missing.eligibility_answer', { label: t('eligibility.in_domain') }) })
    .click();
  for (const item of ELIGIBILITY_ITEMS) {
    const question = advisor.getByRole('group', { name: t(`eligibility.${item}`) });
    await question.getByRole('radio', { name: t('eligibility.yes') }).check();
  }
  await advisor.getByLabel(t('eligibility.support_days')).fill('12');
  await advisor.getByRole('button', { name: t('eligibility.save') }).click();
  await expect(advisor.getByText(t('eligibility.saved'))).toBeVisible();
}

/** The manager accepts, and assigns to the one who heard the company, seeing what each advisor carries. */
export async function acceptAndAssign({ say, manager, address, advisorName }: Crew): Promise<void> {
  const t = say('cases');
  await manager.goto(address);
  await manager.getByRole('link', { name: t('act.accept') }).click();
  await manager.getByRole('button', { name: t('move.title.accept') }).click();
  await expect(manager.getByText(t('move.done', { state: t('state.accepted') }))).toBeVisible();
  await manager.getByRole('link', { name: t('act.assign') }).click();
  await assignTo(manager, say, advisorName);
}
