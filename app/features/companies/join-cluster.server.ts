import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { memberships } from '../../../db/schema/companies';
import { recordEvent } from '../history/record-event.server';
import { openJourneys } from '../journeys/open-journeys.server';
import { addMonths } from '../programmes/paris-date';
import { type Joining, TRIAL_MONTHS } from './company';

/** Enrols companies in the running programme and opens their membership where one is asked. Null when no programme runs today. */
export async function joinCluster(
  tx: Tx,
  actor: Actor,
  companyIds: readonly string[],
  { joining, today }: { joining: Joining; today: string },
): Promise<string[] | null> {
  const enrolled = await openJourneys(tx, actor, companyIds, today);
  if (enrolled === null) return null;
  if (joining !== 'none' && enrolled.length > 0) {
    const untilOn = joining === 'trial' ? addMonths(today, TRIAL_MONTHS) : null;
    await tx
      .insert(memberships)
      .values(
        enrolled.map((companyId) => ({ clusterId: actor.clusterId, id: newId(), companyId, status: joining, fromOn: today, untilOn })),
      )
      .onConflictDoNothing();
  }
  for (const companyId of enrolled)
    await recordEvent(tx, actor, 'company.enrolled', {
      subject: ['company', companyId],
      companyId,
      confidentiality: 'company',
      facts: { joining },
    });
  return enrolled;
}
