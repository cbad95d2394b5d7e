/** Every letter there is, by what it tells. */
export const MAIL_KINDS = [
  'note_shared',
  'milestone_returned',
  'milestone_turn',
  'account_holder',
  'handed_over',
  'copy_ready',
  'case_opened',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Letters a person may do without: the others carry what only a letter can. */
export const CHOSEN_MAIL_KINDS = [
  'milestone_turn',
  'milestone_returned',
  'note_shared',
  'handed_over',
] as const satisfies readonly MailKind[];
export type ChosenMailKind = (typeof CHOSEN_MAIL_KINDS)[number];

export function isChosenKind(kind: string): kind is ChosenMailKind {
  return (CHOSEN_MAIL_KINDS as readonly string[]).includes(kind);
}

/** Letters about the account itself, or that invite to have one: they come whatever its holder has chosen, once for all its clusters. */
export const ACCOUNT_MAIL_KINDS = [
  'new_device',
  'reset',
  'password_changed',
  'email_old',
  'email_new',
  'email_taken',
  'email_changed',
  'invitation',
  'authenticator_set',
  'passkey_added',
  'factor_removed',
  'codes_renewed',
  'recovery_used',
  'factors_reset',
  'dormant',
] as const;
export type AccountMailKind = (typeof ACCOUNT_MAIL_KINDS)[number];

/** How a letter ended. `joined`: told by another letter about the same thing. */
export const MAIL_OUTCOMES = ['sent', 'joined', 'nothing_left', 'not_readable', 'opted_out', 'no_transport', 'bounced', 'parked'] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

/** Minutes in which what a letter would tell can still be taken back: it leaves afterwards. */
export const MAIL_WAIT_MINUTES: Record<MailKind, number> = {
  note_shared: 10,
  milestone_returned: 15,
  milestone_turn: 15,
  account_holder: 0,
  handed_over: 15,
  copy_ready: 0,
  case_opened: 10,
};

/** Minutes until the next attempt, after each one that failed. */
const RETRY_MINUTES = [1, 5, 30, 2 * 60, 6 * 60, 24 * 60];
/** A letter that failed this often is parked: somebody has to look. */
export const MOST_ATTEMPTS = RETRY_MINUTES.length + 1;

/** When to try again after `attempts` failures, or null when it is time to give up. */
export function nextAttempt(attempts: number, at: Date): Date | null {
  const minutes = RETRY_MINUTES[attempts - 1];
  return minutes === undefined ? null : new Date(at.getTime() + minutes * 60_000);
}
