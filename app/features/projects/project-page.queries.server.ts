import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { instruments } from '../../../db/schema/instruments';
import { people } from '../../../db/schema/people';
import { projectDecisions, projectFunding, projectPartners, projectSecrets, projects } from '../../../db/schema/projects';
import { consortiumFindings, type Finding, territoryShare } from './consortium';
import type { DecisionKind, FundingForm, PartnerKind, ProjectState } from './project';
import { listPathSteps, listSites } from './structuring.queries.server';

export type PartnerLine = {
  id: string;
  companyId: string | null;
  name: string;
  kind: PartnerKind;
  countryCode: string;
  isLeader: boolean;
  part: string;
  personMonths: number | null;
  budgetCents: number;
  aidCents: number;
  awardedCents: number | null;
  territoryPercent: number;
};
export type DecisionLine = { id: string; kind: DecisionKind; outcome: ProjectState; on: string; body: string; reason: string };
export type FundingLine = {
  id: string;
  funder: string;
  form: FundingForm;
  decisionNumber: string;
  awardedCents: number;
  awardedOn: string;
};
export type Attempt = { id: string; acronym: string; attemptNo: number; state: ProjectState };

/** What the project's page shows, or null when the reader may not see it. */
export async function readProjectPage(tx: Tx, actor: Actor, projectId: string) {
  const isEnglish = actor.locale === 'en';
  const [row] = await tx
    .select({
      project: projects,
      leadGiven: people.givenName,
      leadFamily: people.familyName,
      instrumentLabel: isEnglish ? instruments.labelEn : instruments.labelFr,
      rules: instruments.rules,
      maxRate: instruments.maxRate,
      rateSource: instruments.rateSource,
      rateReadOn: instruments.rateReadOn,
      secret: isEnglish ? projectSecrets.summaryEn : projectSecrets.summaryFr,
      risks: isEnglish ? projectSecrets.risksEn : projectSecrets.risksFr,
    })
    .from(projects)
    .leftJoin(people, and(eq(people.clusterId, projects.clusterId), eq(people.id, projects.leadId)))
    .leftJoin(
      instruments,
      and(
        eq(instruments.clusterId, projects.clusterId),
        eq(instruments.code, projects.instrument),
        eq(instruments.version, projects.instrumentVersion),
      ),
    )
    .leftJoin(projectSecrets, and(eq(projectSecrets.clusterId, projects.clusterId), eq(projectSecrets.projectId, projects.id)))
    .where(and(eq(projects.clusterId, actor.clusterId), eq(projects.id, projectId)));
  if (!row) return null;
  const { project, rules, leadGiven, leadFamily, ...rest } = row;
  const partners = await listPartners(tx, actor, projectId);
  const decisions = await listDecisions(tx, actor, projectId);
  const funding = await listFunding(tx, actor, projectId);
  const attempts = await listAttempts(tx, actor, project.familyId);
  const path = await listPathSteps(tx, actor, projectId);
  const sites = await listSites(tx, actor, projectId);
  const findings: Finding[] = consortiumFindings({ ...project, partners }, rules ?? {});
  return {
    project: {
      ...project,
      title: isEnglish ? project.titleEn : project.titleFr,
      summary: isEnglish ? project.summaryEn : project.summaryFr,
    },
    ...rest,
    lead: leadGiven ? `${leadGiven} ${leadFamily}` : null,
    ...{ partners, decisions, funding, attempts, path, sites, findings, territoryShare: territoryShare(partners) },
  };
}

async function listPartners(tx: Tx, actor: Actor, projectId: string): Promise<PartnerLine[]> {
  return tx
    .select({
      ...{ id: projectPartners.id, companyId: projectPartners.companyId, name: projectPartners.name, kind: projectPartners.kind },
      ...{ countryCode: projectPartners.countryCode, isLeader: projectPartners.isLeader },
      part: actor.locale === 'en' ? projectPartners.partEn : projectPartners.partFr,
      personMonths: sql<number | null>`${projectPartners.personMonths}::float8`,
      ...{ budgetCents: projectPartners.budgetCents, aidCents: projectPartners.aidCents, awardedCents: projectPartners.awardedCents },
      territoryPercent: sql<number>`${projectPartners.territoryPercent}::float8`,
    })
    .from(projectPartners)
    .where(and(eq(projectPartners.clusterId, actor.clusterId), eq(projectPartners.projectId, projectId)))
    .orderBy(asc(projectPartners.position))
    .limit(60);
}

async function listDecisions(tx: Tx, actor: Actor, projectId: string): Promise<DecisionLine[]> {
  const isEnglish = actor.locale === 'en';
  return tx
    .select({
      ...{ id: projectDecisions.id, kind: projectDecisions.kind, outcome: projectDecisions.outcome, on: projectDecisions.decidedOn },
      body: isEnglish ? projectDecisions.bodyEn : projectDecisions.bodyFr,
      reason: isEnglish ? projectDecisions.reasonEn : projectDecisions.reasonFr,
    })
    .from(projectDecisions)
    .where(and(eq(projectDecisions.clusterId, actor.clusterId), eq(projectDecisions.projectId, projectId)))
    .orderBy(desc(projectDecisions.decidedOn), desc(projectDecisions.id))
    .limit(60);
}

async function listFunding(tx: Tx, actor: Actor, projectId: string): Promise<FundingLine[]> {
  return tx
    .select({
      ...{ id: projectFunding.id, form: projectFunding.form, decisionNumber: projectFunding.decisionNumber },
      funder: actor.locale === 'en' ? projectFunding.funderEn : projectFunding.funderFr,
      ...{ awardedCents: projectFunding.awardedCents, awardedOn: projectFunding.awardedOn },
    })
    .from(projectFunding)
    .where(and(eq(projectFunding.clusterId, actor.clusterId), eq(projectFunding.projectId, projectId)))
    .orderBy(desc(projectFunding.awardedCents), asc(projectFunding.id))
    .limit(20);
}

/** Every attempt of the family, the first one first. */
async function listAttempts(tx: Tx, actor: Actor, familyId: string): Promise<Attempt[]> {
  return tx
    .select({ id: projects.id, acronym: projects.acronym, attemptNo: projects.attemptNo, state: projects.state })
    .from(projects)
    .where(and(eq(projects.clusterId, actor.clusterId), eq(projects.familyId, familyId)))
    .orderBy(asc(projects.attemptNo))
    .limit(10);
}

export type ProjectPageContent = NonNullable<Awaited<ReturnType<typeof readProjectPage>>>;
