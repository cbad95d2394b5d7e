import { type AppLoadContext, data } from '@remix-run/node';
import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import type { Caller } from './access-log.server';
import type { Actor } from './actor';
import { digestAddress, TooMany } from './attempts.server';
import { type LimitedUse, USE_LIMITS } from './limits';

/**
 * Counts a use before anything is done for it, in one statement of its own; in the database, for every process and beyond a restart.
 * Says how long to wait instead. A use that has to wait is not counted.
 */
export async function takeUse(
  use: LimitedUse,
  caller: Pick<Caller, 'address'>,
  actor: Pick<Actor, 'sessionId'>,
  at = now(),
): Promise<TooMany | null> {
  const { minutes, person, share, address, cluster } = USE_LIMITS[use];
  const times = (limit: number) => Math.ceil(limit * env().limitsTimes);
  const [row] = await database()<{ wait: number }[]>`
    select access.take_use(${actor.sessionId}, ${use}, ${digestAddress(caller.address)}, ${at.toISOString()}::timestamptz,
      ${minutes}::int, ${times(person)}::int, ${times(share)}::int, ${times(address)}::int, ${times(cluster)}::int) as wait`;
  return row && row.wait > 0 ? new TooMany(row.wait) : null;
}

/** For a page: whoever has to wait is told so on one that keeps what was asked for. */
export async function requireUse(use: LimitedUse, { context }: { context: AppLoadContext }, actor: Actor): Promise<void> {
  const wait = await takeUse(use, context, actor);
  if (wait) throw data({ minutes: wait.minutes }, { status: 429, headers: wait.headers });
}
