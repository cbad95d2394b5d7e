import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result, refuse } from '~/platform/result';
import { companies } from '../../../db/schema/companies';
import type { Joining } from './company';
import { mayEnrolCompany } from './company.policy';
import { joinCluster } from './join-cluster.server';

export const ENROL_COMPANY_REFUSALS = {
  company_ceased: 'companies:refused.company_ceased',
  already_enrolled: 'companies:refused.already_enrolled',
  no_programme: 'companies:refused.no_programme',
} as const;

/** Opens the company's journey in the running programme: from then on it may ask for support. */
export async function enrolCompany(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { joining, today }: { joining: Joining; today: string },
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | keyof typeof ENROL_COMPANY_REFUSALS>> {
  const [company] = await tx
    .select({ state: companies.administrativeState })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)));
  if (!company) return refuse('not_found');
  if (!mayEnrolCompany(actor)) return refuse('not_allowed');
  if (company.state === 'ceased') return refuse('company_ceased');
  const enrolled = await joinCluster(tx, actor, [companyId], { joining, today });
  if (enrolled === null) return refuse('no_programme');
  return enrolled.length === 0 ? refuse('already_enrolled') : done({ companyId });
}
