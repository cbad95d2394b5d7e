import { z } from 'zod';

/** To ask for a copy says nothing else. */
export const askCopySchema = z.object({});
