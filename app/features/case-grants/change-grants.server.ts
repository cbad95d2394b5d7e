import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result } from '~/platform/result';
import { END_GRANT_REFUSALS, GRANT_REFUSALS } from './case-grant';
import type { CaseGrantInput } from './case-grant.schema';
import type { GrantDone } from './case-grants-page';
import { endGrant } from './end-grant.server';
import { openCaseTo } from './open-case-to.server';

/** Where the words of a refusal are. */
export const CASE_GRANT_REFUSED = { ...GRANT_REFUSALS, ...END_GRANT_REFUSALS };

type Done = { caseId: string; said: NonNullable<GrantDone> };
type Refused = 'not_found' | 'not_allowed' | keyof typeof CASE_GRANT_REFUSED;

/** What a form of the page asks for, as the command that does it. */
export function caseGrantAct(caseId: string | undefined, input: CaseGrantInput, at: Date) {
  return async (tx: Tx, actor: Actor): Promise<Result<Done, Refused>> => {
    const outcome = await (input.act === 'open' ? openCaseTo(tx, actor, caseId, input, at) : endGrant(tx, actor, caseId, input, at));
    return outcome.ok ? done({ ...outcome.value, said: input.act === 'open' ? 'opened' : 'ended' }) : outcome;
  };
}

/** What was done, said on the page that follows. */
export function grantDone({ url }: Request): GrantDone {
  return (['opened', 'ended'] as const).find((word) => word === new URL(url).searchParams.get('done')) ?? null;
}
