import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { companies, registerUnits } from '../../../db/schema/companies';
import { recordEvent } from '../history/record-event.server';
import type { AddCompanyInput } from './add-company.schema';
import { mayAddCompany } from './company.policy';
import { joinCluster } from './join-cluster.server';

export const ADD_COMPANY_REFUSALS = {
  already_known: 'companies:refused.already_known',
  unit_ceased: 'companies:refused.unit_ceased',
  name_missing: 'companies:refused.name_missing',
  no_programme: 'companies:refused.no_programme',
} as const;

type Refused = 'not_allowed' | keyof typeof ADD_COMPANY_REFUSALS;

/**
 * Adds a company by hand and enrols it. With a SIREN the register knows, its row gives what it publishes; the typed name
 * wins. `already_known` names the company that bears the number.
 */
export async function addCompany(
  tx: Tx,
  actor: Actor,
  input: AddCompanyInput,
  today: string,
): Promise<Result<{ companyId: string }, Refused>> {
  if (!mayAddCompany(actor)) return refuse('not_allowed');
  const known = input.siren ? await findCompanyBySiren(tx, actor, input.siren) : null;
  if (known) return refuse('already_known', { id: known.id, name: known.name });
  const unit = input.siren ? await findUnit(tx, input.siren) : null;
  if (unit?.isCeased) return refuse('unit_ceased');
  const name = input.name ?? unit?.name ?? null;
  if (!name) return refuse('name_missing');
  const companyId = newId();
  const fromRegister = unit
    ? {
        acronym: unit.acronym,
        nafCode: unit.nafCode,
        legalFormCode: unit.legalFormCode,
        inseeCategory: unit.inseeCategory,
        headOfficeNic: unit.headOfficeNic,
        foundedOn: unit.foundedOn,
        registerHash: unit.rowHash,
      }
    : {};
  const [added] = await tx
    .insert(companies)
    .values({
      clusterId: actor.clusterId,
      id: companyId,
      siren: input.siren,
      foreignId: input.foreignId,
      countryCode: input.siren ? 'FR' : input.countryCode,
      name,
      ...fromRegister,
    })
    .onConflictDoNothing({ target: [companies.clusterId, companies.siren] })
    .returning({ id: companies.id });
  if (!added) {
    const winner = await findCompanyBySiren(tx, actor, input.siren ?? '');
    return refuse('already_known', { id: winner?.id ?? '', name: winner?.name ?? '' });
  }
  const source = unit ? 'register' : 'hand';
  await recordEvent(tx, actor, 'company.added', {
    subject: ['company', companyId],
    companyId,
    confidentiality: 'company',
    facts: { source },
  });
  const enrolled = await joinCluster(tx, actor, [companyId], { joining: input.joining, today });
  return enrolled === null ? refuse('no_programme') : done({ companyId });
}

/** The company of the cluster that bears a SIREN. */
export async function findCompanyBySiren(tx: Tx, actor: Actor, siren: string): Promise<{ id: string; name: string } | null> {
  const [row] = await tx
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.siren, siren)));
  return row ?? null;
}

/** A legal unit of the register, by its number. */
export async function findUnit(tx: Tx, siren: string): Promise<typeof registerUnits.$inferSelect | null> {
  const [row] = await tx.select().from(registerUnits).where(eq(registerUnits.siren, siren));
  return row ?? null;
}
