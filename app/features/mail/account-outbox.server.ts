import type { Sql } from 'postgres';
import type { Locale } from '~/i18n/locale';
import { type AccountMailKind, type MailOutcome, MOST_ATTEMPTS, nextAttempt } from './mail-kind';

/** A worker that died while sending is not waited for longer than this. */
const CLAIM_MINUTES = 5;

export type ClaimedAccountMail = { id: string; claim: string; kind: AccountMailKind; email: string; attempts: number };

/** What a letter about an account may tell, read as it leaves. */
export type AccountFacts = {
  locale: Locale;
  givenName: string;
  browser: string;
  system: string;
  at: string;
  /** The address that an account is to have. */
  newEmail: string;
  /** Recovery codes that are still good. */
  codesLeft: number;
  isDemo: boolean;
};

/** Takes the letter that is due longest for this worker alone; one that never got an answer is given up. */
export async function claimAccountMail(pool: Sql, claim: string, at: Date): Promise<ClaimedAccountMail | null> {
  const until = new Date(at.getTime() + CLAIM_MINUTES * 60_000).toISOString();
  await pool`update account_mails set settled_at = ${at.toISOString()}::timestamptz, outcome = 'parked', claim = null
    where settled_at is null and attempts > ${MOST_ATTEMPTS - 1} and due_at <= ${at.toISOString()}::timestamptz`;
  const [row] = await pool<Omit<ClaimedAccountMail, 'claim'>[]>`
    update account_mails set claim = ${claim}::uuid, due_at = ${until}::timestamptz, attempts = attempts + 1
    where id = (select id from account_mails where settled_at is null and due_at <= ${at.toISOString()}::timestamptz order by due_at, id limit 1 for update skip locked)
    returning id, kind, email, attempts`;
  return row ? { ...row, claim } : null;
}

/** Null where the address is nobody's, or no longer. */
export async function readAccountMail(pool: Sql, { id }: ClaimedAccountMail): Promise<AccountFacts | null> {
  const [row] = await pool<
    {
      locale: Locale;
      given_name: string | null;
      browser: string | null;
      system: string | null;
      at: string;
      new_email: string | null;
      codes_left: number;
      is_demo: boolean;
    }[]
  >`select * from access.account_mail(${id}::uuid)`;
  if (!row) return null;
  return {
    locale: row.locale,
    givenName: row.given_name ?? '',
    browser: row.browser ?? '',
    system: row.system ?? '',
    at: row.at,
    newEmail: row.new_email ?? '',
    codesLeft: row.codes_left,
    isDemo: row.is_demo,
  };
}

/** Ends a letter. A claim that ran out changes nothing. */
export async function settleAccountMail(pool: Sql, { id, claim }: ClaimedAccountMail, outcome: MailOutcome, at: Date, failure?: string) {
  await pool`update account_mails set settled_at = ${at.toISOString()}::timestamptz, outcome = ${outcome}, failure = coalesce(${failure ?? null}, failure), claim = null
    where id = ${id}::uuid and claim = ${claim}::uuid and settled_at is null`;
}

/** Puts a letter back after a failure that may pass; parks it when it has been tried long enough. Returns whether it waits. */
export async function retryAccountMail(pool: Sql, claimed: ClaimedAccountMail, at: Date, failure: string): Promise<boolean> {
  const next = nextAttempt(claimed.attempts, at);
  if (!next) {
    await settleAccountMail(pool, claimed, 'parked', at, failure);
    return false;
  }
  await pool`update account_mails set claim = null, due_at = ${next.toISOString()}::timestamptz, failure = ${failure}
    where id = ${claimed.id}::uuid and claim = ${claimed.claim}::uuid and settled_at is null`;
  return true;
}
