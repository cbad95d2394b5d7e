import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { mayAskForSupport } from '~/features/requests/support-request.policy';
import { cases, type Side } from '../../../db/schema/cases';
import { companies } from '../../../db/schema/companies';
import { people } from '../../../db/schema/people';
import type { STORED_CASE_STATES } from '../cases/case-state';
import type { Health } from '../health/health-codes';
import { TRACKS, type Track } from '../programmes/track';
import { standingOn } from './companies.queries.server';
import type { Standing } from './company';
import { mayEditCompany, mayEnrolCompany } from './company.policy';
import { isKept } from './kept-company.server';

type CaseState = (typeof STORED_CASE_STATES)[number];

export type LaneCase = {
  id: string;
  reference: string;
  track: Track;
  state: CaseState;
  isOpen: boolean;
  /** Null for a case whose health is out of the reader's sight, or has none. */
  health: Health | null;
  lead: string | null;
  doneMilestones: number;
  plannedMilestones: number;
  blockedItems: number;
  ball: Side | null;
  nextDueOn: string | null;
  /** Title of what is due next, in the reader's language. */
  nextTitle: string | null;
  endedOn: string | null;
  outcome: string | null;
  endReason: string | null;
};

export type Lane = { track: Track; cases: LaneCase[] };

export type CompanyRecord = typeof companies.$inferSelect & {
  standing: Standing;
  memberSince: string | null;
  trialUntil: string | null;
  isEnrolled: boolean;
  /** The reader's to keep: its record and its people. */
  isKept: boolean;
  /** The reader may look at it as its leaders do. */
  isFollowed: boolean;
};

export type CompanyPageContent = {
  company: CompanyRecord;
  lanes: Lane[];
  can: { edit: boolean; enrol: boolean; ask: boolean; view: boolean };
};

/** A company the actor may see, or null. */
export async function findCompany(tx: Tx, actor: Actor, companyId: string, today: string): Promise<CompanyRecord | null> {
  const running = sql`from memberships m where m.cluster_id = companies.cluster_id and m.company_id = companies.id
    and m.from_on <= ${today}::date and (m.until_on is null or m.until_on >= ${today}::date)`;
  const [row] = await tx
    .select({
      company: companies,
      standing: standingOn(today),
      memberSince: sql<string | null>`(select min(m.from_on)::text ${running} and m.status = 'member')`,
      trialUntil: sql<string | null>`(select max(m.until_on)::text ${running} and m.status = 'trial')`,
      isEnrolled: sql<boolean>`exists (select from journeys j where j.cluster_id = companies.cluster_id and j.company_id = companies.id and j.ended_on is null)`,
      isKept: isKept(companyId),
      isFollowed: sql<boolean>`access.follows_company(${companyId}::uuid)`,
    })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)));
  if (!row) return null;
  const { company, ...standing } = row;
  return { ...company, ...standing };
}

/** Everything the company page shows of identity and cases; contacts and figures come from their own slices. */
export async function readCompanyPage(tx: Tx, actor: Actor, companyId: string, today: string): Promise<CompanyPageContent | null> {
  const company = await findCompany(tx, actor, companyId, today);
  if (!company) return null;
  const lanes = await readLanes(tx, actor, companyId);
  const canEnrol = mayEnrolCompany(actor) && !company.isEnrolled && company.administrativeState === 'active';
  return {
    company,
    lanes,
    can: {
      edit: mayEditCompany(actor, company),
      enrol: canEnrol,
      ask: company.isEnrolled && mayAskForSupport(actor, company),
      view: company.isFollowed,
    },
  };
}

async function readLanes(tx: Tx, actor: Actor, companyId: string): Promise<Lane[]> {
  const title = actor.locale === 'en' ? sql`coalesce(m.title_en, m.title)` : sql`m.title`;
  const rows = await tx
    .select({
      id: cases.id,
      reference: cases.reference,
      track: cases.track,
      state: cases.state,
      isOpen: sql<boolean>`${cases.worklist} <> 'closed'`,
      health: sql<Health | null>`(select h.health from case_health h where h.cluster_id = ${cases.clusterId} and h.case_id = ${cases.id})`,
      leadGiven: people.givenName,
      leadFamily: people.familyName,
      doneMilestones: cases.doneMilestones,
      plannedMilestones: cases.plannedMilestones,
      blockedItems: cases.blockedItems,
      ball: cases.ball,
      nextDueOn: sql<string | null>`nullif(${cases.nextDueOn}, 'infinity')::text`,
      nextTitle: sql<string | null>`(select ${title} from milestones m where m.cluster_id = ${cases.clusterId} and m.case_id = ${cases.id}
        and m.state not in ('done', 'not_applicable') order by m.due_on, m.position limit 1)`,
      endedOn: cases.endedOn,
      outcome: cases.outcome,
      endReason: cases.endReason,
    })
    .from(cases)
    .leftJoin(people, and(eq(people.clusterId, cases.clusterId), eq(people.id, cases.leadId)))
    .where(and(eq(cases.clusterId, actor.clusterId), eq(cases.companyId, companyId)))
    .orderBy(asc(sql`${cases.worklist} = 'closed'`), desc(cases.submittedAt), desc(cases.id))
    .limit(100);
  const lines: LaneCase[] = rows.map(({ leadGiven, leadFamily, ...row }) => ({
    ...row,
    lead: leadGiven ? `${leadGiven} ${leadFamily}` : null,
  }));
  return TRACKS.map((track) => ({ track, cases: lines.filter((line) => line.track === track) }));
}
