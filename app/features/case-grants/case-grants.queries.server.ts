import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { type CaseParties, partInCase } from '~/features/cases/part-in-case';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';
import { dayInParis } from '~/platform/clock.server';
import { isId } from '~/platform/is-id';
import type { GrantKind, GrantPart } from './case-grant';
import { kindOpenedBy, mayOpenCaseTo } from './case-grant.policy';

export type GrantedCase = CaseParties & { id: string; reference: string; companyName: string; track: Track };

/** One opening of a case, as those who know the case read it. */
export type GrantLine = {
  id: string;
  name: string;
  kind: GrantKind;
  parts: GrantPart[];
  reason: string;
  fromOn: LocalDate;
  untilOn: LocalDate;
  endedOn: LocalDate | null;
  by: string;
  runs: boolean;
  /** It runs, and gives nothing: its person is shut out, or no longer an expert or of the company. */
  isIdle: boolean;
};

export type CaseGrantsPage = Pick<GrantedCase, 'id' | 'reference' | 'companyName' | 'track'> & {
  today: LocalDate;
  /** To whom this person would open it. */
  kind: GrantKind;
  /** Those it is opened to, then those it was. */
  grants: (GrantLine & { canEnd: boolean })[];
  /** Those it may be opened to; null to whoever only reads. */
  readers: { id: string; name: string }[] | null;
};

/** A case in sight, with what decides who may open it; null out of sight. A person to whom it is opened does not see it here. */
export async function findGrantedCase(tx: Tx, actor: Actor, caseId: string | undefined): Promise<GrantedCase | null> {
  if (!isId(caseId)) return null;
  const [row] = await tx.execute<GrantedCase>(sql`
    select c.id, c.reference, coalesce(k.name, '') as "companyName", c.company_id as "companyId", c.programme_id as "programmeId", c.track, c.state, c.lead_id as "leadId",
      c.triage_owner_id as "triageOwnerId"
    from cases c left join companies k on k.cluster_id = c.cluster_id and k.id = c.company_id
    where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`);
  return row ?? null;
}

const MOST_SHOWN = 50;

/** To whom a case is and was opened, and to whom this person may open it; null out of sight. Three statements. */
export async function readCaseGrantsPage(tx: Tx, actor: Actor, caseId: string | undefined, at: Date): Promise<CaseGrantsPage | null> {
  const found = await findGrantedCase(tx, actor, caseId);
  if (!found) return null;
  const part = partInCase(actor, found);
  const kind = kindOpenedBy(part);
  const grants = await listGrants(tx, actor, found.id, dayInParis(at));
  const { id, reference, companyName, track, companyId } = found;
  return {
    ...{ id, reference, companyName, track, kind, today: dayInParis(at) },
    grants: grants.map((grant) => ({ ...grant, canEnd: grant.runs && mayOpenCaseTo(part, grant.kind) })),
    readers: mayOpenCaseTo(part, kind) ? await listReaders(tx, kind, companyId) : null,
  };
}

async function listGrants(tx: Tx, actor: Actor, caseId: string, today: string): Promise<GrantLine[]> {
  return (await tx.execute(sql`
    with reading as materialized (select r.person_id from access.readers_of_case(${caseId}::uuid) r)
    select g.id, coalesce((select p.given_name || ' ' || p.family_name from people p where p.cluster_id = g.cluster_id and p.id = g.person_id), '') as name, g.kind, g.parts, g.reason,
      g.from_on::text as "fromOn", g.until_on::text as "untilOn", (g.ended_at at time zone 'Europe/Paris')::date::text as "endedOn",
      coalesce((select p.given_name || ' ' || p.family_name from people p where p.cluster_id = g.cluster_id and p.id = g.opened_by_id), '') as by, ${runs(sql`g`, today)} as runs,
      not exists (select from reading r where r.person_id = g.person_id) as "isIdle"
    from case_grants g where g.cluster_id = ${actor.clusterId} and g.case_id = ${caseId} order by runs desc, g.id desc limit ${MOST_SHOWN}`)) as unknown as GrantLine[];
}

async function listReaders(tx: Tx, kind: GrantKind, companyId: string): Promise<{ id: string; name: string }[]> {
  return (await tx.execute(sql`
    select r.person_id as id, r.given_name || ' ' || r.family_name as name from access.grant_readers(${kind}, ${companyId}::uuid) r
    where not r.is_shut_out order by r.family_name, r.given_name, r.person_id`)) as unknown as { id: string; name: string }[];
}
