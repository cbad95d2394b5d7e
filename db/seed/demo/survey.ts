import { yearOf } from '../../../app/features/programmes/paris-date';
import type { Chance } from './chance';
import { type Answer, commentOnJump } from './figure-answers';
import { metricOf } from './figure-asks';
import type { SurveyDeck } from './survey-deck';
import type { DemoCompany, Space, Staff } from './world';

/** What every member is asked in January about the year before: people, then accounts as they stand. (`docs/domain.md §10.3`) */
const SURVEYED = [
  ['EMP-01', 'POL-02', 'EMP-03'],
  ['FIN-01', 'EXP-01', 'INN-01', 'FIN-03'],
] as const;
/** Share of figures left out of an answer. */
const LEFT_OUT = 0.045;
/** So that most of it is in and verified before March: a figure of the year before last no longer counts as fresh. (`docs/domain.md §5.2`, 4) */
const OPENS_ON = '01-11';

/** Who asks, who verifies what was declared, and who answers. */
export type Surveyors = { asks: Staff; verifies: Staff; deck: SurveyDeck };

/** The yearly figures of a member from the year before the contract to the last closed one, as it gave them. */
export function surveyAnswers(space: Space, company: DemoCompany, { asks, verifies, deck }: Surveyors, chance: Chance): Answer[] {
  const { clock } = space;
  const answers: Answer[] = [];
  for (let year = clock.contractStartYear - 1; year < yearOf(clock.asOf); year++) {
    const opened = clock.days.index(`${year + 1}-${OPENS_ON}`) + chance.int(0, 20);
    if (!wasMember(company, year + 1) || opened + 4 > clock.today || deck.isSilent(company, year)) continue;
    const isLeaders = company.leaderHasAccount && company.enrolledDay !== null && company.enrolledDay < opened && chance.happens(0.7);
    for (const [part, metrics] of SURVEYED.entries()) {
      const day = opened + part * chance.int(0, 4);
      const verifiedOn = deck.isOnlyDeclared(company, year, part) ? null : day + chance.int(2, 9);
      for (const metric of metrics) {
        const value = company.truth.yearly(metric, year);
        if (!value || (company.size !== 'large' && chance.happens(LEFT_OUT))) continue;
        answers.push({
          ...{ metric, cell: String(year), validOn: `${year}-12-31`, day, ...value, unknownReason: null, file: null, milestoneId: null },
          ...{ authorId: isLeaders ? company.leader.id : asks.id, isLeaders, confirmedOn: null, verifierId: verifies.id, correction: null },
          verifiedOn: verifiedOn !== null && verifiedOn <= clock.today ? verifiedOn : null,
          comment: commentOnJump(metric, year, company.truth, value.num, chance),
          evidence: metricOf(metric).evidence.fr,
        });
      }
    }
  }
  return answers;
}

/** Those of the year before are asked of who is a member that January. */
function wasMember({ joinedOn, leftOn, standing }: DemoCompany, year: number): boolean {
  const opening = `${year}-${OPENS_ON}`;
  return joinedOn !== null && standing !== 'trial' && joinedOn <= opening && (leftOn === null || leftOn > opening);
}
