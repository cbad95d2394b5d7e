import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { mayRecordAid } from '../aid/aid.policy';
import { type CompanyAid, readCompanyAid } from '../aid/aid.queries.server';
import type { CompanyPageContent } from '../companies/company-page.queries.server';
import type { Difficulty } from '../companies/profile-list';
import type { Track } from '../programmes/track';
import { type AnnualSummary, gapsIn, type SizeSummary, summariseSize, summariseYears } from './company-360.server';
import { mayKeepMembership, mayKeepProfile } from './company-profile.policy';
import { type CompanyRecords, readCompanyRecords } from './company-profile.queries.server';
import type { Gap } from './track-gap';

export type Company360 = {
  records: Omit<CompanyRecords, 'cells' | 'years' | 'links'>;
  annual: AnnualSummary;
  size: SizeSummary;
  gaps: Partial<Record<Track, Gap>>;
  difficulty: Difficulty | null;
  aid: CompanyAid;
  can: { keep: boolean; keepMembership: boolean; recordAid: boolean };
};

/** What the company's page shows beside its identity and cases: two statements. */
export async function readCompany360(tx: Tx, actor: Actor, { company, lanes }: CompanyPageContent, today: string): Promise<Company360> {
  const { cells, years, links, ...records } = await readCompanyRecords(tx, actor, company.id);
  const aid = await readCompanyAid(tx, actor, company.id);
  const neverOpened = lanes.filter((lane) => lane.cases.length === 0).map(({ track }) => track);
  return {
    records,
    annual: summariseYears({ cells, years }, actor.locale),
    size: summariseSize({ cells, years, links, autonomy: company.autonomy }, today),
    gaps: gapsIn({ cells }, neverOpened),
    difficulty: records.difficulties.find(({ untilOn }) => untilOn === null)?.level ?? null,
    aid,
    can: { keep: mayKeepProfile(actor, company), keepMembership: mayKeepMembership(actor), recordAid: mayRecordAid(actor, company) },
  };
}
