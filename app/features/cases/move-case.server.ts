import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import type { EventKind } from '~/features/history/event';
import { recordEvent } from '~/features/history/record-event.server';
import type { DelayCode } from '~/features/programmes/delay-rule';
import { parisDate } from '~/features/programmes/paris-date';
import { done, type Refusal, refuse } from '~/platform/result';
import { caseProposals, cases } from '../../../db/schema/cases';
import type { ActorFacts } from './case-actor';
import { type CaseRecord, findCaseRecord, type StoredCaseState } from './case-record.queries.server';
import { type CaseState, isFinalState } from './case-state';
import { type CaseAct, type TransitionInput, type TransitionRefusal, targetOfAct } from './case-transition';
import { startClocks, stopClock, stopEveryClock } from './clocks.server';
import { partInCase } from './part-in-case';
import { transitionRefusal } from './transition-refusal';

export type MoveRefusal = TransitionRefusal | 'not_found' | 'changed_meanwhile';
export type Moved = { caseId: string; state: StoredCaseState };

type CaseColumns = Partial<typeof cases.$inferInsert>;

export type Move = {
  act: CaseAct;
  /** The version the person saw. */
  version: number;
  at: Date;
  /** What the form brings, for the gates. */
  input?: Omit<TransitionInput, 'today'>;
  event: EventKind;
  /** Words of the event, read by whoever reads it. */
  texts?: Record<string, string | null | undefined>;
  facts?: Record<string, string | number | boolean | null>;
  /** Both sides read of a move unless it is the team's own business. */
  confidentiality?: 'company' | 'team';
  set?: CaseColumns | ((record: CaseRecord) => CaseColumns);
  stop?: readonly DelayCode[];
  start?: readonly DelayCode[];
};

export type FoundCase = { record: CaseRecord; who: ActorFacts };

/** The case and what the person is to it, or the refusal that hides it. */
export async function findForMove(tx: Tx, actor: Actor, caseId: string, at: Date): Promise<FoundCase | Refusal<'not_found'>> {
  const record = await findCaseRecord(tx, actor, caseId, parisDate(at));
  return record ? { record, who: partInCase(actor, record) } : refuse('not_found');
}

/** Moves a case as the table of transitions allows: rights, gates, guarded write, clocks, event. (`docs/domain.md §6.2`) */
export async function moveCase(
  tx: Tx,
  actor: Actor,
  caseId: string,
  move: Move,
): Promise<ReturnType<typeof done<Moved>> | Refusal<MoveRefusal>> {
  const found = await findForMove(tx, actor, caseId, move.at);
  if ('ok' in found) return found;
  const refusal = moveRefusal(found, move);
  return refusal ? refuse(refusal) : makeMove(tx, actor, found.record, move);
}

/** Why the move is refused, or null. A stale version is told before the gates: what the person saw is no longer there. */
export function moveRefusal({ record, who }: FoundCase, move: Move): TransitionRefusal | 'changed_meanwhile' | null {
  const to = targetOfAct(move.act, record.facts);
  const rule =
    to === null ? 'not_listed' : transitionRefusal(who, record.facts, to, { ...move.input, today: parisDate(move.at) }, record.settings);
  if (rule === 'not_allowed' || rule === 'not_lead') return rule;
  return record.version === move.version ? rule : 'changed_meanwhile';
}

/** Writes a move whose rights and gates were checked. */
export async function makeMove(
  tx: Tx,
  actor: Actor,
  record: CaseRecord,
  move: Move,
): Promise<ReturnType<typeof done<Moved>> | Refusal<'changed_meanwhile'>> {
  const to = targetOfAct(move.act, record.facts) as StoredCaseState;
  const at = move.at.toISOString();
  const [written] = await tx
    .update(cases)
    .set({
      ...(isFinalState(to) ? { endedOn: parisDate(move.at) } : {}),
      ...(typeof move.set === 'function' ? move.set(record) : move.set),
      state: to,
      stateSince: at,
      updatedAt: at,
      version: sql`${cases.version} + 1`,
    })
    .where(
      and(eq(cases.clusterId, actor.clusterId), eq(cases.id, record.id), eq(cases.version, move.version), eq(cases.state, record.state)),
    )
    .returning(wasAndIs);
  if (!written) return refuse('changed_meanwhile');
  await forgetProposal(tx, actor, record);
  await moveClocks(tx, actor, record, to, move);
  const told = changes(written);
  await recordEvent(tx, actor, move.event, {
    subject: ['case', record.id],
    companyId: record.companyId,
    caseId: record.id,
    confidentiality: move.confidentiality ?? 'company',
    facts: { ...told.facts, from: record.state, to, role: roleOf(actor), ...move.facts },
    texts: { ...told.texts, ...move.texts },
  });
  return done({ caseId: record.id, state: to });
}

/** A proposal lives until the case moves, whoever moves it. */
async function forgetProposal(tx: Tx, actor: Actor, record: CaseRecord): Promise<void> {
  if (!isStaff(actor) || !record.proposal) return;
  await tx.delete(caseProposals).where(and(eq(caseProposals.clusterId, actor.clusterId), eq(caseProposals.caseId, record.id)));
}

async function moveClocks(tx: Tx, actor: Actor, record: CaseRecord, to: CaseState, { stop = [], start = [], at }: Move): Promise<void> {
  if (isFinalState(to)) await stopEveryClock(tx, record.id, at);
  else for (const code of stop) await stopClock(tx, record.id, code, at);
  await startClocks(tx, actor, record, start, at);
}

function roleOf(actor: Actor): string {
  return isStaff(actor) ? (actor.roles.find((role) => role === 'manager' || role === 'track_lead') ?? 'advisor') : 'leader';
}
