import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { people } from '../../../db/schema/people';

export type OwnProfile = { givenName: string; familyName: string; phone: string | null; version: number };

/** How the actor stands in their cluster's book. */
export async function readOwnProfile(tx: Tx, actor: Actor): Promise<OwnProfile | null> {
  const { givenName, familyName, phone, version } = people;
  const [row] = await tx
    .select({ givenName, familyName, phone, version })
    .from(people)
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.id, actor.personId)));
  return row ?? null;
}
