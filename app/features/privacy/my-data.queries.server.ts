import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isId } from '~/platform/is-id';
import { CONSENT_PURPOSES, CONSENT_TEXTS, type ConsentPurpose } from './consent';
import { mayConsent } from './privacy.policy';

export type ConsentLine = {
  purpose: ConsentPurpose;
  text: string;
  /** When and by whom it was agreed to; null: it is not, or no longer. */
  given: { at: string; by: string; version: string } | null;
};
export type CompanyConsents = { id: string; name: string; consents: ConsentLine[] };
type Standing = { companyId: string; purpose: ConsentPurpose; at: string; by: string; version: string };

async function listStanding(tx: Tx, actor: Actor, companyIds: readonly string[]): Promise<Standing[]> {
  if (companyIds.length === 0) return [];
  return (await tx.execute(sql`
    select c.company_id as "companyId", c.purpose, c.given_at as at, c.text_version as version,
      (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = c.cluster_id and p.id = c.given_by_id) as by
    from consents c where c.cluster_id = ${actor.clusterId} and c.company_id = any (${sql.param(`{${companyIds.join(',')}}`)}::uuid[])
      and c.withdrawn_at is null`)) as unknown as Standing[];
}

/** Each company the actor leads, with what it agrees to today. */
export async function listOwnConsents(tx: Tx, actor: Actor): Promise<CompanyConsents[]> {
  const led = actor.companies.filter(({ id }) => mayConsent(actor, id));
  const standing = await listStanding(
    tx,
    actor,
    led.map(({ id }) => id),
  );
  return led.map(({ id, name }) => ({
    id,
    name,
    consents: CONSENT_PURPOSES.map((purpose) => {
      const given = standing.find((one) => one.companyId === id && one.purpose === purpose);
      const { at, by, version } = given ?? { at: '', by: '', version: '' };
      return { purpose, text: CONSENT_TEXTS[purpose][actor.locale], given: given ? { at, by, version } : null };
    }),
  }));
}

export type DataCopy = { id: string; askedAt: string; readyAt: string | null; expiresAt: string | null; sizeBytes: number | null };

/** The copies the actor asked for, the latest first, as long as they can be downloaded or are being made. */
export async function listCopies(tx: Tx, actor: Actor, at: Date): Promise<DataCopy[]> {
  return (await tx.execute(sql`
    select d.id, d.asked_at as "askedAt", d.ready_at as "readyAt", d.expires_at as "expiresAt", d.size_bytes::float8 as "sizeBytes" from data_copies d
    where d.cluster_id = ${actor.clusterId} and d.person_id = ${actor.personId} and (d.ready_at is null or (d.file_id is not null and d.expires_at > ${at.toISOString()}::timestamptz))
    order by d.asked_at desc, d.id desc limit 20`)) as unknown as DataCopy[];
}

/** One copy of the actor's own that may still be downloaded, or null. */
export async function findCopy(
  tx: Tx,
  actor: Actor,
  id: string | undefined,
  at: Date,
): Promise<{ fileId: string; sizeBytes: number; readyAt: string } | null> {
  if (!isId(id)) return null;
  const [row] = (await tx.execute(sql`
    select d.file_id as "fileId", d.size_bytes::float8 as "sizeBytes", d.ready_at as "readyAt" from data_copies d
    where d.cluster_id = ${actor.clusterId} and d.person_id = ${actor.personId} and d.id = ${id} and d.file_id is not null and d.expires_at > ${at.toISOString()}::timestamptz`)) as unknown as {
    fileId: string;
    sizeBytes: number;
    readyAt: string;
  }[];
  return row ?? null;
}
