import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { slidePlan } from '~/features/plans/slide-plan.server';
import { parisDate } from '~/features/programmes/paris-date';
import { refuse } from '~/platform/result';
import { resumeClocks } from './clocks.server';
import { findForMove, type Move, makeMove, moveRefusal } from './move-case.server';

/** A case resumes where it was: open milestones and clocks slide by the working days it stood still. (`docs/domain.md §6.2`) */
export async function resumeCase(tx: Tx, actor: Actor, caseId: string, { version }: { version: number }, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const move: Move = {
    act: 'resume',
    version,
    at,
    event: 'case.resumed',
    set: { resumesIn: null, heldUntil: null },
  };
  const refusal = moveRefusal(found, move);
  if (refusal) return refuse(refusal);
  const outcome = await makeMove(tx, actor, found.record, move);
  if (!outcome.ok) return outcome;
  await resumeClocks(tx, actor, caseId, at);
  await slidePlan(tx, actor, caseId, { heldOn: parisDate(new Date(found.record.stateSince)), resumedOn: parisDate(at) }, at);
  return outcome;
}
