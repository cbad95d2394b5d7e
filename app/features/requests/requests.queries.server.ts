import { and, desc, eq, notInArray, or, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { FINAL_STATES } from '~/features/cases/case-state';
import type { Track } from '~/features/programmes/track';
import { cases, journeys, supportRequests } from '../../../db/schema/cases';
import { companies } from '../../../db/schema/companies';
import { companyRoles } from '../../../db/schema/people';

/** A company the actor may see, with its state in the register. */
export async function findAskingCompany(tx: Tx, actor: Actor, companyId: string) {
  const [company] = await tx
    .select({ id: companies.id, name: companies.name, isCeased: companies.administrativeState })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)));
  return company ? { id: company.id, name: company.name, isCeased: company.isCeased === 'ceased' } : null;
}

/** Whether somebody leads the company among its contacts, with an account or not yet. */
export async function hasLeader(tx: Tx, actor: Actor, companyId: string, today: string): Promise<boolean> {
  const [leader] = await tx
    .select({ id: companyRoles.id })
    .from(companyRoles)
    .where(
      and(
        eq(companyRoles.clusterId, actor.clusterId),
        eq(companyRoles.companyId, companyId),
        eq(companyRoles.role, 'leader'),
        runs(sql`${companyRoles}`, today),
      ),
    )
    .limit(1);
  return leader !== undefined;
}

/** The company's running journey: its newest, when it has several programmes. */
export async function findOpenJourney(tx: Tx, actor: Actor, companyId: string) {
  const [journey] = await tx
    .select({ id: journeys.id, programmeId: journeys.programmeId, endedOn: journeys.endedOn })
    .from(journeys)
    .where(and(eq(journeys.clusterId, actor.clusterId), eq(journeys.companyId, companyId)))
    .orderBy(desc(journeys.startedOn))
    .limit(1);
  return journey && journey.endedOn === null ? journey : null;
}

/** Cases of the company that are not over, to be shown before a second one is asked for. */
export function listOpenCases(tx: Tx, actor: Actor, companyId: string) {
  return tx
    .select({ id: cases.id, reference: cases.reference, track: cases.track, title: cases.title, state: cases.state })
    .from(cases)
    .where(and(eq(cases.clusterId, actor.clusterId), eq(cases.companyId, companyId), notInArray(cases.state, [...FINAL_STATES] as never)))
    .orderBy(cases.reference)
    .limit(20);
}

export type RequestLine = {
  id: string;
  companyId: string;
  track: Track;
  need: string;
  state: string;
  askedById: string;
  version: number;
  onBehalfNote: string | null;
  title: string;
};

/** A request the actor may read: anybody's once sent, only one's own while a draft. */
export async function findRequest(tx: Tx, actor: Actor, requestId: string): Promise<RequestLine | null> {
  const [request] = await tx
    .select({
      id: supportRequests.id,
      companyId: supportRequests.companyId,
      track: supportRequests.track,
      title: supportRequests.title,
      need: supportRequests.need,
      state: supportRequests.state,
      askedById: supportRequests.askedById,
      onBehalfNote: supportRequests.onBehalfNote,
      version: supportRequests.version,
    })
    .from(supportRequests)
    .where(
      and(
        eq(supportRequests.clusterId, actor.clusterId),
        eq(supportRequests.id, requestId),
        or(eq(supportRequests.askedById, actor.personId), eq(supportRequests.state, 'submitted')),
      ),
    );
  return request ?? null;
}

/** The actor's own unsent requests for a company. */
export function listOwnDrafts(tx: Tx, actor: Actor, companyId: string) {
  return tx
    .select({ id: supportRequests.id, track: supportRequests.track, title: supportRequests.title, updatedAt: supportRequests.updatedAt })
    .from(supportRequests)
    .where(
      and(
        eq(supportRequests.clusterId, actor.clusterId),
        eq(supportRequests.companyId, companyId),
        eq(supportRequests.askedById, actor.personId),
        eq(supportRequests.state, 'draft'),
      ),
    )
    .orderBy(desc(supportRequests.updatedAt))
    .limit(5);
}

/** The case a sent request opened. */
export async function findRequestCase(tx: Tx, actor: Actor, requestId: string) {
  const [found] = await tx
    .select({ caseId: cases.id, reference: cases.reference })
    .from(supportRequests)
    .innerJoin(cases, and(eq(cases.clusterId, supportRequests.clusterId), eq(cases.id, supportRequests.caseId)))
    .where(and(eq(supportRequests.clusterId, actor.clusterId), eq(supportRequests.id, requestId)));
  return found ?? null;
}
