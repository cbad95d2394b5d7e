import { z } from 'zod';

/** Exact characters, 14 to 128, no composition rule (docs/quality.md S03). */
export const newPassword = z.string().min(14, 'account:errors.password_short').max(128, 'account:errors.password_long');

export const changePasswordSchema = z
  .object({ oldPassword: z.string().min(1, 'forms:errors.required'), newPassword, again: z.string() })
  .refine(({ newPassword: first, again }) => first === again, { path: ['again'], message: 'account:errors.password_differs' });
