import { z } from 'zod';

/** Exact characters, 14 to 128, no composition rule (docs/quality.md S03). */
export const newPassword = z.string().min(14, 'account:errors.password_short').max(128, 'account:errors.password_long');

/** What is said beside the field of a password that was refused. */
export const PASSWORD_FAULTS = {
  known: 'account:errors.password_known',
  own: 'account:errors.password_own',
  easy: 'account:errors.password_easy',
} as const;

/** A new password, typed twice. */
export const resetPasswordSchema = z
  .object({ newPassword, again: z.string() })
  .refine(({ newPassword: first, again }) => first === again, { path: ['again'], message: 'account:errors.password_differs' });

export const changePasswordSchema = z
  .object({ oldPassword: z.string().min(1, 'forms:errors.required'), newPassword, again: z.string() })
  .refine(({ newPassword: first, again }) => first === again, { path: ['again'], message: 'account:errors.password_differs' });
