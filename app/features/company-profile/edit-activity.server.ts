import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result, refuse } from '~/platform/result';
import { mayKeepProfile, mayStateOwnProfile } from './company-profile.policy';
import type { EditActivityInput, OwnActivityInput } from './edit-activity.schema';
import { findKeptCompany } from './find-kept-company.server';
import { writeProfile } from './write-profile.server';

type Edited = Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile'>;

/** The domains of a company, its places in the value chain, its technologies and markets. */
export async function editActivity(tx: Tx, actor: Actor, companyId: string, { version, ...codes }: EditActivityInput): Promise<Edited> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepProfile(actor, found)) return refuse('not_allowed');
  return (await writeProfile(tx, actor, found.before, version, { codes })) ? done({ companyId }) : refuse('changed_meanwhile');
}

/** A leader says what their company makes and for whom; its domains stay the cluster's. */
export async function stateOwnActivity(tx: Tx, actor: Actor, companyId: string, { version, ...codes }: OwnActivityInput): Promise<Edited> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayStateOwnProfile(actor, companyId)) return refuse('not_allowed');
  return (await writeProfile(tx, actor, found.before, version, { codes })) ? done({ companyId }) : refuse('changed_meanwhile');
}
