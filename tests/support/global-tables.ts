/** Tables outside every cluster, and why they may be; every other table is a tenant's (data-model: keys start with cluster_id). */
export const GLOBAL_TABLES = [
  'clusters', // the tenants themselves
  'accounts', // one e-mail, several clusters
  'sessions', // read before a cluster is known; definer functions only
  'access_log', // refused sign-ins belong to no cluster
  'register_units', // the published company register
  'account_tokens', // a link in a letter is opened before a cluster is known; definer functions only
  'known_devices', // of an account, whatever its clusters; definer functions only
  'email_changes', // of an account, whatever its clusters; definer functions only
  'authenticators', // of an account, whatever its clusters; definer functions only
  'recovery_codes', // of an account, whatever its clusters; definer functions only
  'passkeys', // of an account, whatever its clusters; definer functions only
  'sign_in_steps', // somebody who is not signed in yet; definer functions only
  'passkey_challenges', // a browser that may be nobody's; definer functions only
  'rate_limits', // who tries too often is nobody yet; definer functions only
  'account_mails', // about an account itself; written by definer functions, read by the worker
  'demo_mailbox', // what a demonstration would have sent
  'calendar_days', // the working days of the country
];

/** What the web role may do with them; anything else is refused. */
export const GLOBAL_GRANTS: Record<string, string[]> = {
  clusters: ['SELECT'],
  accounts: [],
  sessions: [],
  access_log: ['INSERT', 'SELECT'],
  register_units: ['INSERT', 'SELECT', 'UPDATE'],
  account_tokens: [],
  known_devices: [],
  email_changes: [],
  authenticators: [],
  recovery_codes: [],
  passkeys: [],
  sign_in_steps: [],
  passkey_challenges: [],
  rate_limits: [],
  account_mails: [],
  demo_mailbox: ['SELECT'],
  calendar_days: ['SELECT'],
};
