import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Changed, changes, wasAndIs } from '~/features/history/changes.server';
import { type Recorded, recordEvents } from '~/features/history/record-event.server';
import { type Advisor, listAdvisors } from '~/features/load/advisors.queries.server';
import { mailLeaders } from '~/features/mail/enqueue-mail.server';
import { handOverMilestones } from '~/features/milestones/hand-over-milestones.server';
import { parisDate } from '~/features/programmes/paris-date';
import { handOverTasks } from '~/features/tasks/hand-over-tasks.server';
import { newId } from '~/platform/id.server';
import { isId } from '~/platform/is-id';
import { done, type Result, refuse } from '~/platform/result';
import { caseAssignments, cases } from '../../../db/schema/cases';
import { mayHandOver } from './case.policy';
import { isFinalState } from './case-state';
import { findColleague } from './hand-over.queries.server';
import type { HandOverInput } from './hand-over.schema';
import { holdPerson } from './hold-person.server';
import { type CaseParties, partInCase } from './part-in-case';

type Outcome = Result<
  { fromId: string; cases: number },
  'not_found' | 'not_allowed' | 'changed_meanwhile' | 'same_lead' | 'not_an_advisor' | 'lead_over_capacity'
>;
type HeldCase = CaseParties & { id: string };

/**
 * A manager gives open cases of one advisor to another. Open tasks and milestones of the one follow to the other; what is done keeps its
 * author, and the assignment that ends keeps its days and its team.
 */
export async function handOverCases(tx: Tx, actor: Actor, input: HandOverInput, at: Date): Promise<Outcome> {
  const held = await holdCases(tx, actor, input.caseIds);
  if (!isId(input.fromId) || !(await findColleague(tx, actor, input.fromId))) return refuse('not_found');
  if (held.length === 0 || held.length < new Set(input.caseIds).size) return refuse('not_found');
  if (!held.every((one) => mayHandOver(partInCase(actor, one)))) return refuse('not_allowed');
  if (input.advisorId === input.fromId) return refuse('same_lead');
  if (!held.every(({ leadId, state }) => leadId === input.fromId && !isFinalState(state))) return refuse('changed_meanwhile');
  const today = parisDate(at);
  const [advisor] = isId(input.advisorId) ? await listAdvisors(tx, actor, today, { only: input.advisorId }) : [];
  if (!advisor || !(await holdPerson(tx, advisor.id))) return refuse('not_an_advisor');
  const isOver = advisor.load.band === 'overloaded';
  if (isOver && !input.overrideReason?.trim()) return refuse('lead_over_capacity');
  const written = await giveCases(tx, actor, { held, advisor, fromId: input.fromId, today, at });
  const about = (one: HeldCase) => ({ subject: ['case', one.id] as [string, string], companyId: one.companyId, caseId: one.id });
  const lead = { leadId: advisor.id, leadId_from: input.fromId, leadId_to: advisor.id };
  const told = held.map((one): Recorded => {
    const rows = written.filter(({ caseId }) => caseId === one.id);
    // Both sides read who answers for the case now, and why.
    return { ...about(one), confidentiality: 'company', facts: { ...changes(...rows).facts, ...lead }, texts: { comment: input.reason } };
  });
  await tellCompanies(tx, actor, { held, eventIds: await recordEvents(tx, actor, 'case.handed_over', told), at });
  if (isOver) await recordEvents(tx, actor, 'case.load_overridden', held.map(overrideOf(about, advisor, input)));
  return done({ fromId: input.fromId, cases: held.length });
}

/** A company hears once who follows it now, however many of its cases went over. */
async function tellCompanies(
  tx: Tx,
  actor: Actor,
  { held, eventIds, at }: { held: readonly HeldCase[]; eventIds: readonly string[]; at: Date },
): Promise<void> {
  for (const companyId of new Set(held.map((one) => one.companyId))) {
    const index = held.findIndex((one) => one.companyId === companyId);
    const [caseId, eventId] = [held[index]?.id, eventIds[index]];
    if (caseId && eventId) await mailLeaders(tx, actor, { kind: 'handed_over', eventId, subjectId: caseId, companyId, caseId, at });
  }
}

function overrideOf(about: (one: HeldCase) => Recorded, advisor: Advisor, { overrideReason }: HandOverInput) {
  const facts = { leadId: advisor.id, points: Math.round(advisor.load.points) };
  return (one: HeldCase): Recorded => ({ ...about(one), facts, texts: { comment: overrideReason } });
}

/** The cases as they are once nobody else is changing them. */
function holdCases(tx: Tx, actor: Actor, caseIds: readonly string[]): Promise<HeldCase[]> {
  const { id, companyId, programmeId, track, state, leadId, triageOwnerId } = cases;
  return tx
    .select({ id, companyId, programmeId, track, state, leadId, triageOwnerId })
    .from(cases)
    .where(and(eq(cases.clusterId, actor.clusterId), inArray(cases.id, [...caseIds])))
    .orderBy(cases.id)
    .for('no key update');
}

type Given = { held: readonly HeldCase[]; advisor: Advisor; fromId: string; today: string; at: Date };

/** Ends the assignments and makes the new ones, and moves the open work: what each write changed, by case. */
async function giveCases(tx: Tx, actor: Actor, { held, advisor, fromId, today, at }: Given): Promise<(Changed & { caseId: string })[]> {
  const ids = held.map(({ id }) => id);
  const { clusterId } = actor;
  const ended = await tx
    .update(caseAssignments)
    .set({ untilOn: today })
    .where(
      and(
        eq(caseAssignments.clusterId, clusterId),
        inArray(caseAssignments.caseId, ids),
        eq(caseAssignments.part, 'lead'),
        isNull(caseAssignments.untilOn),
      ),
    )
    .returning({ caseId: caseAssignments.caseId, ...wasAndIs });
  await tx.insert(caseAssignments).values(
    held.map(({ id, companyId }) => ({
      ...{ clusterId, id: newId(), caseId: id, companyId, personId: advisor.id, teamId: advisor.teamId },
      ...{ part: 'lead' as const, fromOn: today },
    })),
  );
  const open = { caseIds: ids, fromId, toId: advisor.id, at };
  return [...ended, ...(await handOverTasks(tx, actor, open)), ...(await handOverMilestones(tx, actor, open))];
}
