import type postgres from 'postgres';

/** Columns that say when something happened or is true of; plans, due days, trials and holds lie ahead. */
const HAPPENED: Record<string, readonly string[]> = {
  baselines: ['on_date', 'recorded_at'],
  case_assignments: ['from_on'],
  cases: ['submitted_at', 'started_on', 'ended_on', 'state_since', 'last_contact_on', 'created_at', 'updated_at'],
  clocks: ['started_at', 'stopped_at'],
  companies: ['founded_on', 'created_at'],
  eligibility_sheets: ['filled_at'],
  events: ['recorded_at'],
  expected_figures: ['asked_at', 'valid_on'],
  journeys: ['started_on'],
  memberships: ['from_on', 'created_at'],
  milestone_evidence: ['added_at'],
  milestones: ['done_on', 'done_at', 'blocked_since', 'published_at', 'updated_at'],
  notes: ['happened_on', 'created_at', 'updated_at'],
  observation_acts: ['recorded_at'],
  observations: ['valid_on', 'recorded_at'],
  people: ['created_at'],
  plan_agreements: ['agreed_at'],
  plan_versions: ['sent_at', 'signed_at', 'refused_at'],
  support_requests: ['submitted_at', 'created_at', 'updated_at'],
  tasks: ['done_at', 'blocked_since', 'created_at', 'updated_at'],
};

/** Columns that hold a day or an instant of `asOf` or later, which nothing in the demonstration may. */
export async function tooLate(sql: postgres.Sql, asOf: string): Promise<string[]> {
  const found: string[] = [];
  for (const [table, columns] of Object.entries(HAPPENED)) {
    const checks = columns.map(
      (column) => `count(*) filter (where ${column} >= ('${asOf}'::date)::timestamp at time zone 'Europe/Paris') as ${column}`,
    );
    const [row] = await sql.unsafe(`select ${checks.join(', ')} from ${table}`);
    for (const [column, count] of Object.entries(row ?? {})) if (Number(count) > 0) found.push(`${table}.${column}: ${count}`);
  }
  return found;
}
