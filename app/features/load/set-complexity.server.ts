import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { maySetComplexity } from '~/features/cases/case.policy';
import { partInCase } from '~/features/cases/part-in-case';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { caseWeights } from '../../../db/schema/health';
import { findWeighedCase, type WeighedCaseRow } from './complexity.queries.server';
import type { SetComplexityInput } from './set-complexity.schema';

type Outcome = Result<{ caseId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile'>;

/** Who leads a case, or a manager, says how heavy it is beside the usual one; it counts in the lead's load. (`docs/domain.md §6.7`) */
export async function setComplexity(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  input: SetComplexityInput,
  at: Date,
): Promise<Outcome> {
  const about = await findWeighedCase(tx, actor, caseId);
  if (!about) return refuse('not_found');
  if (!maySetComplexity(partInCase(actor, about), about.state)) return refuse('not_allowed');
  if ((about.version ?? 0) !== input.version) return refuse('changed_meanwhile');
  const written = await write(tx, actor, about, input, at);
  if (!written) return refuse('changed_meanwhile');
  const told = changes(...(written.was ? [written] : []));
  await recordEvent(tx, actor, 'case.complexity_set', {
    subject: ['case', about.id],
    companyId: about.companyId,
    caseId: about.id,
    facts: { ...told.facts, from: about.complexity ?? 'usual', to: input.complexity },
  });
  return done({ caseId: about.id });
}

async function write(tx: Tx, actor: Actor, about: WeighedCaseRow, { complexity, version }: SetComplexityInput, at: Date) {
  const { clusterId, personId } = actor;
  if (version === 0) {
    const row = { clusterId, caseId: about.id, companyId: about.companyId, complexity, setById: personId, setAt: at.toISOString() };
    const [first] = await tx.insert(caseWeights).values(row).onConflictDoNothing().returning(wasAndIs);
    return first;
  }
  const [again] = await tx
    .update(caseWeights)
    .set({ complexity, setById: personId, setAt: at.toISOString(), version: sql`${caseWeights.version} + 1` })
    .where(and(eq(caseWeights.clusterId, clusterId), eq(caseWeights.caseId, about.id), eq(caseWeights.version, version)))
    .returning(wasAndIs);
  return again;
}
