import type { InferInsertModel } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';
import { accounts } from '../../schema/accounts';
import { caseAssignments, cases, clocks, eligibilitySheets, journeys, supportRequests } from '../../schema/cases';
import { companies, memberships } from '../../schema/companies';
import { aidGrants, capitalLinks, companyDifficulties, companyYears, establishments, exportControls } from '../../schema/company-records';
import { events, eventTexts } from '../../schema/history';
import { absences, capacities, skills } from '../../schema/load';
import { baselines, eventKeys, expectedFigures, figureSubjects, observationActs, observations } from '../../schema/outcomes';
import { clusterRoles, companyRoles, invitations, people, teamMembers, teams } from '../../schema/people';
import {
  milestoneDependencies,
  milestoneEvidence,
  milestones,
  notes,
  planAgreements,
  planTargets,
  planVersions,
  tasks,
} from '../../schema/plans';
import { privacyRequests } from '../../schema/privacy';
import { projectDecisions, projectFunding, projectPartners, projectSecrets, projects } from '../../schema/projects';
import { projectMilestones, structuringSites } from '../../schema/structuring';
import { copyRows } from '../copy-rows';

/** Tables the demo fills, in an order their keys allow. */
const TABLES = {
  accounts,
  people,
  teams,
  teamMembers,
  clusterRoles,
  capacities,
  absences,
  skills,
  companies,
  memberships,
  establishments,
  companyYears,
  capitalLinks,
  aidGrants,
  companyDifficulties,
  exportControls,
  companyRoles,
  invitations,
  journeys,
  cases,
  caseAssignments,
  supportRequests,
  eligibilitySheets,
  clocks,
  planVersions,
  planAgreements,
  planTargets,
  milestones,
  milestoneDependencies,
  milestoneEvidence,
  tasks,
  notes,
  projects,
  projectSecrets,
  projectPartners,
  projectDecisions,
  projectFunding,
  structuringSites,
  projectMilestones,
  privacyRequests,
  figureSubjects,
  observations,
  observationActs,
  eventKeys,
  baselines,
  expectedFigures,
  events,
  eventTexts,
};
type Tables = typeof TABLES;
type TableName = keyof Tables;
export type Row<N extends TableName> = InferInsertModel<Tables[N]>;

/** Rows waiting to be written together. */
export class Batch {
  readonly #rows = new Map<TableName, Row<TableName>[]>();

  add<N extends TableName>(table: N, ...rows: Row<N>[]): void {
    const known = this.#rows.get(table);
    if (known) known.push(...rows);
    else this.#rows.set(table, rows);
  }

  rows<N extends TableName>(table: N): readonly Row<N>[] {
    return (this.#rows.get(table) ?? []) as Row<N>[];
  }

  async write(sql: postgres.TransactionSql): Promise<void> {
    for (const name of Object.keys(TABLES) as TableName[]) await copyRows(sql, TABLES[name] as PgTable, this.rows(name));
  }
}
