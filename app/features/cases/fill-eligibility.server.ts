import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, refuse } from '~/platform/result';
import { cases, eligibilitySheets } from '../../../db/schema/cases';
import { mayFillEligibility } from './case.policy';
import { ELIGIBILITY_ITEMS, type EligibilitySheet, eligibilityVerdict } from './eligibility';
import type { FillEligibilityInput } from './eligibility.schema';
import { findForMove } from './move-case.server';

/**
 * Whoever qualifies a request answers its sheet, in part or whole. The case takes a new version: a decision made on the sheet as it was
 * is refused.
 */
export async function fillEligibility(tx: Tx, actor: Actor, caseId: string, input: FillEligibilityInput, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record, who } = found;
  if (!mayFillEligibility(who, 'qualifying')) return refuse('not_allowed');
  if (record.state !== 'qualifying') return refuse('sheet_closed');
  const { version, supportDays, note, ...given } = input;
  const answers: EligibilitySheet = note ? { note } : {};
  for (const item of ELIGIBILITY_ITEMS) if (given[item]) answers[item] = given[item];
  const held = await tx
    .update(cases)
    .set({ version: sql`${cases.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(cases.clusterId, actor.clusterId), eq(cases.id, record.id), eq(cases.version, version), eq(cases.state, 'qualifying')));
  if (held.count === 0) return refuse('changed_meanwhile');
  const sheet = { answers, supportDays, filledById: actor.personId, filledAt: at.toISOString() };
  const [filled] = await tx
    .insert(eligibilitySheets)
    .values({ clusterId: actor.clusterId, caseId: record.id, companyId: record.companyId, ...sheet })
    .onConflictDoUpdate({
      target: [eligibilitySheets.clusterId, eligibilitySheets.caseId],
      set: { ...sheet, version: sql`${eligibilitySheets.version} + 1` },
    })
    .returning(wasAndIs);
  const verdict = eligibilityVerdict(answers);
  const told = changes(...(filled?.was ? [filled] : []));
  await recordEvent(tx, actor, 'case.qualified', {
    subject: ['case', record.id],
    companyId: record.companyId,
    caseId: record.id,
    facts: {
      ...told.facts,
      eligible: verdict.isEligible,
      unanswered: verdict.unanswered.length,
      failed: verdict.failed.join(' ') || null,
      days: supportDays,
    },
    texts: { ...told.texts, note },
  });
  return done({ caseId: record.id });
}
