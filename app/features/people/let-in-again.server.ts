import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, hasRole } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { people } from '../../../db/schema/people';

type Refused = 'not_found' | 'not_allowed';

/** Opens the access of somebody whom the nightly run shut because they had not come for long: with the roles that still hold. */
export async function letInAgain(tx: Tx, actor: Actor, personId: string, at: Date): Promise<Result<{ personId: string }, Refused>> {
  if (!hasRole(actor, 'admin')) return refuse('not_allowed');
  const [opened] = await tx
    .update(people)
    .set({
      disabledAt: null,
      dormantShutAt: null,
      dormantToldOn: null,
      version: sql`${people.version} + 1`,
      updatedAt: at.toISOString(),
    })
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.id, personId), sql`${people.disabledAt} = ${people.dormantShutAt}`))
    .returning(wasAndIs);
  if (!opened) return refuse('not_found');
  await recordEvent(tx, actor, 'person.let_in_again', {
    subject: ['person', personId],
    confidentiality: 'admin',
    facts: changes(opened).facts,
  });
  return done({ personId });
}
