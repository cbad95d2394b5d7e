import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { CaseParties } from '~/features/cases/part-in-case';
import { partInCase } from '~/features/cases/part-in-case';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';
import { isId } from '~/platform/is-id';
import type { HealthPart, HealthReason } from './health';
import { mayJudgeHealth } from './health.policy';
import type { Health } from './health-codes';

/** A reason with the words of its milestone. */
export type WordedReason = HealthReason & { position?: number; title?: string };

/** How a case stands, for its team. */
export type CaseHealth = {
  health: Health;
  computed: Health;
  /** The day for which it was computed. */
  on: LocalDate;
  reasons: WordedReason[];
  judgement: { id: string; reason: string; byName: string | null; fromOn: LocalDate; untilOn: LocalDate } | null;
};

/** The health of the case `c` as one value; null for a company's people, and where there is none. */
export function healthOf(c: SQL, locale: string): SQL {
  const title = sql`case when ${locale} = 'en' and m.title_en <> '' then m.title_en else m.title end`;
  return sql`(select json_build_object('health', h.health, 'computed', h.computed, 'on', h.on_date,
      'reasons', (select coalesce(json_agg(case when r.reason ? 'milestoneId' then r.reason || (select jsonb_build_object('position', m.position, 'title', ${title})
          from milestones m where m.cluster_id = h.cluster_id and m.id = (r.reason->>'milestoneId')::uuid) else r.reason end order by r.place), '[]')
        from jsonb_array_elements(h.reasons) with ordinality r (reason, place)),
      'judgement', (select json_build_object('id', o.id, 'reason', o.reason, 'fromOn', o.from_on, 'untilOn', o.until_on,
          'byName', (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = o.cluster_id and p.id = o.by_id))
        from health_overrides o where o.cluster_id = h.cluster_id and o.id = h.override_id))
    from case_health h where h.cluster_id = ${c}.cluster_id and h.case_id = ${c}.id)`;
}

export type JudgedCase = CaseParties & { id: string; computed: Health | null; score: number | null; overrideId: string | null };

/** A case with what is computed of it and the judgement that runs on it today; null out of sight. */
export async function findJudgedCase(tx: Tx, actor: Actor, caseId: string | undefined, today: LocalDate): Promise<JudgedCase | null> {
  if (!isId(caseId)) return null;
  const [row] = await tx.execute<JudgedCase>(sql`
    select c.id, c.company_id as "companyId", c.programme_id as "programmeId", c.track, c.state, c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId",
      h.computed, h.score, (select o.id from health_overrides o where o.cluster_id = c.cluster_id and o.case_id = c.id and o.ended_at is null and ${today}::date between o.from_on and o.until_on
        order by o.from_on desc, o.id desc limit 1) as "overrideId"
    from cases c left join case_health h on h.cluster_id = c.cluster_id and h.case_id = c.id
    where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`);
  return row ?? null;
}

export type HealthPage = {
  head: { id: string; reference: string; companyName: string; track: Track };
  health: CaseHealth | null;
  score: number | null;
  /** Percentages. */
  parts: Record<HealthPart, number> | null;
  today: LocalDate;
  can: { judge: boolean; end: boolean };
};

type PageRow = CaseParties & {
  track: Track;
  id: string;
  reference: string;
  companyName: string | null;
  health: CaseHealth | null;
  score: number | null;
  parts: Record<HealthPart, number | null> | null;
};

/** How the health of a case is computed, with its numbers; null when the case is out of sight. One statement. */
export async function readHealthPage(tx: Tx, actor: Actor, caseId: string | undefined, today: LocalDate): Promise<HealthPage | null> {
  if (!isId(caseId)) return null;
  const [row] = await tx.execute<PageRow>(sql`
    select c.id, c.reference, k.name as "companyName", c.company_id as "companyId", c.programme_id as "programmeId", c.track, c.state, c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId",
      ${healthOf(sql`c`, actor.locale)} as health, h.score,
      json_build_object('schedule', h.schedule, 'engagement', h.engagement, 'actions', h.actions, 'figures', h.figures) as parts
    from cases c left join companies k on k.cluster_id = c.cluster_id and k.id = c.company_id
      left join case_health h on h.cluster_id = c.cluster_id and h.case_id = c.id
    where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`);
  if (!row) return null;
  const who = partInCase(actor, row);
  const { id, reference, companyName, track, health, score } = row;
  const judge = mayJudgeHealth(who, { score });
  return {
    head: { id, reference, companyName: companyName ?? '', track },
    ...{ health, score, today, parts: score === null ? null : (row.parts as Record<HealthPart, number>) },
    can: { judge, end: judge && health?.judgement != null },
  };
}
