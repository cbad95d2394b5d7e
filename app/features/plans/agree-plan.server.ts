import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { CaseRecord } from '~/features/cases/case-record.queries.server';
import { type FoundCase, findForMove, type Move, makeMove, moveRefusal } from '~/features/cases/move-case.server';
import { recordEvent } from '~/features/history/record-event.server';
import { milestonesToStart } from '~/features/milestones/milestone';
import { freezeBaselines } from '~/features/outcomes/freeze-baselines.server';
import { parisDate } from '~/features/programmes/paris-date';
import { done, refuse } from '~/platform/result';
import { planAgreements, planVersions } from '../../../db/schema/plans';
import { listPlanMilestones } from './plan.queries.server';
import { planDays, signaturePositionOf } from './plan-dates';

type AgreeInput = { version: number; signatory: string };

/**
 * One side agrees to the sent plan under a named signatory. The second agreement signs it: baselines freeze, later milestones are dated
 * from that day by the sent version's offsets, and the case is active. (`docs/domain.md §6.2, §3.1`)
 */
export async function agreePlan(tx: Tx, actor: Actor, caseId: string, { version, signatory }: AgreeInput, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record } = found;
  const side = found.who.roles.includes('leader') ? 'company' : 'advisor';
  const move: Move = {
    act: 'sign_plan',
    version,
    at,
    input: { signatory },
    event: 'plan.signed',
    facts: { version: record.plan?.number ?? 0 },
    stop: ['C5'],
  };
  const refusal = agreementRefusal(found, move, side);
  if (side === 'company' && !(await signsFor(tx, record.companyId))) return refuse('not_signatory');
  // The first side to agree doesn't wait for the other.
  if (refusal && refusal !== 'company_not_signed' && refusal !== 'advisor_not_signed') return refuse(refusal);
  if (!record.plan) return refuse('plan_not_sent');
  if (!(await addAgreement(tx, actor, record, { side, signatory, at }))) return refuse('already_agreed');
  if ((await countAgreements(tx, actor, record.plan.id)) < 2) return done({ caseId, isActive: false });
  await signPlan(tx, actor, record, at);
  const outcome = await makeMove(tx, actor, record, move);
  if (!outcome.ok) return outcome;
  await freezeBaselines(tx, actor, caseId, at);
  return done({ caseId, isActive: true });
}

/** The company's signatories, or any of its leaders while it has named none. */
async function signsFor(tx: Tx, companyId: string): Promise<boolean> {
  const [row] = (await tx.execute(sql`select access.signs_for(${companyId}) as may`)) as unknown as { may: boolean }[];
  return row?.may === true;
}

function agreementRefusal(found: FoundCase, move: Move, side: 'company' | 'advisor') {
  const refusal = moveRefusal(found, move);
  const { plan } = found.record.facts;
  const hasAgreed = side === 'company' ? plan?.isSignedByCompany : plan?.isSignedByAdvisor;
  const isOwnTurn = refusal === null || refusal === 'company_not_signed' || refusal === 'advisor_not_signed';
  return isOwnTurn && hasAgreed ? 'already_agreed' : refusal;
}

type Agreement = { side: 'company' | 'advisor'; signatory: string; at: Date };

/** False when the side had agreed meanwhile. */
async function addAgreement(tx: Tx, actor: Actor, record: CaseRecord, { side, signatory, at }: Agreement): Promise<boolean> {
  if (!record.plan) return false;
  // The row's lock puts two agreements given at once in a queue: the second sees the first.
  const locked = await tx
    .update(planVersions)
    .set({ state: 'sent' })
    .where(and(eq(planVersions.clusterId, actor.clusterId), eq(planVersions.id, record.plan.id), eq(planVersions.state, 'sent')));
  if (locked.count === 0) return false;
  const added = await tx
    .insert(planAgreements)
    .values({
      clusterId: actor.clusterId,
      planVersionId: record.plan.id,
      side,
      caseId: record.id,
      companyId: record.companyId,
      personId: actor.personId,
      signatoryName: signatory.trim(),
      agreedAt: at.toISOString(),
    })
    .onConflictDoNothing();
  if (added.count === 0) return false;
  await recordEvent(tx, actor, 'plan.agreed', {
    subject: ['case', record.id],
    companyId: record.companyId,
    caseId: record.id,
    confidentiality: 'company',
    facts: { version: record.plan.number, side },
    texts: { signatory },
  });
  return true;
}

/** Counted after the lock: an agreement given at the same moment is seen. */
async function countAgreements(tx: Tx, actor: Actor, planVersionId: string): Promise<number> {
  const given = await tx
    .select({ side: planAgreements.side })
    .from(planAgreements)
    .where(and(eq(planAgreements.clusterId, actor.clusterId), eq(planAgreements.planVersionId, planVersionId)));
  return given.length;
}

/** Marks the version signed and gives what follows its days, while the case still waits for the signature. */
async function signPlan(tx: Tx, actor: Actor, record: CaseRecord, at: Date): Promise<void> {
  if (!record.plan) return;
  await tx
    .update(planVersions)
    .set({ state: 'signed', signedAt: at.toISOString() })
    .where(and(eq(planVersions.clusterId, actor.clusterId), eq(planVersions.id, record.plan.id)));
  const milestones = await listPlanMilestones(tx, actor, record.id);
  const gate = signaturePositionOf(milestones);
  const signedOn = parisDate(at);
  const days = new Map(planDays(milestones, record.startedOn ?? signedOn, signedOn).map((line) => [line.id, line]));
  const starting = new Set(milestonesToStart(milestones.map((one) => ({ ...one, predecessorIds: one.blockerIds }))).map(({ id }) => id));
  const later = milestones.flatMap(({ id, position, state }) => {
    const line = days.get(id);
    return line && position > gate && state === 'upcoming'
      ? [{ id, starts_on: line.startOn, due_on: line.dueOn, starts: starting.has(id) }]
      : [];
  });
  await tx.execute(sql`select access.start_signed_plan(${record.id}, ${JSON.stringify(later)}::jsonb)`);
}
