import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type postgres from 'postgres';
import { BEGIN_READING } from '~/platform/database.server';
import type { Statement } from '../support/wire';
import { inOneFlight, openFloorDatabase } from './floor-database';
import { type RecordedWrite, writeAgain } from './recorded-write';
import { type StringPage, writePage } from './string-page';

/** What the floor answers to one person at one address. */
export type FloorPage = { path: string; session: string } & (
  | { statements: Statement[]; page: StringPage }
  | { write: RecordedWrite; location: string }
);
export type FloorSettings = { databaseUrl: string; poolSize: number; pages: FloorPage[] };

const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * The least a server can do for a page: bare Node HTTP, postgres.js, the statements the application sends for it, in one transaction as
 * the same actor and in one flight, and the page as a string. No framework, no compression, no headers beyond the type.
 */
function startFloor({ databaseUrl, poolSize, pages }: FloorSettings): Promise<number> {
  const sql = openFloorDatabase(databaseUrl, poolSize);
  const known = new Map(pages.map((page) => [`${page.session} ${page.path}`, page]));
  const server = createServer((req, res) => {
    const session = sessionOf(req);
    const page = known.get(`${session} ${req.url}`);
    const answered = page ? answer(sql, session, page, req, res) : Promise.resolve(send(res, 404, 'text/plain', ''));
    answered.catch((error: Error) => send(res, 500, 'text/plain', error.message));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

/** What the database enters by: the digest of the cookie's token. */
function sessionOf(req: IncomingMessage): string {
  const token = /(?:^|; )(?:__Host-)?session[-\d]*=([^;]+)/.exec(req.headers.cookie ?? '')?.[1] ?? '';
  return createHash('sha256').update(token).digest('base64url');
}

async function answer(sql: postgres.Sql, session: string, page: FloorPage, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if ('page' in page) {
    const rows = await inOneFlight(sql, BEGIN_READING, session, page.statements);
    return send(res, 200, 'text/html; charset=utf-8', writePage(page.page, rows));
  }
  const body = await textOf(req);
  await inOneFlight(sql, 'begin', session, writeAgain(page.write, body.match(UUIDS) ?? [], body));
  res.writeHead(302, { Location: page.location, 'Content-Length': 0 }).end();
}

function send(res: ServerResponse, status: number, type: string, text: string): void {
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }).end(text);
}

async function textOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += chunk;
  return text;
}

process.once('message', async (settings: FloorSettings) => {
  const port = await startFloor(settings);
  process.send?.({ port });
});
process.on('disconnect', () => process.exit(0));
