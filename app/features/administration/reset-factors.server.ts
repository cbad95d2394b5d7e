import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { mayAdminister, mayChangeRights } from './administration.policy';
import { findStaff } from './find-staff.server';

export const FACTOR_REFUSALS = ['own_rights', 'no_factor', 'known_elsewhere'] as const;
type Refused = 'not_found' | 'not_allowed' | (typeof FACTOR_REFUSALS)[number];

export type KnownFactors = { hasApp: boolean; passkeys: number; codes: number; isElsewhere: boolean };

/** By what somebody's account is opened besides the password, as numbers. Null without an account. */
export async function readFactorsOf(tx: Tx, personId: string): Promise<KnownFactors | null> {
  const [row] = (await tx.execute(sql`
    select has_authenticator as "hasApp", passkeys, codes, is_elsewhere as "isElsewhere" from access.factors_of(${personId}::uuid)`)) as unknown as KnownFactors[];
  return row ?? null;
}

/**
 * Takes app, passkeys and recovery codes from somebody who lost them: their sign-ins end, they begin anew with the password, and a letter
 * tells them. An account that another cluster knows too is not one cluster's to open.
 */
export async function resetFactors(tx: Tx, actor: Actor, personId: string | undefined): Promise<Result<{ personId: string }, Refused>> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const person = await findStaff(tx, actor, personId);
  if (!person) return refuse('not_found');
  if (!mayChangeRights(actor, person.id)) return refuse('own_rights');
  const was = await readFactorsOf(tx, person.id);
  if (!was?.hasApp && !was?.passkeys) return refuse('no_factor');
  if (was.isElsewhere) return refuse('known_elsewhere');
  const [row] = (await tx.execute(sql`select access.reset_factors(${person.id}::uuid) as ended`)) as unknown as { ended: number | null }[];
  if (row?.ended == null) return refuse('no_factor');
  await recordEvent(tx, actor, 'person.factors_reset', {
    subject: ['person', person.id],
    confidentiality: 'admin',
    facts: {
      app_from: was.hasApp,
      app_to: false,
      passkeys_from: was.passkeys,
      passkeys_to: 0,
      recoveryCodes_from: was.codes,
      recoveryCodes_to: 0,
      signIns: row.ended,
    },
  });
  return done({ personId: person.id });
}
