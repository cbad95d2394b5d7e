import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { mayFillEligibility } from './case.policy';
import { type CaseRecord, findCaseRecord } from './case-record.queries.server';
import { type EligibilitySheet, type KnownEligibility, proposedEligibility } from './eligibility';
import { partInCase } from './part-in-case';

export type FilledSheet = { answers: EligibilitySheet; supportDays: number | null; byName: string | null; filledAt: string };

/** A case's eligibility sheet, or null while nobody has filled it. */
export async function findEligibilitySheet(tx: Tx, actor: Actor, caseId: string): Promise<FilledSheet | null> {
  const [sheet] = await tx.execute<FilledSheet>(sql`
    select e.answers, e.support_days as "supportDays", e.filled_at as "filledAt",
      (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = e.cluster_id and p.id = e.filled_by_id) as "byName"
    from eligibility_sheets e where e.cluster_id = ${actor.clusterId} and e.case_id = ${caseId}`);
  return sheet ?? null;
}

type KnownRow = Omit<KnownEligibility, 'hasDeclaredConflict' | 'today'>;

/**
 * What the platform knows of the company for each question of the sheet. Interests are declared nowhere, so that question has no proposal;
 * nor has the territory where the programme's settings list no departments.
 */
async function proposeEligibility(tx: Tx, actor: Actor, caseId: string, today: string): Promise<EligibilitySheet> {
  const [known] = await tx.execute<KnownRow>(sql`
    select case when jsonb_array_length(p.settings -> 'departments') > 0 then co.department_code end as department,
      coalesce(p.settings -> 'departments', '[]') as "clusterDepartments",
      co.main_das is not null as "hasMainDomain", m.status as membership, m.until_on::text as "trialUntil",
      co.administrative_state = 'ceased' as "isCeased", co.size_category is not null as "hasKnownSmeStatus",
      c.exception_no > 0 or exists (select from cases o where o.cluster_id = c.cluster_id and o.company_id = c.company_id and o.track = c.track and o.id <> c.id
        and o.state not in ('closed', 'closed_early', 'refused', 'redirected')) as "hasOpenCaseOnTrack"
    from cases c join programmes p on p.cluster_id = c.cluster_id and p.id = c.programme_id
      join companies co on co.cluster_id = c.cluster_id and co.id = c.company_id
      left join lateral (select n.status, n.until_on from memberships n where n.cluster_id = c.cluster_id and n.company_id = c.company_id
        and n.from_on <= ${today}::date and (n.until_on is null or n.until_on >= ${today}::date) order by n.from_on desc, n.id limit 1) m on true
    where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`);
  return known ? proposedEligibility({ ...known, hasDeclaredConflict: false, today }) : {};
}

export type EligibilityPage = {
  head: Pick<CaseRecord, 'id' | 'reference' | 'companyId' | 'companyName' | 'track' | 'state' | 'version'>;
  sheet: FilledSheet | null;
  proposed: EligibilitySheet;
  mayFill: boolean;
  /** Days of support a track lead accepts without the manager. */
  limit: number;
};

/** The sheet of a case with what the platform proposes, or null when the case is out of sight. */
export async function readEligibilityPage(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  today: string,
): Promise<EligibilityPage | null> {
  const record = await findCaseRecord(tx, actor, caseId, today);
  if (!record) return null;
  const { id, reference, companyId, companyName, track, state, version } = record;
  const mayFill = mayFillEligibility(partInCase(actor, record), state);
  return {
    head: { id, reference, companyId, companyName, track, state, version },
    sheet: await findEligibilitySheet(tx, actor, id),
    proposed: mayFill ? await proposeEligibility(tx, actor, id, today) : {},
    mayFill,
    limit: record.settings.trackLeadSupportDays,
  };
}
