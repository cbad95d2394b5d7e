import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import type { ItemRefusal } from './confidential-item';
import { mayOpenItem } from './confidential-item.policy';
import { findItem } from './item.queries.server';
import type { Acted } from './share-item.server';
import { writeClass } from './write-class.server';

/** A manager lowers a restricted thing to the team, and says why. (`docs/domain.md §9.5`) */
export async function openItem(
  tx: Tx,
  actor: Actor,
  [kind, id]: readonly [kind: string | undefined, id: string | undefined],
  input: { version: number; reason: string },
  at: Date,
): Promise<Result<Acted, ItemRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const item = await findItem(tx, actor, kind, id);
  if (!item || item.kind === 'figure') return refuse('not_found');
  if (!mayOpenItem(item.part, { itemClass: 'restricted', isDraft: item.isDraft })) return refuse('not_allowed');
  if (item.isWithdrawn) return refuse('withdrawn');
  if (item.itemClass !== 'restricted') return refuse('not_restricted');
  const opened = await writeClass(tx, actor, item, { itemClass: 'team', version: input.version, at });
  if (!opened) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, `${item.kind}.opened`, {
    subject: [item.kind, item.id],
    companyId: item.companyId,
    caseId: item.caseId ?? undefined,
    confidentiality: 'team',
    facts: changes(opened).facts,
    texts: { reason: input.reason },
  });
  return done({ kind: item.kind, itemId: item.id });
}
