import { z } from 'zod';

/** The press is the whole answer. */
export const staySchema = z.object({});
