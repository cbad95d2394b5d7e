import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { maySetComplexity } from '~/features/cases/case.policy';
import type { Complexity } from '~/features/cases/complexity';
import { type CaseParties, partInCase } from '~/features/cases/part-in-case';
import type { Track } from '~/features/programmes/track';
import { isId } from '~/platform/is-id';

export type WeighedCaseRow = CaseParties & {
  id: string;
  reference: string;
  companyName: string;
  track: Track;
  complexity: Complexity | null;
  version: number | null;
};

/** A case with how heavy it is said to be; null out of sight. */
export async function findWeighedCase(tx: Tx, actor: Actor, caseId: string | undefined): Promise<WeighedCaseRow | null> {
  if (!isId(caseId)) return null;
  const [row] = await tx.execute<WeighedCaseRow>(sql`
    select c.id, c.reference, coalesce(k.name, '') as "companyName", c.company_id as "companyId", c.programme_id as "programmeId", c.track, c.state, c.lead_id as "leadId",
      c.triage_owner_id as "triageOwnerId", w.complexity, w.version
    from cases c left join companies k on k.cluster_id = c.cluster_id and k.id = c.company_id
      left join case_weights w on w.cluster_id = c.cluster_id and w.case_id = c.id
    where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`);
  return row ?? null;
}

export type ComplexityPage = Pick<WeighedCaseRow, 'id' | 'reference' | 'companyName' | 'track'> & {
  complexity: Complexity;
  version: number;
  maySet: boolean;
};

/** The page on which the complexity of a case is said; null out of sight. */
export async function readComplexityPage(tx: Tx, actor: Actor, caseId: string | undefined): Promise<ComplexityPage | null> {
  const row = await findWeighedCase(tx, actor, caseId);
  if (!row) return null;
  const { id, reference, companyName, track, complexity, version, state } = row;
  const maySet = maySetComplexity(partInCase(actor, row), state);
  return { id, reference, companyName, track, complexity: complexity ?? 'usual', version: version ?? 0, maySet };
}
