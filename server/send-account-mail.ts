import { randomBytes, randomUUID } from 'node:crypto';
import { digestToken } from '~/access/sessions.server';
import { composeAccountLetter, isLinkKind } from '~/features/mail/account-letter.server';
import {
  type ClaimedAccountMail,
  claimAccountMail,
  readAccountMail,
  retryAccountMail,
  settleAccountMail,
} from '~/features/mail/account-outbox.server';
import { letterHtml, letterText } from '~/features/mail/letter';
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
  const facts = await readAccountMail(pool, claimed);
  // Nobody's address gets no letter, and whoever asked is told the same.
  if (!facts) return { outcome: 'nothing_left' };
  // A cluster of made-up people writes to nobody, whatever this installation is.
  if (transport.kind === 'none' || (facts.isDemo && transport.kind === 'smtp')) return { outcome: 'no_transport' };
  const token = randomBytes(32).toString('base64url');
  // The link's digest is there before the letter is: a letter that arrives holds a link that works. A second try brings a second link.
  if (isLinkKind(claimed.kind)) await pool`select access.mint_account_link(${claimed.id}::uuid, ${digestToken(token)})`;
  const letter = composeAccountLetter(claimed.kind, facts, { origin, token });
  const { id, email: to } = claimed;
  const { subject } = letter;
  await transport.send({
    id,
    to,
    subject,
    text: letterText(letter),
    html: letterHtml(letter, facts.locale),
    unsubscribe: null,
    at: clock(),
  });
  return { outcome: 'sent' };
}
