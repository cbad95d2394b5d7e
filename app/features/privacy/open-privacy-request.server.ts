import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { dayInParis } from '~/platform/clock.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { people } from '../../../db/schema/people';
import { privacyRequests } from '../../../db/schema/privacy';
import { answerDueOn } from './privacy-request';
import { mayKeepRegister } from './privacy-request.policy';
import type { OpenPrivacyRequestInput } from './privacy-request.schema';

export const OPEN_PRIVACY_REFUSED = {
  not_yet: 'privacy:register.refused.not_yet',
  is_anonymised: 'privacy:register.refused.is_anonymised',
} as const;

/** Writes down what somebody asks of their data: the month to answer runs from the day it came. */
export async function openPrivacyRequest(
  tx: Tx,
  actor: Actor,
  { personId, kind, receivedOn }: OpenPrivacyRequestInput,
  at: Date,
): Promise<Result<{ requestId: string }, 'not_found' | 'not_allowed' | keyof typeof OPEN_PRIVACY_REFUSED>> {
  if (!mayKeepRegister(actor)) return refuse('not_allowed');
  const [person] = await tx
    .select({ anonymisedAt: people.anonymisedAt })
    .from(people)
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.id, personId)));
  if (!person) return refuse('not_found');
  if (person.anonymisedAt !== null) return refuse('is_anonymised');
  if (receivedOn > dayInParis(at)) return refuse('not_yet');
  const [id, dueOn] = [newId(), answerDueOn(receivedOn, false)];
  const { clusterId, personId: createdById } = actor;
  await tx.insert(privacyRequests).values({ clusterId, id, personId, kind, receivedOn, dueOn, createdById, createdAt: at.toISOString() });
  await recordEvent(tx, actor, 'privacy.opened', {
    subject: ['privacy_request', id],
    confidentiality: 'admin',
    facts: { kind, personId, receivedOn, dueOn },
  });
  return done({ requestId: id });
}
