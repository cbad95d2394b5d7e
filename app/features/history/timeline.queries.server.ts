import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isId } from '~/platform/is-id';
import { EVENT_KINDS, type EventKind } from './event';
import { DECISIONS, type TimelineFilter } from './timeline';

export type TimelineEvent = {
  id: string;
  kind: EventKind;
  /** Null for a job or an import. */
  actor: string | null;
  onBehalfOf: string | null;
  at: string;
  isShared: boolean;
  /** Name of what it happened to: a milestone, a task, a figure, a person. */
  what: string | null;
  facts: Record<string, string | number | boolean | null>;
  /** What people wrote then, unless it was erased. */
  words: string[];
};

export type TimelinePage = { events: TimelineEvent[]; next: string | null };

// `before` holds a replaced text: it stays in the record, not on the page.
const SHOWN_FIELDS = ['reason', 'comment', 'awaited', 'organisation', 'lessons', 'evidence'];

/** What happened on a case as this actor may know it, newest first. One statement by key; `before` is the last id of the page before. */
export async function listTimeline(
  tx: Tx,
  actor: Actor,
  caseId: string,
  { filter, limit, before }: { filter: TimelineFilter; limit: number; before?: string | null },
): Promise<TimelinePage> {
  if (!isId(caseId)) return { events: [], next: null };
  const from = before && isId(before) ? sql`and e.id < ${before}::uuid` : sql``;
  const only =
    filter === 'shared'
      ? sql`and e.confidentiality = 'company'`
      : filter === 'decisions'
        ? sql`and e.kind = any (${sql.param(`{${DECISIONS.join(',')}}`)}::text[])`
        : sql``;
  const rows = await readEvents(tx, actor, sql`e.case_id = ${caseId} ${from} ${only}`, limit + 1);
  const events = rows.slice(0, limit);
  return { events, next: rows.length > limit ? (events.at(-1)?.id ?? null) : null };
}

const MOST_OF_ONE = 30;

/** What happened to one thing of a case: a milestone, a task. Newest first. */
export function listSubjectEvents(tx: Tx, actor: Actor, caseId: string, subjectId: string): Promise<TimelineEvent[]> {
  return readEvents(tx, actor, sql`e.case_id = ${caseId} and e.subject_id = ${subjectId}`, MOST_OF_ONE);
}

const TEAM_KINDS = EVENT_KINDS.filter((kind) => kind.startsWith('team.'));

/** What happened to a team, newest first. For an administrator. */
export function listTeamEvents(tx: Tx, actor: Actor, teamId: string): Promise<TimelineEvent[]> {
  return readEvents(
    tx,
    actor,
    sql`e.kind = any (${sql.param(`{${TEAM_KINDS.join(',')}}`)}::text[]) and e.subject_id = ${teamId}`,
    MOST_OF_ONE,
  );
}

async function readEvents(tx: Tx, actor: Actor, which: SQL, limit: number): Promise<TimelineEvent[]> {
  const isEnglish = actor.locale === 'en';
  const milestoneTitle = isEnglish ? sql`coalesce(nullif(m.title_en, ''), m.title)` : sql`m.title`;
  const metricLabel = isEnglish ? sql`v.label_en` : sql`v.label_fr`;
  const rows = (await tx.execute(sql`
    select e.id, e.kind, e.recorded_at as at, e.confidentiality = 'company' as "isShared", e.facts,
      (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = e.cluster_id and p.id = e.actor_id) as actor,
      (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = e.cluster_id and p.id = e.on_behalf_of_id) as "onBehalfOf",
      case e.subject_kind
        when 'milestone' then (select m.position || ' · ' || ${milestoneTitle} from milestones m where m.cluster_id = e.cluster_id and m.id = e.subject_id)
        when 'task' then (select t.title from tasks t where t.cluster_id = e.cluster_id and t.id = e.subject_id)
        when 'document' then (select d.title from documents d where d.cluster_id = e.cluster_id and d.id = e.subject_id)
        when 'case' then (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = e.cluster_id and p.id = coalesce(e.facts ->> 'leadId', e.facts ->> 'personId')::uuid)
        when 'team' then coalesce(
          (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = e.cluster_id and p.id = (e.facts ->> 'personId')::uuid),
          (select t.name from teams t where t.cluster_id = e.cluster_id and t.id = (e.facts ->> 'parentId_to')::uuid),
          (select x.body from event_texts x where x.cluster_id = e.cluster_id and x.event_id = e.id and x.field = 'name_from'))
        when 'figure' then (select ${metricLabel} from metric_versions v where v.cluster_id = e.cluster_id and v.metric = e.facts ->> 'metric' order by v.version desc limit 1)
        when 'baseline' then (select ${metricLabel} from metric_versions v where v.cluster_id = e.cluster_id and v.metric = e.facts ->> 'metric' order by v.version desc limit 1)
      end as what,
      (select coalesce(jsonb_agg(x.body order by x.field desc), '[]') from event_texts x
        where x.cluster_id = e.cluster_id and x.event_id = e.id and x.body is not null and x.field = any (${sql.param(`{${SHOWN_FIELDS.join(',')}}`)}::text[])) as words
    from (select * from events e where e.cluster_id = ${actor.clusterId} and ${which} order by e.id desc limit ${limit}) e
    order by e.id desc`)) as unknown as TimelineEvent[];
  // From what to what, column by column, is the audit's to show.
  return rows.map((event) => ({
    ...event,
    facts: Object.fromEntries(Object.entries(event.facts).filter(([name]) => !/_(from|to|digest)$/.test(name))),
  }));
}
