import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result, refuse } from '~/platform/result';
import { mayKeepProfile, mayStateOwnProfile } from './company-profile.policy';
import type { EditOwnershipInput, OwnOwnershipInput } from './edit-ownership.schema';
import { findKeptCompany } from './find-kept-company.server';
import { writeProfile } from './write-profile.server';

type Edited = Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile'>;

/** Who holds a company's capital, and its dated statuses. Never its size: a purchase alone doesn't end an SME. (`docs/domain.md §2.3`) */
export async function editOwnership(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { version, groupName, ...codes }: EditOwnershipInput,
  today: string,
): Promise<Edited> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepProfile(actor, found)) return refuse('not_allowed');
  const isWritten = await writeProfile(tx, actor, found.before, version, {
    codes: { ...codes, autonomyDeclaredOn: today },
    words: { groupName },
  });
  return isWritten ? done({ companyId }) : refuse('changed_meanwhile');
}

export const OWN_OWNERSHIP_REFUSALS = { group_named: 'profile:refused.group_named' } as const;

/** A leader says whether their company stands alone, and since when it has its statuses; a group is named by the cluster. */
export async function stateOwnOwnership(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { version, ...codes }: OwnOwnershipInput,
  today: string,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | keyof typeof OWN_OWNERSHIP_REFUSALS>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayStateOwnProfile(actor, companyId)) return refuse('not_allowed');
  const isAlone = codes.autonomy === 'autonomous' || codes.autonomy === 'unknown';
  if (isAlone && found.before.groupHeadSiren !== null) return refuse('group_named');
  const isWritten = await writeProfile(tx, actor, found.before, version, { codes: { ...codes, autonomyDeclaredOn: today } });
  return isWritten ? done({ companyId }) : refuse('changed_meanwhile');
}
