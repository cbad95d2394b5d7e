import { expect } from '@playwright/test';
import { metricOfCode } from '../../../db/seed/reference/metrics';
import { LEADER } from '../company-in';
import { type Crew, complete, question, verify } from './crew';

/** The assessment is delivered with its evidence: what the plan's first milestones ask of the advisor. */
export async function assess(crew: Crew): Promise<void> {
  await complete(crew, 1, 'Fiche de besoin : 250 000 €, avant juin.');
  await complete(crew, 3, 'Déclaration PME et de minimis lues, quatre dispositifs retenus.');
}

/** The leader gives the figures where the company starts from; the manager verifies each, saying what they read. */
export async function giveBaselines(crew: Crew): Promise<void> {
  const { say, leader, manager, address } = crew;
  const [t, f] = [say('my_plan'), say('outcomes')];
  await leader.goto('/plan');
  await leader.getByRole('link', { name: t('turn.give.action') }).click();
  const values = [
    ['FIN-01', '1250000'],
    ['EMP-01', '14'],
  ] as const;
  for (const [code, value] of values) await question(crew, code).getByLabel(f('give.answer')).fill(value);
  await leader.getByRole('button', { name: f('give.submit') }).click();
  await expect(leader.getByText(f('give.sent', { n: values.length }))).toBeVisible();

  await manager.goto(`${address}/figures`);
  for (const [code] of values) await verify(crew, code);
}

/** A target, then the plan is ready and goes to the leader. */
export async function sendPlan({ say, advisor, address, language }: Crew): Promise<void> {
  const [t, c] = [say('plans'), say('cases')];
  await advisor.goto(address);
  await advisor
    .locator('#missing')
    .getByRole('link', { name: c('missing.figure_target') })
    .click();
  const label = metricOfCode('FIN-04').label[language];
  const target = advisor.locator('#targets').getByRole('listitem').filter({ hasText: label });
  await target.getByText(t('targets.set')).click();
  await target.getByLabel(t('column.target'), { exact: true }).fill('250000');
  await target.getByRole('button', { name: t('targets.set_of', { label }) }).click();
  await expect(advisor.getByText(t('edit.ready'))).toBeVisible();
  await advisor.goto(address);
  await advisor.getByRole('link', { name: c('act.send_plan') }).click();
  await advisor.getByRole('button', { name: c('move.title.send_plan') }).click();
  await expect(advisor.getByText(c('move.done', { state: c('state.plan_to_sign') }))).toBeVisible();
}

/** The leader reads the plan as their turn and signs; the advisor agrees too: it runs, on frozen baselines and later days. */
export async function signPlan({ say, leader, advisor, address, advisorName }: Crew): Promise<void> {
  const [t, c, m] = [say('my_plan'), say('cases'), say('milestones')];
  await leader.goto('/plan');
  await expect(leader.getByRole('heading', { name: t('turn.sign.title') })).toBeVisible();
  await leader.getByRole('link', { name: t('turn.sign.action') }).click();
  await expect(leader.getByLabel(t('sign.signatory'))).toHaveValue(LEADER);
  await leader.getByRole('button', { name: t('sign.submit') }).click();
  await expect(leader.getByText(t('done.agreed'))).toBeVisible();

  await advisor.goto(address);
  await advisor.getByRole('link', { name: c('act.sign_plan') }).click();
  await advisor.getByLabel(c('field.signatory')).fill(advisorName);
  await advisor.getByRole('button', { name: c('move.title.sign_plan') }).click();
  await expect(advisor.getByText(c('move.done', { state: c('state.active') }))).toBeVisible();
  const plan = advisor.locator('#plan');
  await expect(plan.getByText(m('version.signed', { number: 1 }))).toBeVisible();
  await expect(plan.getByText(m('no_date'))).toHaveCount(0);
  await advisor.goto(`${address}/figures`);
  await expect(advisor.getByRole('heading', { name: say('outcomes')('page.frozen') })).toBeVisible();
}
