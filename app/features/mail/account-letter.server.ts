import { formatsFor } from '~/i18n/format';
import { messagesFor } from '~/i18n/messages.server';
import type { AccountFacts } from './account-outbox.server';
import type { Block, Letter } from './letter';
import type { AccountMailKind } from './mail-kind';

export type Links = { origin: string; token: string };
/** Letters about an account; an invitation is composed by itself. */
export type HeldMailKind = Exclude<AccountMailKind, 'invitation'>;

/** Letters that carry a link of their own, good once and for an hour. */
const LINK_PATHS = { reset: '/reset', email_old: '/email', email_new: '/email' } as const;
type LinkKind = keyof typeof LINK_PATHS;

export function isLinkKind(kind: HeldMailKind): kind is LinkKind {
  return kind in LINK_PATHS;
}

/** Where the others lead. */
const PAGES: Record<Exclude<HeldMailKind, LinkKind>, string> = {
  new_device: '/account/security',
  password_changed: '/forgotten',
  email_taken: '/forgotten',
  email_changed: '/account/security',
  authenticator_set: '/account/second-factor',
  passkey_added: '/account/second-factor',
  factor_removed: '/account/second-factor',
  codes_renewed: '/account/second-factor',
  recovery_used: '/account/second-factor',
  factors_reset: '/sign-in',
  dormant: '/sign-in',
};

/** What happened to an account at a moment, and nothing more to say of it. */
const TOLD_WITH_TIME: ReadonlySet<AccountMailKind> = new Set([
  'password_changed',
  'authenticator_set',
  'passkey_added',
  'factor_removed',
  'codes_renewed',
  'factors_reset',
]);

/** A letter about the account itself, in its holder's language. It names a browser from a short list, never what it said of itself. */
export function composeAccountLetter(kind: HeldMailKind, facts: AccountFacts, { origin, token }: Links): Letter {
  const t = messagesFor(facts.locale)('door');
  const href = origin + (isLinkKind(kind) ? `${LINK_PATHS[kind]}/${token}` : PAGES[kind]);
  const blocks: Block[] = [
    { kind: 'text', text: messagesFor(facts.locale)('mail')('greeting', { name: facts.givenName }) },
    { kind: 'text', text: t(`letter.${kind}.text`) },
    ...factsOf(kind, facts),
    { kind: 'text', text: t(`letter.${kind}.then`) },
    { kind: 'button', label: t(`letter.${kind}.open`), href },
    { kind: 'small', text: t('letter.why') },
  ];
  return { subject: t(`letter.${kind}.subject`), blocks };
}

function factsOf(kind: HeldMailKind, { locale, browser, system, at, newEmail, codesLeft }: AccountFacts): Block[] {
  const t = messagesFor(locale)('door');
  const when = [t('letter.when'), formatsFor(locale).dateTime(new Date(at))] as const;
  if (kind === 'new_device')
    return [{ kind: 'facts', rows: [[t('letter.device'), [browser, system].filter(Boolean).join(', ') || t('device.unknown')], when] }];
  if (kind === 'recovery_used') return [{ kind: 'facts', rows: [when, [t('letter.codes_left'), String(codesLeft)]] }];
  if (TOLD_WITH_TIME.has(kind)) return [{ kind: 'facts', rows: [when] }];
  return kind === 'reset' || kind === 'dormant' ? [] : [{ kind: 'facts', rows: [[t('letter.address'), newEmail]] }];
}
