import { yearOf } from '../../../app/features/programmes/paris-date';
import type { Chance } from './chance';
import { type Answer, commentOnJump } from './figure-answers';
import { metricOf } from './figure-asks';
import type { DemoCompany, Space, Staff } from './world';

/** What every member is asked each spring about the year before: people, then accounts. (`docs/domain.md §10.3`) */
const SURVEYED = [
  ['EMP-01', 'POL-02', 'EMP-03'],
  ['FIN-01', 'EXP-01', 'INN-01', 'FIN-03'],
] as const;
/** Shares: a member that doesn't answer a year, an answer without one figure, figures nobody verifies. */
const SILENT = 0.1;
const LEFT_OUT = 0.045;
const DECLARED_ONLY = 0.18;
const OPENS_ON = '04-06';

/** Who asks, and who verifies what was declared. */
export type Surveyors = { asks: Staff; verifies: Staff };

/** The yearly figures of a member from the year before the contract to the last closed one, as it gave them. */
export function surveyAnswers(space: Space, company: DemoCompany, { asks, verifies }: Surveyors, chance: Chance): Answer[] {
  const { clock } = space;
  const answers: Answer[] = [];
  for (let year = clock.contractStartYear - 1; year < yearOf(clock.asOf); year++) {
    const spring = clock.days.index(`${year + 1}-${OPENS_ON}`) + chance.int(0, 45);
    if (!wasMember(company, year + 1) || spring + 8 > clock.today || chance.happens(SILENT)) continue;
    const isLeaders = company.leaderHasAccount && company.enrolledDay !== null && company.enrolledDay < spring && chance.happens(0.7);
    for (const [part, metrics] of SURVEYED.entries()) {
      const day = spring + part * chance.int(0, 5);
      const verifiedOn = chance.happens(DECLARED_ONLY) ? null : day + chance.int(2, 20);
      for (const metric of metrics) {
        const value = company.truth.yearly(metric, year);
        if (!value || chance.happens(LEFT_OUT)) continue;
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

/** Those of the year are asked of who is a member in its spring. */
function wasMember({ joinedOn, leftOn, standing }: DemoCompany, year: number): boolean {
  const spring = `${year}-${OPENS_ON}`;
  return joinedOn !== null && standing !== 'trial' && joinedOn <= spring && (leftOn === null || leftOn > spring);
}
