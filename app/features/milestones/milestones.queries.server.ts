import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type CaseState, isFinalState } from '~/features/cases/case-state';
import { type CaseParties, partInCase } from '~/features/cases/part-in-case';
import { mayAddDocument } from '~/features/documents/document.policy';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { Locale } from '~/i18n/locale';
import { dayInParis } from '~/platform/clock.server';
import { isId } from '~/platform/is-id';
import { cases } from '../../../db/schema/cases';
import { milestones } from '../../../db/schema/plans';
import { type MilestoneFacts, type MilestoneMove, type MilestoneSide, type MilestoneState, UNDO_MINUTES } from './milestone';
import { mayRescheduleMilestone, needsNothingMore, offeredMoves } from './milestone.policy';

/** A document is one that stands: neither replaced nor withdrawn, and that its reader may see; its body is its title. */
export type EvidenceLine = { id: string; kind: 'text' | 'link' | 'waiver' | 'document'; body: string; by: string; addedAt: string };
/** A milestone that another waits for, or that waits for it; it may belong to another case of the journey. */
export type NeighbourMilestone = { id: string; caseId: string; track: string; position: number; title: string; isSettled: boolean };

/** One milestone as the plan shows it. `dueOn` is null without a date. */
export type MilestoneLine = {
  id: string;
  version: number;
  position: number;
  title: string;
  state: MilestoneState;
  sides: MilestoneSide[];
  isCritical: boolean;
  isSignatureGate: boolean;
  isPublished: boolean;
  startsOn: LocalDate | null;
  dueOn: LocalDate | null;
  doneOn: LocalDate | null;
  blockedSince: LocalDate | null;
  reason: string | null;
  awaited: string | null;
  submittedBy: string | null;
  expectedEvidence: string;
  /** Names of the figures asked for when it is done. */
  metrics: string[];
  evidence: EvidenceLine[];
  waitsFor: NeighbourMilestone[];
  /** On the milestone after which the plan is signed: when it was, and by whom. */
  signature: { on: LocalDate; names: string[] } | null;
  /** What this actor may do now, the usual act first. */
  offered: MilestoneMove[];
  /** Those that one press does, with nothing to type. */
  pressed: MilestoneMove[];
};

type LastMove = { kind: string; by: string; at: string; from: MilestoneState };

/** A milestone with what its rules ask: its case, what it waits for, its last change of state. */
export type FoundMilestone = Omit<MilestoneLine, 'offered' | 'pressed'> & {
  caseId: string;
  companyId: string;
  reference: string;
  companyName: string;
  durationDays: number;
  exitCriterion: string;
  endsAssessment: boolean;
  moves: { metric: string; isBaseline: boolean; isRequested?: boolean }[];
  isAfterSignature: boolean;
  submittedById: string | null;
  lastMove: LastMove | null;
  contestableUntil: LocalDate | null;
  stateSince: string;
} & Omit<CaseParties, 'state' | 'companyId'>;

// `reopened` and `contested` are answers to a move: they are not themselves undone.
const LAST_MOVES = [
  'milestone.started',
  'milestone.submitted',
  'milestone.completed',
  'milestone.returned',
  'milestone.contested',
  'milestone.reopened',
  'milestone.blocked',
  'milestone.unblocked',
  'milestone.set_aside',
];
const NOT_UNDONE = ['milestone.reopened', 'milestone.contested'];

const inLanguage = (locale: Locale, french: SQL | object, english: SQL | object) =>
  locale === 'en' ? sql`coalesce(nullif(${english}, ''), ${french})` : sql`${french}`;

function rowsOf(locale: Locale, where: SQL | undefined, movesSince: string): SQL {
  const m = milestones;
  return sql`select ${m.id} as id, ${m.caseId} as "caseId", ${m.companyId} as "companyId", ${m.version} as version, ${m.position} as position,
    ${inLanguage(locale, m.title, m.titleEn)} as title, ${m.state} as state, ${m.sides} as sides, ${m.isCritical} as "isCritical",
    ${m.isSignatureGate} as "isSignatureGate", ${m.publishedAt} is not null as "isPublished", ${m.startsOn} as "startsOn",
    nullif(${m.dueOn}, 'infinity') as "dueOn", ${m.doneOn} as "doneOn", ${m.durationDays} as "durationDays", ${m.blockedSince} as "blockedSince",
    ${m.reason} as reason, ${m.awaited} as awaited, ${m.submittedById} as "submittedById", ${m.endsAssessment} as "endsAssessment", ${m.moves} as moves,
    ${inLanguage(locale, m.expectedEvidence, m.expectedEvidenceEn)} as "expectedEvidence",
    ${inLanguage(locale, m.exitCriterion, m.exitCriterionEn)} as "exitCriterion",
    c.state as "caseState", c.track, c.reference, c.programme_id as "programmeId", c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId", c.state_since as "stateSince",
    (select co.name from companies co where co.cluster_id = c.cluster_id and co.id = c.company_id) as "companyName",
    ${m.position} > coalesce((select g.position from milestones g where g.cluster_id = ${m.clusterId} and g.case_id = ${m.caseId} and g.is_signature_gate limit 1), 1000) as "isAfterSignature",
    (select coalesce(jsonb_agg(distinct ${inLanguage(locale, sql`v.label_fr`, sql`v.label_en`)}), '[]') from metric_versions v
      where v.cluster_id = ${m.clusterId} and v.metric in (select x ->> 'metric' from jsonb_array_elements(${m.moves}) x)) as metrics,
    case when ${m.isSignatureGate} then (select jsonb_build_object('on', (v.signed_at at time zone 'Europe/Paris')::date,
        'names', (select coalesce(jsonb_agg(a.signatory_name order by a.side desc), '[]') from plan_agreements a where a.cluster_id = v.cluster_id and a.plan_version_id = v.id))
      from plan_versions v where v.cluster_id = ${m.clusterId} and v.case_id = ${m.caseId} and v.state = 'signed' order by v.number desc limit 1) end as signature,
    case when ${m.state} = 'to_validate' then (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = ${m.clusterId} and p.id = ${m.submittedById}) end as "submittedBy",
    (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'body', e.body, 'addedAt', e.added_at,
        'by', (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = e.cluster_id and p.id = e.added_by_id)) order by e.added_at), '[]')
      from (select e.cluster_id, e.id, e.kind, e.body, e.added_at, e.added_by_id from milestone_evidence e where e.cluster_id = ${m.clusterId} and e.case_id = ${m.caseId} and e.milestone_id = ${m.id}
        union all select d.cluster_id, d.id, 'document', d.title, d.uploaded_at, d.uploaded_by_id from documents d
          where d.cluster_id = ${m.clusterId} and d.milestone_id = ${m.id} and d.replaced_at is null and d.withdrawn_at is null) e) as evidence,
    (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'caseId', b.case_id, 'track', bc.track, 'position', b.position, 'title', ${inLanguage(locale, sql`b.title`, sql`b.title_en`)},
        'isSettled', b.state in ('done', 'not_applicable')) order by b.case_id <> ${m.caseId}, b.position), '[]')
      from milestone_dependencies d join milestones b on b.cluster_id = d.cluster_id and b.id = d.blocker_id join cases bc on bc.cluster_id = b.cluster_id and bc.id = b.case_id
      where d.cluster_id = ${m.clusterId} and d.milestone_id = ${m.id}) as "waitsFor",
    case when ${m.updatedAt} > ${movesSince}::timestamptz then (select jsonb_build_object('kind', e.kind, 'by', e.actor_id, 'at', coalesce(e.facts ->> 'at', e.recorded_at::text), 'from', e.facts ->> 'from')
      from events e where e.cluster_id = ${m.clusterId} and e.case_id = ${m.caseId} and e.subject_id = ${m.id} and e.kind = any (${sql.param(`{${LAST_MOVES.join(',')}}`)}::text[])
      order by e.id desc limit 1) end as "lastMove",
    case when ${m.submittedById} is not null then (select e.facts ->> 'contestableUntil' from events e where e.cluster_id = ${m.clusterId} and e.case_id = ${m.caseId} and e.subject_id = ${m.id}
      and e.kind = 'milestone.submitted' order by e.id desc limit 1) end as "contestableUntil"
    from ${milestones} join ${cases} c on c.cluster_id = ${m.clusterId} and c.id = ${m.caseId} where ${where} order by ${m.position}, ${m.id}`;
}

type Row = FoundMilestone & { caseState: CaseState };

function foundFrom(row: Row): Row {
  const lastMove = row.lastMove && !NOT_UNDONE.includes(row.lastMove.kind) && row.lastMove.from ? row.lastMove : null;
  return { ...row, lastMove };
}

export type MilestoneOfCase = ReturnType<typeof foundFrom>;

/** What the rules look at. */
export function factsOf(milestone: MilestoneOfCase): MilestoneFacts {
  const { lastMove } = milestone;
  return {
    state: milestone.state,
    sides: milestone.sides,
    isCritical: milestone.isCritical,
    isPublished: milestone.isPublished,
    isAfterSignature: milestone.isAfterSignature,
    caseState: milestone.caseState,
    openPredecessors: milestone.waitsFor.filter(({ isSettled }) => !isSettled).length,
    evidenceCount: milestone.evidence.filter(({ kind }) => kind !== 'waiver').length,
    isWaived: milestone.evidence.some(({ kind }) => kind === 'waiver'),
    lastMove: lastMove && { byPersonId: lastMove.by, at: new Date(lastMove.at), from: lastMove.from },
    hasGatePassedSince: lastMove !== null && new Date(milestone.stateSince) > new Date(lastMove.at),
    contestableUntil: milestone.contestableUntil,
  };
}

/** The actor's part in the milestone's case. */
export function partIn(actor: Actor, milestone: MilestoneOfCase) {
  return partInCase(actor, { ...milestone, state: milestone.caseState });
}

/** The plan of a case in order, with what this actor may do on each line. A leader sees what was published. */
export async function listMilestones(tx: Tx, actor: Actor, caseId: string, at: Date): Promise<MilestoneLine[]> {
  const where = and(eq(milestones.clusterId, actor.clusterId), eq(milestones.caseId, caseId));
  const rows = (await tx.execute(rowsOf(actor.locale, where, undoableSince(at)))) as unknown as Row[];
  return rows.map((row) => {
    const found = foundFrom(row);
    const { offered, pressed } = actsOn(actor, found, at);
    return lineOf(found, offered, pressed);
  });
}

export type MilestoneOfPlan = MilestoneLine & { caseId: string; exitCriterion: string; contestableUntil: LocalDate | null };

/** The published milestones of a company's running cases, with what this actor may do on each. One statement. */
export async function listCompanyMilestones(tx: Tx, actor: Actor, companyId: string, at: Date): Promise<MilestoneOfPlan[]> {
  const where = sql`${milestones.clusterId} = ${actor.clusterId} and c.company_id = ${companyId} and ${milestones.companyId} = ${companyId}
    and c.worklist <> 'closed' and ${milestones.publishedAt} is not null`;
  const rows = (await tx.execute(rowsOf(actor.locale, where, undoableSince(at)))) as unknown as Row[];
  return rows.map((row) => {
    const found = foundFrom(row);
    const { offered, pressed } = actsOn(actor, found, at);
    const { caseId, exitCriterion, contestableUntil } = found;
    return { ...lineOf(found, offered, pressed), caseId, exitCriterion, contestableUntil };
  });
}

function undoableSince(at: Date): string {
  return new Date(at.getTime() - (UNDO_MINUTES + 1) * 60_000).toISOString();
}

/** One milestone with what its rules ask, or null when it is absent or out of sight. */
export async function findMilestone(tx: Tx, actor: Actor, id: string): Promise<MilestoneOfCase | null> {
  if (!isId(id)) return null;
  const where = and(eq(milestones.clusterId, actor.clusterId), eq(milestones.id, id));
  const [row] = (await tx.execute(rowsOf(actor.locale, where, '-infinity'))) as unknown as Row[];
  return row ? foundFrom(row) : null;
}

export type MilestonePage = MilestoneOfCase &
  Pick<MilestoneLine, 'offered' | 'pressed'> & { holds: NeighbourMilestone[]; canReschedule: boolean; canAddDocument: boolean };

/** A milestone's own page: everything it says, what waits for it, what this actor may do. */
export async function readMilestonePage(tx: Tx, actor: Actor, id: string, at: Date): Promise<MilestonePage | null> {
  const found = await findMilestone(tx, actor, id);
  if (!found) return null;
  const holds = (await tx.execute(sql`
    select m.id, m.case_id as "caseId", c.track, m.position, ${inLanguage(actor.locale, sql`m.title`, sql`m.title_en`)} as title, m.state in ('done', 'not_applicable') as "isSettled"
    from milestone_dependencies d join milestones m on m.cluster_id = d.cluster_id and m.id = d.milestone_id join cases c on c.cluster_id = m.cluster_id and c.id = m.case_id
    where d.cluster_id = ${actor.clusterId} and d.blocker_id = ${id} order by m.case_id <> ${found.caseId}, m.position`)) as unknown as NeighbourMilestone[];
  const part = partIn(actor, found);
  const canReschedule = mayRescheduleMilestone(part, factsOf(found));
  const isProvable = found.isPublished && found.state !== 'not_applicable' && !isFinalState(found.caseState);
  return { ...found, ...actsOn(actor, found, at), holds, canReschedule, canAddDocument: isProvable && mayAddDocument(part) };
}

function actsOn(actor: Actor, found: MilestoneOfCase, at: Date): { offered: MilestoneMove[]; pressed: MilestoneMove[] } {
  const [part, facts] = [partIn(actor, found), factsOf(found)];
  const input = { now: at, today: dayInParis(at) };
  const offered = offeredMoves(part, facts, input);
  return { offered, pressed: offered.filter((move) => needsNothingMore(part, facts, move, input)) };
}

function lineOf(found: MilestoneOfCase, offered: MilestoneMove[], pressed: MilestoneMove[]): MilestoneLine {
  const { id, version, position, title, state, sides, isCritical, isSignatureGate, isPublished, startsOn, dueOn, doneOn } = found;
  const { blockedSince, reason, awaited, submittedBy, expectedEvidence, metrics, evidence, waitsFor, signature } = found;
  const head = { id, version, position, title, state, sides, isCritical, isSignatureGate, isPublished, startsOn, dueOn, doneOn };
  return {
    ...head,
    blockedSince,
    reason,
    awaited,
    submittedBy,
    expectedEvidence,
    metrics,
    evidence,
    waitsFor,
    signature,
    offered,
    pressed,
  };
}
