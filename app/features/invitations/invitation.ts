export const INVITATION_DAYS = 7;

/** `account`: signs in. All but `pending` and `account`: nothing waits for an answer. */
export const INVITATION_STATES = ['account', 'pending', 'expired', 'declined', 'none'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

type Facts = { hasAccount: boolean; expiresAt: string | null; isRevoked: boolean; isDeclined: boolean };

/** Where a person stands between being written down and signing in, by their last invitation. */
export function invitationState({ hasAccount, expiresAt, isRevoked, isDeclined }: Facts, now: Date): InvitationState {
  if (hasAccount) return 'account';
  if (expiresAt === null || isRevoked) return 'none';
  if (isDeclined) return 'declined';
  return new Date(expiresAt) > now ? 'pending' : 'expired';
}
