import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { type CaseHealth, healthOf } from '~/features/health/health.queries.server';
import { parisDate } from '~/features/programmes/paris-date';
import { today as todayInParis } from '~/platform/clock.server';
import { type BallShare, ballShare } from './ball-share';
import {
  mayEditPlan,
  mayFillEligibility,
  mayHandOver,
  mayPrintPlan,
  mayRecordReminder,
  mayRecordReview,
  maySetComplexity,
} from './case.policy';
import type { MissingItem } from './case-gate';
import { nextStageOf, type OpenMove, openMoves } from './case-move';
import { type CaseRecord, findCaseRecord } from './case-record.queries.server';
import { type BallSide, type CaseState, isFinalState } from './case-state';
import { mayProposeTransition, PROPOSABLE_STATES, type ProposableState } from './case-transition';
import { partInCase } from './part-in-case';

export type HeadPerson = { id: string; name: string; jobTitle: string | null; phone: string | null; email: string | null };

/** What was asked, in the company's words. */
export type CaseRequest = { title: string; need: string; onBehalfNote: string | null; byName: string | null };

/** What stands before the next stage, with the words and the place of each. */
export type MissingLine = MissingItem & {
  label: string | null;
  position: number | null;
  isCritical: boolean;
  isBlocked: boolean;
  awaits: number[];
};

export type CaseHead = Pick<
  CaseRecord,
  | 'id'
  | 'reference'
  | 'companyId'
  | 'companyName'
  | 'track'
  | 'state'
  | 'version'
  | 'stateSince'
  | 'submittedAt'
  | 'startedOn'
  | 'endedOn'
  | 'heldUntil'
  | 'plan'
  | 'proposal'
  | 'outcome'
> & {
  today: string;
  heldFrom: CaseState | null;
  endReason: string | null;
  request: CaseRequest | null;
  lead: HeadPerson | null;
  triageOwner: HeadPerson | null;
  leader: HeadPerson | null;
  isAgreedBy: { advisor: boolean; company: boolean };
  ball: {
    side: BallSide;
    what: string | null;
    place: string | null;
    sinceOn: string | null;
    item: 'validate' | 'milestone' | 'task' | null;
  } | null;
  /** Whether the reader answers for the case: its lead, or who took the request. */
  isLead: boolean;
  share: BallShare | null;
  /** Null for a company's people, and where none is computed. */
  health: CaseHealth | null;
  clocks: { rule: string; dueOn: string; alertOn: string; isPaused: boolean }[];
  next: { to: CaseState; missing: MissingLine[] } | null;
  moves: OpenMove[];
  can: {
    editPlan: boolean;
    fillEligibility: boolean;
    recordReview: boolean;
    recordReminder: boolean;
    printPlan: boolean;
    setComplexity: boolean;
    handOver: boolean;
    /** Moves this person proposes to the manager. */
    propose: ProposableState[];
  };
};

type Around = {
  lead: HeadPerson | null;
  triage_owner: HeadPerson | null;
  leader: HeadPerson | null;
  ball: BallSide | null;
  health: CaseHealth | null;
  end_reason: string | null;
  request: CaseRequest | null;
  clocks: CaseHead['clocks'];
  labels: Record<string, string> | null;
  tasks: Record<string, string> | null;
  /** The first open task of the side that has the ball. */
  next_task: { id: string; title: string } | null;
};

/** Head of a case for one reader: who, where it stands, who has the ball, what is missing, and the moves open to them. Two statements. */
export async function findCaseHead(tx: Tx, actor: Actor, caseId: string | undefined, today = todayInParis()): Promise<CaseHead | null> {
  const record = await findCaseRecord(tx, actor, caseId, today);
  return record && readCaseHead(tx, actor, record, today);
}

/** The head of a case whose facts are already read. One statement. */
export async function readCaseHead(tx: Tx, actor: Actor, record: CaseRecord, today: string): Promise<CaseHead> {
  const around = await findAround(tx, actor, record, today);
  const who = partInCase(actor, record);
  const next = nextStageOf(record.facts);
  const { id, reference, companyId, companyName, track, state, version, stateSince, submittedAt } = record;
  const { startedOn, endedOn, heldUntil, plan, proposal, outcome } = record;
  return {
    ...{ id, reference, companyId, companyName, track, state, version, stateSince, submittedAt },
    ...{ startedOn, endedOn, heldUntil, plan, proposal, outcome, today },
    heldFrom: record.facts.heldFrom ?? null,
    endReason: around.end_reason,
    request: around.request,
    lead: around.lead,
    triageOwner: around.triage_owner,
    leader: around.leader,
    isLead: who.isLead,
    isAgreedBy: { advisor: record.facts.plan?.isSignedByAdvisor === true, company: record.facts.plan?.isSignedByCompany === true },
    ...ballOfRecord(record, around, actor, today),
    health: around.health,
    clocks: around.clocks,
    next: next && { to: next.to, missing: next.missing.map((item) => missingLine(item, record, around, actor)) },
    moves: openMoves(who, record.facts, today, record.settings),
    can: {
      editPlan: mayEditPlan(who, state),
      fillEligibility: mayFillEligibility(who, state),
      recordReview: mayRecordReview(who, state),
      recordReminder: mayRecordReminder(who, state),
      setComplexity: maySetComplexity(who, state),
      handOver: record.leadId !== null && !isFinalState(state) && mayHandOver(who),
      printPlan: mayPrintPlan(who) && (plan !== null || record.milestones.length > 0),
      propose: PROPOSABLE_STATES.filter(
        (to) =>
          mayProposeTransition(who, record.facts, to) && proposal?.to !== to && (to !== 'closed_early' || !who.roles.includes('manager')),
      ),
    },
  };
}

const person = (
  id: SQL,
) => sql`(select json_build_object('id', h.id, 'name', h.given_name || ' ' || h.family_name, 'jobTitle', null, 'phone', h.phone, 'email', h.email)
  from people h where h.cluster_id = c.cluster_id and h.id = ${id})`;

async function findAround(tx: Tx, actor: Actor, record: CaseRecord, today: string): Promise<Around> {
  const language = sql`case when ${actor.locale} = 'fr' then v.label_fr else v.label_en end`;
  const rows = await tx.execute<Around>(sql`
    select c.ball, ${healthOf(sql`c`, actor.locale)} health, c.end_reason, ${person(sql`c.lead_id`)} lead, ${person(sql`c.triage_owner_id`)} triage_owner,
      (select json_build_object('id', h.id, 'name', h.given_name || ' ' || h.family_name, 'jobTitle', r.job_title, 'phone', h.phone, 'email', h.email)
        from company_roles r join people h on h.cluster_id = r.cluster_id and h.id = r.person_id
        where r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role in ('leader', 'contact') and ${runs(sql`r`, today)}
        order by r.role = 'leader' desc, r.is_account_owner desc, r.is_signatory desc, r.from_on, r.id limit 1) leader,
      (select json_build_object('title', r.title, 'need', r.need, 'onBehalfNote', r.on_behalf_note, 'byName', (select h.given_name || ' ' || h.family_name from people h where h.cluster_id = r.cluster_id and h.id = r.asked_by_id))
        from support_requests r where r.cluster_id = c.cluster_id and r.case_id = c.id limit 1) request,
      (select coalesce(json_agg(json_build_object('rule', k.rule, 'dueOn', k.due_on, 'alertOn', k.alert_on, 'isPaused', k.paused_on is not null) order by k.due_on), '[]')
        from clocks k where k.cluster_id = c.cluster_id and k.case_id = c.id and k.stopped_at is null) clocks,
      (select json_object_agg(v.metric, ${language}) from metric_versions v where v.cluster_id = c.cluster_id and v.metric = any (array[${metricsOf(record)}]::text[])) labels,
      (select json_object_agg(t.id, t.title) from tasks t where t.cluster_id = c.cluster_id and t.case_id = c.id and t.state in ('open', 'blocked')) tasks,
      (select json_build_object('id', t.id, 'title', t.title) from tasks t
        where t.cluster_id = c.cluster_id and t.case_id = c.id and t.state in ('open', 'blocked') and t.side = c.ball order by t.due_on, t.id limit 1) next_task
    from cases c where c.cluster_id = ${actor.clusterId} and c.id = ${record.id}`);
  return (
    rows[0] ?? {
      lead: null,
      triage_owner: null,
      leader: null,
      ball: null,
      health: null,
      end_reason: null,
      request: null,
      clocks: [],
      labels: null,
      tasks: null,
      next_task: null,
    }
  );
}

function metricsOf({ facts }: CaseRecord) {
  const metrics = [...(facts.baselines ?? []), ...(facts.review?.figures ?? [])].map(({ metric }) => sql`${metric}`);
  return metrics.length === 0 ? sql`null` : sql.join(metrics, sql`, `);
}

function titleIn(actor: Actor, { title, titleEn }: { title: string; titleEn: string }): string {
  return actor.locale === 'en' && titleEn !== '' ? titleEn : title;
}

function ballOfRecord(record: CaseRecord, around: Around, actor: Actor, today: string): Pick<CaseHead, 'ball' | 'share'> {
  const steps = record.milestones.map((milestone) => ({ ...milestone, isSetAside: milestone.state === 'not_applicable' }));
  const isReplayed = record.startedOn !== null && record.startedOn < today && ['active', 'assessing'].includes(record.state);
  const share = isReplayed && record.startedOn ? ballShare(steps, record.startedOn, today) : null;
  const side = around.ball;
  if (side === null) return { ball: null, share };
  const settled = new Set(record.milestones.filter(({ state }) => state === 'done' || state === 'not_applicable').map(({ id }) => id));
  const first = record.milestones
    .filter((one) => !settled.has(one.id) && one.blockerIds.every((id) => settled.has(id)))
    .filter((one) => (one.state === 'to_validate' ? 'advisor' : one.side) === side)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
  if (record.state === 'plan_to_sign') {
    return { ball: { side, what: null, place: null, sinceOn: parisDate(new Date(record.stateSince)), item: null }, share };
  }
  const sinceOn = share?.side === side ? share.sinceOn : null;
  if (first) {
    const item = first.state === 'to_validate' ? 'validate' : 'milestone';
    return { ball: { side, what: titleIn(actor, first), place: `#milestone-${first.id}`, sinceOn, item }, share };
  }
  const task = around.next_task;
  return { ball: { side, what: task?.title ?? null, place: task && `#task-${task.id}`, sinceOn, item: task && 'task' }, share };
}

function missingLine(item: MissingItem, record: CaseRecord, around: Around, actor: Actor): MissingLine {
  const milestone = record.milestones.find(({ id }) => id === item.id);
  const open = record.milestones.filter(
    (one) => milestone?.blockerIds.includes(one.id) && one.doneOn === null && one.state !== 'not_applicable',
  );
  const label = milestone
    ? titleIn(actor, milestone)
    : item.kind === 'task_decision'
      ? (around.tasks?.[item.id ?? ''] ?? null)
      : (around.labels?.[item.code ?? ''] ?? null);
  return {
    ...item,
    label,
    position: milestone?.position ?? null,
    isCritical: milestone?.isCritical ?? false,
    isBlocked: milestone?.state === 'blocked',
    awaits: open.map(({ position }) => position),
  };
}
