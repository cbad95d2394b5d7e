import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import type { BallSide, CaseState } from '~/features/cases/case-state';
import type { Track } from '~/features/programmes/track';
import { isId } from '~/platform/is-id';
import { listPlanMilestones, listPlanTargets } from './plan.queries.server';
import { type PlanContent, planContent } from './plan-content';
import type { MilestoneOffset } from './plan-template';

export type PlanVersion = {
  number: number;
  state: 'sent' | 'signed' | 'refused';
  sentAt: string;
  sentBy: string | null;
  signedAt: string | null;
  refusedAt: string | null;
  refusedBy: string | null;
  refusal: string | null;
  /** SHA-256 of the frozen text. */
  sha256: string;
  agreements: { side: 'advisor' | 'company'; signatoryName: string; agreedAt: string }[];
};

export type DocumentMilestone = {
  position: number;
  title: string;
  sides: BallSide[];
  offset: MilestoneOffset;
  durationDays: number;
  startsOn: string | null;
  dueOn: string | null;
  expectedEvidence: string;
  isCritical: boolean;
  isDone: boolean;
  isAfterSignature: boolean;
  /** Positions of the plan's milestones it waits for. */
  blockers: number[];
};

export type DocumentTarget = { metric: string; label: string; unit: string; value: number; dueOn: string };

/** A plan as one reader may read it, in their language: a version as it was sent, or the draft, whose `version` is null. */
export type PlanDocument = {
  caseId: string;
  reference: string;
  track: Track;
  caseState: CaseState;
  companyName: string;
  /** Working day 0 of the plan. */
  startedOn: string | null;
  version: PlanVersion | null;
  /** The number a draft takes once sent, and the number of the version read otherwise. */
  number: number;
  milestones: DocumentMilestone[];
  targets: DocumentTarget[];
  /** Versions this reader may open, newest first. */
  versions: Pick<PlanVersion, 'number' | 'state' | 'sentAt' | 'signedAt'>[];
  /** A draft is open, and this reader may read it. */
  hasDraft: boolean;
};

type Row = Pick<PlanDocument, 'caseId' | 'reference' | 'track' | 'caseState' | 'companyName' | 'startedOn'> & { versions: PlanVersion[] };

const VERSIONS = sql`(select coalesce(json_agg(json_build_object('number', v.number, 'state', v.state, 'sentAt', v.sent_at, 'signedAt', v.signed_at, 'refusedAt', v.refused_at, 'refusal', v.refusal, 'sha256', v.sha256,
    'sentBy', (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = v.cluster_id and p.id = v.sent_by_id),
    'refusedBy', (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = v.cluster_id and p.id = v.refused_by_id),
    'agreements', (select coalesce(json_agg(json_build_object('side', g.side, 'signatoryName', g.signatory_name, 'agreedAt', g.agreed_at) order by g.agreed_at), '[]')
      from plan_agreements g where g.cluster_id = v.cluster_id and g.plan_version_id = v.id)) order by v.number desc), '[]')
  from plan_versions v where v.cluster_id = c.cluster_id and v.case_id = c.id)`;

/**
 * The plan of a case to read and print, or null when there is none for this reader. `number` names a version that was sent; without one
 * it is the draft while one is open, else the latest version. Who reads as a company never sees a draft. Two statements, three for a draft.
 */
export async function readPlanDocument(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  number: number | null,
): Promise<PlanDocument | null> {
  if (!isId(caseId)) return null;
  const [row] = await tx.execute<Row>(sql`
    select c.id as "caseId", c.reference, c.track, c.state as "caseState", c.started_on as "startedOn", ${VERSIONS} versions,
      coalesce((select co.name from companies co where co.cluster_id = c.cluster_id and co.id = c.company_id), '') as "companyName"
    from cases c where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`);
  if (!row) return null;
  const { versions, ...named } = row;
  const latest = versions[0] ?? null;
  const hasDraft = isStaff(actor) && row.startedOn !== null && (latest === null || latest.state === 'refused');
  const version = number === null ? (hasDraft ? null : latest) : versions.find((one) => one.number === number);
  if (version === undefined || (version === null && !hasDraft)) return null;
  const content = version ? await findContent(tx, actor, caseId, version.number) : await draftContent(tx, actor, caseId);
  return {
    ...named,
    version,
    number: version?.number ?? (latest?.number ?? 0) + 1,
    ...inLanguage(content, actor.locale === 'en'),
    versions: versions.map(({ number: n, state, sentAt, signedAt }) => ({ number: n, state, sentAt, signedAt })),
    hasDraft,
  };
}

async function findContent(tx: Tx, actor: Actor, caseId: string, number: number): Promise<PlanContent> {
  const [row] = await tx.execute<{ content: PlanContent }>(sql`
    select v.content from plan_versions v where v.cluster_id = ${actor.clusterId} and v.case_id = ${caseId} and v.number = ${number}`);
  return row?.content ?? { milestones: [], targets: [] };
}

async function draftContent(tx: Tx, actor: Actor, caseId: string): Promise<PlanContent> {
  return planContent(await listPlanMilestones(tx, actor, caseId), await listPlanTargets(tx, actor, caseId));
}

function inLanguage({ milestones, targets }: PlanContent, isEnglish: boolean): Pick<PlanDocument, 'milestones' | 'targets'> {
  const words = (text: string, textEn: string) => (isEnglish && textEn !== '' ? textEn : text);
  const gate = milestones.find(({ isSignatureGate }) => isSignatureGate)?.position ?? 0;
  return {
    milestones: milestones.map((one) => ({
      position: one.position,
      title: words(one.title, one.titleEn),
      sides: one.sides as BallSide[],
      offset: one.offset,
      durationDays: one.durationDays,
      startsOn: one.startsOn,
      dueOn: one.dueOn === 'infinity' ? null : one.dueOn,
      expectedEvidence: words(one.expectedEvidence, one.expectedEvidenceEn),
      isCritical: one.isCritical,
      isDone: one.isDone,
      isAfterSignature: one.position > gate,
      blockers: one.blockers,
    })),
    targets: targets.map(({ metric, labelFr, labelEn, unit, value, dueOn }) => ({
      metric,
      label: isEnglish ? labelEn : labelFr,
      unit,
      value,
      dueOn,
    })),
  };
}
