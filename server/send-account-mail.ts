import { randomBytes, randomUUID } from 'node:crypto';
import { digestToken } from '~/access/sessions.server';
import { composeAccountLetter, isLinkKind, type Links } from '~/features/mail/account-letter.server';
import {
  type ClaimedAccountMail,
  claimAccountMail,
  readAccountMail,
  retryAccountMail,
  settleAccountMail,
} from '~/features/mail/account-outbox.server';
import { composeInvitationLetter, readInvitationMail } from '~/features/mail/invitation-letter.server';
import { type Letter, letterHtml, letterText } from '~/features/mail/letter';
import type { Locale } from '~/i18n/locale';
import { log } from '~/platform/log.server';
import { type Ended, failureOf, levelOf, type Post } from './sending';

/** Claims, composes, sends and settles one letter about an account; whether there was one. */
export async function sendAccountMail(post: Post): Promise<boolean> {
  const { pool, clock } = post;
  const claimed = await claimAccountMail(pool, randomUUID(), clock());
  if (!claimed) return false;
  const ended = await deliver(post, claimed).catch(failureOf);
  const said = ended.outcome ?? ((await retryAccountMail(pool, claimed, clock(), ended.failure as string)) ? 'waits' : 'parked');
  if (ended.outcome) await settleAccountMail(pool, claimed, ended.outcome, clock(), ended.failure);
  const { id, kind, attempts } = claimed;
  log(levelOf(said), 'mail.settled', { letter: id, kind, outcome: said, failure: ended.failure, attempts });
  return true;
}

async function deliver({ pool, transport, origin, clock }: Post, claimed: ClaimedAccountMail): Promise<Ended> {
  const found = await findLetter(pool, claimed);
  // Nobody's address gets no letter, and whoever asked is told the same.
  if (!found) return { outcome: 'nothing_left' };
  const { locale, isDemo, hasLink, compose } = found;
  // A cluster of made-up people writes to nobody, whatever this installation is.
  if (transport.kind === 'none' || (isDemo && transport.kind === 'smtp')) return { outcome: 'no_transport' };
  const token = randomBytes(32).toString('base64url');
  // The link's digest is there before the letter is: a letter that arrives holds a link that works. A second try brings a second link.
  if (hasLink) await pool`select access.mint_account_link(${claimed.id}::uuid, ${digestToken(token)})`;
  const letter = compose({ origin, token });
  const { id, email: to } = claimed;
  const { subject } = letter;
  await transport.send({
    id,
    to,
    subject,
    text: letterText(letter),
    html: letterHtml(letter, locale),
    unsubscribe: null,
    at: clock(),
  });
  return { outcome: 'sent' };
}

/** What a letter is made of, and whether it carries a link of its own. */
type Found = { locale: Locale; isDemo: boolean; hasLink: boolean; compose: (links: Links) => Letter };

async function findLetter(pool: Post['pool'], claimed: ClaimedAccountMail): Promise<Found | null> {
  const { kind } = claimed;
  if (kind === 'invitation') {
    const facts = await readInvitationMail(pool, claimed);
    return facts && { ...facts, hasLink: !facts.hasAccount, compose: (links) => composeInvitationLetter(facts, links) };
  }
  const facts = await readAccountMail(pool, claimed);
  return facts && { ...facts, hasLink: isLinkKind(kind), compose: (links) => composeAccountLetter(kind, facts, links) };
}
