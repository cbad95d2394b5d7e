import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { StoredCaseState } from '~/features/cases/case-record.queries.server';
import type { BallSide } from '~/features/cases/case-state';
import { listCompanyMilestones, type MilestoneOfPlan } from '~/features/milestones/milestones.queries.server';
import { listSatisfactionToGive } from '~/features/outcomes/answer-satisfaction.server';
import { figuresToConfirm, figuresToGive } from '~/features/outcomes/figure-sheet';
import { readCompanySheet } from '~/features/outcomes/figures.queries.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import { TRACKS, type Track } from '~/features/programmes/track';
import { listOwnDrafts } from '~/features/requests/requests.queries.server';
import { dayInParis } from '~/platform/clock.server';
import { type TurnItem, yourTurn } from './your-turn';

export type Adviser = { id: string; name: string; phone: string | null; email: string | null };

/** A case as its company reads it: no delay, no health, nobody else's business. */
export type PlanCase = {
  id: string;
  reference: string;
  track: Track;
  title: string;
  state: StoredCaseState;
  isOpen: boolean;
  ball: BallSide | null;
  submittedOn: LocalDate;
  startedOn: LocalDate | null;
  endedOn: LocalDate | null;
  heldUntil: LocalDate | null;
  plan: { state: 'sent' | 'signed' | 'refused'; sentOn: LocalDate; isAgreedByCompany: boolean } | null;
  /** The advisor, or who examines the request until there is one. */
  adviser: Adviser | null;
};

export type MyPlan = {
  company: { id: string; name: string };
  today: LocalDate;
  turn: TurnItem[];
  /** Running cases, the plan to sign and the work under way first. */
  open: (PlanCase & { milestones: MilestoneOfPlan[] })[];
  /** For each track that is not running: its last case, or null when there never was one. */
  others: { track: Track; last: PlanCase | null }[];
  advisers: (Adviser & { tracks: Track[]; since: LocalDate | null })[];
};

/** What the leader of a company finds when they come: six statements, whatever the company has. (P3) */
export async function readMyPlan(tx: Tx, actor: Actor, company: { id: string; name: string }, at: Date): Promise<MyPlan> {
  const today = dayInParis(at);
  const cases = await listPlanCases(tx, actor, company.id);
  const milestones = await listCompanyMilestones(tx, actor, company.id, at);
  const tasks = await listOpenTasks(tx, actor, company.id);
  const sheet = await readCompanySheet(tx, actor, company.id);
  const toRate = await listSatisfactionToGive(tx, actor, company.id);
  const drafts = await listOwnDrafts(tx, actor, company.id);
  const open = cases.filter(({ isOpen }) => isOpen);
  const running = new Set(open.map(({ track }) => track));
  const turn = yourTurn(
    { cases: open, milestones, tasks, toConfirm: figuresToConfirm(sheet).length, toGive: figuresToGive(sheet).length, toRate, drafts },
    today,
  );
  return {
    company: { id: company.id, name: company.name },
    today,
    turn,
    open: open.map((one) => ({ ...one, milestones: milestones.filter(({ caseId }) => caseId === one.id) })),
    others: TRACKS.filter((track) => !running.has(track)).map((track) => ({
      track,
      last: cases.find((one) => one.track === track) ?? null,
    })),
    advisers: advisersOf(open),
  };
}

const MOST_CASES = 60;

// `case` and not `coalesce`: row security lets that expression reach the key only after its own rule ran on every person.
async function listPlanCases(tx: Tx, actor: Actor, companyId: string): Promise<PlanCase[]> {
  return (await tx.execute(sql`
    select c.id, c.reference, c.track, c.title, c.state, c.worklist <> 'closed' as "isOpen", c.ball, (c.submitted_at at time zone 'Europe/Paris')::date::text as "submittedOn",
      c.started_on::text as "startedOn", c.ended_on::text as "endedOn", c.held_until::text as "heldUntil",
      (select jsonb_build_object('state', v.state, 'sentOn', (v.sent_at at time zone 'Europe/Paris')::date,
          'isAgreedByCompany', exists (select from plan_agreements g where g.cluster_id = v.cluster_id and g.plan_version_id = v.id and g.side = 'company'))
        from plan_versions v where v.cluster_id = c.cluster_id and v.case_id = c.id order by v.number desc limit 1) as plan,
      (select jsonb_build_object('id', p.id, 'name', p.given_name || ' ' || p.family_name, 'phone', p.phone, 'email', p.email)
        from people p where p.cluster_id = c.cluster_id and p.id = case when c.lead_id is not null then c.lead_id else c.triage_owner_id end and p.disabled_at is null) as adviser
    from cases c where c.cluster_id = ${actor.clusterId} and c.company_id = ${companyId}
    order by array_position(array['plan_to_sign', 'active', 'reviewing', 'on_hold', 'assessing', 'follow_up', 'accepted', 'qualifying', 'submitted'], c.state::text),
      c.ended_on desc, c.submitted_at desc, c.id limit ${MOST_CASES}`)) as unknown as PlanCase[];
}

type OpenTask = { id: string; caseId: string; title: string; dueOn: LocalDate | null };

async function listOpenTasks(tx: Tx, actor: Actor, companyId: string): Promise<OpenTask[]> {
  return (await tx.execute(sql`
    select t.id, t.case_id as "caseId", t.title, nullif(t.due_on, 'infinity')::text as "dueOn" from tasks t
      join cases c on c.cluster_id = t.cluster_id and c.id = t.case_id and c.worklist <> 'closed'
    where t.cluster_id = ${actor.clusterId} and t.company_id = ${companyId} and c.company_id = ${companyId} and t.side = 'company' and t.state = 'open'
    order by t.due_on, t.id limit 50`)) as unknown as OpenTask[];
}

/** Who to call, each person once, with the tracks they follow. */
function advisersOf(open: readonly PlanCase[]): MyPlan['advisers'] {
  const advisers = new Map<string, MyPlan['advisers'][number]>();
  for (const { adviser, track, startedOn } of open) {
    if (!adviser) continue;
    const known = advisers.get(adviser.id) ?? { ...adviser, tracks: [], since: null };
    known.tracks.push(track);
    if (startedOn && (known.since === null || startedOn < known.since)) known.since = startedOn;
    advisers.set(adviser.id, known);
  }
  return [...advisers.values()];
}
