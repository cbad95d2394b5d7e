import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { type Advisor, listAdvisors } from '~/features/load/advisors.queries.server';
import { askBaselines } from '~/features/outcomes/ask-figures.server';
import { findPublishedTemplate, makePlan } from '~/features/plans/make-plan.server';
import { parisDate } from '~/features/programmes/paris-date';
import { newId } from '~/platform/id.server';
import { isId } from '~/platform/is-id';
import { refuse } from '~/platform/result';
import { caseAssignments } from '../../../db/schema/cases';
import { companies } from '../../../db/schema/companies';
import type { CaseRecord } from './case-record.queries.server';
import { holdPerson } from './hold-person.server';
import { findForMove, type Move, makeMove, moveRefusal } from './move-case.server';

type AssignInput = { version: number; advisorId: string; overrideReason?: string | null };

/**
 * The manager gives an accepted case to an advisor: the assessment starts with its clock, and the plan is drawn from the track's template
 * with its days. Size and region are kept as of that day. (`docs/domain.md §6.2, §3.1`)
 */
export async function assignCase(tx: Tx, actor: Actor, caseId: string, input: AssignInput, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record } = found;
  const today = parisDate(at);
  const [advisor] = isId(input.advisorId) ? await listAdvisors(tx, actor, today, { only: input.advisorId }) : [];
  const template = await findPublishedTemplate(tx, actor, record.track);
  const company = await findSize(tx, actor, record.companyId);
  const move: Move = {
    act: 'assign',
    version: input.version,
    at,
    input: { ...(advisor ? { lead: capacityOf(advisor, input) } : {}) },
    event: 'case.assigned',
    facts: { leadId: input.advisorId },
    set: {
      startedOn: today,
      templateVersionId: template?.versionId ?? null,
      teamAtStartId: advisor?.teamId ?? null,
      sizeAtStart: company?.size ?? null,
      regionAtStart: company?.region ?? null,
    },
    stop: ['C3'],
    start: ['C4'],
  };
  const refusal = moveRefusal(found, move);
  if (refusal === 'lead_missing' && input.advisorId !== '') return refuse('not_an_advisor');
  if (refusal || !advisor) return refuse(refusal ?? 'lead_missing');
  if (!template) return refuse('no_template');
  if (!(await holdPerson(tx, advisor.id))) return refuse('not_an_advisor');
  const outcome = await makeMove(tx, actor, record, move);
  if (!outcome.ok) return outcome;
  await giveLead(tx, actor, record, advisor, today);
  if (advisor.load.band === 'overloaded') await recordOverride(tx, actor, record, advisor, input);
  await makePlan(tx, actor, { ...record, assignedOn: today }, template, at);
  await askBaselines(tx, actor, { caseId, companyId: record.companyId, on: today });
  return outcome;
}

function capacityOf({ load }: Advisor, { overrideReason }: AssignInput) {
  return { hasCapacity: load.band !== 'overloaded', overrideReason: overrideReason ?? null, hasDeclaredInterest: false };
}

/** Why the load did not decide: the team's own business, so told apart from the assignment. */
async function recordOverride(tx: Tx, actor: Actor, record: CaseRecord, advisor: Advisor, { overrideReason }: AssignInput): Promise<void> {
  await recordEvent(tx, actor, 'case.load_overridden', {
    subject: ['case', record.id],
    companyId: record.companyId,
    caseId: record.id,
    facts: { leadId: advisor.id, points: Math.round(advisor.load.points) },
    texts: { comment: overrideReason },
  });
}

async function findSize(tx: Tx, actor: Actor, companyId: string) {
  const [company] = await tx
    .select({ size: companies.sizeCategory, region: companies.regionCode })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)));
  return company;
}

async function giveLead(tx: Tx, actor: Actor, record: CaseRecord, advisor: Advisor, fromOn: string): Promise<void> {
  await tx.insert(caseAssignments).values({
    clusterId: actor.clusterId,
    id: newId(),
    caseId: record.id,
    companyId: record.companyId,
    personId: advisor.id,
    teamId: advisor.teamId,
    part: 'lead',
    fromOn,
  });
}
