import net from 'node:net';

/** A statement as it went over the wire: its text, and its parameters as PostgreSQL reads them. */
export type Statement = { text: string; parameters: (string | null)[] };

/** What is heard of one connection, in its order. */
export type Listener = {
  run: (statement: Statement) => void;
  /** The client asks to be told when all it has sent is done. */
  ask?: () => void;
  /** It is being told. */
  answer?: () => void;
};

export type Relay = {
  /** The database's address through the relay. */
  url: string;
  close: () => Promise<void>;
};

/**
 * Stands between an application and its PostgreSQL, passes every byte on and hears what is run. With `holdMs` an answer waits that
 * long, as on its way over a network.
 */
export async function relay(databaseUrl: string, listen: () => Listener, holdMs = 0): Promise<Relay> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    const listener = listen();
    const [asked, answered] = [hearClient(listener), hearServer(listener)];
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
    client.on('data', asked);
    client.pipe(upstream);
    const pass = (chunk: Buffer) => {
      answered(chunk);
      client.write(chunk);
    };
    // Timers of one length ring in the order in which they were set.
    upstream.on('data', holdMs > 0 ? (chunk: Buffer) => setTimeout(pass, holdMs, chunk) : pass);
    upstream.on('end', () => setTimeout(() => client.end(), holdMs));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: url.href, close };
}

/** The client's side of the protocol, version 3. */
function hearClient({ run, ask }: Listener): (chunk: Buffer) => void {
  const texts = new Map<string, string>();
  return messages(false, (letter, body) => {
    if (letter === 'P') {
      const [name, afterName] = textUntilZero(body, 0);
      texts.set(name, textUntilZero(body, afterName)[0]);
    } else if (letter === 'B') run(bound(body, texts));
    else if (letter === 'Q') run({ text: textUntilZero(body, 0)[0], parameters: [] });
    if (letter === 'Q' || letter === 'S') ask?.();
  });
}

function hearServer({ answer }: Listener): (chunk: Buffer) => void {
  return messages(true, (letter) => {
    if (letter === 'Z') answer?.();
  });
}

/** Cuts a stream into its messages; the first one of a client has no letter. */
function messages(hasLetter: boolean, onMessage: (letter: string, body: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let head = hasLetter ? 1 : 0;
  return (chunk) => {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (;;) {
      if (bytes.length < head + 4) break;
      const length = head + bytes.readInt32BE(head);
      if (bytes.length < length) break;
      if (head === 1) onMessage(String.fromCharCode(bytes[0] as number), bytes.subarray(5, length));
      head = 1;
      bytes = bytes.subarray(length);
    }
    rest = bytes;
  };
}

function bound(body: Buffer, texts: ReadonlyMap<string, string>): Statement {
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
  return { text: texts.get(name) ?? '', parameters };
}

function textUntilZero(bytes: Buffer, from: number): [text: string, after: number] {
  const end = bytes.indexOf(0, from);
  return [bytes.toString('utf8', from, end), end + 1];
}
