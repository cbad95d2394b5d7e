import { formatsFor } from '~/i18n/format';
import { messagesFor } from '~/i18n/messages.server';
import type { AccountFacts } from './account-outbox.server';
import type { Block, Letter } from './letter';
import type { AccountMailKind } from './mail-kind';

/** A letter about the account itself, in its holder's language. It names a browser from a short list, never what it said of itself. */
export function composeAccountLetter(_kind: AccountMailKind, facts: AccountFacts, origin: string): Letter {
  const t = messagesFor(facts.locale)('door');
  const device = deviceName(facts, t('device.unknown'));
  const blocks: Block[] = [
    { kind: 'text', text: messagesFor(facts.locale)('mail')('greeting', { name: facts.givenName }) },
    { kind: 'text', text: t('letter.new_device.text') },
    {
      kind: 'facts',
      rows: [
        [t('letter.device'), device],
        [t('letter.when'), formatsFor(facts.locale).dateTime(new Date(facts.at))],
      ],
    },
    { kind: 'text', text: t('letter.new_device.then') },
    { kind: 'button', label: t('letter.new_device.open'), href: `${origin}/account/security` },
    { kind: 'small', text: t('letter.why') },
  ];
  return { subject: t('letter.new_device.subject'), blocks };
}

function deviceName({ browser, system }: AccountFacts, unknown: string): string {
  return [browser, system].filter(Boolean).join(', ') || unknown;
}
