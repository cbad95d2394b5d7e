import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type postgres from 'postgres';
import type { DemoAccount } from '../../db/seed/demo/seed';
import { signIn } from '../bench/browsing';
import { PROJECT } from '../support/commands';
import { thoseWhoSee } from '../support/demo-places';
import { againFor, PAGE_ADDRESSES, type PageState, statesOf } from '../support/pages';
import { costOf, type QueryCost, type QueryMeter } from '../support/query-meter';

export type Site = { origin: string; meter: QueryMeter; sql: postgres.Sql; accounts: readonly DemoAccount[] };

/** One page as one person of one cluster gets it. */
export type Visit = {
  address: string;
  role: string;
  state: string;
  /** The first cluster is the large one. */
  isMain: boolean;
  status: number;
  htmlBytes: number;
  /** As it is sent, compressed. */
  sentBytes: number;
  cost: QueryCost;
};

/** Every page in each of its states that need nothing done in a browser, as each of its roles, in both clusters; and what could not be seen. */
export async function visitPages(site: Site): Promise<{ visits: Visit[]; unseen: string[] }> {
  const visits: Visit[] = [];
  const unseen: string[] = [];
  const visitor = new Visitor(site);
  for (const address of PAGE_ADDRESSES) {
    for (const state of [...statesOf(address), ...againFor(address)]) {
      const reached = withoutBrowser(address, state);
      if (!reached) continue;
      for (const isMain of [true, false]) {
        const visit = await visitor.see(address, reached, isMain);
        if (visit) visits.push(visit);
        // The smaller cluster doesn't have everything.
        else if (isMain) unseen.push(`${address}, ${state.name}, as ${state.role}`);
      }
    }
  }
  return { visits, unseen };
}

/** What stands in for an act in a browser: what such an act has left. */
const LEFT: Record<string, PageState['at']> = {
  '/register/imports/:importId': async (places) => {
    const id = await places.one('select i.id from register_imports i where i.cluster_id = $1 order by i.id');
    return id && `/register/imports/${id}`;
  },
};

function withoutBrowser(address: string, { then, ...state }: PageState): PageState | null {
  const left = LEFT[address];
  return left ? { ...state, at: left } : then ? null : state;
}

/** Sends a register file as each cluster's manager, unless one was sent before. */
export async function sendRegisterFiles({ origin, sql, accounts }: Site): Promise<void> {
  const [sent] = await sql`select from register_imports limit 1`;
  if (sent) return;
  const file = readFileSync(path.join(PROJECT, 'tests/fixtures/sirene/every-trap.csv'));
  const clusters = new Set(accounts.map(({ cluster }) => cluster));
  for (const cluster of clusters) {
    const manager = accounts.find((account) => account.cluster === cluster && account.role === 'manager') as DemoAccount;
    const body = new FormData();
    body.set('file', new Blob([file]), 'register.csv');
    const { cookie } = await signIn(origin, manager);
    const { status } = await fetch(`${origin}/register/imports`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: origin, Cookie: cookie },
      body,
    });
    if (status !== 302) throw new Error(`The register file was answered ${status}.`);
  }
}

class Visitor {
  readonly #cookies = new Map<string, string>();

  constructor(private readonly site: Site) {}

  /** The page as the first who is shown it. */
  async see(address: string, state: PageState, isMain: boolean): Promise<Visit | null> {
    const { sql, accounts } = this.site;
    const ofCluster = accounts.filter(({ cluster }) => (cluster === accounts[0]?.cluster) === isMain);
    for await (const seen of thoseWhoSee(sql, state, ofCluster)) {
      const answer = await this.#measure(seen.address, seen.account && (await this.#cookieOf(seen.account)));
      if (answer.status === 404 && !state.isMissing) continue;
      return { address, role: state.role ?? 'nobody', state: state.name, isMain, ...answer };
    }
    return null;
  }

  async #measure(path: string, cookie: string | null) {
    let measured = await this.#ask(path, cookie);
    // A connection prepares a statement the first time, in a flight of its own.
    if (measured.cost.roundTrips > measured.cost.statements) measured = await this.#ask(path, cookie);
    return measured;
  }

  async #ask(path: string, cookie: string | null) {
    this.site.meter.take();
    const { status, sent, isCompressed } = await get(this.site.origin + path, cookie);
    const cost = costOf(this.site.meter.take());
    return { status, htmlBytes: isCompressed ? gunzipSync(sent).length : sent.length, sentBytes: sent.length, cost };
  }

  async #cookieOf(account: DemoAccount): Promise<string> {
    const cookie = this.#cookies.get(account.email) ?? (await signIn(this.site.origin, account)).cookie;
    this.#cookies.set(account.email, cookie);
    return cookie;
  }
}

/** The bytes of an answer as they are sent: `fetch` would unpack them. */
function get(url: string, cookie: string | null): Promise<{ status: number; sent: Buffer; isCompressed: boolean }> {
  const headers = { Accept: 'text/html', 'Accept-Encoding': 'gzip', ...(cookie && { Cookie: cookie }) };
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          sent: Buffer.concat(chunks),
          isCompressed: answer.headers['content-encoding'] === 'gzip',
        }),
      );
    });
    request.on('error', reject);
  });
}
