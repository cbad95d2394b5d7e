import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import type { EventKind } from '~/features/history/event';
import { recordEvent } from '~/features/history/record-event.server';
import { isId } from '~/platform/is-id';
import { people } from '../../../db/schema/people';
import { privacyRequests } from '../../../db/schema/privacy';

/** A request as an act on it finds it, with whoever it is about. */
export async function findPrivacyRequest(tx: Tx, actor: Actor, id: string | undefined) {
  if (!isId(id)) return null;
  const { personId, kind, receivedOn, dueOn, extendedOn, identityCheckedAt, erasedAt, answeredAt } = privacyRequests;
  const [found] = await tx
    .select({
      ...{ id: privacyRequests.id, personId, kind, receivedOn, dueOn, extendedOn, identityCheckedAt, erasedAt, answeredAt },
      ...{ accountId: people.accountId, isStaff: people.isStaff, personVersion: people.version },
      hasStaffRole: sql<boolean>`exists (select from cluster_roles r where r.cluster_id = ${people.clusterId} and r.person_id = ${people.id})`,
    })
    .from(privacyRequests)
    .innerJoin(people, and(eq(people.clusterId, privacyRequests.clusterId), eq(people.id, privacyRequests.personId)))
    .where(and(eq(privacyRequests.clusterId, actor.clusterId), eq(privacyRequests.id, id)));
  return found ?? null;
}

type Written = Partial<typeof privacyRequests.$inferInsert>;

/** Writes an act on an open request and its event, from what to what; false where somebody else wrote meanwhile. */
export async function writePrivacyRequest(
  tx: Tx,
  actor: Actor,
  { id, version, set, kind, facts = {} }: { id: string; version: number; set: Written; kind: EventKind; facts?: Record<string, number> },
): Promise<boolean> {
  const isOpen: SQL = isNull(privacyRequests.answeredAt);
  const [written] = await tx
    .update(privacyRequests)
    .set({ ...set, version: sql`${privacyRequests.version} + 1` })
    .where(and(eq(privacyRequests.clusterId, actor.clusterId), eq(privacyRequests.id, id), eq(privacyRequests.version, version), isOpen))
    .returning(wasAndIs);
  if (!written) return false;
  const told = changes(written);
  await recordEvent(tx, actor, kind, {
    subject: ['privacy_request', id],
    confidentiality: 'admin',
    facts: { ...told.facts, ...facts },
    texts: told.texts,
  });
  return true;
}
