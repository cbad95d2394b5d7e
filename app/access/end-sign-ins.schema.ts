import { z } from 'zod';

/** One other sign-in of the account, by its handle, or all others. */
export const endSignInsSchema = z.object({ handle: z.union([z.literal('others'), z.uuid()]) });
