import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

export type Scanner = { host: string; port: number };
export type Scanned = 'clean' | 'infected' | 'unavailable' | 'not_scanned';

const PATIENCE_MS = 30_000;
const LONGEST_ANSWER = 4_096;

/** Asks clamd (INSTREAM) whether the file is clean. Whatever isn't a clear answer counts as none: nothing passes unlooked at. */
export async function scanFile(file: string, scanner: Scanner | undefined, patienceMs = PATIENCE_MS): Promise<Scanned> {
  if (!scanner) return 'not_scanned';
  const socket = connect(scanner);
  const timer = setTimeout(() => socket.destroy(new Error('clamd did not answer in time')), patienceMs);
  try {
    const [answer] = await Promise.all([answerOf(socket), send(socket, file)]);
    if (/^stream: OK\0?\n?$/.test(answer)) return 'clean';
    return / FOUND\0?\n?$/.test(answer) ? 'infected' : 'unavailable';
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

async function send(socket: Socket, file: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of createReadStream(file)) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    await write(socket, Buffer.concat([length, chunk as Buffer]));
  }
  await write(socket, Buffer.alloc(4));
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => {
      text += part;
      if (text.length > LONGEST_ANSWER) socket.destroy(new Error('clamd answered too much'));
      else if (text.includes('\0')) resolve(text);
    });
    socket.once('end', () => resolve(text)).once('error', reject);
    socket.once('close', () => reject(new Error('clamd hung up')));
  });
}
