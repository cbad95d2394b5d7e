import { and, eq, notInArray } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { refuse } from '~/platform/result';
import { cases } from '../../../db/schema/cases';
import { FINAL_STATES } from './case-state';
import { findForMove, type Move, makeMove, moveRefusal } from './move-case.server';

/** Within 30 days a manager takes an ending back, as a correction; later a new case is opened. (`docs/domain.md §6.2`) */
export async function reopenCase(tx: Tx, actor: Actor, caseId: string, input: { version: number; comment: string }, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record } = found;
  const move: Move = {
    act: 'reopen',
    version: input.version,
    at,
    input: { comment: input.comment },
    event: 'case.reopened',
    facts: { isCorrection: true },
    texts: { comment: input.comment },
    set: { endedOn: null, endReason: null, outcome: null },
  };
  const refusal = moveRefusal(found, move);
  if (refusal) return refuse(refusal);
  if (await hasOtherOpenCase(tx, actor, record)) return refuse('other_case_open');
  return makeMove(tx, actor, record, move);
}

async function hasOtherOpenCase(tx: Tx, actor: Actor, record: { journeyId: string; track: string }): Promise<boolean> {
  const [other] = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(
      and(
        eq(cases.clusterId, actor.clusterId),
        eq(cases.journeyId, record.journeyId),
        eq(cases.track, record.track as never),
        eq(cases.exceptionNo, 0),
        notInArray(cases.state, [...FINAL_STATES]),
      ),
    )
    .limit(1);
  return other !== undefined;
}
