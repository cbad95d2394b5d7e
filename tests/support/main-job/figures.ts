import { expect, type Locator } from '@playwright/test';
import { metricOfCode } from '../../../db/seed/reference/metrics';
import { type Crew, question, verify } from './crew';

/** The advisor records what the cluster knows first-hand, and a loan for the company: that one the leader confirms. */
async function recordForTheCompany(crew: Crew): Promise<void> {
  const { say, leader, advisor, address, language } = crew;
  const t = say('outcomes');
  const record = async (code: string, evidence: string, value?: string) => {
    await advisor.goto(`${address}/figures`);
    const line = advisor.getByRole('listitem').filter({ hasText: metricOfCode(code).label[language] });
    await line.getByText(t('act.declare'), { exact: true }).click();
    if (value) {
      await line.getByLabel(t('field.value'), { exact: true }).fill(value);
      await line.getByLabel(t('field.event_key')).fill(`PRET ${crew.company}`);
    }
    await line.getByLabel(t('field.evidence')).fill(evidence);
    await line.getByRole('button', { name: t('act.declare_submit') }).click();
    await expect(line.getByText(evidence)).toBeVisible();
  };
  await record('ACC-01', 'Lettre de mission signée');
  await record('FIN-06', 'Contrat de prêt', '80000');
  await leader.goto('/plan');
  await leader.getByRole('link', { name: say('my_plan')('turn.confirm.action') }).click();
  await leader.getByRole('radio', { name: t('confirm.agree') }).check();
  await leader.getByRole('button', { name: t('confirm.submit') }).click();
  await expect(leader.getByText(t('confirm.sent'))).toBeVisible();
  await verify(crew, 'ACC-01');
  await verify(crew, 'FIN-06');
}

/** A milestone asks for its figure: given by the leader, verified, corrected, verified again by a second person. */
export async function measure(crew: Crew): Promise<void> {
  const { say, leader, manager, advisor, address } = crew;
  await recordForTheCompany(crew);
  const t = say('outcomes');
  await leader.goto('/plan');
  await leader.getByRole('link', { name: say('my_plan')('turn.give.action') }).click();
  const raised = question(crew, 'FIN-04');
  await raised.getByLabel(t('give.answer')).fill('250000');
  await raised.getByLabel(t('field.event_key')).fill(`PACTE ${crew.company}`);
  await raised.getByLabel(t('field.event_on')).fill(today());
  await question(crew, 'FIN-05').getByLabel(t('field.unknown')).selectOption('not_concerned');
  await leader.getByRole('button', { name: t('give.submit') }).click();
  await expect(leader.getByText(t('give.sent', { n: 2 }))).toBeVisible();
  await verify(crew, 'FIN-04');

  await advisor.goto(`${address}/figures`);
  const line = advisor.getByRole('listitem').filter({ hasText: metricOfCode('FIN-04').label[crew.language] });
  await line.locator('a[href^="/figures/"]').click();
  await advisor.getByText(t('act.correct'), { exact: true }).click();
  const correction = advisor.locator('details[open]');
  await correction.getByLabel(t('field.new_value')).fill('240000');
  await correction.getByLabel(t('field.reason')).fill('Un associé a réduit sa part à la signature.');
  await correction.getByRole('button', { name: t('act.correct_submit') }).click();
  await expect(advisor.locator('#history').getByText('240').first()).toBeVisible();
  await expect(advisor.locator('#history').getByText('250').first()).toBeVisible();
  await verify(crew, 'FIN-04');
  await manager.goto(address);
}

function today(): string {
  return new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(new Date());
}

/** From the scorecard to the company's observation, in four presses at most. */
export async function readScorecard({ say, manager, company, language }: Crew): Promise<void> {
  const t = say('impact');
  let presses = 0;
  const press = async (link: Locator) => {
    await link.click();
    presses += 1;
  };
  await manager.goto('/impact/contract');
  await press(
    manager
      .getByRole('table')
      .getByRole('link', { name: metricOfCode('FIN-04').label[language] })
      .first(),
  );
  await expect(manager.locator('#companies')).toBeVisible();
  const fold = manager.locator('#companies .phone-fold:not([open]) > summary');
  if (await fold.isVisible()) await press(fold);
  const line = manager.locator('#companies').getByRole('row').filter({ hasText: company });
  if (!(await line.isVisible())) await press(manager.getByRole('link', { name: t('explain.all') }));
  await press(line.getByRole('link').first());
  await expect(manager.getByRole('heading', { name: t('explain.observations', { company }) })).toBeVisible();
  expect(presses).toBeLessThanOrEqual(4);
}
