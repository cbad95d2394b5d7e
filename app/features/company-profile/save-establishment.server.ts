import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { establishments } from '../../../db/schema/company-records';
import { changes, wasAndIs } from '../history/changes.server';
import { recordEvent } from '../history/record-event.server';
import { mayKeepProfile } from './company-profile.policy';
import { findKeptCompany } from './find-kept-company.server';
import { departmentOfCommune } from './region';
import type { SaveEstablishmentInput } from './save-establishment.schema';

export const SAVE_ESTABLISHMENT_REFUSALS = {
  other_company: 'profile:errors.siret.other_company',
  nic_taken: 'profile:refused.nic_taken',
  other_head_office: 'profile:refused.other_head_office',
} as const;

/** Writes a place of business, new (`establishmentId` null) or corrected. Its SIRET starts with the company's SIREN; one head office at a time. (`docs/domain.md §2.2`) */
export async function saveEstablishment(
  tx: Tx,
  actor: Actor,
  { companyId, establishmentId }: { companyId: string; establishmentId: string | null },
  { version, siret, ...input }: SaveEstablishmentInput,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | keyof typeof SAVE_ESTABLISHMENT_REFUSALS>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepProfile(actor, found)) return refuse('not_allowed');
  if (siret !== null && !siret.startsWith(found.before.siren ?? '-')) return refuse('other_company');
  const values = {
    ...input,
    nic: siret?.slice(9) ?? null,
    departmentCode: input.communeCode ? departmentOfCommune(input.communeCode) : null,
  };
  const others = and(
    eq(establishments.clusterId, actor.clusterId),
    eq(establishments.companyId, companyId),
    establishmentId ? ne(establishments.id, establishmentId) : undefined,
  );
  if (values.nic !== null) {
    const [same] = await tx
      .select({ id: establishments.id })
      .from(establishments)
      .where(and(others, eq(establishments.nic, values.nic)))
      .limit(1);
    if (same) return refuse('nic_taken');
  }
  if (values.isHeadOffice && values.untilOn === null) {
    const isOpenHead = and(others, eq(establishments.isHeadOffice, true), isNull(establishments.untilOn));
    const [head] = await tx.select({ id: establishments.id }).from(establishments).where(isOpenHead).limit(1);
    if (head) return refuse('other_head_office');
  }
  const written = await write(tx, actor, { companyId, establishmentId, version }, values);
  if (!written) return refuse('changed_meanwhile');
  const told = changes(...(written.was ? [written] : []));
  await recordEvent(tx, actor, 'company.establishment_saved', {
    subject: ['establishment', written.id],
    companyId,
    facts: { ...told.facts, nic: values.nic, communeCode: values.communeCode, isHeadOffice: values.isHeadOffice, untilOn: values.untilOn },
    texts: told.texts,
  });
  return done({ companyId });
}

type Row = Record<string, unknown>;

async function write(
  tx: Tx,
  actor: Actor,
  { companyId, establishmentId, version }: { companyId: string; establishmentId: string | null; version: number },
  values: Omit<SaveEstablishmentInput, 'version' | 'siret'> & { nic: string | null; departmentCode: string | null },
): Promise<{ id: string; was: Row | null; is: Row | null } | null> {
  const own = and(
    eq(establishments.clusterId, actor.clusterId),
    eq(establishments.companyId, companyId),
    eq(establishments.id, establishmentId ?? ''),
    eq(establishments.version, version),
  );
  const [row] =
    establishmentId === null
      ? await tx
          .insert(establishments)
          .values({ clusterId: actor.clusterId, id: newId(), companyId, ...values })
          .onConflictDoNothing()
          .returning({ id: establishments.id, ...wasAndIs })
      : await tx
          .update(establishments)
          .set({ ...values, version: sql`${establishments.version} + 1`, updatedAt: sql`now()` })
          .where(own)
          .returning({ id: establishments.id, ...wasAndIs });
  return row ?? null;
}
