import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, refuse } from '~/platform/result';
import { supportRequests } from '../../../db/schema/cases';
import { findAskingCompany, findRequest } from './requests.queries.server';
import { mayAskForSupport, mayWriteRequest } from './support-request.policy';
import type { DraftRequest } from './support-request.schema';

/** Keeps a request as it stands, without sending it; only its author sees it. A draft leaves no event. */
export async function saveRequest(
  tx: Tx,
  actor: Actor,
  target: { companyId: string; requestId?: string | undefined },
  input: DraftRequest,
) {
  const company = await findAskingCompany(tx, actor, target.companyId);
  if (!company) return refuse('not_found');
  if (!mayAskForSupport(actor, company)) return refuse('not_allowed');
  const kept = { track: input.track, title: input.title ?? '', need: input.need ?? '', onBehalfNote: input.note };
  if (target.requestId === undefined) {
    const id = newId();
    await tx.insert(supportRequests).values({ clusterId: actor.clusterId, id, companyId: company.id, askedById: actor.personId, ...kept });
    return done({ requestId: id });
  }
  const request = await findRequest(tx, actor, target.requestId);
  if (!request || request.companyId !== company.id) return refuse('not_found');
  if (!mayWriteRequest(actor, request)) return refuse('already_submitted');
  await tx
    .update(supportRequests)
    .set({ ...kept, version: sql`version + 1`, updatedAt: sql`now()` })
    .where(
      and(eq(supportRequests.clusterId, actor.clusterId), eq(supportRequests.id, request.id), eq(supportRequests.version, request.version)),
    );
  return done({ requestId: request.id });
}
