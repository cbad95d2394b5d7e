import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import type { EventKind } from '~/features/history/event';
import { recordEvent } from '~/features/history/record-event.server';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { teams } from '../../../db/schema/people';
import { holdTeams, isNameTaken, type Team, teamOf } from './find-team.server';
import { MOST_COUNTED, type TeamRefusal, withBelow } from './team';
import { mayShapeTeam, mayShapeTeams } from './teams.policy';
import type { MoveTeamInput, RenameTeamInput } from './teams.schema';

export type TeamOutcome = Result<{ teamId: string }, TeamRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>;
type Found = { ok: true; value: { team: Team; all: Team[] } };

/** A team that is open and the caller may change, among all the others, with nobody else changing any; or why not. */
export async function holdTeam(tx: Tx, actor: Actor, teamId: string | undefined): Promise<Found | Extract<TeamOutcome, { ok: false }>> {
  if (!mayShapeTeams(actor)) return refuse('not_allowed');
  const all = await holdTeams(tx, actor);
  const team = teamOf(all, teamId);
  if (!team) return refuse('not_found');
  if (!mayShapeTeam(actor, team)) return refuse('own_rights');
  return team.retiredOn === null ? done({ team, all }) : refuse('team_closed');
}

export async function renameTeam(tx: Tx, actor: Actor, teamId: string | undefined, input: RenameTeamInput): Promise<TeamOutcome> {
  const found = await holdTeam(tx, actor, teamId);
  if (!found.ok) return found;
  const { team, all } = found.value;
  if (isNameTaken(all, input.name, team.id)) return refuse('name_taken');
  return write(tx, actor, 'team.renamed', { team, version: input.version, set: { name: input.name } });
}

/** Puts a team under another or at the top; never under itself or a team below it. Its people and its cases go with it. */
export async function moveTeam(tx: Tx, actor: Actor, teamId: string | undefined, input: MoveTeamInput): Promise<TeamOutcome> {
  const found = await holdTeam(tx, actor, teamId);
  if (!found.ok) return found;
  const { team, all } = found.value;
  const { parentId } = input;
  if (parentId !== null) {
    const parent = teamOf(all, parentId);
    if (!parent || parent.retiredOn !== null) return refuse('parent_gone');
    if (withBelow(all, team.id).has(parent.id)) return refuse('under_itself');
    if (!mayShapeTeam(actor, parent)) return refuse('own_rights');
  }
  return write(tx, actor, 'team.moved', { team, version: input.version, set: { parentId } });
}

/** Closes a team that nobody is in or will be, that has no open case and no open team below. What it was stays in the figures. */
export async function closeTeam(
  tx: Tx,
  actor: Actor,
  teamId: string | undefined,
  { version }: { version: number },
  at: Date,
): Promise<TeamOutcome> {
  const found = await holdTeam(tx, actor, teamId);
  if (!found.ok) return found;
  const { team, all } = found.value;
  const below = all.filter(({ parentId, retiredOn }) => parentId === team.id && retiredOn === null).length;
  if (below > 0) return refuse('has_teams', { teams: below });
  const { members, cases } = await readWhatHolds(tx, actor, team.id, dayInParis(at));
  if (members > 0) return refuse('has_members', { members });
  if (cases > 0) return refuse('has_cases', { cases: Math.min(cases, MOST_COUNTED), isMore: cases > MOST_COUNTED ? 'yes' : 'no' });
  return write(tx, actor, 'team.closed', { team, version, set: { retiredOn: dayInParis(at) } });
}

type Written = { team: Team; version: number; set: Partial<Pick<typeof teams.$inferInsert, 'name' | 'parentId' | 'retiredOn'>> };

async function write(tx: Tx, actor: Actor, kind: EventKind, { team, version, set }: Written): Promise<TeamOutcome> {
  const [written] = await tx
    .update(teams)
    .set({ ...set, version: sql`${teams.version} + 1` })
    .where(and(eq(teams.clusterId, actor.clusterId), eq(teams.id, team.id), eq(teams.version, version), isNull(teams.retiredOn)))
    .returning(wasAndIs);
  if (!written) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, kind, { subject: ['team', team.id], confidentiality: 'admin', ...changes(written) });
  return done({ teamId: team.id });
}

/** Who is in a team or will be, and how many open cases it has: numbers, for whoever may not see one of them. */
async function readWhatHolds(tx: Tx, actor: Actor, teamId: string, today: string): Promise<{ members: number; cases: number }> {
  const [row] = (await tx.execute(sql`
    select access.team_cases(${teamId}::uuid) as cases, (select count(*)::int from team_members m where m.cluster_id = ${actor.clusterId} and m.team_id = ${teamId}
      and m.ended_at is null and coalesce(m.until_on >= ${today}::date, true)) as members`)) as unknown as {
    members: number;
    cases: number;
  }[];
  return row ?? { members: 0, cases: 0 };
}
