import { sql } from 'drizzle-orm';

/** Whether a visible company is the actor's to keep: the arms of `rule.keptCompany`. */
export const isKept = (companyId: string) =>
  sql<boolean>`(access.sees_all() or ${companyId}::uuid = any (access.company_ids()) or access.keeps_company(${companyId}::uuid))`;
