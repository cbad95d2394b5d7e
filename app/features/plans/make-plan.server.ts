import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';
import { newId } from '~/platform/id.server';
import { milestoneDependencies, milestones } from '../../../db/schema/plans';
import { planTemplateMilestones, planTemplates, planTemplateVersions } from '../../../db/schema/programmes';
import { schedulePlan } from './schedule';

type Template = { versionId: string; code: string; number: number; assessmentPosition: number; signaturePosition: number };
type PlannedCase = { id: string; companyId: string; journeyId: string; assignedOn: LocalDate };

/** The latest published version of a track's template. */
export async function findPublishedTemplate(tx: Tx, actor: Pick<Actor, 'clusterId'>, track: Track): Promise<Template | null> {
  const [found] = await tx
    .select({
      versionId: planTemplateVersions.id,
      code: planTemplates.code,
      number: planTemplateVersions.number,
      assessmentPosition: planTemplateVersions.assessmentPosition,
      signaturePosition: planTemplateVersions.signaturePosition,
    })
    .from(planTemplates)
    .innerJoin(
      planTemplateVersions,
      and(eq(planTemplateVersions.clusterId, planTemplates.clusterId), eq(planTemplateVersions.templateId, planTemplates.id)),
    )
    .where(
      and(
        eq(planTemplates.clusterId, actor.clusterId),
        eq(planTemplates.track, track),
        isNull(planTemplates.retiredOn),
        isNotNull(planTemplateVersions.publishedAt),
      ),
    )
    .orderBy(desc(planTemplateVersions.number))
    .limit(1);
  return found ?? null;
}

/** Draws a case's plan, version 0, from a template: milestones, what they wait for, their days. What may start, starts. (`docs/domain.md §3.1`) */
export async function makePlan(tx: Tx, actor: Actor, target: PlannedCase, template: Template, at: Date): Promise<void> {
  const lines = await tx
    .select()
    .from(planTemplateMilestones)
    .where(and(eq(planTemplateMilestones.clusterId, actor.clusterId), eq(planTemplateMilestones.templateVersionId, template.versionId)))
    .orderBy(planTemplateMilestones.position);
  const days = new Map(
    schedulePlan({
      milestones: lines.map((line) => ({ ...line, dependsOn: line.blockers })),
      assignedOn: target.assignedOn,
      signaturePosition: template.signaturePosition,
    }).map((line) => [line.position, line]),
  );
  const ids = new Map(lines.map((line) => [line.position, newId()]));
  const own = { clusterId: actor.clusterId, caseId: target.id, companyId: target.companyId };
  const moment = at.toISOString();
  if (lines.length > 0) {
    await tx.insert(milestones).values(
      lines.map((line) => ({
        ...own,
        id: ids.get(line.position) ?? newId(),
        position: line.position,
        templatePosition: line.position,
        title: line.titleFr,
        titleEn: line.titleEn,
        sides: line.sides,
        side: (line.sides[0] ?? 'advisor') as 'advisor',
        state: line.blockers.length === 0 && line.position <= template.signaturePosition ? ('in_progress' as const) : ('upcoming' as const),
        offset: line.offset,
        startsOn: days.get(line.position)?.startOn ?? null,
        dueOn: days.get(line.position)?.dueOn ?? 'infinity',
        durationDays: line.durationDays,
        expectedEvidence: line.evidenceFr,
        expectedEvidenceEn: line.evidenceEn,
        exitCriterion: line.exitFr,
        exitCriterionEn: line.exitEn,
        isCritical: line.isCritical,
        endsAssessment: line.position === template.assessmentPosition,
        isSignatureGate: line.position === template.signaturePosition,
        moves: line.moves,
        createdAt: moment,
        updatedAt: moment,
      })),
    );
  }
  const edges = lines.flatMap((line) =>
    line.blockers.map((blocker) => ({ milestoneId: ids.get(line.position), blockerId: ids.get(blocker) })),
  );
  const known = edges.flatMap(({ milestoneId, blockerId }) => (milestoneId && blockerId ? [{ milestoneId, blockerId }] : []));
  if (known.length > 0) {
    await tx.insert(milestoneDependencies).values(known.map((edge) => ({ ...own, ...edge, journeyId: target.journeyId })));
  }
  await recordEvent(tx, actor, 'plan.made', {
    subject: ['case', target.id],
    companyId: target.companyId,
    caseId: target.id,
    facts: { template: template.code, version: template.number, milestones: lines.length },
  });
}
