import type { Sql } from 'postgres';
import type { MailOutcome } from '~/features/mail/mail-kind';
import { logError } from '~/platform/log.server';
import { MailRefused, type MailTransport } from '~/platform/mail.server';

export type Post = { pool: Sql; transport: MailTransport; origin: string; clock: () => Date };

/** How an attempt went: an outcome for good, or null and why it failed this time. */
export type Ended = { outcome: MailOutcome; failure?: string } | { outcome: null; failure: string };

export function failureOf(error: unknown): Ended {
  if (error instanceof MailRefused) return { outcome: error.isFinal ? 'bounced' : null, failure: error.code };
  logError('mail.failed', error);
  return { outcome: null, failure: codeOf(error) ?? 'fault' };
}

export function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code ?? cause?.code;
}

/** How loudly the log says it. */
export function levelOf(said: string): 'info' | 'warn' {
  return said === 'bounced' || said === 'waits' || said === 'parked' ? 'warn' : 'info';
}
