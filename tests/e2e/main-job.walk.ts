import { messagesFor } from '~/i18n/messages.server';
import { acceptInvitation, importCompany, inventedUnit, inviteLeader, linkInLetter } from '../support/company-in';
import type { Crew } from '../support/main-job/crew';
import { measure, readScorecard } from '../support/main-job/figures';
import { assess, giveBaselines, sendPlan, signPlan } from '../support/main-job/plan';
import { acceptAndAssign, askForSupport, takeAndQualify } from '../support/main-job/request';
import { everyMissingThingHasItsPlace, moveMilestones, writeNotesAndTask } from '../support/main-job/support';
import { test } from '../support/walk';

test('a company of the register is imported, invited, heard, planned, signed, supported, measured and read on the scorecard', async ({
  page,
  another,
  language,
  signInOn,
  account,
}, info) => {
  test.setTimeout(240_000);
  const say = messagesFor(language);
  const [manager, leader, unit] = [await another(), await another(), inventedUnit()];
  await signInOn(manager, 'manager');
  await signInOn(page, 'advisor');

  await importCompany(manager, say, info, unit);
  const email = `${unit.siren}@phoselle.example`;
  await inviteLeader(manager, say, email);
  await acceptInvitation(leader, say, await linkInLetter(leader, say, email));
  const ours = await askForSupport(leader, say);
  const crew: Crew = {
    language,
    say,
    manager,
    leader,
    advisor: page,
    advisorName: account('advisor').name,
    company: unit.name,
    ours,
    address: ours.replace('/plan', ''),
  };

  await takeAndQualify(crew);
  await acceptAndAssign(crew);
  await assess(crew);
  await everyMissingThingHasItsPlace(crew);
  await giveBaselines(crew);
  await sendPlan(crew);
  await signPlan(crew);
  await writeNotesAndTask(crew);
  await moveMilestones(crew);
  await everyMissingThingHasItsPlace(crew);
  await measure(crew);
  await readScorecard(crew);
});
