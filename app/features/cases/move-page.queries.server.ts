import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Advisor, listAdvisors, MOST_ADVISORS } from '~/features/load/advisors.queries.server';
import { type CaseToGive, type Fit, fitOf, inOrderOfProposal } from '~/features/load/proposal';
import { companies } from '../../../db/schema/companies';
import { mayRecordReminder, mayRecordReview } from './case.policy';
import { type CaseHead, readCaseHead } from './case-head.queries.server';
import { moveObstacle } from './case-move';
import { type CaseRecord, findCaseRecord } from './case-record.queries.server';
import type { CaseRefusal } from './case-refused';
import {
  type CaseAct,
  findTransition,
  type Mover,
  mayProposeTransition,
  type ProposableState,
  type StaffMove,
  targetOfAct,
} from './case-transition';
import { type FilledSheet, findEligibilitySheet } from './eligibility.queries.server';
import { partInCase } from './part-in-case';

/** Why a page's act is not open to its reader, and who may do it. */
export type Obstacle = { reason: CaseRefusal | 'not_allowed'; by: readonly Mover[] };

/** What a page below a case says of it. */
export type MoveHead = Pick<
  CaseHead,
  'id' | 'reference' | 'companyId' | 'companyName' | 'track' | 'state' | 'version' | 'heldFrom' | 'next' | 'proposal'
>;

export type ActPage = { head: MoveHead; obstacle: Obstacle | null; isOnward: boolean };

/** What every page of an act shows of its case, or null when the case is out of sight. */
async function readActPage(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  today: string,
  act: CaseAct,
): Promise<(ActPage & { record: CaseRecord }) | null> {
  const record = await findCaseRecord(tx, actor, caseId, today);
  if (!record) return null;
  const { id, reference, companyId, companyName, track, state, version, heldFrom, next, proposal } = await readCaseHead(
    tx,
    actor,
    record,
    today,
  );
  const to = targetOfAct(act, record.facts);
  const reason = moveObstacle(partInCase(actor, record), record.facts, act, today, record.settings);
  return {
    record,
    head: { id, reference, companyId, companyName, track, state, version, heldFrom, next, proposal },
    obstacle: reason && { reason, by: (to && findTransition(state, to)?.by) ?? [] },
    isOnward: to !== null && next?.to === to,
  };
}

export type MovePage = ActPage & { sheet: FilledSheet | null };

/** The page of one act on a case. */
export async function readMovePage(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  act: StaffMove,
  today: string,
): Promise<MovePage | null> {
  const found = await readActPage(tx, actor, caseId, today, act);
  if (!found) return null;
  const { record, ...page } = found;
  return { ...page, sheet: act === 'accept' || act === 'refuse' ? await findEligibilitySheet(tx, actor, record.id) : null };
}

/** An advisor as proposed for a case: what they have in common with it. */
export type ProposedAdvisor = Advisor & { fit: Fit };

export type AssignPage = ActPage & {
  advisors: ProposedAdvisor[];
  /** The cluster has more advisors than are shown. */
  isCut: boolean;
  triageOwnerId: string | null;
};

/** The page on which a manager chooses the advisor of an accepted case, seeing what each one carries; in the order of the proposal. (`docs/domain.md §6.7`) */
export async function readAssignPage(tx: Tx, actor: Actor, caseId: string | undefined, today: string): Promise<AssignPage | null> {
  const found = await readActPage(tx, actor, caseId, today, 'assign');
  if (!found) return null;
  const { record, ...page } = found;
  const about: CaseToGive = { track: record.track, ...(await findPlace(tx, actor, record.companyId)) };
  const advisors = page.obstacle ? [] : await listAdvisors(tx, actor, today, { track: record.track });
  const proposed = inOrderOfProposal(advisors.slice(0, MOST_ADVISORS), about);
  return {
    ...page,
    advisors: proposed.map((advisor) => ({ ...advisor, fit: fitOf(advisor, about) })),
    isCut: advisors.length > MOST_ADVISORS,
    triageOwnerId: record.triageOwnerId,
  };
}

async function findPlace(tx: Tx, actor: Actor, companyId: string): Promise<Pick<CaseToGive, 'das' | 'department'>> {
  const [company] = await tx
    .select({ das: companies.mainDas, department: companies.departmentCode })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)));
  return company ?? { das: null, department: null };
}

export type ProposePage = ActPage & { to: ProposableState };

const ACT_OF = { redirected: 'redirect', closed_early: 'close_early', follow_up: 'start_follow_up' } as const;

/** The page on which a lead proposes what only a manager decides. */
export async function readProposePage(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  to: ProposableState,
  today: string,
): Promise<ProposePage | null> {
  const found = await readActPage(tx, actor, caseId, today, ACT_OF[to]);
  if (!found) return null;
  const { record, ...page } = found;
  const isListed = findTransition(record.state, to) !== null;
  const mayPropose = mayProposeTransition(partInCase(actor, record), record.facts, to);
  const reason = mayPropose ? (record.proposal?.to === to ? 'already_proposed' : null) : isListed ? 'not_lead' : 'not_listed';
  return { ...page, to, isOnward: false, obstacle: reason && { reason, by: ['lead'] } };
}

export type ReviewPage = ActPage & { outcome: string | null; lessons: string | null };

/** What the support achieved, as written so far. */
export async function readReviewPage(tx: Tx, actor: Actor, caseId: string | undefined, today: string): Promise<ReviewPage | null> {
  const found = await readActPage(tx, actor, caseId, today, 'start_follow_up');
  if (!found) return null;
  const { record, ...page } = found;
  const may = mayRecordReview(partInCase(actor, record), record.state);
  return {
    ...page,
    isOnward: false,
    obstacle: partObstacle(may, record.state === 'reviewing'),
    outcome: record.outcome,
    lessons: record.lessons,
  };
}

export type ReminderPage = ActPage & { remindedOn: string[]; today: string };

/** The reminders of the case's stage, and whether another may be logged. */
export async function readReminderPage(tx: Tx, actor: Actor, caseId: string | undefined, today: string): Promise<ReminderPage | null> {
  const found = await readActPage(tx, actor, caseId, today, 'start_follow_up');
  if (!found) return null;
  const { record, ...page } = found;
  const may = mayRecordReminder(partInCase(actor, record), record.state);
  const isStage = record.state === 'reviewing' || record.state === 'follow_up';
  return { ...page, isOnward: false, obstacle: partObstacle(may, isStage), remindedOn: record.remindedOn, today };
}

/** An act of the lead, or of a manager for them, that belongs to some stages only. */
function partObstacle(isOpen: boolean, isStage: boolean): Obstacle | null {
  return isOpen ? null : { reason: isStage ? 'not_allowed' : 'not_this_stage', by: ['lead', 'manager'] };
}
