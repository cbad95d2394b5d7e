import { z } from 'zod';
import { newPassword } from './change-password.schema';

/** A name as whoever is invited writes it; left empty, it stays as it was proposed. */
const name = z
  .string()
  .trim()
  .max(80)
  .optional()
  .transform((text) => text || null);
const named = { givenName: name, familyName: name };

/** What a letter's link answers. */
export const answerInvitationSchema = z.discriminatedUnion('act', [
  z
    .object({ act: z.literal('accept'), ...named, password: newPassword, again: z.string() })
    .refine(({ password, again }) => password === again, { path: ['again'], message: 'account:errors.password_differs' }),
  z.object({ act: z.literal('decline') }),
]);

/** What somebody answers who is signed in. */
export const ownInvitationSchema = z.object({ act: z.enum(['accept', 'decline']), invitationId: z.uuid(), ...named });
