import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import { openSubmittedCase } from '~/features/cases/open-case.server';
import { recordEvent } from '~/features/history/record-event.server';
import { NOTICE_VERSION } from '~/features/privacy/notice';
import { parisDate } from '~/features/programmes/paris-date';
import { newId } from '~/platform/id.server';
import { done, refuse } from '~/platform/result';
import { supportRequests } from '../../../db/schema/cases';
import { findAskingCompany, findOpenJourney, findRequest, hasLeader, listOpenCases } from './requests.queries.server';
import { mayAskForSupport, mayWriteRequest } from './support-request.policy';
import type { SupportRequest } from './support-request.schema';

type Target = { companyId: string; requestId?: string | undefined };

/** Sends a request: opens a case in `submitted` on its track and starts the clocks of first contact and decision. */
export async function submitRequest(tx: Tx, actor: Actor, target: Target, input: SupportRequest, at: Date) {
  const company = await findAskingCompany(tx, actor, target.companyId);
  if (!company) return refuse('not_found');
  if (!mayAskForSupport(actor, company)) return refuse('not_allowed');
  if (company.isCeased) return refuse('company_ceased');
  if (isStaff(actor) && !input.note) return refuse('note_missing');
  if (isStaff(actor) && !(await hasLeader(tx, actor, company.id, parisDate(at)))) return refuse('leader_missing');
  const journey = await findOpenJourney(tx, actor, company.id);
  if (!journey) return refuse('not_enrolled');
  const draft = target.requestId === undefined ? null : await findRequest(tx, actor, target.requestId);
  if (target.requestId !== undefined && (!draft || draft.companyId !== company.id)) return refuse('not_found');
  if (draft && !mayWriteRequest(actor, draft)) return refuse('already_submitted');
  const open = (await listOpenCases(tx, actor, company.id)).find((one) => one.track === input.track);
  if (open) return refuse('already_open', { reference: open.reference });

  const requestId = draft?.id ?? newId();
  const opened = await openSubmittedCase(tx, actor, { companyId: company.id, journey, track: input.track, title: input.title, at });
  if (!opened) return refuse('already_open', { reference: '…' });
  const sent = {
    track: input.track,
    title: input.title,
    need: input.need,
    onBehalfNote: input.note,
    state: 'submitted' as const,
    noticeVersion: NOTICE_VERSION,
    submittedAt: at.toISOString(),
    caseId: opened.caseId,
  };
  if (draft) {
    const changed = await tx
      .update(supportRequests)
      .set({ ...sent, version: sql`version + 1`, updatedAt: sql`now()` })
      .where(
        and(eq(supportRequests.clusterId, actor.clusterId), eq(supportRequests.id, requestId), eq(supportRequests.version, draft.version)),
      )
      .returning({ id: supportRequests.id });
    if (changed.length === 0) return refuse('changed_meanwhile');
  } else {
    await tx
      .insert(supportRequests)
      .values({ clusterId: actor.clusterId, id: requestId, companyId: company.id, askedById: actor.personId, ...sent });
  }
  await recordEvent(tx, actor, 'request.submitted', {
    subject: ['request', requestId],
    companyId: company.id,
    caseId: opened.caseId,
    confidentiality: 'company',
    facts: { track: input.track, reference: opened.reference, notice: NOTICE_VERSION, to: 'submitted', on_behalf: isStaff(actor) },
  });
  return done({ requestId, caseId: opened.caseId, reference: opened.reference });
}
