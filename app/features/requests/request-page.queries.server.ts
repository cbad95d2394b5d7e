import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import { isId } from '~/platform/is-id';
import { findAskingCompany, findRequest, findRequestCase, listOpenCases } from './requests.queries.server';
import { mayAskForSupport } from './support-request.policy';

type Asked = { companyId?: string | undefined; requestId?: string | undefined };

/** The blank form of a company, or a kept one, of its own company where none is named; null where the actor may not ask for it. */
export async function readRequestForm(tx: Tx, actor: Actor, { companyId: named, requestId }: Asked) {
  const request = requestId === undefined ? null : await findRequest(tx, actor, requestId);
  const companyId = named ?? request?.companyId;
  if (!isId(companyId)) return null;
  const company = await findAskingCompany(tx, actor, companyId);
  if (!company || !mayAskForSupport(actor, company)) return null;
  if (requestId !== undefined && request?.companyId !== company.id) return null;
  const sent = request?.state === 'submitted' ? await findRequestCase(tx, actor, request.id) : null;
  return {
    companyName: company.name,
    openCases: await listOpenCases(tx, actor, company.id),
    draft: request ? { track: request.track, title: request.title, need: request.need, note: request.onBehalfNote } : null,
    sent,
    isForCompany: isStaff(actor),
  };
}

/** The company of a request the actor may read. */
export async function findRequestCompany(tx: Tx, actor: Actor, requestId: string | undefined): Promise<string | null> {
  return isId(requestId) ? ((await findRequest(tx, actor, requestId))?.companyId ?? null) : null;
}
