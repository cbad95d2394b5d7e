import { and, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { memberships } from '../../../db/schema/companies';
import { TRIAL_MONTHS } from '../companies/company';
import { type Changed, changes, wasAndIs } from '../history/changes.server';
import { recordEvent } from '../history/record-event.server';
import { addDays, addMonths } from '../programmes/paris-date';
import type { ChangeCategoryInput, ChangeMembershipInput } from './change-membership.schema';
import { mayKeepMembership } from './company-profile.policy';
import { findKeptCompany } from './find-kept-company.server';
import { membershipRefusal } from './membership';
import { writeProfile } from './write-profile.server';

export const CHANGE_MEMBERSHIP_REFUSALS = {
  already_so: 'profile:refused.already_so',
  nothing_to_end: 'profile:refused.nothing_to_end',
  before_current: 'profile:refused.before_current',
  future: 'profile:refused.membership_future',
} as const;

/** Ends the running period the day before and opens the next one: periods follow each other and never overlap. (`docs/domain.md §2.1`) */
export async function changeMembership(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { change, fromOn }: ChangeMembershipInput,
  today: string,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | keyof typeof CHANGE_MEMBERSHIP_REFUSALS>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepMembership(actor)) return refuse('not_allowed');
  const ofCompany = and(eq(memberships.clusterId, actor.clusterId), eq(memberships.companyId, companyId));
  const [last] = await tx.select().from(memberships).where(ofCompany).orderBy(desc(memberships.fromOn)).limit(1);
  const objection = membershipRefusal(last ?? null, { change, fromOn }, today);
  if (objection) return refuse(objection);
  let ended: Changed[] = [];
  if (last && (last.untilOn === null || last.untilOn >= fromOn)) {
    ended = await tx
      .update(memberships)
      .set({ untilOn: addDays(fromOn, -1) })
      .where(and(ofCompany, eq(memberships.id, last.id), sql`${memberships.untilOn} is not distinct from ${last.untilOn}::date`))
      .returning(wasAndIs);
    if (ended.length === 0) return refuse('changed_meanwhile');
  }
  if (change !== 'left') {
    const untilOn = change === 'trial' ? addMonths(fromOn, TRIAL_MONTHS) : null;
    const opened = await tx
      .insert(memberships)
      .values({ clusterId: actor.clusterId, id: newId(), companyId, status: change, fromOn, untilOn })
      .onConflictDoNothing()
      .returning({ id: memberships.id });
    if (opened.length === 0) return refuse('changed_meanwhile');
  }
  await recordEvent(tx, actor, 'membership.changed', {
    subject: ['company', companyId],
    companyId,
    facts: { ...changes(...ended).facts, change, fromOn },
  });
  return done({ companyId });
}

/** What a member is: a company, a laboratory, a school… */
export async function changeCategory(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { version, category }: ChangeCategoryInput,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepMembership(actor)) return refuse('not_allowed');
  const isWritten = await writeProfile(tx, actor, found.before, version, { codes: { memberCategory: category } });
  return isWritten ? done({ companyId }) : refuse('changed_meanwhile');
}
