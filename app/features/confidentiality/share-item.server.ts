import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { mailLeaders } from '~/features/mail/enqueue-mail.server';
import { done, type Result, refuse } from '~/platform/result';
import type { ItemKind, ItemRefusal } from './confidential-item';
import { mayShareItem } from './confidential-item.policy';
import { findItem } from './item.queries.server';
import { writeClass } from './write-class.server';

export type Acted = { kind: ItemKind; itemId: string };
type Refused = ItemRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile';

/** The author or the case's lead shows what is the team's to the company's leaders; the act is recorded and both sides see it. */
export async function shareItem(
  tx: Tx,
  actor: Actor,
  [kind, id]: readonly [kind: string | undefined, id: string | undefined],
  input: { version: number },
  at: Date,
): Promise<Result<Acted, Refused>> {
  const item = await findItem(tx, actor, kind, id);
  if (!item || item.kind === 'figure') return refuse('not_found');
  const { companyId, caseId } = item;
  if (item.isDraft && mayShareItem(item.part, { ...item, isDraft: false })) return refuse('draft_not_shared');
  if (!mayShareItem(item.part, item)) return refuse('not_allowed');
  if (item.isWithdrawn) return refuse('withdrawn');
  if (item.itemClass === 'company') return refuse('already_shared');
  if (item.itemClass === 'restricted') return refuse('restricted_not_shared');
  const shared = await writeClass(tx, actor, item, { itemClass: 'company', version: input.version, at });
  if (!shared) return refuse('changed_meanwhile');
  const { kind: noteKind, happened_on: happenedOn } = (shared.is ?? {}) as { kind?: string; happened_on?: string };
  const eventId = await recordEvent(tx, actor, `${item.kind}.shared`, {
    subject: [item.kind, item.id],
    companyId,
    caseId: caseId ?? undefined,
    confidentiality: 'company',
    facts: { ...changes(shared).facts, ...(item.kind === 'note' ? { kind: noteKind ?? null, happenedOn: happenedOn ?? null } : {}) },
  });
  if (item.kind === 'note')
    await mailLeaders(tx, actor, { kind: 'note_shared', eventId, subjectId: item.id, companyId, caseId: caseId ?? '', at });
  return done({ kind: item.kind, itemId: item.id });
}
