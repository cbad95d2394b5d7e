import { z } from 'zod';

export const provePasswordSchema = z.object({ password: z.string().min(1, 'forms:errors.required') });
