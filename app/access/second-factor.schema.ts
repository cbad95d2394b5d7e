import { z } from 'zod';

/** A code as it is typed: of an app, or a recovery code. */
export const codeSchema = z.object({ code: z.string().trim().min(1, 'forms:errors.required').max(40, 'factors:errors.code') });

/** What a browser says in a passkey's name, as JSON. */
const signedByPasskey = z.string().min(2).max(20_000);

export const passkeySignInSchema = z.object({ passkey: signedByPasskey });

/** Proof given again: a passkey alone, or the password with a code where the account has a second factor. */
export const proveSchema = z.object({
  password: z.string().max(600).default(''),
  code: z.string().trim().max(40, 'factors:errors.code').default(''),
  passkey: z.string().max(20_000).default(''),
});

export const passkeyPurposes = ['sign_in', 'prove', 'register'] as const;
export type PasskeyPurpose = (typeof passkeyPurposes)[number];
export const passkeyChallengeSchema = z.object({ purpose: z.enum(passkeyPurposes) });

/** One of the acts of the page of second factors. */
export const secondFactorSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('begin_app') }),
  z.object({ act: z.literal('remove_app') }),
  z.object({ act: z.literal('remove_passkey'), passkeyId: z.uuid() }),
  z.object({ act: z.literal('new_codes') }),
  z.object({ act: z.literal('add_passkey'), name: z.string().trim().min(1, 'factors:errors.name').max(60), passkey: signedByPasskey }),
]);
