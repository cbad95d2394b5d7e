import net from 'node:net';
import { performance } from 'node:perf_hooks';

/** A request as bytes on the wire; `{uuid}` is another one each time it is sent. */
export type LoadRequest = { head: string; body: string };
/** Where to send, and what, one after the other. */
export type LoadSide = { port: number; requests: LoadRequest[] };
export type LoadJob = { sides: LoadSide[]; connections: number; seconds: number };
export type LoadResult = { latencies: number[]; seconds: number; bytes: number; errors: string[] };

const SLICE_MS = 400;
const UUID_PLACE = '{uuid}';

/** One kept connection that sends a request and waits for the whole answer, with as little between the two as possible. */
class Connection {
  #socket: net.Socket;
  #answer: Buffer[] = [];
  #size = 0;
  #done: ((answer: Buffer) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(port: number) {
    this.#socket = net.connect(port, '127.0.0.1').setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#failed?.(error));
    this.#socket.on('close', () => this.#failed?.(new Error('the connection was closed')));
  }

  send(text: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#answer = [];
      this.#size = 0;
      this.#done = resolve;
      this.#failed = reject;
      this.#socket.write(text);
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  /** The last bytes so far: the end of an answer in chunks. */
  #end(): string {
    const last = this.#answer.at(-1) as Buffer;
    return (last.length < 5 ? Buffer.concat(this.#answer.slice(-2)) : last.subarray(-5)).toString('latin1');
  }

  #take(chunk: Buffer): void {
    this.#answer.push(chunk);
    this.#size += chunk.length;
    const first = this.#answer[0] as Buffer;
    const bodyAt = first.indexOf('\r\n\r\n') + 4;
    if (bodyAt < 4) {
      if (this.#answer.length > 1) this.#answer = [Buffer.concat(this.#answer)];
      return;
    }
    const head = first.toString('latin1', 0, bodyAt);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    const isWhole = length !== undefined ? this.#size >= bodyAt + Number(length) : this.#end().endsWith('0\r\n\r\n');
    if (isWhole) this.#done?.(this.#answer.length === 1 ? first : Buffer.concat(this.#answer));
  }
}

class Side {
  readonly result: LoadResult = { latencies: [], seconds: 0, bytes: 0, errors: [] };
  readonly #connections: Connection[];
  #next = 0;

  constructor(
    private readonly side: LoadSide,
    connections: number,
  ) {
    this.#connections = Array.from({ length: connections }, () => new Connection(side.port));
  }

  async sendOne(index = 0): Promise<void> {
    const connection = this.#connections[index] as Connection;
    const text = written(this.side.requests[this.#next++ % this.side.requests.length] as LoadRequest);
    const start = performance.now();
    const answer = await connection.send(text);
    this.result.latencies.push(performance.now() - start);
    this.result.bytes += answer.length;
    const status = Number(answer.toString('latin1', 9, 12));
    if (status < 200 || status >= 400) this.result.errors.push(`${status} for ${text.slice(0, text.indexOf('\r\n'))}`);
  }

  async sendFor(ms: number): Promise<void> {
    const start = performance.now();
    await Promise.all(
      this.#connections.map(async (_connection, index) => {
        while (performance.now() - start < ms) await this.sendOne(index);
      }),
    );
    this.result.seconds += (performance.now() - start) / 1_000;
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }
}

function written({ head, body }: LoadRequest): string {
  if (body === '') return head;
  const parts = body.split(UUID_PLACE);
  const filled = parts.reduce((text, part) => `${text}${crypto.randomUUID()}${part}`);
  return head.replace('{length}', String(Buffer.byteLength(filled))) + filled;
}

/**
 * Loads every side in turn, so that whatever else the machine does falls on all of them alike: request by request
 * on one connection; in slices on several, where a side must have the machine for itself.
 */
async function run({ sides, connections, seconds }: LoadJob): Promise<LoadResult[]> {
  const running = sides.map((side) => new Side(side, connections));
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    for (const side of running) {
      if (connections === 1) await side.sendOne();
      else await side.sendFor(SLICE_MS);
    }
  }
  for (const side of running) {
    side.close();
    if (connections === 1) side.result.seconds = side.result.latencies.reduce((sum, ms) => sum + ms, 0) / 1_000;
  }
  return running.map(({ result }) => result);
}

process.on('message', async (job: LoadJob) => {
  try {
    process.send?.({ results: await run(job) });
  } catch (error) {
    process.send?.({ failed: (error as Error).message });
  }
});
process.on('disconnect', () => process.exit(0));
