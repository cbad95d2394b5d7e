import type { ActorFacts } from '~/features/cases/case-actor';

/** A manager may judge a case otherwise than computed, where something is weighed at all: `score` is null before the assignment and on hold. (`docs/domain.md §6.5`) */
export function mayJudgeHealth(actor: ActorFacts, { score }: { score: number | null }): boolean {
  return actor.roles.includes('manager') && score !== null;
}
