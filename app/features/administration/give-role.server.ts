import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { dayInParis } from '~/platform/clock.server';
import { newId } from '~/platform/id.server';
import { isId } from '~/platform/is-id';
import { done, type Result, refuse } from '~/platform/result';
import { clusterRoles } from '../../../db/schema/people';
import { programmes } from '../../../db/schema/programmes';
import { mayAdminister, mayChangeRights } from './administration.policy';
import { endSignIns, findStaff, hasOtherAdmin } from './find-staff.server';
import type { GiveRoleInput } from './staff-person.schema';
import { type RoleRefusal, tidyRole } from './staff-role';

type Refused = 'not_found' | 'not_allowed' | RoleRefusal;
type Outcome = Result<{ personId: string }, Refused>;

/** Gives somebody of the staff a role, from a day and perhaps to one. Who gains a right signs in again: a sign-in never grows. */
export async function giveRole(tx: Tx, actor: Actor, personId: string | undefined, input: GiveRoleInput, at: Date): Promise<Outcome> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const person = await findStaff(tx, actor, personId);
  if (!person) return refuse('not_found');
  if (!mayChangeRights(actor, person.id)) return refuse('own_rights');
  if (person.disabledAt !== null) return refuse('is_deactivated');
  const role = tidyRole(input);
  if (typeof role === 'string') return refuse(role);
  if (!(await isProgramme(tx, actor, role.programmeId))) return refuse('no_programme');
  if (await holdsRole(tx, actor, person.id, role, dayInParis(at))) return refuse('role_held');
  const { role: code, programmeId, track, fromOn, untilOn } = role;
  const id = newId();
  await tx
    .insert(clusterRoles)
    .values({ clusterId: actor.clusterId, id, personId: person.id, role: code, programmeId, track, fromOn, untilOn });
  const signIns = await endSignIns(tx, person.id);
  await recordEvent(tx, actor, 'role.given', {
    subject: ['person', person.id],
    confidentiality: 'admin',
    facts: { roleId: id, role: code, programmeId, track, fromOn, untilOn, signIns },
  });
  return done({ personId: person.id });
}

/** Ends a role at once: what it gave is gone with the next request. A cluster always keeps an administrator. */
export async function endRole(
  tx: Tx,
  actor: Actor,
  personId: string | undefined,
  { roleId }: { roleId: string },
  at: Date,
): Promise<Result<{ personId: string }, Refused | 'last_admin'>> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const person = await findStaff(tx, actor, personId);
  if (!person || !isId(roleId)) return refuse('not_found');
  if (!mayChangeRights(actor, person.id)) return refuse('own_rights');
  const own = and(eq(clusterRoles.clusterId, actor.clusterId), eq(clusterRoles.id, roleId), eq(clusterRoles.personId, person.id));
  const [held] = await tx.select({ role: clusterRoles.role }).from(clusterRoles).where(own);
  if (!held) return refuse('not_found');
  if (held.role === 'admin' && !(await hasOtherAdmin(tx, person.id))) return refuse('last_admin');
  const [ended] = await tx
    .update(clusterRoles)
    .set({ endedAt: at.toISOString(), endedById: actor.personId })
    .where(and(own, sql`${clusterRoles.endedAt} is null`, sql`coalesce(${clusterRoles.untilOn} >= ${dayInParis(at)}::date, true)`))
    .returning(wasAndIs);
  if (!ended) return refuse('role_over');
  await recordEvent(tx, actor, 'role.ended', {
    subject: ['person', person.id],
    confidentiality: 'admin',
    facts: { ...changes(ended).facts, roleId, role: held.role },
  });
  return done({ personId: person.id });
}

export async function isProgramme(tx: Tx, actor: Pick<Actor, 'clusterId'>, programmeId: string | null): Promise<boolean> {
  if (programmeId === null) return true;
  const [found] = await tx
    .select({ id: programmes.id })
    .from(programmes)
    .where(and(eq(programmes.clusterId, actor.clusterId), eq(programmes.id, programmeId)));
  return found !== undefined;
}

type Role = { role: string; programmeId: string | null; track: string | null; fromOn: string };

async function holdsRole(tx: Tx, actor: Actor, personId: string, role: Role, today: string): Promise<boolean> {
  const [held] = await tx
    .select({ id: clusterRoles.id })
    .from(clusterRoles)
    .where(
      and(
        eq(clusterRoles.clusterId, actor.clusterId),
        eq(clusterRoles.personId, personId),
        sql`${clusterRoles.role} = ${role.role}`,
        sql`${clusterRoles.programmeId} is not distinct from ${role.programmeId}::uuid`,
        sql`${clusterRoles.track} is not distinct from ${role.track}`,
        runs(sql`${clusterRoles}`, role.fromOn > today ? role.fromOn : today),
      ),
    )
    .limit(1);
  return held !== undefined;
}
