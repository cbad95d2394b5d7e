import net from 'node:net';

/** A statement as it went over the wire: its text, and its parameters as PostgreSQL reads them. */
export type Statement = { text: string; parameters: (string | null)[] };

export type WireRecorder = {
  /** The database's address through the recorder. */
  url: string;
  /** What was sent since the last time, one list for each transaction; statements outside any transaction are left out. */
  takeTransactions: () => Statement[][];
  close: () => Promise<void>;
};

/** Stands between an application and its PostgreSQL, passes every byte on and notes the statements. */
export async function recordWire(databaseUrl: string): Promise<WireRecorder> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let transactions: Statement[][] = [];
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    const reader = new StatementReader((transaction) => transactions.push(transaction));
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
    client.on('data', (chunk: Buffer) => reader.read(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  return {
    url: url.href,
    takeTransactions: () => {
      const taken = transactions;
      transactions = [];
      return taken;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Reads one connection's side of the frontend protocol, version 3. */
export class StatementReader {
  #rest: Buffer = Buffer.alloc(0);
  #hasStarted = false;
  #open: Statement[] | undefined;
  readonly #texts = new Map<string, string>();

  constructor(private readonly onBegin: (statements: Statement[]) => void) {}

  read(chunk: Buffer): void {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    for (;;) {
      const head = this.#hasStarted ? 1 : 0;
      if (bytes.length < head + 4) break;
      const length = head + bytes.readInt32BE(head);
      if (bytes.length < length) break;
      // The first message of a connection has no letter.
      if (this.#hasStarted) this.#message(String.fromCharCode(bytes[0] as number), bytes.subarray(5, length));
      this.#hasStarted = true;
      bytes = bytes.subarray(length);
    }
    this.#rest = bytes;
  }

  #message(letter: string, body: Buffer): void {
    if (letter === 'Q') this.#simple(textUntilZero(body, 0)[0]);
    if (letter === 'P') {
      const [name, afterName] = textUntilZero(body, 0);
      this.#texts.set(name, textUntilZero(body, afterName)[0]);
    }
    if (letter === 'B') this.#open?.push(this.#bound(body));
  }

  #simple(text: string): void {
    // Told at its beginning: a read is answered before its COMMIT has gone out.
    if (/^begin\b/i.test(text)) {
      this.#open = [];
      this.onBegin(this.#open);
    } else if (/^(commit|rollback)\b/i.test(text)) this.#open = undefined;
    else this.#open?.push({ text, parameters: [] });
  }

  #bound(body: Buffer): Statement {
    const [, afterPortal] = textUntilZero(body, 0);
    const [name, afterName] = textUntilZero(body, afterPortal);
    const formats = body.readInt16BE(afterName);
    let at = afterName + 2 + formats * 2;
    const count = body.readInt16BE(at);
    at += 2;
    const parameters: (string | null)[] = [];
    for (let index = 0; index < count; index++) {
      const length = body.readInt32BE(at);
      at += 4;
      parameters.push(length < 0 ? null : body.toString('utf8', at, at + length));
      at += Math.max(0, length);
    }
    return { text: this.#texts.get(name) ?? '', parameters };
  }
}

function textUntilZero(bytes: Buffer, from: number): [text: string, after: number] {
  const end = bytes.indexOf(0, from);
  return [bytes.toString('utf8', from, end), end + 1];
}
