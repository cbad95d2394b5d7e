import type postgres from 'postgres';
import { BEGIN_READING } from '~/platform/database.server';
import type { Statement } from '../support/wire';
import { ask, type SignedIn } from './browsing';
import type { FloorPage } from './floor';
import { inOneFlight } from './floor-database';
import { recordedWriteOf } from './recorded-write';
import { stringPageOf } from './string-page';
import type { Target } from './targets';
import type { WireRecorder } from './wire';

type Recording = { origin: string; wire: WireRecorder; floor: postgres.Sql; people: Map<string, SignedIn> };

/** The floor's page for each address of a target: what the application itself sends and shows, recorded once. */
export async function recordFloorPages(target: Target, recording: Recording): Promise<FloorPage[]> {
  const pages: FloorPage[] = [];
  for (const { account, path } of target.addresses) {
    const person = recording.people.get(account.email) as SignedIn;
    pages.push(target.form ? await recordWrite(path, target.form, person, recording) : await recordPage(path, person, recording));
  }
  return pages;
}

async function recordPage(path: string, { cookie, session }: SignedIn, { origin, wire, floor }: Recording): Promise<FloorPage> {
  // The first time prepares the statements; a second look-up of the same kind is sent as any other.
  await ask(origin, path, cookie);
  wire.takeTransactions();
  const { text } = await ask(origin, path, cookie);
  const statements = inside(wire.takeTransactions());
  const rows = await inOneFlight(floor, BEGIN_READING, session, statements);
  return { path, session, statements, page: stringPageOf(text, rows, 'fr') };
}

async function recordWrite(path: string, form: string, { cookie, session }: SignedIn, { origin, wire }: Recording): Promise<FloorPage> {
  const submit = async () => {
    const sent = [crypto.randomUUID(), crypto.randomUUID()];
    const body = sent.reduce((text, uuid) => text.replace('{uuid}', uuid), form);
    wire.takeTransactions();
    const { location } = await ask(origin, path, cookie, body);
    return { sent, location, statements: inside(wire.takeTransactions()) };
  };
  await submit();
  const [one, other] = [await submit(), await submit()];
  return { path, session, write: recordedWriteOf(one.statements, other.statements, one.sent), location: one.location };
}

/** The actor's statements of every transaction of a request, without entering as the actor: the floor enters by itself, once. */
function inside(transactions: Statement[][]): Statement[] {
  return transactions.flat().filter(({ text }) => !text.includes('access.enter_session('));
}
