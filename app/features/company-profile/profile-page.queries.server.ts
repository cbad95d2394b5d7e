import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type CompanyRecord, findCompany } from '../companies/company-page.queries.server';
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
