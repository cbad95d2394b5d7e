import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { type AskedCell, askedCells, type GateFigures, gateFiguresOf } from '~/features/outcomes/gate-figures.server';
import type { Track } from '~/features/programmes/track';
import { isId } from '~/platform/is-id';
import type { CaseFacts, GateMilestone } from './case-gate';
import type { BallSide, HoldableState, STORED_CASE_STATES } from './case-state';
import { DEFAULT_TRANSITION_SETTINGS, type TransitionSettings } from './case-transition';
import type { EligibilitySheet } from './eligibility';

export type StoredCaseState = (typeof STORED_CASE_STATES)[number];

export type CaseProposal = {
  to: 'redirected' | 'closed_early' | 'follow_up';
  byPersonId: string;
  byName: string | null;
  reason: string | null;
  organisation: string | null;
  comment: string;
};

export type CaseMilestone = GateMilestone & {
  position: number;
  title: string;
  titleEn: string;
  side: BallSide;
  dueOn: string;
  doneOn: string | null;
  /** The plan's last milestone, whose evidence is the follow-up's answer. */
  isFollowUp: boolean;
  blockerIds: string[];
};

/** A case with everything its rules look at; what the reader may not see is absent. */
export type CaseRecord = {
  id: string;
  reference: string;
  companyId: string;
  companyName: string;
  journeyId: string;
  programmeId: string;
  templateVersionId: string | null;
  track: Track;
  state: StoredCaseState;
  version: number;
  stateSince: string;
  submittedAt: string;
  startedOn: string | null;
  endedOn: string | null;
  heldUntil: string | null;
  leadId: string | null;
  triageOwnerId: string | null;
  outcome: string | null;
  lessons: string | null;
  plan: { id: string; number: number; state: 'sent' | 'signed' | 'refused'; sentAt: string; signedAt: string | null } | null;
  proposal: CaseProposal | null;
  supportDays: number | null;
  remindedOn: string[];
  milestones: CaseMilestone[];
  facts: CaseFacts;
  settings: TransitionSettings;
};

type Row = {
  id: string;
  reference: string;
  company_id: string;
  company_name: string | null;
  journey_id: string;
  programme_id: string;
  template_version_id: string | null;
  track: Track;
  state: StoredCaseState;
  resumes_in: HoldableState | null;
  version: number;
  state_since: string;
  submitted_at: string;
  started_on: string | null;
  ended_on: string | null;
  held_until: string | null;
  lead_id: string | null;
  triage_owner_id: string | null;
  outcome: string | null;
  lessons: string | null;
  settings: Record<string, unknown> | null;
  sheet: { answers: EligibilitySheet; supportDays: number | null } | null;
  request: { needLength: number; noticeVersion: string | null } | null;
  has_leader: boolean;
  plan: (NonNullable<CaseRecord['plan']> & { sides: string[] }) | null;
  milestones: CaseMilestone[];
  targets: number;
  tasks: string[];
  proposal: CaseProposal | null;
  reminded_on: string[];
  /** Where figures are a gate. */
  asked_cells: AskedCell[] | null;
};

const MILESTONES = sql`(select coalesce(json_agg(json_build_object('id', m.id, 'state', m.state, 'isCritical', m.is_critical, 'deliversAssessment', m.ends_assessment,
    'position', m.position, 'title', m.title, 'titleEn', m.title_en, 'side', m.side, 'dueOn', m.due_on, 'doneOn', m.done_on,
    'blockerIds', (select coalesce(json_agg(d.blocker_id), '[]') from milestone_dependencies d where d.cluster_id = m.cluster_id and d.milestone_id = m.id),
    'isFollowUp', m.position = (select max(l.position) from milestones l where l.cluster_id = m.cluster_id and l.case_id = m.case_id),
    'isWaived', exists (select from milestone_evidence e where e.cluster_id = m.cluster_id and e.case_id = m.case_id and e.milestone_id = m.id and e.kind = 'waiver')) order by m.position), '[]')
  from milestones m where m.cluster_id = c.cluster_id and m.case_id = c.id)`;

const PLAN = sql`(select json_build_object('id', v.id, 'number', v.number, 'state', v.state, 'sentAt', v.sent_at, 'signedAt', v.signed_at,
    'sides', (select coalesce(json_agg(g.side), '[]') from plan_agreements g where g.cluster_id = v.cluster_id and g.plan_version_id = v.id))
  from plan_versions v where v.cluster_id = c.cluster_id and v.case_id = c.id order by v.number desc limit 1)`;

const PROPOSAL = sql`(select json_build_object('to', q.to_state, 'byPersonId', q.by_id, 'byName', (select b.given_name || ' ' || b.family_name from people b where b.cluster_id = q.cluster_id and b.id = q.by_id),
    'reason', q.reason, 'organisation', q.organisation, 'comment', q.comment)
  from case_proposals q where q.cluster_id = c.cluster_id and q.case_id = c.id and q.proposed_at >= c.state_since)`;

const REMINDERS = sql`(select coalesce(json_agg(x.facts ->> 'on' order by x.id), '[]') from events x
  where x.cluster_id = c.cluster_id and x.case_id = c.id and x.kind = 'case.reminded' and x.recorded_at >= c.state_since)`;

/**
 * A case and the facts of its gates, or null when it doesn't exist for this person. Who reads as a company sees no
 * eligibility sheet, proposal or target, and published milestones only. One statement. (`docs/domain.md §6.2`)
 */
export async function findCaseRecord(
  tx: Tx,
  actor: Pick<Actor, 'clusterId'>,
  caseId: string | undefined,
  today: string,
): Promise<CaseRecord | null> {
  if (!isId(caseId)) return null;
  const rows = await tx.execute<Row>(sql`
    select c.id, c.reference, c.company_id, co.name company_name, c.journey_id, c.programme_id, c.template_version_id, c.track, c.state, c.resumes_in, c.version,
      c.state_since, c.submitted_at, c.started_on, c.ended_on, c.held_until, c.lead_id, c.triage_owner_id, c.outcome, c.lessons, p.settings,
      (select json_build_object('answers', e.answers, 'supportDays', e.support_days) from eligibility_sheets e where e.cluster_id = c.cluster_id and e.case_id = c.id) sheet,
      (select json_build_object('needLength', length(r.need), 'noticeVersion', r.notice_version) from support_requests r where r.cluster_id = c.cluster_id and r.case_id = c.id limit 1) request,
      exists (select from company_roles o where o.cluster_id = c.cluster_id and o.company_id = c.company_id and o.role = 'leader' and ${runs(sql`o`, today)}) has_leader,
      ${PLAN} plan, ${MILESTONES} milestones,
      (select count(*)::int from plan_targets t where t.cluster_id = c.cluster_id and t.case_id = c.id) targets,
      (select coalesce(json_agg(k.id order by k.due_on, k.id), '[]') from tasks k where k.cluster_id = c.cluster_id and k.case_id = c.id and k.state in ('open', 'blocked')) tasks,
      ${PROPOSAL} proposal, ${REMINDERS} reminded_on,
      case when c.state in ('assessing', 'reviewing') then (select coalesce(json_agg(a), '[]') from (${askedCells(caseId)}) a) end asked_cells
    from cases c join programmes p on p.cluster_id = c.cluster_id and p.id = c.programme_id
      left join companies co on co.cluster_id = c.cluster_id and co.id = c.company_id
    where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`);
  const row = rows[0];
  return row ? recordOf(row, today) : null;
}

function recordOf(row: Row, today: string): CaseRecord {
  return {
    id: row.id,
    reference: row.reference,
    companyId: row.company_id,
    companyName: row.company_name ?? '',
    journeyId: row.journey_id,
    programmeId: row.programme_id,
    templateVersionId: row.template_version_id,
    track: row.track,
    state: row.state,
    version: row.version,
    stateSince: row.state_since,
    submittedAt: row.submitted_at,
    startedOn: row.started_on,
    endedOn: row.ended_on,
    heldUntil: row.held_until,
    leadId: row.lead_id,
    triageOwnerId: row.triage_owner_id,
    outcome: row.outcome,
    lessons: row.lessons,
    plan: row.plan && {
      id: row.plan.id,
      number: row.plan.number,
      state: row.plan.state,
      sentAt: row.plan.sentAt,
      signedAt: row.plan.signedAt,
    },
    proposal: row.proposal,
    supportDays: row.sheet?.supportDays ?? null,
    remindedOn: row.reminded_on,
    milestones: row.milestones,
    facts: factsOf(row, row.asked_cells && gateFiguresOf(row.asked_cells), today),
    settings: settingsOf(row.settings),
  };
}

function factsOf(row: Row, figures: GateFigures | null, today: string): CaseFacts {
  const followUp = row.milestones.find((milestone) => milestone.isFollowUp);
  return {
    state: row.state,
    track: row.track,
    heldFrom: row.resumes_in,
    endedOn: row.ended_on,
    request: {
      needLength: row.request?.needLength ?? 0,
      noticeVersion: row.request?.noticeVersion ?? null,
      hasLeaderContact: row.has_leader,
    },
    eligibility: row.sheet?.answers ?? null,
    supportDays: row.sheet?.supportDays ?? null,
    hasLead: row.lead_id !== null,
    plan: planFactsOf(row),
    milestones: row.milestones,
    baselines: figures?.baselines,
    targetCount: row.targets,
    undecidedTaskIds: row.tasks,
    review: figures
      ? {
          figures: figures.finals,
          satisfaction: { ...figures.satisfaction, reminders: row.reminded_on.length },
          outcome: row.outcome as NonNullable<CaseFacts['review']>['outcome'],
          hasLessons: (row.lessons ?? '').trim() !== '',
        }
      : undefined,
    followUp: { isAnswered: followUp?.state === 'done', remindedOn: row.reminded_on, today },
    proposal: row.proposal && { to: row.proposal.to, byPersonId: row.proposal.byPersonId },
  };
}

/** While a plan is worked on it is a draft: v0, or the version after a refused one. */
function planFactsOf({ plan, template_version_id, milestones }: Row): CaseFacts['plan'] {
  if (milestones.length === 0 && !plan) return null;
  const isDraft = !plan || plan.state === 'refused';
  return {
    version: isDraft ? (plan?.number ?? 0) : plan.number,
    state: isDraft ? 'draft' : plan.state,
    isFromTemplate: template_version_id !== null && milestones.length > 0,
    isSignedByCompany: !isDraft && plan.sides.includes('company'),
    isSignedByAdvisor: !isDraft && plan.sides.includes('advisor'),
  };
}

function settingsOf(settings: Record<string, unknown> | null): TransitionSettings {
  const given = (name: 'trackLeadSupportDays' | 'advisorHoldDays' | 'reopeningDays') => {
    const value = settings?.[name];
    return typeof value === 'number' ? value : DEFAULT_TRANSITION_SETTINGS[name];
  };
  return {
    trackLeadSupportDays: given('trackLeadSupportDays'),
    advisorHoldDays: given('advisorHoldDays'),
    reopeningDays: given('reopeningDays'),
  };
}
