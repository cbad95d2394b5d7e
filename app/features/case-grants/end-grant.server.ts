import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { partInCase } from '~/features/cases/part-in-case';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { caseGrants } from '../../../db/schema/case-grants';
import type { END_GRANT_REFUSALS } from './case-grant';
import { mayOpenCaseTo } from './case-grant.policy';
import type { EndGrantInput } from './case-grant.schema';
import { findGrantedCase } from './case-grants.queries.server';

type Outcome = Result<{ caseId: string }, 'not_found' | 'not_allowed' | keyof typeof END_GRANT_REFUSALS>;

/** Ends before its day what a case was opened for: nothing of it is read with the next request. */
export async function endGrant(tx: Tx, actor: Actor, caseId: string | undefined, { grantId }: EndGrantInput, at: Date): Promise<Outcome> {
  const about = await findGrantedCase(tx, actor, caseId);
  if (!about) return refuse('not_found');
  const own = and(eq(caseGrants.clusterId, actor.clusterId), eq(caseGrants.id, grantId), eq(caseGrants.caseId, about.id));
  const [grant] = await tx.select({ kind: caseGrants.kind, personId: caseGrants.personId }).from(caseGrants).where(own);
  if (!grant) return refuse('not_found');
  if (!mayOpenCaseTo(partInCase(actor, about), grant.kind)) return refuse('not_allowed');
  const [ended] = await tx
    .update(caseGrants)
    .set({ endedAt: at.toISOString(), endedById: actor.personId })
    .where(and(own, sql`access.runs(${caseGrants.fromOn}, ${caseGrants.untilOn}, ${caseGrants.endedAt}, ${dayInParis(at)}::date)`))
    .returning(wasAndIs);
  if (!ended) return refuse('over');
  await recordEvent(tx, actor, 'case.access_ended', {
    subject: ['case', about.id],
    companyId: about.companyId,
    caseId: about.id,
    confidentiality: 'company',
    facts: { ...changes(ended).facts, grantId, personId: grant.personId, kind: grant.kind },
  });
  return done({ caseId: about.id });
}
