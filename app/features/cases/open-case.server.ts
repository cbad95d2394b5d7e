import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { parisDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';
import { newId } from '~/platform/id.server';
import { cases } from '../../../db/schema/cases';
import { startClocks } from './clocks.server';
import { formatCaseReference, REFERENCE_PREFIXES } from './reference';

type Asked = { companyId: string; journey: { id: string; programmeId: string }; track: Track; title: string; at: Date };

/** Opens a case in `submitted` with its reference and its first two clocks. Null when one is open on the track already. */
export async function openSubmittedCase(
  tx: Tx,
  actor: Actor,
  { companyId, journey, track, title, at }: Asked,
): Promise<{ caseId: string; reference: string } | null> {
  const year = Number(parisDate(at).slice(0, 4));
  const [row] = await tx.execute<{ number: number }>(sql`select access.next_case_number(${REFERENCE_PREFIXES[track]}, ${year}) as number`);
  const reference = formatCaseReference({ track, year, number: row?.number ?? 0 });
  const caseId = newId(at.getTime());
  // The second of two simultaneous requests loses here, on "one open case per journey and track".
  const opened = await tx
    .insert(cases)
    .values({
      clusterId: actor.clusterId,
      id: caseId,
      reference,
      journeyId: journey.id,
      companyId,
      programmeId: journey.programmeId,
      track,
      title,
      state: 'submitted',
      stateSince: at.toISOString(),
      submittedAt: at.toISOString(),
    })
    .onConflictDoNothing();
  if (opened.count === 0) return null;
  await startClocks(tx, actor, { id: caseId, companyId, programmeId: journey.programmeId }, ['C1', 'C2'], at);
  return { caseId, reference };
}
