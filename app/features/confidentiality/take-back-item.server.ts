import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { waitForReaders } from '~/access/read-marks.server';
import { changes } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import type { ItemRefusal } from './confidential-item';
import { mayShareItem } from './confidential-item.policy';
import { findItem } from './item.queries.server';
import type { Acted } from './share-item.server';
import { writeClass } from './write-class.server';

/** Whoever may share a thing takes it back to the team, until somebody of the company has read it. */
export async function takeBackItem(
  tx: Tx,
  actor: Actor,
  [kind, id]: readonly [kind: string | undefined, id: string | undefined],
  input: { version: number },
  at: Date,
): Promise<Result<Acted, ItemRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const item = await findItem(tx, actor, kind, id);
  if (!item || item.kind === 'figure') return refuse('not_found');
  if (item.isOfCompany || !mayShareItem(item.part, item)) return refuse('not_allowed');
  if (item.isWithdrawn) return refuse('withdrawn');
  if (item.itemClass !== 'company') return refuse('not_shared');
  // Somebody who is opening it now comes first.
  await waitForReaders(tx, item.id);
  if (await wasRead(tx, actor, item.kind, item.id)) return refuse('already_read');
  const taken = await writeClass(tx, actor, item, { itemClass: 'team', version: input.version, at });
  if (!taken) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, `${item.kind}.taken_back`, {
    subject: [item.kind, item.id],
    companyId: item.companyId,
    caseId: item.caseId ?? undefined,
    confidentiality: 'team',
    facts: changes(taken).facts,
  });
  return done({ kind: item.kind, itemId: item.id });
}

/** A document counts as read with any of its versions. */
async function wasRead(tx: Tx, actor: Actor, kind: string, id: string): Promise<boolean> {
  const [row] = (await tx.execute(sql`
    select exists (select from item_reads r where r.cluster_id = ${actor.clusterId} and r.kind = ${kind} and r.item_id in (select ${id}::uuid
      union all select v.id from documents d join documents v on v.cluster_id = d.cluster_id and v.family_id = d.family_id where d.cluster_id = ${actor.clusterId} and d.id = ${id})) as "wasRead"`)) as unknown as {
    wasRead: boolean;
  }[];
  return row?.wasRead ?? false;
}
