import { and, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { journeys } from '../../../db/schema/cases';
import { programmes } from '../../../db/schema/programmes';

/**
 * Opens the journey of companies in the cluster's running programme. Returns the companies that had none;
 * null when no programme runs today.
 */
export async function openJourneys(tx: Tx, actor: Actor, companyIds: readonly string[], today: string): Promise<string[] | null> {
  const [programme] = await tx
    .select({ id: programmes.id })
    .from(programmes)
    .where(
      and(
        eq(programmes.clusterId, actor.clusterId),
        lte(programmes.startsOn, today),
        or(isNull(programmes.endsOn), gte(programmes.endsOn, today)),
      ),
    )
    .orderBy(desc(programmes.startsOn), programmes.id)
    .limit(1);
  if (!programme) return null;
  if (companyIds.length === 0) return [];
  const known = await tx
    .select({ companyId: journeys.companyId })
    .from(journeys)
    .where(
      and(eq(journeys.clusterId, actor.clusterId), eq(journeys.programmeId, programme.id), inArray(journeys.companyId, [...companyIds])),
    );
  const fresh = companyIds.filter((id) => !known.some((journey) => journey.companyId === id));
  if (fresh.length === 0) return [];
  const opened = await tx
    .insert(journeys)
    .values(fresh.map((companyId) => ({ clusterId: actor.clusterId, id: newId(), companyId, programmeId: programme.id, startedOn: today })))
    .onConflictDoNothing({ target: [journeys.clusterId, journeys.companyId, journeys.programmeId] })
    .returning({ companyId: journeys.companyId });
  return opened.map((journey) => journey.companyId);
}
