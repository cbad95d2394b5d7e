import { createTransport } from 'nodemailer';
import { database } from './database.server';
import type { MailSettings } from './env.server';

export type Message = {
  /** Of the letter: a second copy of one letter carries the same, and mail programs show it once. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** A page where such letters are ended. */
  unsubscribe: string | null;
  at: Date;
};

/** A mail server's no. `isFinal`: this letter will never be taken. `code` names the failure, never the recipient. */
export class MailRefused extends Error {
  constructor(
    readonly code: string,
    readonly isFinal: boolean,
  ) {
    super(`mail refused: ${code}`);
  }
}

/** Sends one message to one person; throws MailRefused. */
export type SendMessage = (message: Message) => Promise<void>;
export type MailTransport = { kind: MailSettings['kind']; send: SendMessage; close: () => void };

const CONNECTION_MS = 10_000;
const SILENCE_MS = 20_000;
/** However slowly a server answers: well before the letter's claim ends. */
const WHOLE_MS = 60_000;
const KEPT_IN_DEMO = 200;

export function openMailTransport(settings: MailSettings): MailTransport {
  switch (settings.kind) {
    case 'smtp':
      return smtp(settings);
    case 'demo':
      return { kind: 'demo', send: keepInMailbox, close: () => {} };
    case 'none':
      return { kind: 'none', send: () => Promise.reject(new MailRefused('no_transport', false)), close: () => {} };
  }
}

function smtp({ url, from, replyTo }: Extract<MailSettings, { kind: 'smtp' }>): MailTransport {
  const transport = createTransport(
    {
      url,
      connectionTimeout: CONNECTION_MS,
      greetingTimeout: CONNECTION_MS,
      socketTimeout: SILENCE_MS,
      // A letter is made of our own text alone: nothing is read from a disk or fetched for it.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from, ...(replyTo ? { replyTo } : {}) },
  );
  const domain = from.address.split('@')[1] ?? 'localhost';
  return {
    kind: 'smtp',
    close: () => transport.close(),
    send: async ({ id, to, subject, text, html, unsubscribe, at }) => {
      if (!isOneAddress(to)) throw new MailRefused('address', true);
      const sending = transport.sendMail({
        messageId: `<${id}@${domain}>`,
        // Given apart, an address is never read as a list or a group.
        to: [{ name: '', address: to }],
        envelope: { from: from.address, to: [to] },
        subject: headerText(subject),
        date: at,
        text,
        html,
        headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribe ? { 'List-Unsubscribe': `<${unsubscribe}>` } : {}) },
      });
      await within(WHOLE_MS, sending).catch((error: unknown) => {
        throw refusalOf(error);
      });
    },
  };
}

/** One plain address: no list, group, comment, quoted part, or anything that could end a header. */
export function isOneAddress(text: string): boolean {
  return text.length <= 254 && /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(text);
}

/** A header is one line, whatever its words. */
function headerText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200);
}

function refusalOf(error: unknown): MailRefused {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  // A server that says no to this letter or recipient for good; a wrong password is ours to mend.
  const isFinal = (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode >= 500;
  return new MailRefused(responseCode ? String(responseCode) : (code ?? 'unknown'), isFinal);
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The demonstration's post office: a page of its own shows the newest letters. */
async function keepInMailbox({ id, to, subject, text, at }: Message): Promise<void> {
  await database()`insert into demo_mailbox (message_id, recipient, subject, body, sent_at)
    values (${id}, ${to}, ${headerText(subject)}, ${text}, ${at.toISOString()}::timestamptz) on conflict do nothing`;
  await database()`delete from demo_mailbox where id < (select id from demo_mailbox order by id desc offset ${KEPT_IN_DEMO - 1} limit 1)`;
}
