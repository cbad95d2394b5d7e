import { afterAll, beforeAll, expect, test } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { answerFigure } from '~/features/outcomes/answer-figure.server';
import { answerSatisfaction, findSatisfaction, listSatisfactionToGive } from '~/features/outcomes/answer-satisfaction.server';
import { askBaselines, askFigures } from '~/features/outcomes/ask-figures.server';
import { declareFigure } from '~/features/outcomes/declare-figure.server';
import { readFigurePage } from '~/features/outcomes/figure-view.queries.server';
import { listCaseFigures, listFiguresToConfirm, listFiguresToGive } from '~/features/outcomes/figures.queries.server';
import { readGateFigures } from '~/features/outcomes/gate-figures.server';
import { giveFigures } from '~/features/outcomes/give-figures.server';
import { submitFigure } from '~/features/outcomes/submit-case-figure.server';
import { done } from '~/platform/result';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany } from './figures';

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

const AT = new Date('2026-11-23T11:00:00Z');
type State = 'assessing' | 'reviewing' | 'active';

async function caseWithQuestions(state: State = 'assessing') {
  const company = await newCompany(world);
  const { advisor } = world.a.actors;
  const { caseId } = await world.caseIn(world.a, state, { lead: advisor, companyId: company.companyId, journeyId: company.journeyId });
  const ask = { caseId, companyId: company.companyId };
  await asActor(advisor, async (tx) => {
    await askBaselines(tx, advisor, { ...ask, on: '2026-09-10' });
    await askFigures(tx, advisor, {
      ...ask,
      on: '2026-11-20',
      milestoneId: caseId,
      moves: [
        { metric: 'FIN-04', isBaseline: false },
        { metric: 'ACC-06', isBaseline: false },
      ],
    });
    return done(null);
  });
  const questions = await asReader(company.leader, (tx) => listFiguresToGive(tx, company.leader, company.companyId));
  const idOf = (metric: string) => questions.find((row) => row.metric === metric)?.id ?? '';
  return { ...company, caseId, questions, idOf };
}

const give = (leader: Actor, companyId: string, fields: Record<string, string>) =>
  asActor(leader, (tx) => giveFigures(tx, leader, { companyId, fields }, AT));

test('the leader is asked for the company’s figures, reference values first, and never for those of the support', async () => {
  const { questions } = await caseWithQuestions();
  expect(questions.map((row) => [row.metric, row.cell.replace(/TST.*/, 'REF'), row.isBaseline])).toEqual([
    ['EMP-01', '2025', true],
    ['FIN-01', '2025', true],
    ['FIN-04', 'REF', false],
  ]);
});

test('answers are read in the leader’s language and unit; what is left empty stays asked', async () => {
  const { companyId, leader, idOf } = await caseWithQuestions();
  const outcome = await give(leader, companyId, {
    [`value-${idOf('FIN-01')}`]: '3 948 000 €',
    [`unknownReason-${idOf('EMP-01')}`]: 'not_available_yet',
    [`value-${idOf('EMP-01')}`]: '31',
  });
  expect(outcome).toEqual(done({ given: 2 }));
  const left = await asReader(leader, (tx) => listFiguresToGive(tx, leader, companyId));
  expect(left.map((row) => row.metric)).toEqual(['FIN-04']);
});

test('a figure raised needs its number, none raised does not', async () => {
  const { companyId, leader, idOf } = await caseWithQuestions();
  const id = idOf('FIN-04');
  expect(await give(leader, companyId, { [`value-${id}`]: '500000' })).toMatchObject({
    reason: 'unreadable',
    detail: { [`eventKey-${id}`]: 'outcomes:fault.event_key' },
  });
  expect(await give(leader, companyId, { [`value-${id}`]: '0' })).toEqual(done({ given: 1 }));
  expect((await asReader(leader, (tx) => listFiguresToGive(tx, leader, companyId))).map((row) => row.metric)).not.toContain('FIN-04');
});

test('a typing error of ten times is asked again, and passes with a word', async () => {
  const { companyId, leader, idOf } = await caseWithQuestions();
  await figure(world, { metric: 'EMP-01', cell: '2024', validOn: '2024-12-31', num: 31, companyId, author: leader, level: 2 });
  const id = idOf('EMP-01');
  expect(await give(leader, companyId, { [`value-${id}`]: '340' })).toMatchObject({
    reason: 'unreadable',
    detail: { [`value-${id}`]: 'outcomes:fault.jump?before=31&after=340' },
  });
  expect(await give(leader, companyId, { [`value-${id}`]: '340', [`comment-${id}`]: 'we bought a factory' })).toEqual(done({ given: 1 }));
});

test('one bad answer keeps the others from being half saved; no answer at all is said', async () => {
  const { companyId, leader, idOf } = await caseWithQuestions();
  expect(await give(leader, companyId, { [`value-${idOf('FIN-01')}`]: '1000', [`value-${idOf('EMP-01')}`]: 'many' })).toMatchObject({
    reason: 'unreadable',
  });
  expect(await give(leader, companyId, {})).toMatchObject({ reason: 'nothing_given' });
  expect(await asReader(leader, (tx) => listFiguresToGive(tx, leader, companyId))).toHaveLength(3);
  expect(await give(world.a.actors.otherLeader, companyId, {})).toMatchObject({ reason: 'not_found' });
});

async function figureByStaff() {
  const given = await caseWithQuestions();
  const { advisor } = world.a.actors;
  const outcome = await asActor(advisor, (tx) =>
    declareFigure(
      tx,
      advisor,
      { companyId: given.companyId, metric: 'EMP-01', cell: '2025', num: 46, den: null, unknownReason: null, caseId: given.caseId },
      AT,
    ),
  );
  if (!outcome.ok) throw new Error(outcome.reason);
  const { observationId } = outcome.value;
  const answer = (form: { answer: 'agree' | 'correct' | 'disagree'; value?: string; comment?: string | null }) =>
    asActor(given.leader, (tx) =>
      answerFigure(
        tx,
        given.leader,
        { companyId: given.companyId, intent: `answer:${observationId}`, form: { value: '', den: '', comment: null, ...form } },
        AT,
      ),
    );
  const pending = () => asReader(given.leader, (tx) => listFiguresToConfirm(tx, given.leader, given.companyId));
  const line = async () =>
    (await asReader(advisor, (tx) => listCaseFigures(tx, advisor, given.caseId))).find((row) => row.of.code === 'EMP-01');
  return { ...given, answer, pending, line };
}

test('what staff gave waits for the leader; reading it changes nothing', async () => {
  const { pending, line } = await figureByStaff();
  expect(await pending()).toMatchObject([{ metric: 'EMP-01', num: 46, source: 'staff', authorName: 'advisor A' }]);
  expect(await pending()).toHaveLength(1);
  expect(await line()).toMatchObject({ last: { level: 1 }, isAwaited: false });
});

test.each([
  ['agree', {}, { num: 46, level: 2, isContested: false }],
  ['correct', { value: '44', comment: 'two interns left' }, { num: 44, level: 2, isContested: false }],
  ['disagree', { comment: 'this counts temporary staff' }, { num: 46, level: 1, isContested: true }],
] as const)('the leader may %s', async (answer, more, expected) => {
  const figures = await figureByStaff();
  expect((await figures.answer({ answer, ...more })).ok).toBe(true);
  expect(await figures.pending()).toEqual([]);
  expect((await figures.line())?.last).toMatchObject(expected);
});

test('satisfaction is asked once, at the final review, of the company’s leader', async () => {
  const early = await caseWithQuestions('active');
  const late = await caseWithQuestions('reviewing');
  const answer = (leader: Actor, caseId: string, score = 9) =>
    asActor(leader, (tx) => answerSatisfaction(tx, leader, { caseId, score, comment: null }, AT));
  expect(await answer(early.leader, early.caseId)).toMatchObject({ reason: 'not_open_yet' });
  expect(await answer(world.a.actors.otherLeader, late.caseId)).toMatchObject({ reason: 'not_found' });
  const toRate = (leader: Actor, companyId: string) => asReader(leader, (tx) => listSatisfactionToGive(tx, leader, companyId));
  expect(await toRate(early.leader, early.companyId)).toEqual([]);
  expect(await toRate(late.leader, late.companyId)).toMatchObject([{ caseId: late.caseId, track: 'strategy' }]);
  expect(await toRate(world.a.actors.otherLeader, late.companyId)).toEqual([]);
  expect((await answer(late.leader, late.caseId)).ok).toBe(true);
  expect(await toRate(late.leader, late.companyId)).toEqual([]);
  expect(await answer(late.leader, late.caseId, 2)).toMatchObject({ reason: 'already_answered' });
  expect(await asReader(late.leader, (tx) => findSatisfaction(tx, late.leader, late.caseId))).toMatchObject({ isOpen: true, score: 9 });
  const { advisor } = world.a.actors;
  expect((await asReader(advisor, (tx) => readGateFigures(tx, late.caseId))).satisfaction.isAnswered).toBe(true);
  expect((await asReader(advisor, (tx) => readGateFigures(tx, early.caseId))).satisfaction.isAnswered).toBe(false);
});

test('the leader’s satisfaction is not the team’s to correct, to refute or to give', async () => {
  const { caseId, companyId, leader } = await caseWithQuestions('reviewing');
  const { advisor, manager } = world.a.actors;
  const rated = await asActor(leader, (tx) => answerSatisfaction(tx, leader, { caseId, score: 3, comment: null }, AT));
  if (!rated.ok) throw new Error(rated.reason);
  const { observationId } = rated.value;
  const form = {
    value: '10',
    den: '',
    unknownReason: '' as const,
    eventKey: null,
    on: null,
    evidence: 'Vu avec eux',
    comment: 'Mal comprise',
  };
  for (const actor of [advisor, manager]) {
    for (const intent of ['correct', 'refute'])
      expect(
        await asActor(actor, (tx) => submitFigure(tx, actor, { observationId, intent: `${intent}:${observationId}`, form }, AT)),
      ).toMatchObject({ ok: false, reason: 'not_allowed' });
    const page = await asReader(actor, (tx) => readFigurePage(tx, actor, observationId));
    expect(page?.can).toMatchObject({ correct: false, refute: false });
    const given = {
      num: 10,
      den: null,
      unknownReason: null,
      companyId,
      caseId,
      metric: 'ACC-04',
      cell: 'another key',
      validOn: '2026-11-23',
    };
    expect(await asActor(actor, (tx) => declareFigure(tx, actor, given, AT))).toMatchObject({ ok: false, reason: 'not_allowed' });
  }
  expect(await asReader(leader, (tx) => findSatisfaction(tx, leader, caseId))).toMatchObject({ score: 3 });
});
