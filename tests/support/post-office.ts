import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { type MailTransport, openMailTransport } from '~/platform/mail.server';

export type Delivered = Email & { envelope: { from: string; to: string[] }; raw: string };

export type PostOffice = {
  transport: MailTransport;
  /** What has arrived since the last call, oldest first. */
  take: () => Delivered[];
  /** What happens to the next messages, as the server meets them. */
  answer: (how: 'take' | 'refuse_for_good' | 'refuse_for_now' | 'take_and_hang_up') => void;
  close: () => Promise<void>;
};

/** A mail server in this process, and a transport that speaks to it. */
export async function openPostOffice(): Promise<PostOffice> {
  const arrived: Delivered[] = [];
  let how: Parameters<PostOffice['answer']>[0] = 'take';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, callback) {
      if (how === 'refuse_for_good') return callback(Object.assign(new Error('no such user'), { responseCode: 550 }));
      if (how === 'refuse_for_now') return callback(Object.assign(new Error('try later'), { responseCode: 451 }));
      callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
        arrived.push({ ...(await PostalMime.parse(raw)), envelope, raw: raw.toString('utf8') });
        // Taken, and the sender never hears of it.
        if (how === 'take_and_hang_up') return callback(Object.assign(new Error('lost'), { responseCode: 421 }));
        callback();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const from = { name: 'Perspective PME', address: 'programme@cluster.example' };
  const transport = openMailTransport({ kind: 'smtp', url: `smtp://127.0.0.1:${port}`, from, replyTo: undefined });
  return {
    transport,
    take: () => arrived.splice(0),
    answer: (next) => {
      how = next;
    },
    close: async () => {
      transport.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
