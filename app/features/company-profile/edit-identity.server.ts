import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result, refuse } from '~/platform/result';
import { regionOfDepartment } from '../companies/company';
import { mayKeepProfile } from './company-profile.policy';
import type { EditIdentityInput } from './edit-identity.schema';
import { findKeptCompany } from './find-kept-company.server';
import { writeProfile } from './write-profile.server';

/** Corrects a company's names and where it stands; the region follows from the department. */
export async function editIdentity(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { version, ...input }: EditIdentityInput,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepProfile(actor, found)) return refuse('not_allowed');
  const { name, acronym, tradeName, streetAddress, city, ...codes } = input;
  const regionCode = codes.departmentCode ? regionOfDepartment(codes.departmentCode) : null;
  const isWritten = await writeProfile(tx, actor, found.before, version, {
    codes: { ...codes, regionCode },
    words: { name, acronym, tradeName, streetAddress, city },
  });
  return isWritten ? done({ companyId }) : refuse('changed_meanwhile');
}
