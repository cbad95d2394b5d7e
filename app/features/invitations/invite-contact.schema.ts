import { z } from 'zod';
import { LOCALES } from '~/i18n/locale';
import { oneOf } from '~/ui/forms/schema-parts';

export const contactInvitationSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('invite'), locale: oneOf(LOCALES) }),
  z.object({ act: z.literal('revoke') }),
]);
