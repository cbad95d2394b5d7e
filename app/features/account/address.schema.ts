import { z } from 'zod';
import { emailAddress } from '~/ui/forms/schema-parts';

/** One address: of a forgotten password, or the new one of an account. */
export const addressSchema = z.object({ email: emailAddress() });
