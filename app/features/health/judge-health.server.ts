import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { partInCase } from '~/features/cases/part-in-case';
import { recordEvent } from '~/features/history/record-event.server';
import { addDays, parisDate } from '~/features/programmes/paris-date';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { healthOverrides } from '../../../db/schema/health';
import { mayJudgeHealth } from './health.policy';
import { findJudgedCase, type JudgedCase } from './health.queries.server';
import { MOST_OVERRIDE_DAYS } from './health-codes';
import type { JudgeHealthInput } from './judge-health.schema';

export type JudgeRefusal = 'judgement_too_long' | 'judgement_past' | 'not_weighed' | 'nothing_to_end';

/** Where the words of a refusal are. */
export const JUDGE_REFUSED: Record<JudgeRefusal, string> = {
  judgement_too_long: `health:refused.judgement_too_long?days=${MOST_OVERRIDE_DAYS}`,
  judgement_past: 'health:refused.judgement_past',
  not_weighed: 'health:refused.not_weighed',
  nothing_to_end: 'health:refused.nothing_to_end',
};

type Outcome = Result<{ caseId: string }, JudgeRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>;

/**
 * A manager says of a case something else than what is computed, why, and until when; or takes that back. What is computed stays beside
 * it, and a later judgement ends the one before. (`docs/domain.md §6.5`)
 */
export async function judgeHealth(tx: Tx, actor: Actor, caseId: string | undefined, input: JudgeHealthInput, at: Date): Promise<Outcome> {
  const about = await findJudgedCase(tx, actor, caseId, parisDate(at));
  if (!about) return refuse('not_found');
  if (!partInCase(actor, about).roles.includes('manager')) return refuse('not_allowed');
  if ((input.seen ?? '') !== (about.overrideId ?? '')) return refuse('changed_meanwhile');
  if (input.act === 'end') return about.overrideId ? endJudgement(tx, actor, about, at) : refuse('nothing_to_end');
  if (!mayJudgeHealth(partInCase(actor, about), about)) return refuse('not_weighed');
  const today = parisDate(at);
  if (input.untilOn < today) return refuse('judgement_past');
  if (input.untilOn > addDays(today, MOST_OVERRIDE_DAYS - 1)) return refuse('judgement_too_long');
  if (about.overrideId) await writeEnd(tx, actor, about, at);
  const { health, reason, untilOn } = input;
  const id = newId();
  const { clusterId, personId } = actor;
  await tx
    .insert(healthOverrides)
    .values({ clusterId, id, caseId: about.id, companyId: about.companyId, health, reason, fromOn: today, untilOn, byId: personId });
  await recordEvent(tx, actor, 'case.health_judged', {
    subject: ['case', about.id],
    companyId: about.companyId,
    caseId: about.id,
    facts: { health, computed: about.computed, untilOn },
    texts: { comment: reason },
  });
  return done({ caseId: about.id });
}

async function endJudgement(tx: Tx, actor: Actor, about: JudgedCase, at: Date): Promise<Outcome> {
  if ((await writeEnd(tx, actor, about, at)) === 0) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'case.health_judgement_ended', {
    subject: ['case', about.id],
    companyId: about.companyId,
    caseId: about.id,
    facts: { computed: about.computed },
  });
  return done({ caseId: about.id });
}

async function writeEnd(tx: Tx, actor: Actor, { overrideId }: JudgedCase, at: Date): Promise<number> {
  const written = await tx
    .update(healthOverrides)
    .set({ endedAt: at.toISOString(), endedById: actor.personId })
    .where(and(eq(healthOverrides.clusterId, actor.clusterId), eq(healthOverrides.id, overrideId ?? ''), isNull(healthOverrides.endedAt)));
  return written.count;
}
