import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { companies, registerUnits } from '../../../db/schema/companies';
import { recordEvent } from '../history/record-event.server';
import type { PickUnitsInput } from './add-company.schema';
import { mayAddCompany } from './company.policy';
import { joinCluster } from './join-cluster.server';

export const PICK_UNITS_REFUSALS = {
  unit_unknown: 'register:refused.unit_unknown',
  unit_ceased: 'register:refused.unit_ceased',
  unit_unnamed: 'register:refused.unit_unnamed',
  no_programme: 'companies:refused.no_programme',
} as const;

type Refused = 'not_allowed' | keyof typeof PICK_UNITS_REFUSALS;
type Unit = typeof registerUnits.$inferSelect;

/**
 * Makes companies of the cluster out of register units and enrols them; those it already knows are only enrolled.
 * All of them or none: a ceased unit, or one that publishes no name, refuses the lot and is named.
 */
export async function addFromRegister(
  tx: Tx,
  actor: Actor,
  { siren: sirens, joining }: PickUnitsInput,
  today: string,
): Promise<Result<{ added: number; enrolled: number; companyId: string | null }, Refused>> {
  if (!mayAddCompany(actor)) return refuse('not_allowed');
  const asked = [...new Set(sirens)];
  const units = await tx.select().from(registerUnits).where(inArray(registerUnits.siren, asked));
  const known = await companiesOf(tx, actor, asked);
  const isNew = (unit: Unit) => !known.some((company) => company.siren === unit.siren);
  const fault = faultIn(asked, units, isNew);
  if (fault) return fault;
  const added = await insertUnits(tx, actor, units.filter(isNew));
  for (const companyId of added) {
    const facts = { source: 'register' };
    await recordEvent(tx, actor, 'company.added', { subject: ['company', companyId], companyId, confidentiality: 'company', facts });
  }
  const all = [...added, ...known.map((company) => company.id)];
  const enrolled = await joinCluster(tx, actor, all, { joining, today });
  if (enrolled === null) return refuse('no_programme');
  return done({ added: added.length, enrolled: enrolled.length, companyId: all.length === 1 ? (all[0] ?? null) : null });
}

function faultIn(asked: readonly string[], units: readonly Unit[], isNew: (unit: Unit) => boolean) {
  const absent = asked.find((siren) => !units.some((unit) => unit.siren === siren));
  if (absent) return refuse('unit_unknown', { siren: absent });
  const ceased = units.find((unit) => unit.isCeased);
  if (ceased) return refuse('unit_ceased', { siren: ceased.siren });
  const unnamed = units.find((unit) => !unit.name && isNew(unit));
  return unnamed ? refuse('unit_unnamed', { siren: unnamed.siren }) : null;
}

function companiesOf(tx: Tx, actor: Actor, sirens: readonly string[]) {
  return tx
    .select({ id: companies.id, siren: companies.siren })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), inArray(companies.siren, [...sirens])));
}

async function insertUnits(tx: Tx, actor: Actor, units: readonly Unit[]): Promise<string[]> {
  if (units.length === 0) return [];
  const rows = units.map((unit) => ({
    clusterId: actor.clusterId,
    id: newId(),
    siren: unit.siren,
    name: unit.name ?? unit.siren,
    acronym: unit.acronym,
    nafCode: unit.nafCode,
    legalFormCode: unit.legalFormCode,
    inseeCategory: unit.inseeCategory,
    headOfficeNic: unit.headOfficeNic,
    foundedOn: unit.foundedOn,
    registerHash: unit.rowHash,
  }));
  const target = [companies.clusterId, companies.siren];
  const made = await tx.insert(companies).values(rows).onConflictDoNothing({ target }).returning({ id: companies.id });
  return made.map((company) => company.id);
}
