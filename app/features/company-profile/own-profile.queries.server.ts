import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type CompanyAid, readCompanyAid } from '../aid/aid.queries.server';
import { type CompanyRecord, findCompany } from '../companies/company-page.queries.server';
import { type AnnualSummary, type SizeSummary, summariseSize, summariseYears } from './company-360.server';
import { type CompanyRecords, readCompanyRecords } from './company-profile.queries.server';

/** What a company reads of itself: never a difficulty, its membership, nor why its size was decided. */
export type OwnProfile = {
  company: Omit<CompanyRecord, OwnHidden>;
  records: Pick<CompanyRecords, 'establishments' | 'exportControl' | 'years' | 'links'>;
  annual: AnnualSummary;
  size: SizeSummary;
  aid: CompanyAid;
};

const HIDDEN = [
  'sizeOverrideReason',
  'sizeOverrideEvidence',
  'sizeOverrideById',
  'sizeOverrideAt',
  'registerHash',
  'standing',
  'memberSince',
  'trialUntil',
] as const;
type OwnHidden = (typeof HIDDEN)[number];

/** The record of a company as its leader sees it: three statements. */
export async function readOwnProfile(tx: Tx, actor: Actor, companyId: string, today: string): Promise<OwnProfile | null> {
  const found = await findCompany(tx, actor, companyId, today);
  if (!found) return null;
  const { cells, years, links, establishments, exportControl } = await readCompanyRecords(tx, actor, companyId);
  const company = Object.fromEntries(
    Object.entries(found).filter(([name]) => !(HIDDEN as readonly string[]).includes(name)),
  ) as OwnProfile['company'];
  return {
    company,
    records: { establishments, exportControl, years, links },
    annual: summariseYears({ cells, years }, actor.locale),
    size: summariseSize({ cells, years, links, autonomy: found.autonomy }, today),
    aid: await readCompanyAid(tx, actor, companyId),
  };
}
