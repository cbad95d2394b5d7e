import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { askBaselines, askFigures } from '~/features/outcomes/ask-figures.server';
import { figureFormSchema } from '~/features/outcomes/figure-form.schema';
import { answersTo } from '~/features/outcomes/figure-sheet';
import { readFigurePage } from '~/features/outcomes/figure-view.queries.server';
import { listCaseFigures, listCompanyFigures, readCaseSheet } from '~/features/outcomes/figures.queries.server';
import { submitCaseFigure, submitFigure } from '~/features/outcomes/submit-case-figure.server';
import { done } from '~/platform/result';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany } from './figures';

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

const AT = new Date('2026-11-23T11:00:00Z');
const filled = (fields: Record<string, string>) => figureFormSchema.parse(fields);

async function arranged() {
  const company = await newCompany(world);
  const { advisor } = world.a.actors;
  const { caseId } = await world.caseIn(world.a, 'active', { lead: advisor, companyId: company.companyId, journeyId: company.journeyId });
  const asking = { caseId, companyId: company.companyId };
  await asActor(advisor, async (tx) => {
    await askBaselines(tx, advisor, { ...asking, on: '2026-09-10' });
    await askFigures(tx, advisor, { ...asking, on: '2026-11-20', milestoneId: caseId, moves: [{ metric: 'FIN-04', isBaseline: false }] });
    return done(null);
  });
  const sheet = () => asReader(advisor, (tx) => readCaseSheet(tx, advisor, caseId));
  const idOf = async (metric: string) => (await sheet()).asked.find((row) => row.metric === metric)?.id ?? '';
  const submit = (actor: Actor, intent: string, fields: Record<string, string>) =>
    asActor(actor, (tx) => submitCaseFigure(tx, actor, { caseId, intent, form: filled(fields) }, AT));
  return { ...company, caseId, sheet, idOf, submit };
}

test('an advisor records a value in place and another member of staff verifies it', async () => {
  const { caseId, idOf, submit } = await arranged();
  const { advisor, manager } = world.a.actors;
  const question = await idOf('EMP-01');
  expect(await submit(advisor, `declare:${question}`, { value: 'many' })).toMatchObject({
    reason: 'unreadable',
    detail: { value: 'outcomes:fault.not_a_number' },
  });
  expect((await submit(advisor, `declare:${question}`, { value: '46', evidence: 'payroll file' })).ok).toBe(true);
  const line = async () => (await asReader(advisor, (tx) => listCaseFigures(tx, advisor, caseId))).find((row) => row.of.code === 'EMP-01');
  const given = (await line())?.last;
  expect(given).toMatchObject({ num: 46, level: 1, source: 'staff', evidence: 'payroll file' });
  const verify = `verify:${given?.observationId}`;
  expect(await submit(advisor, verify, { evidence: 'payroll file' })).toMatchObject({ reason: 'own_figure' });
  expect(await submit(manager, verify, {})).toMatchObject({ reason: 'evidence_missing' });
  expect((await submit(manager, verify, { evidence: 'payroll file' })).ok).toBe(true);
  expect(await line()).toMatchObject({ last: { level: 3 }, reference: { num: 46, isFrozen: false }, isAwaited: false });
});

test('each event of a case is recorded under its own number, and the card adds them up at the weakest trust', async () => {
  const { caseId, companyId, sheet, idOf, submit } = await arranged();
  const { advisor } = world.a.actors;
  const intent = `declare:${await idOf('FIN-04')}`;
  expect(await submit(advisor, intent, { value: '500000', on: '02/03/2026' })).toMatchObject({
    reason: 'unreadable',
    detail: { eventKey: 'outcomes:fault.event_key' },
  });
  for (const [eventKey, value] of [
    ['PACTE-7', '500000'],
    ['PACTE-8', '250000'],
  ] as const) {
    expect((await submit(advisor, intent, { value, eventKey: `${eventKey} ${companyId}`, on: '02/03/2026' })).ok).toBe(true);
  }
  const second = await submit(advisor, intent, { value: '500000', eventKey: `PACTE-7 ${companyId}`, on: '02/03/2026' });
  expect(second).toMatchObject({ reason: 'already_recorded', detail: { observationId: expect.any(String) } });
  const read = await sheet();
  expect(answersTo(read, read.asked.find((row) => row.metric === 'FIN-04')!).map(({ num }) => num)).toEqual([500_000, 250_000]);
  const line = (await asReader(advisor, (tx) => listCaseFigures(tx, advisor, caseId))).find((row) => row.of.code === 'FIN-04');
  expect(line).toMatchObject({ reference: { num: 0 }, last: { num: 750_000, level: 1 } });
});

test('a form about another case’s question, or none, finds nothing', async () => {
  const { submit } = await arranged();
  const other = await arranged();
  const { advisor } = world.a.actors;
  for (const intent of [`declare:${await other.idOf('EMP-01')}`, 'declare:nonsense', 'sing:a', '']) {
    expect(await submit(advisor, intent, { value: '1' })).toMatchObject({ reason: 'not_found' });
  }
});

test('the page of a figure shows what counts, its whole history, and what each reader may do', async () => {
  const { companyId, leader } = await arranged();
  const { advisor, manager, director, otherLeader } = world.a.actors;
  const first = await figure(world, {
    metric: 'EMP-01',
    cell: '2025',
    validOn: '2025-12-31',
    num: 48,
    companyId,
    author: leader,
    level: 2,
  });
  await first.act('verified', 3);
  const second = await first.correct(46, { author: advisor });
  const page = (actor: Actor, id = first.id) => asReader(actor, (tx) => readFigurePage(tx, actor, id));
  const view = await page(manager);
  expect(view).toMatchObject({ companyId, cell: '2025', standing: { observationId: second.id, num: 46, level: 1 } });
  expect(view?.moments.map(({ kind, num, isStruck }) => [kind, num, isStruck])).toEqual([
    ['corrected', 46, false],
    ['verified', 48, false],
    ['entered', 48, true],
  ]);
  expect(view?.can).toEqual({ verify: true, correct: true, refute: true, withdraw: true });
  expect((await page(advisor))?.can).toEqual({ verify: false, correct: true, refute: false, withdraw: true });
  expect((await page(director))?.can).toEqual({ verify: false, correct: false, refute: false, withdraw: false });
  expect(await page(otherLeader)).toBeNull();
  expect(await page(world.b.actors.manager)).toBeNull();
  const correct = (targetId: string) =>
    asActor(manager, (tx) =>
      submitFigure(
        tx,
        manager,
        { observationId: first.id, intent: `correct:${targetId}`, form: filled({ value: '45', comment: 'interns left' }) },
        AT,
      ),
    );
  expect(await correct(first.id)).toMatchObject({ reason: 'changed_meanwhile' });
  expect((await correct(second.id)).ok).toBe(true);
  expect((await page(manager))?.standing).toMatchObject({ num: 45 });
});

test('a manager corrects a frozen reference in place; the card shows the correction', async () => {
  const { companyId, caseId, sheet, submit } = await arranged();
  const { manager, advisor } = world.a.actors;
  await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`insert into baselines (cluster_id, metric, company_id, case_id, kind, num, on_date, by_id, recorded_at) values (${world.a.clusterId}, 'EMP-01', ${companyId}, ${caseId}, 'B0', 37, '2025-12-31', ${advisor.personId}, '2026-10-05T08:00:00Z')`,
  );
  const intent = `baseline:${(await sheet()).baselines[0]?.id}`;
  expect(await submit(advisor, intent, { value: '36', comment: 'payroll file' })).toMatchObject({ reason: 'not_allowed' });
  expect((await submit(manager, intent, { value: '36', comment: 'payroll file' })).ok).toBe(true);
  const line = (await asReader(manager, (tx) => listCompanyFigures(tx, manager, companyId))).find((row) => row.of.code === 'EMP-01');
  expect(line?.reference).toEqual({ num: 36, den: null, isFrozen: true, onDate: '2025-12-31' });
});

test('the figures of a case are one statement, whatever their number', async () => {
  const { caseId } = await arranged();
  const { advisor } = world.a.actors;
  const statements = await asReader(advisor, async (tx) => {
    const execute = vi.spyOn(tx, 'execute');
    await listCaseFigures(tx, advisor, caseId);
    return execute.mock.calls.length;
  });
  expect(statements).toBe(1);
});
