import { z } from 'zod';

/** Writing or dropping a preview asks nothing more than the press. */
export const importActSchema = z.object({});
