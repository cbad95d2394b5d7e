import { afterAll, beforeAll, expect, test } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { answerFigure } from '~/features/outcomes/answer-figure.server';
import { askFigures } from '~/features/outcomes/ask-figures.server';
import { correctFigure } from '~/features/outcomes/correct-figure.server';
import { declareFigure } from '~/features/outcomes/declare-figure.server';
import { listFiguresToGive } from '~/features/outcomes/figures.queries.server';
import { giveFigures } from '~/features/outcomes/give-figures.server';
import { verifyFigure } from '~/features/outcomes/judge-figure.server';
import { submitCaseFigure, submitFigure } from '~/features/outcomes/submit-case-figure.server';
import { messagesFor } from '~/i18n/messages.server';
import { readMessageRef } from '~/i18n/translate';
import { done } from '~/platform/result';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany } from './figures';

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

const AT = new Date('2026-11-23T11:00:00Z');
const METRICS = ['FIN-01', 'EXP-01', 'INN-01', 'EMP-01', 'EMP-03', 'POL-02'];

/** A company asked for every figure of 2025, by staff and of its leader. */
async function asked(autonomy: 'autonomous' | 'linked' = 'autonomous') {
  const company = await newCompany(world);
  const { advisor } = world.a.actors;
  const { companyId, leader } = company;
  await world.asOwner(world.a.clusterId, (sql) => sql`update companies set autonomy = ${autonomy} where id = ${companyId}`);
  const { caseId } = await world.caseIn(world.a, 'active', { lead: advisor, companyId, journeyId: company.journeyId });
  await asActor(advisor, async (tx) => {
    const moves = METRICS.map((metric) => ({ metric, isBaseline: false }));
    await askFigures(tx, advisor, { caseId, companyId, milestoneId: caseId, on: '2026-11-20', moves });
    return done(null);
  });
  const questions = await asReader(leader, (tx) => listFiguresToGive(tx, leader, companyId));
  const idOf = (metric: string) => questions.find((row) => row.metric === metric)?.id ?? `no question about ${metric}`;
  const known = (metric: string, num: number) =>
    figure(world, { metric, cell: '2025', validOn: '2025-12-31', num, companyId, author: leader, level: 2 });
  return { companyId, caseId, leader, idOf, known };
}

const EMPTY = { value: '', den: '', unknownReason: '', eventKey: null, on: null, evidence: null, comment: null };
const byStaff = (actor: Actor, caseId: string, question: string, value: string, comment: string | null = null) =>
  asActor(actor, (tx) => submitCaseFigure(tx, actor, { caseId, intent: `declare:${question}`, form: { ...EMPTY, value, comment } }, AT));
const give = (leader: Actor, companyId: string, fields: Record<string, string>) =>
  asActor(leader, (tx) => giveFigures(tx, leader, { companyId, fields }, AT));
const EXPORTS = { finding: 'export_over_turnover', year: '2025', part: '130\u202f000\u00a0€', whole: '120\u202f000\u00a0€' };
const ref = (reason: string, words: Record<string, string>) => `outcomes:fault.${reason}?${new URLSearchParams(words)}`;

test('staff can’t declare exports above the turnover of the year, whichever comes first; the sentence names both', async () => {
  const { advisor } = world.a.actors;
  const { caseId, idOf, known } = await asked();
  await known('FIN-01', 120_000);
  const refused = ref('contradiction', EXPORTS);
  expect(await byStaff(advisor, caseId, idOf('EXP-01'), '130 000', 'a word changes nothing')).toMatchObject({
    reason: 'unreadable',
    detail: { value: refused },
  });
  const said = readMessageRef(refused);
  expect(messagesFor('fr')('outcomes')('fault.contradiction', said?.values)).toMatch(/^2025\s: les ventes à l’export \(130/);
  expect(messagesFor('en')('outcomes')('fault.contradiction', said?.values)).toMatch(/^2025: export sales \(130/);
  expect((await byStaff(advisor, caseId, idOf('EXP-01'), '120 000')).ok).toBe(true);

  const other = await asked();
  await other.known('EXP-01', 130_000);
  expect(await byStaff(advisor, other.caseId, other.idOf('FIN-01'), '120 000')).toMatchObject({ detail: { value: refused } });
  expect((await byStaff(advisor, other.caseId, other.idOf('FIN-01'), '130 000')).ok).toBe(true);
});

const declare = (actor: Actor, companyId: string, metric: string, num: number, cell = '2025') =>
  asActor(actor, (tx) => declareFigure(tx, actor, { companyId, metric, cell, num, den: null, unknownReason: null, comment: 'sure' }, AT));

async function declared(companyId: string, metric: string, num: number) {
  const outcome = await declare(world.a.actors.advisor, companyId, metric, num);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.observationId;
}

test('a command alone refuses too, by reason; another year doesn’t matter', async () => {
  const { advisor } = world.a.actors;
  const { companyId, known } = await asked();
  await known('EMP-01', 9);
  expect(await declare(advisor, companyId, 'EMP-03', 9.5)).toMatchObject({
    reason: 'contradiction',
    detail: { finding: 'rd_over_headcount', part: '9,5' },
  });
  expect((await declare(advisor, companyId, 'EMP-03', 9.5, '2024')).ok).toBe(true);
  expect((await declare(advisor, companyId, 'EMP-03', 9)).ok).toBe(true);
});

test('a correction by staff can’t make a contradiction', async () => {
  const { advisor } = world.a.actors;
  const { companyId, known } = await asked();
  await known('EXP-01', 80_000);
  const observationId = await declared(companyId, 'FIN-01', 120_000);
  const correct = (num: number) =>
    asActor(advisor, (tx) => correctFigure(tx, advisor, { num, den: null, unknownReason: null, observationId, comment: 'typo' }, AT));
  expect(await correct(79_000)).toMatchObject({ reason: 'contradiction', detail: { finding: 'export_over_turnover' } });
  expect((await correct(80_000)).ok).toBe(true);
});

test('nor can a leader who corrects what staff gave: it is said at the field', async () => {
  const { companyId, leader, known } = await asked();
  await known('EMP-03', 12);
  const observationId = await declared(companyId, 'EMP-01', 20);
  const answer = (value: string) => {
    const form = { answer: 'correct' as const, value, den: '', comment: 'some have left' };
    return asActor(leader, (tx) => answerFigure(tx, leader, { companyId, intent: `answer:${observationId}`, form }, AT));
  };
  expect(await answer('11')).toMatchObject({ reason: 'unreadable', detail: { value: expect.stringContaining('rd_over_headcount') } });
  expect((await answer('12')).ok).toBe(true);
});

test('the leader’s answers are looked at together, each fault beside its field, and nothing is kept', async () => {
  const { companyId, leader, idOf } = await asked();
  const typed = (exports: string, research: string) => ({
    [`value-${idOf('FIN-01')}`]: '120 000',
    [`value-${idOf('EXP-01')}`]: exports,
    [`value-${idOf('EMP-01')}`]: '9',
    [`value-${idOf('EMP-03')}`]: research,
  });
  expect(await give(leader, companyId, typed('130 000', '9,5'))).toMatchObject({
    reason: 'unreadable',
    detail: {
      [`value-${idOf('EXP-01')}`]: ref('contradiction', EXPORTS),
      [`value-${idOf('EMP-03')}`]: ref('contradiction', { finding: 'rd_over_headcount', year: '2025', part: '9,5', whole: '9' }),
    },
  });
  expect(await asReader(leader, (tx) => listFiguresToGive(tx, leader, companyId))).toHaveLength(METRICS.length);
  expect(await give(leader, companyId, typed('120 000', '9'))).toEqual(done({ given: 4 }));
});

test('the fault is said at the turnover when the exports were known before', async () => {
  const { companyId, leader, idOf, known } = await asked();
  await known('EXP-01', 130_000);
  expect(await give(leader, companyId, { [`value-${idOf('FIN-01')}`]: '120 000' })).toMatchObject({
    detail: { [`value-${idOf('FIN-01')}`]: ref('contradiction', EXPORTS) },
  });
});

test('research above turnover passes with a word, from the leader and from staff', async () => {
  const { companyId, leader, idOf } = await asked();
  const typed = { [`value-${idOf('FIN-01')}`]: '10 000', [`value-${idOf('INN-01')}`]: '400 000' };
  expect(await give(leader, companyId, typed)).toMatchObject({
    reason: 'unreadable',
    detail: { [`value-${idOf('INN-01')}`]: expect.stringContaining('contradiction_unexplained') },
  });
  const answered = await give(leader, companyId, { ...typed, [`comment-${idOf('INN-01')}`]: 'we do not sell yet' });
  expect(answered).toEqual(done({ given: 2 }));

  const { advisor } = world.a.actors;
  const other = await asked();
  await other.known('FIN-01', 10_000);
  const research = (comment: string | null) => byStaff(advisor, other.caseId, other.idOf('INN-01'), '400 000', comment);
  expect(await research(null)).toMatchObject({ detail: { value: expect.stringContaining('rd_spending_over_turnover') } });
  expect((await research('before its first sale')).ok).toBe(true);
});

test.each([
  ['autonomous', false],
  ['linked', true],
] as const)('jobs in the territory above the headcount of a company that is %s: explainable %s', async (autonomy, isExplainable) => {
  const { advisor } = world.a.actors;
  const { caseId, idOf, known } = await asked(autonomy);
  await known('EMP-01', 30);
  expect(await byStaff(advisor, caseId, idOf('POL-02'), '45')).toMatchObject({ reason: 'unreadable' });
  expect((await byStaff(advisor, caseId, idOf('POL-02'), '45', 'the group’s three sites')).ok).toBe(isExplainable);
});

const verify = (actor: Actor, observationId: string, reason: string | null = null) =>
  asActor(actor, (tx) => verifyFigure(tx, actor, { observationId, reason, evidence: 'accounts of 2025' }, AT));
const verifyForm = (actor: Actor, observationId: string, comment: string | null) =>
  asActor(actor, (tx) => {
    const form = { ...EMPTY, evidence: 'accounts of 2025', comment };
    return submitFigure(tx, actor, { observationId, intent: `verify:${observationId}`, form }, AT);
  });

test('staff can’t verify exports above turnover, nor that turnover, until one of the two is right', async () => {
  const { advisor } = world.a.actors;
  const { known } = await asked();
  const turnover = await known('FIN-01', 120_000);
  const exports = await known('EXP-01', 130_000);
  for (const { id } of [turnover, exports]) {
    expect(await verify(advisor, id, 'a word changes nothing')).toEqual({ ok: false, reason: 'contradiction', detail: EXPORTS });
    expect(await verifyForm(advisor, id, null)).toMatchObject({ reason: 'contradiction', detail: EXPORTS });
  }
  await exports.act('refuted', 0);
  expect((await verify(advisor, turnover.id)).ok).toBe(true);
});

test('staff can verify a figure beside one that contradicts a third, or of another year', async () => {
  const { advisor } = world.a.actors;
  const { companyId, leader, known } = await asked();
  await known('EMP-01', 9);
  const research = await known('EMP-03', 9.5);
  const turnover = await known('FIN-01', 120_000);
  const before = { metric: 'EMP-03', cell: '2024', validOn: '2024-12-31', num: 10, companyId, author: leader, level: 2 } as const;
  expect((await verify(advisor, turnover.id)).ok).toBe(true);
  expect((await verify(advisor, (await figure(world, before)).id)).ok).toBe(true);
  expect(await verify(advisor, research.id)).toMatchObject({ reason: 'contradiction', detail: { finding: 'rd_over_headcount' } });
});

test('research above turnover is verified with a word, said beside the word', async () => {
  const { advisor } = world.a.actors;
  const { known } = await asked();
  await known('FIN-01', 10_000);
  const { id } = await known('INN-01', 400_000);
  expect(await verify(advisor, id)).toMatchObject({
    reason: 'contradiction_unexplained',
    detail: { finding: 'rd_spending_over_turnover' },
  });
  expect(await verifyForm(advisor, id, '  ')).toMatchObject({
    reason: 'unreadable',
    detail: { comment: expect.stringContaining('outcomes:fault.contradiction_unexplained?finding=rd_spending_over_turnover') },
  });
  expect((await verifyForm(advisor, id, 'before its first sale')).ok).toBe(true);
});
