import { expect } from '@playwright/test';
import { type Crew, complete, submit, titleOf } from './crew';

/** An internal note the leader never reads, a shared one they do, and a task. */
export async function writeNotesAndTask({ say, advisor, leader, address, ours }: Crew): Promise<void> {
  const [n, t] = [say('notes'), say('tasks')];
  const write = async (audience: 'team' | 'company', text: string) => {
    await advisor.goto(`${address}#note`);
    const composer = advisor.locator('form.composer');
    await composer.getByText(n(`audience.${audience}`), { exact: true }).click();
    await composer.getByLabel(n('body')).fill(text);
    await composer.getByRole('button', { name: n('save'), exact: true }).click();
    await advisor.waitForURL(/#note-/);
    await expect(advisor.locator('#notes').getByText(text)).toBeVisible();
  };
  await write('team', 'La banque hésite encore.');
  await write('company', 'Trois fonds à rencontrer en janvier.');
  await advisor
    .locator('#tasks')
    .getByRole('link', { name: t('add_button'), exact: true })
    .click();
  await advisor.getByLabel(t('task')).fill('Écrire aux trois fonds');
  await advisor.getByRole('radio', { name: say('programmes')('side.advisor'), exact: true }).check();
  await advisor.getByRole('button', { name: t('submit'), exact: true }).click();
  await advisor.waitForURL(/#task-/);
  await expect(advisor.locator('#tasks').getByText('Écrire aux trois fonds')).toBeVisible();
  // No milestone is the cluster's turn now: the ball names the task.
  const c = say('cases');
  const ball = c('ball.what_undated', { side: c('ball.advisor'), what: 'Écrire aux trois fonds' });
  await expect(advisor.getByRole('link', { name: ball, exact: true })).toBeVisible();

  await leader.goto(ours);
  await expect(leader.locator('#notes').getByText('Trois fonds à rencontrer en janvier.')).toBeVisible();
  await expect(leader.getByText('La banque hésite encore.')).toHaveCount(0);
}

/** The company says its milestones done and the advisor validates; the expert's is the advisor's to record. */
export async function moveMilestones(crew: Crew): Promise<void> {
  const { say, advisor, address } = crew;
  const t = say('milestones');
  await submit(crew, 2);
  await submit(crew, 4);
  await complete(crew, 5, 'Compte rendu du jury blanc du 12, favorable.');
  // The shareholders sign before the funder answers: started ahead of its turn, with the reason why.
  await advisor.goto(address);
  await advisor
    .locator('#plan')
    .getByRole('link', { name: titleOf(crew, 8), exact: true })
    .click();
  await advisor.getByRole('button', { name: t('of', { act: t('press.start'), position: 8 }) }).click();
  await expect(advisor.getByText(t('moved.in_progress', { position: 8 }))).toBeVisible();
  await submit(crew, 8, 'Deux associés ont signé sans attendre.');
  await expect(advisor.getByText(t('moved.figures', { count: 3 }))).toBeVisible();
}

/** Each thing missing for the next stage leads to a page that exists, and to a place on it. */
export async function everyMissingThingHasItsPlace({ advisor, address }: Crew): Promise<void> {
  await advisor.goto(address);
  const links = advisor.locator('#missing a');
  await expect(links.first()).toBeVisible();
  const places = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  for (const place of places) {
    const answer = await advisor.goto(place);
    // A place on the page already shown asks the server nothing.
    if (answer) expect(answer.status()).toBe(200);
    const { hash } = new URL(place);
    if (hash) await expect(advisor.locator(`[id="${hash.slice(1)}"]`)).toBeAttached();
  }
}
