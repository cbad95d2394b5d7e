import type { Batch } from './batch';
import type { CaseFile } from './case-file';
import { Chance } from './chance';
import { type Answer, answerAsk } from './figure-answers';
import { type Ask, asksOf } from './figure-asks';
import { FigureLedger } from './figure-ledger';
import type { Keys } from './identifiers';
import type { WrittenMilestone } from './plan-versions';
import { type Surveyors, surveyAnswers } from './survey';
import type { DemoCompany, Space } from './world';

export type CompanyCases = { company: DemoCompany; cases: { file: CaseFile; written: readonly WrittenMilestone[] }[] };

export type PlannedFigures = CompanyCases & { asks: readonly Ask[]; answers: readonly Answer[] };

/** The figures of one company: what was asked, who answered, who confirmed and verified. */
export function planFigures(
  space: Space,
  { company, cases }: CompanyCases,
  surveyors: Surveyors,
  seed: string,
  keys: Keys,
  batch: Batch,
): PlannedFigures {
  const chance = new Chance(`${seed} figures ${company.id}`);
  const { truth } = company;
  const asks = cases.flatMap(({ file, written }) => asksOf(file, written)).sort((a, b) => a.day - b.day);
  for (const ask of asks) if (ask.isAsked) addExpected(space, ask, keys, batch);

  const answers = new Map<string, Answer>();
  for (const [key, group] of byCell(asks)) {
    const answer = answerAsk(space, group, truth, chance);
    if (answer) answers.set(key, answer);
  }
  for (const answer of surveyAnswers(space, company, surveyors, chance)) {
    const key = `${answer.metric} ${answer.cell}`;
    if (!answers.has(key)) answers.set(key, answer);
  }
  return { company, cases, asks, answers: [...answers.values()].sort((a, b) => a.day - b.day) };
}

/** Writes them, and the reference values each signature froze. */
export function writeFigures(space: Space, { company, cases, asks, answers }: PlannedFigures, keys: Keys, batch: Batch): void {
  const ledger = new FigureLedger(space, company, keys, batch);
  for (const answer of answers) ledger.plan(answer);
  for (const { file } of cases) ledger.freeze(file, asks);
  ledger.write();
}

/** One cell is one question, whichever cases asked it. */
function byCell(asks: readonly Ask[]): Map<string, Ask[]> {
  const cells = new Map<string, Ask[]>();
  for (const ask of asks) {
    const key = `${ask.metric} ${ask.cell}`;
    cells.set(key, [...(cells.get(key) ?? []), ask]);
  }
  return cells;
}

function addExpected(space: Space, { file, metric, cell, milestoneId, isBaseline, validOn, day }: Ask, keys: Keys, batch: Batch): void {
  const askedAt = file.at(day, 16 * 60 + 5);
  batch.add('expectedFigures', {
    ...{ clusterId: space.clusterId, id: keys.at(askedAt), companyId: file.company.id, metric, cell, caseId: file.id, milestoneId },
    ...{ isBaseline, validOn, askedAt },
  });
}
