import type postgres from 'postgres';
import type { HealthFacts } from '~/features/health/health';

type Sql = postgres.Sql | postgres.TransactionSql;

/** What the rule looks at for one case, read table by table as plainly as can be. */
export async function readFacts(sql: Sql, clusterId: string, caseId: string, on: string): Promise<HealthFacts> {
  const [one] =
    await sql`select k.state, k.reference, k.company_id, k.started_on::text, k.last_contact_on::text, nullif(k.next_due_on, 'infinity')::text as next_due_on, k.held_until::text,
    (k.state_since at time zone 'Europe/Paris')::date::text as held_on from cases k where k.cluster_id = ${clusterId} and k.id = ${caseId}`;
  const milestones = await sql`select id, is_critical, state, nullif(due_on, 'infinity')::text as due_on, duration_days from milestones
    where cluster_id = ${clusterId} and case_id = ${caseId} and state <> 'not_applicable' order by position`;
  const tasks =
    await sql`select nullif(due_on, 'infinity')::text as due_on from tasks where cluster_id = ${clusterId} and case_id = ${caseId} and state in ('open', 'blocked')`;
  const clocks = await sql`select rule, due_on::text as due_on from clocks where cluster_id = ${clusterId} and case_id = ${caseId}
    and rule in ('C1', 'C2', 'C3', 'C4', 'C5') and stopped_at is null and paused_on is null`;
  const troubles = await sql`select from_on::text as from_on, until_on::text as until_on from company_difficulties
    where cluster_id = ${clusterId} and company_id = ${one!.company_id} and level = 'collective_proceedings' order by from_on desc`;
  return {
    state: one!.state,
    startedOn: one!.started_on,
    lastContactOn: one!.last_contact_on,
    heldOn: one!.held_on,
    heldUntil: one!.held_until,
    nextDueOn: one!.next_due_on,
    milestones: milestones.map((m) => ({
      ...{ id: m.id, isCritical: m.is_critical, isDone: m.state === 'done', dueOn: m.due_on, durationDays: m.duration_days },
    })),
    openActions: tasks.map((t) => ({ dueOn: t.due_on })),
    figures: await readFigures(sql, { clusterId, caseId, reference: one!.reference, companyId: one!.company_id }),
    clocks: clocks.map((k) => ({ rule: k.rule, dueOn: k.due_on })),
    proceedingsOn: troubles.find(({ from_on: from, until_on: until }) => from <= on && (until === null || until >= on))?.from_on ?? null,
  };
}

type Asking = { clusterId: string; caseId: string; reference: string; companyId: string };

/** A figure is known once a live value stands in its cell, or for an event under a key of its own. */
async function readFigures(sql: Sql, { clusterId, caseId, reference, companyId }: Asking): Promise<HealthFacts['figures']> {
  const asked =
    await sql`select metric, cell, valid_on::text as valid_on, is_baseline from expected_figures where cluster_id = ${clusterId} and case_id = ${caseId} and metric <> 'ACC-04'`;
  if (asked.length === 0) return [];
  const cells =
    await sql`select metric, cell, case_id, num, unknown_reason from ledger.standing_cells(${[...new Set(asked.map(({ metric }) => metric as string))]}, 'infinity', ${[companyId]})`;
  const known = cells.filter(({ num, unknown_reason: why }) => num !== null || why === 'company_refuses' || why === 'not_concerned');
  return asked.map(({ metric, cell, valid_on: validOn, is_baseline: isBaseline }) => ({
    ...{ isBaseline, validOn },
    isKnown: known.some(
      (one) =>
        one.metric === metric &&
        (one.cell === cell || (!isBaseline && cell === reference && one.case_id === caseId && one.cell !== `${reference}/B1`)),
    ),
  }));
}
