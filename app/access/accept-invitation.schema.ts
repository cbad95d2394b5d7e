import { z } from 'zod';
import { newPassword } from './change-password.schema';

export const provePasswordSchema = z.object({ password: z.string().min(1, 'forms:errors.required') });

export const acceptInvitationSchema = z
  .object({ password: newPassword, again: z.string() })
  .refine(({ password, again }) => password === again, { path: ['again'], message: 'account:errors.password_differs' });
