import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { pauseClocks } from './clocks.server';
import { moveCase } from './move-case.server';

type HoldInput = { version: number; reason: string; resumeOn: string; comment?: string | null };

/** Puts a case on hold until a planned day; every clock stands still. The stage it resumes in is kept. */
export async function holdCase(tx: Tx, actor: Actor, caseId: string, { version, reason, resumeOn, comment }: HoldInput, at: Date) {
  const outcome = await moveCase(tx, actor, caseId, {
    act: 'hold',
    version,
    at,
    input: { reason, resumeOn },
    event: 'case.held',
    facts: { reason, until: resumeOn },
    texts: { comment },
    set: ({ state }) => ({ resumesIn: state, heldUntil: resumeOn }),
  });
  if (outcome.ok) await pauseClocks(tx, actor, caseId, at);
  return outcome;
}
