import type postgres from 'postgres';
import { fillCase } from './filled-case';
import { fillCompany } from './filled-company';
import { fillDocuments } from './filled-documents';
import { fillFigures } from './filled-figures';
import { fillHistory } from './filled-history';
import { fillImports } from './filled-imports';
import { fillMail } from './filled-mail';
import { fillPeople } from './filled-people';
import { fillPlan } from './filled-plan';
import { fillPrivacy } from './filled-privacy';
import { fillProgramme } from './filled-programme';
import { fillProjects } from './filled-projects';
import type { ClusterWorld } from './world';

/** What the rows are about: one company and its case. */
export type Filled = { companyId: string; caseId: string; milestoneIds: string[]; by: string };

/** A row of every kind about one case. A new table gets its row in the file of its subject. */
export async function fill(sql: postgres.TransactionSql, cluster: ClusterWorld, about: Filled): Promise<void> {
  await fillProgramme(sql, cluster);
  await fillCompany(sql, cluster, about);
  await fillPeople(sql, cluster, about);
  await fillCase(sql, cluster, about);
  await fillPlan(sql, cluster, about);
  await fillDocuments(sql, cluster, about);
  await fillFigures(sql, cluster, about);
  await fillHistory(sql, cluster, about);
  await fillMail(sql, cluster, about);
  await fillPrivacy(sql, cluster, about);
  await fillProjects(sql, cluster.clusterId, { companyId: about.companyId, by: about.by, key: about.caseId });
  await fillImports(sql, cluster, about);
}
