/** What a contact is to the programme: the leader signs in and decides; a contact is somebody to call. */
export const CONTACT_ROLES = ['leader', 'contact'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

export const INVITATION_DAYS = 7;

/** `account`: signs in. `expired` and `none`: a new link may be made. */
export const INVITATION_STATES = ['account', 'pending', 'expired', 'none'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

type Facts = { hasAccount: boolean; expiresAt: string | null; isRevoked: boolean };

/** Where a person stands between being written down and signing in, by their last invitation. */
export function invitationState({ hasAccount, expiresAt, isRevoked }: Facts, now: Date): InvitationState {
  if (hasAccount) return 'account';
  if (expiresAt === null || isRevoked) return 'none';
  return new Date(expiresAt) > now ? 'pending' : 'expired';
}
