import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { Result } from '~/platform/result';
import { freshWorld, type World } from '../../support/world';

let world: World;
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let moves: Moves;
const AT = new Date('2026-11-24T10:00:00Z');
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
const PROOF = 'Compte rendu signé, remis le 20 novembre.';

async function loadMoves() {
  const [a, b, c, d, e, f, g, h, i, j, k, l] = await Promise.all([
    import('~/features/milestones/start-milestone.server'),
    import('~/features/milestones/complete-milestone.server'),
    import('~/features/milestones/submit-milestone.server'),
    import('~/features/milestones/submit-milestone-for-company.server'),
    import('~/features/milestones/validate-milestone.server'),
    import('~/features/milestones/return-milestone.server'),
    import('~/features/milestones/block-milestone.server'),
    import('~/features/milestones/unblock-milestone.server'),
    import('~/features/milestones/set-milestone-aside.server'),
    import('~/features/milestones/waive-evidence.server'),
    import('~/features/milestones/contest-milestone.server'),
    import('~/features/milestones/undo-milestone.server'),
  ]);
  return { ...a, ...b, ...c, ...d, ...e, ...f, ...g, ...h, ...i, ...j, ...k, ...l };
}
type Moves = Awaited<ReturnType<typeof loadMoves>>;
type Move = (tx: Tx, actor: Actor, id: string, input: never, at: Date) => Promise<Result<unknown, string>>;

beforeAll(async () => {
  world = await freshWorld();
  ({ asActor, asReader } = await import('~/access/acting.server'));
  moves = await loadMoves();
});
afterAll(() => world.drop());

/** An active strategy case: milestones 1 to 5 done, 6 (company, in progress), 7 (advisor ★, waits for 6), 8 (company)… */
async function activeCase() {
  // One open case a track: each test's case ends before the next opens.
  await world.asOwner(
    world.a.clusterId,
    (sql) => sql`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn' where state = 'active'`,
  );
  const made = await world.caseIn(world.a, 'active');
  await world.asOwner(world.a.clusterId, (sql) => sql`update cases set state_since = '2026-10-05' where id = ${made.caseId}`);
  return { ...made, at: (position: number) => made.milestoneIds[position - 1]! };
}

const row = async (id: string) =>
  (
    await world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql`select state, version, done_on::text, done_by_id, reason, awaited, blocked_since::text, submitted_by_id from milestones where id = ${id}`,
    )
  )[0]!;

async function make(actor: Actor, move: Move, id: string, input: Record<string, unknown> = {}, at = AT) {
  const version = input.version ?? (await row(id)).version;
  const outcome = await asActor(actor, (tx) => move(tx, actor, id, { ...input, version } as never, at));
  return outcome.ok ? 'done' : outcome.reason;
}

const eventsOf = (id: string) =>
  world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`select e.kind, e.confidentiality, e.facts, (select json_object_agg(field, body) from event_texts t where t.event_id = e.id) texts from events e where subject_id = ${id} order by id`,
  );

const owner = (id: string, sides: string[], state = 'in_progress') =>
  world.asOwner(
    world.a.clusterId,
    (sql) => sql`update milestones set sides = ${sides}, side = ${sides[0]!}, state = ${state} where id = ${id}`,
  );

describe('what the advisor owns', () => {
  test('one press completes it once its evidence is there; what waited for it starts; its figures are asked', async () => {
    const made = await activeCase();
    const { advisor, manager, otherAdvisor, trackLead, leader, director } = world.a.actors;
    const id = made.at(6);
    await owner(id, ['advisor']);
    expect(await make(advisor, moves.completeMilestone, id)).toBe('evidence_missing');
    expect(await make(otherAdvisor, moves.completeMilestone, id, { evidenceText: PROOF })).toBe('not_found');
    expect(await make(trackLead, moves.completeMilestone, id, { evidenceText: PROOF })).toBe('not_allowed');
    expect(await make(manager, moves.completeMilestone, id, { evidenceText: PROOF })).toBe('not_allowed');
    expect(await make(leader, moves.completeMilestone, id, { evidenceText: PROOF })).toBe('not_allowed');
    expect(await make(director, moves.completeMilestone, id, { evidenceText: PROOF })).toBe('not_allowed');
    expect(await make(world.b.actors.advisor, moves.completeMilestone, id, { evidenceText: PROOF, version: 1 })).toBe('not_found');
    expect(await make(advisor, moves.completeMilestone, id, { evidenceText: PROOF, version: 99 })).toBe('changed_meanwhile');
    expect(await make(advisor, moves.completeMilestone, id, { evidenceText: PROOF })).toBe('done');
    expect(await row(id)).toMatchObject({ state: 'done', done_on: '2026-11-24', done_by_id: advisor.personId, version: 2 });
    expect((await row(made.at(7))).state).toBe('in_progress');
    expect(await eventsOf(id)).toMatchObject([
      { kind: 'milestone.completed', confidentiality: 'company', facts: { from: 'in_progress', to: 'done', proofs: 1 } },
    ]);
    expect(await eventsOf(made.at(7))).toMatchObject([{ kind: 'milestone.started', facts: { after: id } }]);
    expect(await make(advisor, moves.completeMilestone, id)).toBe('wrong_state');
  });

  test('finishing before what comes first takes a reason', async () => {
    const made = await activeCase();
    const { advisor } = world.a.actors;
    await owner(made.at(7), ['advisor']);
    expect(await make(advisor, moves.completeMilestone, made.at(7), { evidenceLink: 'https://exemple.fr/rapport' })).toBe(
      'predecessors_open',
    );
    expect(
      await make(advisor, moves.completeMilestone, made.at(7), {
        evidenceLink: 'https://exemple.fr/rapport',
        reason: 'La revue a été avancée',
      }),
    ).toBe('done');
    expect((await eventsOf(made.at(7)))[0]).toMatchObject({ texts: { reason: 'La revue a été avancée' } });
  });

  test('two presses at once: one wins, the other is told', async () => {
    const made = await activeCase();
    const { advisor } = world.a.actors;
    await owner(made.at(6), ['advisor']);
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => make(advisor, moves.completeMilestone, made.at(6), { evidenceText: PROOF, version: 1 })),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'changed_meanwhile' || outcome === 'wrong_state')).toHaveLength(2);
    const proofs = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select 1 from milestone_evidence where milestone_id = ${made.at(6)}`,
    );
    expect(proofs).toHaveLength(1);
  });

  test('a case on hold or before its start moves nothing', async () => {
    const held = await world.caseIn(world.a, 'on_hold', { track: 'innovation' });
    const id = held.milestoneIds[5]!;
    expect(await make(world.a.actors.advisor, moves.startMilestone, id)).toBe('case_on_hold');
    const unsigned = await world.caseIn(world.a, 'assessing', { track: 'financing' });
    const after = unsigned.milestoneIds[8]!;
    expect(await make(world.a.actors.advisor, moves.startMilestone, after)).toBe('plan_not_signed');
    expect(await make(world.a.actors.leader, moves.startMilestone, after, { version: 1 })).toBe('not_found');
  });
});

describe('what the company owns', () => {
  test('the leader submits with evidence, the lead sends back with a comment or validates; C8 runs meanwhile', async () => {
    const made = await activeCase();
    const { advisor, leader, otherLeader, collaborator } = world.a.actors;
    const id = made.at(6);
    const clocks = () =>
      world.asOwner(
        world.a.clusterId,
        (sql) => sql`select stopped_at is null as runs from clocks where case_id = ${made.caseId} and rule = 'C8' order by started_at, id`,
      );
    expect(await make(leader, moves.submitMilestone, id)).toBe('evidence_missing');
    expect(await make(otherLeader, moves.submitMilestone, id, { evidenceText: PROOF })).toBe('not_found');
    expect(await make(collaborator, moves.submitMilestone, id, { evidenceText: PROOF })).toBe('not_found');
    expect(await make(advisor, moves.completeMilestone, id, { evidenceText: PROOF })).toBe('company_owned');
    expect(await make(leader, moves.submitMilestone, id, { evidenceText: PROOF })).toBe('done');
    expect(await row(id)).toMatchObject({ state: 'to_validate', submitted_by_id: leader.personId });
    expect(await clocks()).toEqual([{ runs: true }]);
    expect(await make(leader, moves.validateMilestone, id)).toBe('not_allowed');
    expect(await make(advisor, moves.returnMilestone, id)).toBe('comment_missing');
    expect(await make(advisor, moves.returnMilestone, id, { comment: 'Il manque la page 3' })).toBe('done');
    expect(await clocks()).toEqual([{ runs: false }]);
    expect(await row(id)).toMatchObject({ state: 'in_progress', submitted_by_id: null });
    expect(await make(leader, moves.submitMilestone, id, {}, later(60))).toBe('done');
    expect(await make(advisor, moves.validateMilestone, id, {}, later(61))).toBe('done');
    expect(await clocks()).toEqual([{ runs: false }, { runs: false }]);
    expect((await row(id)).state).toBe('done');
  });

  test('submitted by the lead with a note: the leader may contest for ten working days, even once validated', async () => {
    const made = await activeCase();
    const { advisor, leader } = world.a.actors;
    const id = made.at(6);
    expect(await make(advisor, moves.submitMilestoneForCompany, id, { evidenceText: PROOF })).toBe('note_missing');
    expect(await make(advisor, moves.submitMilestoneForCompany, id, { evidenceText: PROOF, comment: 'Dit au téléphone' })).toBe('done');
    expect((await eventsOf(id))[0]).toMatchObject({
      facts: { isForCompany: true, contestableUntil: '2026-12-08' },
      texts: { comment: 'Dit au téléphone' },
    });
    expect(await make(advisor, moves.validateMilestone, id)).toBe('done');
    expect(await make(leader, moves.contestMilestone, id, { comment: 'Pas encore' }, new Date('2026-12-09T09:00:00Z'))).toBe(
      'contest_too_late',
    );
    expect(await make(leader, moves.contestMilestone, id, {}, later(30))).toBe('comment_missing');
    expect(await make(advisor, moves.contestMilestone, id, { comment: 'Non' })).toBe('not_allowed');
    expect(await make(leader, moves.contestMilestone, id, { comment: 'Ce n’est pas fini' }, later(30))).toBe('done');
    expect(await row(id)).toMatchObject({ state: 'in_progress', done_on: null, submitted_by_id: null });
    // Taken back, it would be done again: never the company’s to decide.
    expect(await make(leader, moves.undoMilestone, id, {}, later(31))).toBe('nothing_to_undo');
  });

  test('what the leader submitted and the lead validated is not the leader’s to reopen, in the application or in the database', async () => {
    const made = await activeCase();
    const { advisor, leader } = world.a.actors;
    const id = made.at(6);
    await make(leader, moves.submitMilestone, id, { evidenceText: PROOF });
    await make(advisor, moves.validateMilestone, id);
    expect(await make(leader, moves.contestMilestone, id, { comment: 'Non' })).toBe('not_contestable');
    const { sql } = await import('drizzle-orm');
    const forced = asActor(leader, async (tx) => {
      await tx.execute(sql`update milestones set state = 'in_progress', done_on = null where id = ${id}`);
      return { ok: true as const, value: null };
    });
    await expect(forced).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('blocks, exceptions, undo', () => {
  test('a block says why and who is awaited, and counts since its day; lifting it clears both', async () => {
    const made = await activeCase();
    const { advisor, leader } = world.a.actors;
    const id = made.at(6);
    expect(await make(advisor, moves.blockMilestone, id)).toBe('reason_missing');
    expect(await make(advisor, moves.blockMilestone, id, { reason: 'Norme à vérifier' })).toBe('awaited_missing');
    expect(await make(leader, moves.blockMilestone, id, { reason: 'Norme à vérifier', awaited: 'Bureau Veritas' })).toBe('done');
    expect(await row(id)).toMatchObject({
      state: 'blocked',
      reason: 'Norme à vérifier',
      awaited: 'Bureau Veritas',
      blocked_since: '2026-11-24',
    });
    const [blocked] = await world.asOwner(world.a.clusterId, (sql) => sql`select worklist from cases where id = ${made.caseId}`);
    expect(blocked?.worklist).toBe('blocked');
    expect(await make(advisor, moves.unblockMilestone, id, {}, later(5))).toBe('done');
    expect(await row(id)).toMatchObject({ state: 'in_progress', reason: null, awaited: null, blocked_since: null });
    // Undone, the block is as it was.
    expect(await make(advisor, moves.undoMilestone, id, {}, later(8))).toBe('done');
    expect(await row(id)).toMatchObject({
      state: 'blocked',
      reason: 'Norme à vérifier',
      awaited: 'Bureau Veritas',
      blocked_since: '2026-11-24',
    });
    expect(await make(leader, moves.unblockMilestone, id, {}, later(9))).toBe('done');
  });

  test('not applicable takes a reason, and the manager for a critical one', async () => {
    const made = await activeCase();
    const { advisor, manager } = world.a.actors;
    expect(await make(advisor, moves.setMilestoneAside, made.at(7), { reason: 'Sans objet' })).toBe('manager_only');
    expect(await make(manager, moves.setMilestoneAside, made.at(7))).toBe('reason_missing');
    expect(await make(manager, moves.setMilestoneAside, made.at(7), { reason: 'Sans objet' })).toBe('done');
    expect(await make(advisor, moves.setMilestoneAside, made.at(6), { reason: 'Sans objet' })).toBe('done');
    expect(await row(made.at(6))).toMatchObject({ state: 'not_applicable', reason: 'Sans objet', done_on: null });
    expect((await row(made.at(8))).state).toBe('in_progress');
  });

  test('only a manager waives evidence, in writing; then one press completes', async () => {
    const made = await activeCase();
    const { advisor, manager } = world.a.actors;
    await owner(made.at(6), ['advisor']);
    expect(await make(advisor, moves.waiveEvidence, made.at(6), { reason: PROOF })).toBe('manager_only');
    expect(await make(manager, moves.waiveEvidence, made.at(6), {})).toBe('reason_missing');
    expect(await make(manager, moves.waiveEvidence, made.at(6), { reason: PROOF })).toBe('done');
    expect(await make(advisor, moves.completeMilestone, made.at(6))).toBe('done');
  });

  test('undo: the same person for fifteen minutes unless the case moved on, later the manager with a reason; an undo is not undone', async () => {
    const made = await activeCase();
    const { advisor, manager, leader } = world.a.actors;
    const id = made.at(6);
    await owner(id, ['advisor']);
    expect(await make(advisor, moves.undoMilestone, id)).toBe('nothing_to_undo');
    await make(advisor, moves.completeMilestone, id, { evidenceText: PROOF });
    expect(await make(leader, moves.undoMilestone, id, {}, later(1))).toBe('not_own_move');
    expect(await make(advisor, moves.undoMilestone, id, {}, later(16))).toBe('undo_too_late');
    expect((await row(made.at(7))).state).toBe('in_progress');
    expect(await make(advisor, moves.undoMilestone, id, {}, later(14))).toBe('done');
    expect((await row(made.at(7))).state).toBe('upcoming');
    expect(await row(id)).toMatchObject({ state: 'in_progress', done_on: null, done_by_id: null });
    expect(await make(advisor, moves.undoMilestone, id, {}, later(15))).toBe('nothing_to_undo');
    await make(advisor, moves.completeMilestone, id, {}, later(20));
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`update cases set state_since = ${later(22).toISOString()} where id = ${made.caseId}`,
    );
    expect(await make(advisor, moves.undoMilestone, id, {}, later(25))).toBe('gate_passed');
    expect(await make(manager, moves.undoMilestone, id, {}, later(600))).toBe('reason_missing');
    expect(await make(manager, moves.undoMilestone, id, { reason: 'Preuve erronée' }, later(600))).toBe('done');
  });
});

describe('what the pages are told', () => {
  test('the list offers exactly what the commands accept, in the plan’s order, and a leader sees what was published', async () => {
    const made = await activeCase();
    const { listMilestones, readMilestonePage } = await import('~/features/milestones/milestones.queries.server');
    const { advisor, leader, manager } = world.a.actors;
    const seen = await asReader(advisor, (tx) => listMilestones(tx, advisor, made.caseId, AT));
    expect(seen.map((line) => line.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(seen[5]).toMatchObject({
      state: 'in_progress',
      sides: ['company'],
      offered: ['submit_for_company', 'block', 'set_aside'],
      pressed: [],
    });
    expect(seen[6]).toMatchObject({
      state: 'upcoming',
      isCritical: true,
      waitsFor: [{ position: 6, isSettled: false }],
      offered: ['start', 'block'],
      pressed: ['start'],
    });
    await make(leader, moves.submitMilestone, made.at(6), { evidenceText: PROOF });
    const after = await asReader(advisor, (tx) => listMilestones(tx, advisor, made.caseId, later(1)));
    expect(after[5]).toMatchObject({ submittedBy: 'leader A', offered: ['validate', 'send_back'], pressed: ['validate'] });
    expect(after[5]!.evidence).toMatchObject([{ kind: 'text', body: PROOF, by: 'leader A' }]);
    const theirs = await asReader(leader, (tx) => listMilestones(tx, leader, made.caseId, later(1)));
    expect(theirs[5]).toMatchObject({ offered: ['undo'], pressed: ['undo'] });
    const page = await asReader(manager, (tx) => readMilestonePage(tx, manager, made.at(6), later(20)));
    expect(page).toMatchObject({ holds: [{ position: 7 }], offered: ['undo'], pressed: [] });
    await world.asOwner(world.a.clusterId, (sql) => sql`update milestones set published_at = null where id = ${made.at(10)}`);
    expect(await asReader(leader, (tx) => listMilestones(tx, leader, made.caseId, AT))).toHaveLength(9);
    expect(await asReader(leader, (tx) => readMilestonePage(tx, leader, made.at(10), AT))).toBeNull();
    const english = { ...advisor, locale: 'en' as const };
    expect((await asReader(advisor, (tx) => listMilestones(tx, english, made.caseId, AT)))[6]?.title).toMatch(/review/i);
  });
});
