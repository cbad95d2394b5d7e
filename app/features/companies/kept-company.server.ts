import { sql } from 'drizzle-orm';

/** Whether a visible company is the actor's to keep: the arms of `rule.keptCompany`. */
export const isKept = (companyId: string) =>
  sql<boolean>`(access.sees_all() or ${companyId}::uuid = any (access.company_ids()) or access.keeps_company(${companyId}::uuid))`;

/** Whether the actor holds the company's account: its own people are theirs to invite and to end. */
export const isOwned = (companyId: string) => sql<boolean>`(${companyId}::uuid = any (access.owned_company_ids()))`;
