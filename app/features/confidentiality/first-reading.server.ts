import type { Actor } from '~/access/actor';
import { markRead } from '~/access/read-marks.server';
import type { ItemKind } from './confidential-item';

/** Lets a company's person open what is shared with them: from now on the sharing stands. False where it was taken back meanwhile. */
export async function openShared(actor: Actor, kind: ItemKind, { id, companyId }: { id: string; companyId: string }): Promise<boolean> {
  return actor.audience !== 'company' || (await markRead(actor, companyId, [{ kind, id }])).includes(id);
}
