import { expect, type Page } from '@playwright/test';
import type { messagesFor } from '~/i18n/messages.server';
import { metricOfCode } from '../../../db/seed/reference/metrics';
import { FINANCING_TEMPLATE } from '../../../db/seed/reference/plan-templates/financing';

/** Everybody of the walk, each in a browser of their own, and the case they meet on. */
export type Crew = {
  language: 'fr' | 'en';
  say: ReturnType<typeof messagesFor>;
  manager: Page;
  advisor: Page;
  leader: Page;
  advisorName: string;
  company: string;
  /** The case as staff read it, and as the leader does. */
  address: string;
  ours: string;
};

export function titleOf({ language }: Crew, position: number): string {
  return FINANCING_TEMPLATE.milestones[position - 1]?.title[language] ?? '';
}

/** What the leader is asked about one figure. */
export function question({ leader, language }: Crew, code: string) {
  return leader.getByRole('group', { name: metricOfCode(code).label[language], exact: true });
}

/** The manager verifies what stands for one figure of the case. */
export async function verify({ say, manager, address, language }: Crew, code: string): Promise<void> {
  const t = say('outcomes');
  await manager.goto(`${address}/figures`);
  const line = manager
    .getByRole('listitem')
    .filter({ hasText: metricOfCode(code).label[language] })
    .filter({ hasText: t('act.verify') });
  await line.getByText(t('act.verify'), { exact: true }).click();
  await line.getByLabel(t('field.evidence_seen')).fill('Liasse fiscale, page 3');
  await line.getByRole('button', { name: t('act.verify_submit') }).click();
  await expect(line).toHaveCount(0);
}

/** The advisor completes a milestone of their own, with a text and a link as evidence. */
export async function complete({ say, advisor, address }: Crew, position: number, evidence: string): Promise<void> {
  const t = say('milestones');
  await advisor.goto(address);
  await advisor
    .locator('#plan')
    .getByRole('link', { name: t('of', { act: t('press.complete'), position }), exact: true })
    .click();
  await advisor.getByLabel(t('form.evidence')).fill(evidence);
  await advisor.getByLabel(t('form.link')).fill('https://pole.example/dossier');
  await advisor.getByRole('button', { name: t('press.complete'), exact: true }).click();
  await expect(advisor.getByText(t('moved.done', { position }))).toBeVisible();
}

/** The leader says a milestone of the company done, from their case, and the advisor validates it. */
export async function submit(crew: Crew, position: number, early?: string): Promise<void> {
  const { say, leader, advisor, ours, address } = crew;
  const t = say('milestones');
  const act = (name: 'submit' | 'validate') => ({ name: t('of', { act: t(`press.${name}`), position }), exact: true });
  await leader.goto(ours);
  await leader.locator('#plan').getByRole('link', act('submit')).click();
  if (early) await leader.getByLabel(t('form.early_reason')).fill(early);
  await leader.getByLabel(t('form.evidence')).fill(`Dossier ${position}, version signée du 12.`);
  await leader.getByRole('button', { name: t('press.submit'), exact: true }).click();
  await expect(leader.getByText(say('my_plan')('moved.to_validate', { title: titleOf(crew, position) }))).toBeVisible();
  await advisor.goto(address);
  await advisor.locator('#plan').getByRole('button', act('validate')).click();
  await expect(advisor.getByText(t('moved.done', { position }))).toBeVisible();
}
