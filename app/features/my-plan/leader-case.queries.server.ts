import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { openMoves } from '~/features/cases/case-move';
import { type CaseRecord, findCaseRecord } from '~/features/cases/case-record.queries.server';
import { isFinalState } from '~/features/cases/case-state';
import { partInCase } from '~/features/cases/part-in-case';
import { listTimeline, type TimelinePage } from '~/features/history/timeline.queries.server';
import { listMilestones, type MilestoneLine } from '~/features/milestones/milestones.queries.server';
import { latestNotes, type NoteLine, type NoteRow, noteLine } from '~/features/notes/notes.queries.server';
import { isAskedOfCompany } from '~/features/outcomes/asked-figure';
import type { FigureLine } from '~/features/outcomes/figure-sheet';
import { listCaseFigures } from '~/features/outcomes/figures.queries.server';
import { isSatisfactionOpen } from '~/features/outcomes/satisfaction';
import { parisDate } from '~/features/programmes/paris-date';
import { listTasks, type TaskLine } from '~/features/tasks/tasks.queries.server';
import { dayInParis } from '~/platform/clock.server';
import type { Adviser, PlanCase } from './my-plan.queries.server';

/** A case as its company's leader reads it. */
export type LeaderCase = PlanCase & {
  companyId: string;
  companyName: string;
  version: number;
  today: string;
  /** What the company wrote when it asked, or what was written for it. */
  need: string | null;
  endReason: string | null;
  canSign: boolean;
  /** Who signs for the company; empty while it has named nobody. */
  signatories: string[];
  canReturnPlan: boolean;
  canWithdraw: boolean;
  canRate: boolean;
};

export type LeaderCasePage = {
  head: LeaderCase;
  milestones: MilestoneLine[];
  tasks: TaskLine[];
  notes: NoteLine[];
  figures: FigureLine[];
  timeline: TimelinePage;
};
/** What is shared with this person and was never opened by them. */
type Unread = { unread: { kind: 'note' | 'task'; id: string }[] };

const NOTES_SHOWN = 30;
const EVENTS_SHOWN = 10;

/** The whole page without what the team spends on it, or null when the case is out of sight. At most eight statements, none in a loop. (P3) */
export async function readLeaderCasePage(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  before: string | null,
  at: Date,
): Promise<(LeaderCasePage & Unread) | null> {
  const found = await findHead(tx, actor, caseId, at, sharedNotes(actor));
  if (!found) return null;
  const { head, part, notes } = found;
  const milestones = await listMilestones(tx, actor, head.id, at);
  const tasks = await listTasks(tx, actor, head.id);
  const figures = await listCaseFigures(tx, actor, head.id);
  const timeline = await listTimeline(tx, actor, head.id, { filter: 'shared', limit: EVENTS_SHOWN, before });
  return {
    head,
    milestones,
    tasks,
    unread: [
      ...notes.flatMap(({ id, isRead }) => (isRead ? [] : [{ kind: 'note' as const, id }])),
      ...tasks.flatMap(({ id, side, isRead }) => (isRead || side === 'company' ? [] : [{ kind: 'task' as const, id }])),
    ],
    notes: notes.map(({ isRead: _, ...note }) => ({ ...noteLine(part, note), minutes: null })),
    figures: figures.filter(({ of }) => isAskedOfCompany(of.code)),
    timeline: { ...timeline, events: timeline.events.map((event) => ({ ...event, facts: { ...event.facts, minutes: null } })) },
  };
}

type Around = Pick<LeaderCase, 'title' | 'ball' | 'endReason' | 'need' | 'signatories'> & { adviser: Adviser | null; maySign: boolean };

/** Where the case stands, and what its leader may do with it. Two statements. */
export async function findLeaderCase(tx: Tx, actor: Actor, caseId: string | undefined, at: Date): Promise<LeaderCase | null> {
  return (await findHead(tx, actor, caseId, at))?.head ?? null;
}

type SharedNote = NoteRow & { isRead: boolean };
const sharedNotes = (actor: Actor) =>
  sql`(select coalesce(jsonb_agg(y.x || jsonb_build_object('isRead', exists (select from item_reads r where r.cluster_id = c.cluster_id and r.kind = 'note' and r.item_id = (y.x ->> 'id')::uuid and r.person_id = ${actor.personId}))), '[]')
        from jsonb_array_elements(${latestNotes(NOTES_SHOWN)}) y (x))`;

async function findHead(tx: Tx, actor: Actor, caseId: string | undefined, at: Date, notes: SQL = sql`'[]'::jsonb`) {
  const today = dayInParis(at);
  const record = await findCaseRecord(tx, actor, caseId, today);
  if (!record) return null;
  const [around] = (await tx.execute(sql`
    select c.title, c.ball, c.end_reason as "endReason",
      (select r.need from support_requests r where r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.case_id = c.id limit 1) as need,
      (select jsonb_build_object('id', p.id, 'name', p.given_name || ' ' || p.family_name, 'phone', p.phone, 'email', p.email)
        from people p where p.cluster_id = c.cluster_id and p.id = case when c.lead_id is not null then c.lead_id else c.triage_owner_id end and p.disabled_at is null) as adviser,
      access.signs_for(c.company_id) as "maySign",
      (select coalesce(jsonb_agg(p.given_name || ' ' || p.family_name order by p.family_name, p.id), '[]') from company_roles r join people p on p.cluster_id = r.cluster_id and p.id = r.person_id
        where r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader' and r.is_signatory and ${runs(sql`r`, today)}) as signatories,
      ${notes} as notes
    from cases c where c.cluster_id = ${actor.clusterId} and c.id = ${record.id}`)) as unknown as (Around & { notes: SharedNote[] })[];
  if (!around) return null;
  const { notes: shared, ...rest } = around;
  return { head: headOf(actor, record, rest, today), part: partInCase(actor, record), notes: shared };
}

function headOf(actor: Actor, record: CaseRecord, { maySign, ...around }: Around, today: string): LeaderCase {
  const { id, reference, track, state, companyId, companyName, version, startedOn, endedOn, heldUntil, facts } = record;
  const acts = openMoves(partInCase(actor, record), facts, today, record.settings).map(({ act }) => act);
  return {
    ...{ id, reference, track, state, companyId, companyName, version, startedOn, endedOn, heldUntil, today },
    ...around,
    isOpen: !isFinalState(state),
    submittedOn: parisDate(new Date(record.submittedAt)),
    plan: record.plan && {
      state: record.plan.state,
      sentOn: parisDate(new Date(record.plan.sentAt)),
      isAgreedByCompany: facts.plan?.isSignedByCompany === true,
    },
    canSign: maySign && acts.includes('sign_plan'),
    canReturnPlan: acts.includes('return_plan'),
    canWithdraw: acts.includes('withdraw'),
    canRate: isSatisfactionOpen(state),
  };
}
