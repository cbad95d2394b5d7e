import type { Actor } from '~/access/actor';
import { markRead } from '~/access/read-marks.server';
import type { ItemKind } from './confidential-item';

/** Lets a company's person, or somebody to whom the case is opened, open what is shared: from now on the sharing stands. False where it was taken back meanwhile. */
export async function openShared(actor: Actor, kind: ItemKind, { id, companyId }: { id: string; companyId: string }): Promise<boolean> {
  const isOutside = actor.audience === 'company' || actor.audience === 'expert';
  return !isOutside || (await markRead(actor, companyId, [{ kind, id }])).includes(id);
}
