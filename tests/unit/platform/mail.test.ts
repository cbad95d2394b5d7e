import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnv } from '~/platform/env.server';
import { isOneAddress, MailRefused, openMailTransport } from '~/platform/mail.server';
import { openPostOffice, type PostOffice } from '../../support/post-office';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const AT = new Date('2026-11-24T10:00:00Z');
const message = { id: 'letter-1', to: 'anna@example.org', subject: 'Hello', text: 'Text', html: '<p>Text</p>', unsubscribe: null, at: AT };
const send = (given: Partial<typeof message>) => office.transport.send({ ...message, ...given });

const ADDRESSES = [
  'anna@example.org\r\nBcc: eve@example.org',
  'anna@example.org\nSubject: other',
  'anna@example.org, eve@example.org',
  'anna@example.org; eve@example.org',
  'anna@example.org eve@example.org',
  'Group: anna@example.org, eve@example.org;',
  'undisclosed:eve@example.org;',
  '"anna@example.org, eve" <eve@example.org>',
  'Anna <anna@example.org>',
  '<anna@example.org>',
  '"anna eve"@example.org',
  'anna@example.org>',
  'anna@example.org(comment)',
  'anna@eve@example.org',
  'anna@[127.0.0.1]',
  'anna@example.org\0',
  '@example.org',
  'anna',
  '',
];
const SUBJECTS = [
  'Hi\r\nBcc: eve@example.org',
  'Hi\nBcc: eve@example.org',
  'Hi\rBcc: eve@example.org',
  'Hi\r\n\r\n<p>other body</p>',
  'Hi\u2028Bcc: eve@example.org',
  'Hi\u0085Bcc: eve@example.org',
  'Hi\0\r\n.\r\nMAIL FROM:<eve@example.org>',
  '=?utf-8?Q?Hi=0D=0ABcc:_eve@example.org?=',
  'Société « Élan », "Optique", <b> & fils 🙂',
];

// quality S31
describe('what people typed, in the head of a message', () => {
  it('counts more payloads than the requirement asks', () => expect(ADDRESSES.length + SUBJECTS.length).toBeGreaterThanOrEqual(25));

  it.each(ADDRESSES)('is refused as a recipient: %j', async (to) => {
    expect(isOneAddress(to)).toBe(false);
    await expect(send({ to })).rejects.toMatchObject({ code: 'address', isFinal: true });
    expect(office.take()).toEqual([]);
  });

  it.each(SUBJECTS)('stays in the subject: %j', async (subject) => {
    await send({ subject });
    const [letter, ...others] = office.take();
    expect(others).toEqual([]);
    expect(letter?.envelope.to).toEqual(['anna@example.org']);
    expect(letter?.to).toEqual([{ name: '', address: 'anna@example.org' }]);
    expect([letter?.bcc, letter?.cc]).toEqual([undefined, undefined]);
    expect(letter?.text?.trim()).toBe('Text');
    expect(letter?.headers.map(({ key }) => key).sort()).toEqual(
      ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].sort(),
    );
  });

  it('carries its words whole, in any script', async () => {
    await send({ subject: SUBJECTS.at(-1) as string });
    expect(office.take()[0]?.subject).toBe(SUBJECTS.at(-1));
  });

  it('takes ordinary addresses', () => {
    for (const to of ['anna@example.org', 'anna.o+pme@sub.example.org', "o'neil@example.org", 'élan@exemple.fr'])
      expect(isOneAddress(to), to).toBe(true);
  });
});

describe('a message', () => {
  it('has a text and an HTML part, the letter’s name, and the page where such letters end', async () => {
    await send({ unsubscribe: 'https://example.org/unsubscribe/x' } as never);
    const [letter] = office.take();
    expect(letter).toMatchObject({
      messageId: '<letter-1@cluster.example>',
      subject: 'Hello',
      html: expect.stringContaining('<p>Text</p>'),
    });
    expect(letter?.raw).toContain('List-Unsubscribe: <https://example.org/unsubscribe/x>');
    expect(letter?.raw).not.toContain('List-Unsubscribe-Post');
  });

  it('reads no file and fetches nothing for a text that names one', async () => {
    await send({ text: 'file:///etc/hostname', html: '<img src="file:///etc/hostname">' });
    expect(office.take()[0]?.attachments).toEqual([]);
  });

  it('is refused in the mail server’s terms', async () => {
    office.answer('refuse_for_good');
    await expect(send({})).rejects.toMatchObject({ code: '550', isFinal: true });
    office.answer('refuse_for_now');
    await expect(send({})).rejects.toMatchObject({ code: '451', isFinal: false });
    office.answer('take');
    const nowhere = openMailTransport({
      kind: 'smtp',
      url: 'smtp://127.0.0.1:1',
      from: { name: '', address: 'a@b.example' },
      replyTo: undefined,
    });
    await expect(nowhere.send(message)).rejects.toBeInstanceOf(MailRefused);
    await expect(openMailTransport({ kind: 'none' }).send(message)).rejects.toMatchObject({ code: 'no_transport' });
  });
});

describe('the settings of mail', () => {
  const read = (more: Record<string, string>) =>
    readEnv({ PUBLIC_ORIGIN: 'https://p.example.org', APP_DATABASE_URL: 'postgres://u:p@h/d', ...more }).mail;
  const SMTP_URL = 'smtps://user:secret@mail.example.org:465';

  it('are a server with a sender, or nothing', () => {
    expect(read({})).toEqual({ kind: 'none' });
    expect(read({ SMTP_URL, MAIL_FROM: 'Perspective PME <a@b.example>', MAIL_REPLY_TO: 'c@d.example' })).toEqual({
      kind: 'smtp',
      url: SMTP_URL,
      from: { name: 'Perspective PME', address: 'a@b.example' },
      replyTo: { name: '', address: 'c@d.example' },
    });
  });

  it('never leave a demonstration', () => {
    expect(read({ DEMO: '1', SMTP_URL, MAIL_FROM: 'a@b.example' })).toEqual({ kind: 'demo' });
  });

  it('are refused with a word, and without their secret', () => {
    const refusal = (more: Record<string, string>) => {
      try {
        return JSON.stringify(read(more));
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refusal({ SMTP_URL })).toMatch(/SMTP_URL, MAIL_FROM go together/);
    expect(refusal({ SMTP_URL: 'https://user:secret@h', MAIL_FROM: 'a@b.example' })).toMatch(/SMTP_URL must be like/);
    for (const MAIL_FROM of ['a', 'a@b, c@d', 'A <a@b', 'A\r\nBcc: x@y <a@b>', 'a@b <c@d> e'])
      expect(refusal({ SMTP_URL, MAIL_FROM })).toMatch(/MAIL_FROM/);
    expect(refusal({ SMTP_URL: 'https://user:secret@h', MAIL_FROM: 'x' })).not.toContain('secret');
  });
});
