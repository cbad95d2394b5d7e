import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { dayInParis } from '~/platform/clock.server';
import { isId } from '~/platform/is-id';
import type { KeptFor } from './found-text';
import type { PrivacyOutcome, PrivacyRequestKind } from './privacy-request';

export type PrivacyRequestLine = {
  id: string;
  person: string;
  kind: PrivacyRequestKind;
  receivedOn: string;
  dueOn: string;
  answeredAt: string | null;
  outcome: PrivacyOutcome | null;
};

const SHOWN = 200;

/** The register: what still waits for an answer by its day, then what was answered, the latest first. */
export async function listPrivacyRequests(tx: Tx, actor: Actor): Promise<PrivacyRequestLine[]> {
  return (await tx.execute(sql`
    select r.id, p.given_name || ' ' || p.family_name as person, r.kind, r.received_on as "receivedOn", r.due_on as "dueOn", r.answered_at as "answeredAt", r.outcome
    from privacy_requests r join people p on p.cluster_id = r.cluster_id and p.id = r.person_id where r.cluster_id = ${actor.clusterId}
    order by r.answered_at is not null, case when r.answered_at is null then r.due_on end, r.answered_at desc, r.id limit ${SHOWN}`)) as unknown as PrivacyRequestLine[];
}

export type PersonFound = { id: string; name: string; email: string | null };

/** People of the cluster by a part of their name or address, for whoever writes down what one of them asks. */
export async function findPeopleByName(tx: Tx, actor: Actor, q: string): Promise<PersonFound[]> {
  return (await tx.execute(sql`
    select p.id, p.given_name || ' ' || p.family_name as name, p.email
    from people p where p.cluster_id = ${actor.clusterId} and p.anonymised_at is null
      and position(access.fold(${q}) in access.fold(p.given_name || ' ' || p.family_name || ' ' || coalesce(p.email, ''))) > 0
    order by p.family_name, p.given_name, p.id limit 20`)) as unknown as PersonFound[];
}

/** Somebody of whom a request is written down, or null. */
export async function findAskingPerson(tx: Tx, actor: Actor, id: string | null): Promise<{ id: string; name: string } | null> {
  if (!isId(id)) return null;
  const [person] = (await tx.execute(sql`
    select p.id, p.given_name || ' ' || p.family_name as name from people p where p.cluster_id = ${actor.clusterId} and p.id = ${id}::uuid and p.anonymised_at is null`)) as unknown as {
    id: string;
    name: string;
  }[];
  return person ?? null;
}

type RequestRow = PrivacyRequestLine & {
  personId: string;
  email: string | null;
  isStaff: boolean;
  version: number;
  extendedOn: string | null;
  extensionReason: string | null;
  identityCheck: string | null;
  identityCheckedAt: string | null;
  identityCheckedBy: string | null;
  erasedAt: string | null;
  answer: string | null;
  proof: string | null;
  answeredBy: string | null;
  toCheck: number;
  filesToCheck: number;
  checked: number;
  kept: { keptFor: KeptFor; count: number }[];
};
export type PrivacyRequestPageData = RequestRow & { isLate: boolean };

/** A request with what was done about it; of the texts an erasure found, numbers alone: whoever reads them decides. */
export async function readPrivacyRequest(tx: Tx, actor: Actor, id: string | undefined, at: Date): Promise<PrivacyRequestPageData | null> {
  if (!isId(id)) return null;
  const nameOf = (column: ReturnType<typeof sql>) =>
    sql`(select n.given_name || ' ' || n.family_name from people n where n.cluster_id = r.cluster_id and n.id = ${column})`;
  const found = (more: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from privacy_finds f where f.cluster_id = r.cluster_id and f.person_id = r.person_id and ${more})`;
  const [row] = (await tx.execute(sql`
    select r.id, r.person_id as "personId", p.given_name || ' ' || p.family_name as person, p.email, exists (select from cluster_roles k where k.cluster_id = r.cluster_id and k.person_id = r.person_id) as "isStaff",
      r.kind, r.received_on as "receivedOn", r.due_on as "dueOn", r.version, r.extended_on as "extendedOn", r.extension_reason as "extensionReason", r.identity_check as "identityCheck",
      r.identity_checked_at as "identityCheckedAt", ${nameOf(sql`r.identity_checked_by_id`)} as "identityCheckedBy", r.erased_at as "erasedAt", r.outcome, r.answer, r.proof, r.answered_at as "answeredAt",
      ${nameOf(sql`r.answered_by_id`)} as "answeredBy", ${found(sql`f.finding = 'maybe' and f.settled_at is null`)} as "toCheck", ${found(sql`f.finding = 'file' and f.settled_at is null`)} as "filesToCheck",
      ${found(sql`f.settled_at is not null`)} as checked,
      (select coalesce(jsonb_agg(jsonb_build_object('keptFor', k.kept_for, 'count', k.n) order by k.kept_for), '[]')
        from (select f.kept_for, count(*)::int as n from privacy_finds f where f.cluster_id = r.cluster_id and f.person_id = r.person_id and f.finding = 'kept' group by 1) k) as kept
    from privacy_requests r join people p on p.cluster_id = r.cluster_id and p.id = r.person_id where r.cluster_id = ${actor.clusterId} and r.id = ${id}::uuid`)) as unknown as RequestRow[];
  return row ? { ...row, isLate: row.answeredAt === null && row.dueOn < dayInParis(at) } : null;
}
