import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Changed, wasAndIs } from '~/features/history/changes.server';
import type { ItemClass } from '~/features/programmes/confidentiality';
import { documents } from '../../../db/schema/documents';
import { notes, tasks } from '../../../db/schema/plans';
import type { FoundItem } from './item.queries.server';

type Written = { itemClass: ItemClass; version: number; at: Date };

/** Writes the class of a thing over the version that was read; null when it changed meanwhile. */
export async function writeClass(
  tx: Tx,
  actor: Actor,
  { kind, id }: FoundItem,
  { itemClass, version, at }: Written,
): Promise<Changed | null> {
  const read = (table: typeof notes | typeof tasks | typeof documents) =>
    and(eq(table.clusterId, actor.clusterId), eq(table.id, id), eq(table.version, version));
  const now = { confidentiality: itemClass, readerIds: [], version: version + 1 };
  const updatedAt = at.toISOString();
  if (kind === 'document') return writeDocumentClass(tx, actor, id, now, read(documents));
  const [changed] =
    kind === 'note'
      ? await tx
          .update(notes)
          .set({ ...now, updatedAt })
          .where(read(notes))
          .returning(wasAndIs)
      : await tx
          .update(tasks)
          .set({ ...now, updatedAt })
          .where(read(tasks))
          .returning(wasAndIs);
  return changed ?? null;
}

type Now = { confidentiality: ItemClass; readerIds: string[]; version: number };

/** A document's former versions follow it. */
async function writeDocumentClass(tx: Tx, actor: Actor, id: string, now: Now, read: ReturnType<typeof and>): Promise<Changed | null> {
  const [changed] = await tx
    .update(documents)
    .set(now)
    .where(and(read, isNull(documents.replacedAt)))
    .returning(wasAndIs);
  if (!changed) return null;
  const { confidentiality, readerIds } = now;
  const family = sql`${documents.familyId} = (select d.family_id from documents d where d.cluster_id = ${actor.clusterId} and d.id = ${id})`;
  await tx
    .update(documents)
    .set({ confidentiality, readerIds })
    .where(and(eq(documents.clusterId, actor.clusterId), family, ne(documents.id, id)));
  return changed;
}
