import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { letInAgain } from '~/features/people/let-in-again.server';
import type { Result } from '~/platform/result';
import type { RetentionInput } from './retention.schema';
import type { RetentionKind } from './retention-kind';
import { turnRetentionOff, turnRetentionOn } from './set-retention.server';
import { tryRetention } from './try-retention.server';

/** Words for what is refused. */
export const RETENTION_REFUSED = {
  too_short: 'retention:refused.too_short',
  no_trial: 'retention:refused.no_trial',
  not_run: 'retention:refused.not_run',
  is_off: 'retention:refused.is_off',
} as const;

type Refused = 'not_found' | 'not_allowed' | keyof typeof RETENTION_REFUSED;

/** What a form of a kind's page asks for, as the command that does it. */
export function retentionAct(kind: RetentionKind, input: RetentionInput, at: Date) {
  return (tx: Tx, actor: Actor): Promise<Result<object, Refused>> => {
    switch (input.act) {
      case 'try':
        return tryRetention(tx, actor, kind, input, at);
      case 'turn_on':
        return turnRetentionOn(tx, actor, kind, input, at);
      case 'turn_off':
        return turnRetentionOff(tx, actor, kind, input, at);
      case 'let_in':
        return letInAgain(tx, actor, input.personId, at);
    }
  };
}
