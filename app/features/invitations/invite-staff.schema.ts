import { z } from 'zod';
import { roleFields } from '~/features/administration/staff-person.schema';
import { LOCALES } from '~/i18n/locale';
import { emailAddress, oneOf, requiredText, uuid } from '~/ui/forms/schema-parts';

export const inviteStaffSchema = z.object({
  givenName: requiredText({ max: 80 }),
  familyName: requiredText({ max: 80 }),
  email: emailAddress(),
  locale: oneOf(LOCALES),
  ...roleFields,
});
export type InviteStaffInput = z.output<typeof inviteStaffSchema>;

/** What the list of invitations sends about one of them. */
export const staffInvitationSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('resend'), invitationId: uuid() }),
  z.object({ act: z.literal('revoke'), invitationId: uuid() }),
]);
