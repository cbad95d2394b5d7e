import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isId } from '~/platform/is-id';
import { type CompanyRecord, findCompany } from '../companies/company-page.queries.server';
import { mayKeepMembership, mayKeepProfile } from './company-profile.policy';
import { type CompanyRecords, readCompanyRecords } from './company-profile.queries.server';

/** A company with what is recorded about it: what every section of its record starts from. Null when it is out of sight. */
export async function readProfilePage(
  tx: Tx,
  actor: Actor,
  companyId: string,
  today: string,
): Promise<{ company: CompanyRecord; records: CompanyRecords } | null> {
  const company = await findCompany(tx, actor, companyId, today);
  return company && { company, records: await readCompanyRecords(tx, actor, companyId) };
}

/** A company whose record the actor keeps, for a section that reads its row alone; null out of sight or for who may not. */
export async function findKeptSection(
  tx: Tx,
  actor: Actor,
  companyId: string | undefined,
  today: string,
): Promise<{ company: CompanyRecord; isManager: boolean } | null> {
  const company = isId(companyId) ? await findCompany(tx, actor, companyId, today) : null;
  return company && mayKeepProfile(actor, company) ? { company, isManager: mayKeepMembership(actor) } : null;
}
