import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { dayInParis } from '~/platform/clock.server';
import { isId } from '~/platform/is-id';
import { companyRoles, people } from '../../../db/schema/people';
import { isKept, isOwned } from '../companies/kept-company.server';

/** Somebody of a company today, as an act on them finds them: by the role that gives them most. */
export async function findContact(tx: Tx, actor: Actor, companyId: string, personId: string, at: Date) {
  if (!isId(companyId) || !isId(personId)) return null;
  const [contact] = await tx
    .select({
      roleId: companyRoles.id,
      role: companyRoles.role,
      isAccountOwner: companyRoles.isAccountOwner,
      email: people.email,
      accountId: people.accountId,
      isKept: isKept(companyId),
      isOwned: isOwned(companyId),
    })
    .from(companyRoles)
    .innerJoin(people, and(eq(people.clusterId, companyRoles.clusterId), eq(people.id, companyRoles.personId)))
    .where(
      and(
        eq(companyRoles.clusterId, actor.clusterId),
        eq(companyRoles.companyId, companyId),
        eq(companyRoles.personId, personId),
        runs(sql`${companyRoles}`, dayInParis(at)),
        isNull(people.disabledAt),
      ),
    )
    .orderBy(
      desc(companyRoles.isAccountOwner),
      desc(sql`${companyRoles.role} = 'leader'`),
      desc(sql`${companyRoles.role} = 'collaborator'`),
    )
    .limit(1);
  return contact ?? null;
}
