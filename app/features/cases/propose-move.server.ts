import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { done, refuse } from '~/platform/result';
import { caseProposals } from '../../../db/schema/cases';
import { isReason } from './case-reason';
import { mayProposeTransition, type ProposableState } from './case-transition';
import { findForMove } from './move-case.server';

export type ProposeInput = {
  to: ProposableState;
  version: number;
  comment: string;
  reason?: string | null;
  organisation?: string | null;
};

/** The lead proposes a move that only a manager makes: a redirection, an early closure, the follow-up. It replaces an earlier proposal. */
export async function proposeMove(tx: Tx, actor: Actor, caseId: string, { to, version, ...said }: ProposeInput, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record, who } = found;
  if (!mayProposeTransition(who, record.facts, to)) return refuse('not_allowed');
  if (record.version !== version) return refuse('changed_meanwhile');
  if (record.proposal?.to === to) return refuse('already_proposed');
  if (to === 'closed_early' && !isReason('early_closure', said.reason)) return refuse('reason_missing');
  if (to === 'redirected' && !said.organisation?.trim()) return refuse('organisation_missing');
  const own = { clusterId: actor.clusterId, caseId: record.id };
  await tx.delete(caseProposals).where(and(eq(caseProposals.clusterId, own.clusterId), eq(caseProposals.caseId, own.caseId)));
  await tx
    .insert(caseProposals)
    .values({ ...own, companyId: record.companyId, toState: to, ...said, byId: actor.personId, proposedAt: at.toISOString() });
  await recordEvent(tx, actor, 'case.proposed', {
    subject: ['case', record.id],
    companyId: record.companyId,
    caseId: record.id,
    facts: { to, reason: said.reason ?? null },
    texts: { comment: said.comment, organisation: said.organisation },
  });
  return done({ caseId: record.id });
}
