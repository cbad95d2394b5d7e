import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import type { Actor } from '~/access/actor';
import type { Track } from '~/features/programmes/track';

export type Owner = postgres.TransactionSql;
export type StoredState =
  | 'submitted'
  | 'qualifying'
  | 'accepted'
  | 'redirected'
  | 'refused'
  | 'assessing'
  | 'plan_to_sign'
  | 'active'
  | 'on_hold'
  | 'reviewing'
  | 'follow_up'
  | 'closed'
  | 'closed_early';

type Person = Pick<Actor, 'personId'>;

/** Where a case is put: its cluster, the company it is of unless told otherwise, and who leads it. */
export type CaseRoom = {
  clusterId: string;
  programmeId: string;
  teamId: string | null;
  companyId: string;
  journeyId: string;
  actors: { advisor: Person };
  templates: Record<Track, string>;
};

export type CaseOptions = {
  track?: Track;
  lead?: Person | null;
  companyId?: string;
  journeyId?: string;
  milestones?: boolean;
  submittedAt?: string;
};

const FINAL = ['closed', 'closed_early', 'refused', 'redirected'];
const BEFORE_ASSIGNMENT = ['submitted', 'qualifying', 'accepted', 'refused', 'redirected'];
const SIGNED = ['active', 'on_hold', 'reviewing', 'follow_up', 'closed'];

/** A case as it would stand in a state: lead, plan version, milestones done as far as the state asks. */
export async function insertCase(
  sql: Owner,
  cluster: CaseRoom,
  state: StoredState,
  options: CaseOptions = {},
): Promise<{ caseId: string; milestoneIds: string[] }> {
  const {
    track = 'strategy',
    companyId = cluster.companyId,
    journeyId = cluster.journeyId,
    submittedAt = '2026-09-01T08:00:00Z',
  } = options;
  const lead = options.lead === undefined ? cluster.actors.advisor : options.lead;
  const isAssigned = !BEFORE_ASSIGNMENT.includes(state) && lead !== null;
  const { clusterId } = cluster;
  const [{ id: caseId }] = (await sql`
    insert into cases (cluster_id, reference, journey_id, company_id, programme_id, track, template_version_id, title, state, resumes_in, submitted_at, started_on, ended_on, end_reason, outcome, triage_owner_id)
    values (${clusterId}, ${`TST-2026-${randomBytes(4).toString('hex')}`}, ${journeyId}, ${companyId}, ${cluster.programmeId}, ${track}, ${isAssigned ? cluster.templates[track] : null}, 'A case', ${state},
      ${state === 'on_hold' ? 'active' : null}, ${submittedAt}, ${isAssigned ? '2026-09-10' : null}, ${FINAL.includes(state) ? '2026-11-01' : null},
      ${state === 'closed_early' ? 'withdrawn' : state === 'refused' ? 'out_of_scope' : state === 'redirected' ? 'elsewhere' : null}, ${state === 'closed' ? 'achieved' : null},
      ${state === 'submitted' ? null : (lead?.personId ?? null)}) returning id`) as unknown as [{ id: string }];
  if (!isAssigned) return { caseId, milestoneIds: [] };
  await sql`insert into case_assignments (cluster_id, case_id, company_id, person_id, team_id, part, from_on) values (${clusterId}, ${caseId}, ${companyId}, ${lead.personId}, ${cluster.teamId}, 'lead', '2026-09-10')`;
  if (options.milestones === false) return { caseId, milestoneIds: [] };
  const milestoneIds = await insertMilestones(sql, cluster, { caseId, companyId, journeyId, track, state });
  if (['plan_to_sign', ...SIGNED].includes(state)) {
    await sql`insert into plan_versions (cluster_id, case_id, company_id, number, state, content, sha256, sent_at, sent_by_id, signed_at)
      values (${clusterId}, ${caseId}, ${companyId}, 1, ${state === 'plan_to_sign' ? 'sent' : 'signed'}, ${contentOf(sql, caseId)}, 'test', '2026-10-01T08:00:00Z', ${lead.personId}, ${state === 'plan_to_sign' ? null : '2026-10-05T08:00:00Z'})`;
  }
  return { caseId, milestoneIds };
}

async function insertMilestones(
  sql: Owner,
  { clusterId, templates }: CaseRoom,
  {
    caseId,
    companyId,
    journeyId,
    track,
    state,
  }: { caseId: string; companyId: string; journeyId: string; track: Track; state: StoredState },
): Promise<string[]> {
  const isSent = state === 'plan_to_sign' || SIGNED.includes(state);
  const isOver = ['reviewing', 'follow_up', 'closed'].includes(state);
  const rows = await sql<{ id: string; position: number }[]>`
    insert into milestones (cluster_id, case_id, company_id, position, template_position, title, title_en, sides, side, "offset", duration_days, due_on, state, done_on, expected_evidence, expected_evidence_en, exit_criterion, exit_criterion_en,
      is_critical, ends_assessment, is_signature_gate, moves, published_at)
    select t.cluster_id, ${caseId}, ${companyId}, t.position, t.position, t.title_fr, t.title_en, t.sides, t.sides[1], t."offset", t.duration_days, date '2026-10-01' + t.position * 10,
      case when x.done then 'done' when t.position = v.signature_position + 1 or (not ${isSent} and t.position = 1) then 'in_progress' else 'upcoming' end,
      case when x.done then date '2026-09-30' end, t.evidence_fr, t.evidence_en, t.exit_fr, t.exit_en, t.is_critical, t.position = v.assessment_position, t.position = v.signature_position, t.moves,
      case when ${isSent} then now() end
    from plan_template_milestones t join plan_template_versions v on v.cluster_id = t.cluster_id and v.id = t.template_version_id,
      lateral (select ${isSent} and (${isOver} and t.position < 10 or ${SIGNED.includes(state)} and t.position <= v.signature_position or t.position <= v.assessment_position) done) x
    where t.cluster_id = ${clusterId} and t.template_version_id = ${templates[track]} order by t.position returning id, position`;
  await sql`insert into milestone_dependencies (cluster_id, milestone_id, blocker_id, journey_id, case_id, company_id)
    select ${clusterId}, m.id, b.id, ${journeyId}, ${caseId}, ${companyId}
    from plan_template_milestones t join milestones m on m.cluster_id = t.cluster_id and m.case_id = ${caseId} and m.position = t.position
      join milestones b on b.cluster_id = t.cluster_id and b.case_id = ${caseId} and b.position = any (t.blockers)
    where t.cluster_id = ${clusterId} and t.template_version_id = ${templates[track]}`;
  return rows.sort((x, y) => x.position - y.position).map((row) => row.id);
}

/** The text of a plan as `planContent` freezes it, from the milestones as they stand. */
const contentOf = (
  sql: Owner,
  caseId: string,
) => sql`(select jsonb_build_object('targets', '[]'::jsonb, 'milestones', jsonb_agg(jsonb_build_object(
    'id', m.id, 'position', m.position, 'title', m.title, 'titleEn', m.title_en, 'sides', m.sides, 'offset', m."offset", 'durationDays', m.duration_days, 'startsOn', m.starts_on, 'dueOn', m.due_on,
    'expectedEvidence', m.expected_evidence, 'expectedEvidenceEn', m.expected_evidence_en, 'isCritical', m.is_critical, 'isSignatureGate', m.is_signature_gate, 'isDone', m.state = 'done',
    'blockers', (select coalesce(jsonb_agg(b.position order by b.position), '[]') from milestone_dependencies d join milestones b on b.cluster_id = d.cluster_id and b.id = d.blocker_id
      where d.cluster_id = m.cluster_id and d.milestone_id = m.id)) order by m.position)) from milestones m where m.case_id = ${caseId})`;
