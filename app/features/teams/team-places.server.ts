import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { mayChangeRights } from '~/features/administration/administration.policy';
import { endSignIns, findStaff } from '~/features/administration/find-staff.server';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { dayInParis } from '~/platform/clock.server';
import { newId } from '~/platform/id.server';
import { done, refuse } from '~/platform/result';
import { teamMembers } from '../../../db/schema/people';
import { holdTeam, type TeamOutcome } from './shape-team.server';
import type { PutInTeamInput, TakeOutOfTeamInput } from './teams.schema';

/** Puts somebody of the staff in a team, from a day and perhaps to one. Who gains something to read signs in again: a sign-in never grows. */
export async function putInTeam(
  tx: Tx,
  actor: Actor,
  teamId: string | undefined,
  { personId, leadsTeam, fromOn, untilOn }: PutInTeamInput,
): Promise<TeamOutcome> {
  const found = await holdTeam(tx, actor, teamId);
  if (!found.ok) return found;
  const { team } = found.value;
  const person = await findStaff(tx, actor, personId);
  if (!person) return refuse('not_found');
  if (!mayChangeRights(actor, person.id)) return refuse('own_rights');
  if (person.disabledAt !== null) return refuse('is_deactivated');
  if (untilOn !== null && untilOn < fromOn) return refuse('days_order');
  const { clusterId } = actor;
  const [held] = await tx
    .select({ id: teamMembers.id })
    .from(teamMembers)
    .where(
      and(
        ...[eq(teamMembers.clusterId, clusterId), eq(teamMembers.teamId, team.id), eq(teamMembers.personId, person.id)],
        isNull(teamMembers.endedAt),
        sql`daterange(${teamMembers.fromOn}, ${teamMembers.untilOn}, '[]') && daterange(${fromOn}::date, ${untilOn}::date, '[]')`,
      ),
    )
    .limit(1);
  if (held) return refuse('already_member');
  const id = newId();
  await tx.insert(teamMembers).values({ clusterId, id, teamId: team.id, personId: person.id, leadsTeam, fromOn, untilOn });
  const signIns = await endSignIns(tx, person.id);
  await recordEvent(tx, actor, 'team.joined', {
    subject: ['team', team.id],
    confidentiality: 'admin',
    facts: { placeId: id, personId: person.id, leadsTeam, fromOn, untilOn, signIns },
  });
  return done({ teamId: team.id });
}

/** Takes somebody out of a team: at once, or after a last day. The cases they followed there stay the team's. */
export async function takeOutOfTeam(
  tx: Tx,
  actor: Actor,
  teamId: string | undefined,
  { placeId, lastOn }: TakeOutOfTeamInput,
  at: Date,
): Promise<TeamOutcome> {
  const found = await holdTeam(tx, actor, teamId);
  if (!found.ok) return found;
  const { team } = found.value;
  const today = dayInParis(at);
  const own = and(eq(teamMembers.clusterId, actor.clusterId), eq(teamMembers.id, placeId), eq(teamMembers.teamId, team.id));
  const [place] = await tx.select({ personId: teamMembers.personId, fromOn: teamMembers.fromOn }).from(teamMembers).where(own);
  if (!place) return refuse('not_found');
  if (!mayChangeRights(actor, place.personId)) return refuse('own_rights');
  if (lastOn !== null && lastOn < place.fromOn) return refuse('days_order');
  if (lastOn !== null && lastOn < today) return refuse('day_past');
  const [ended] = await tx
    .update(teamMembers)
    .set(lastOn === null ? { endedAt: at.toISOString(), endedById: actor.personId } : { untilOn: lastOn })
    .where(and(own, isNull(teamMembers.endedAt), sql`coalesce(${teamMembers.untilOn} >= ${today}::date, true)`))
    .returning(wasAndIs);
  if (!ended) return refuse('place_over');
  await recordEvent(tx, actor, 'team.left', {
    subject: ['team', team.id],
    confidentiality: 'admin',
    facts: { ...changes(ended).facts, placeId, personId: place.personId },
  });
  return done({ teamId: team.id });
}
