import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type postgres from 'postgres';
import { vi } from 'vitest';
import type { Actor } from '~/access/actor';
import { createHttpServer } from '../../server/http-server';
import { buildIfNeeded, CLIENT_BUILD, SERVER_BUILD } from '../../server/production-build';
import { answerByShortlist, patternOf } from '../../server/shortlist';
import type { Prepared } from './observed-access';
import type { RouteRow, Target } from './route-row';
import { ROUTES } from './route-table';
import type { World } from './world';

export type BuiltRoute = { id: string; path: string; hasLoader: boolean; hasAction: boolean; hasPage: boolean; isLayout: boolean };
export type Site = { origin: string; routes: BuiltRoute[]; logged: () => string; close: () => Promise<void> };

/** A free port, and the settings under which the application listens there; set before anything reads them. */
export async function reserveOrigin(): Promise<string> {
  const probe = createServer();
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => resolve((probe.address() as { port: number }).port)),
  );
  await new Promise((resolve) => probe.close(resolve));
  process.env.PUBLIC_ORIGIN = `http://127.0.0.1:${port}`;
  process.env.NODE_ENV = 'production';
  process.env.FILES_DIR = await mkdtemp(path.join(tmpdir(), 'files-'));
  return process.env.PUBLIC_ORIGIN;
}

/** The production build behind the production server, in this process; on the database the settings name. */
export async function serveBuild(origin: string): Promise<Site> {
  const lines: string[] = [];
  const keep = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  await buildIfNeeded();
  const build = (await import(/* @vite-ignore */ pathToFileURL(SERVER_BUILD).href)) as ServerBuild;
  const entry = build.entry.module as unknown as { closeDatabase: () => Promise<void>; databaseAnswers: () => Promise<boolean> };
  const http = createHttpServer({
    env: { publicOrigin: origin, isHttps: false, trustedProxies: [] },
    handler: answerByShortlist(build),
    isReady: () => entry.databaseAnswers(),
    clientFiles: CLIENT_BUILD,
  });
  await http.listen(Number(new URL(origin).port), '127.0.0.1');
  const close = async () => {
    await http.drain(0);
    await entry.closeDatabase();
    await rm(process.env.FILES_DIR ?? '', { recursive: true, force: true });
    vi.restoreAllMocks();
  };
  return { origin, routes: builtRoutes(build), logged: () => lines.join(''), close };
}

function builtRoutes({ routes }: ServerBuild): BuiltRoute[] {
  const parents = new Set(Object.values(routes).map((route) => route?.parentId));
  return Object.entries(routes).flatMap(([id, route]) =>
    route
      ? [
          {
            id,
            path: `/${patternOf(routes, id)}`,
            hasLoader: Boolean(route.module.loader),
            hasAction: Boolean(route.module.action),
            hasPage: Boolean(route.module.default),
            isLayout: parents.has(id),
          },
        ]
      : [],
  );
}

type Asked = {
  cookie?: string | undefined;
  form?: Record<string, string>;
  /** Text of a file that goes with the form. */
  upload?: string | undefined;
  /** Asks as Remix's own script does, for what this route alone loads. */
  routeId?: string;
  headers?: Record<string, string>;
};

/** Sends one request as a browser would: a page or a form, or the same as Remix's own script asks for it. */
export async function ask(
  site: Site,
  address: string,
  { cookie, form, upload, routeId, headers = {} }: Asked,
): Promise<{ status: number; location: string | null; headers: Headers; body: string }> {
  const url = new URL(address, site.origin);
  if (routeId !== undefined) {
    url.pathname = url.pathname === '/' ? '/_root.data' : `${url.pathname}.data`;
    // This loader alone: a parent that refuses must not stand in for one that doesn't.
    if (!form) url.searchParams.set('_routes', routeId);
  }
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { ...(cookie ? { Cookie: cookie } : {}), ...(form ? { Origin: site.origin } : {}), ...headers },
    ...(form ? { method: 'POST', body: bodyOf(form, upload) } : {}),
  });
  const body = await answer.text();
  return { status: answer.status, location: answer.headers.get('location') ?? redirectIn(answer, body), headers: answer.headers, body };
}

function bodyOf(form: Record<string, string>, upload: string | undefined): URLSearchParams | FormData {
  if (upload === undefined) return new URLSearchParams(form);
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.set(name, value);
  body.set('file', new Blob([upload]), 'canary.csv');
  return body;
}

/** Remix's script gets a redirect as a value: `["SingleFetchRedirect",…]` with the address in it. */
function redirectIn(answer: Response, body: string): string | null {
  if (answer.status !== 202) return null;
  return /"redirect","([^"]*)"/.exec(body)?.[1] ?? null;
}

export function addressOf(path: string, row: RouteRow, target: Target): string {
  const filled = path.replaceAll(
    /:(\w+)/g,
    (_whole, name: string) => row.params?.[name] ?? target[row.ids?.[name] ?? (name as keyof Target)] ?? 'missing',
  );
  const query = new URLSearchParams(row.query?.(target));
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** Routes that the table doesn't know, and rows whose route is gone: one sentence each, saying what to do. */
export function unlisted(routes: BuiltRoute[]): string[] {
  const addresses = routes.filter(({ id, isLayout }) => id !== 'root' && !isLayout);
  const known = new Set(addresses.map(({ path }) => path));
  return [
    ...addresses.flatMap(({ path, id, hasAction }) => {
      const row = ROUTES[path];
      const line = `'${path}': { opens: '…'${hasAction ? ', form: () => ({ … })' : ''} },`;
      if (!row) return [`${id} is not tried: add to tests/support/routes-*.ts the line  ${line}`];
      if (hasAction && !row.form) return [`${id} has an action: give its row in tests/support/routes-*.ts the form its page sends`];
      return [];
    }),
    ...Object.keys(ROUTES).flatMap((path) => (known.has(path) ? [] : [`${path} is no route any more: remove its row from ROUTES`])),
  ];
}

/** A fingerprint of every tenant table, for each cluster's rows or those of one company. */
export async function fingerprints({ admin, tables }: Prepared, clusterId: string, companyId?: string): Promise<Record<string, string>> {
  const parts = [...tables].flatMap(([name, { columns }]) => {
    // Whether something shared was opened is noted when it is: quality.md S15.
    if (name === 'item_reads') return [];
    if (companyId && !columns.includes('company_id')) return [];
    const ofCompany = companyId ? admin`and company_id = ${companyId}` : admin``;
    return [
      admin`select ${name} as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as print from ${admin(name)} t where cluster_id = ${clusterId} ${ofCompany}`,
    ];
  });
  const rows = await admin<{ name: string; print: string }[]>`${parts.reduce((all, part) => admin`${all} union all ${part}`)}`;
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

/** Words that people write or that name somebody: where a leak would show. */
const FREE_TEXT: Record<string, string[]> = {
  companies: ['name', 'acronym', 'city'],
  people: ['given_name', 'family_name'],
  cases: ['title'],
  notes: ['body'],
  tasks: ['title'],
  documents: ['title', 'file_name'],
  milestones: ['title', 'title_en', 'expected_evidence', 'exit_criterion'],
  milestone_evidence: ['body'],
  event_texts: ['body'],
  support_requests: ['title', 'need'],
  case_proposals: ['comment'],
  observations: ['comment'],
  plan_agreements: ['signatory_name'],
  register_imports: ['file_name'],
  teams: ['name'],
};

/** Writes into every free text the table and scope of its row, so that an answer tells what it shows: `zq.notes.b.zq`. */
export async function markTexts({ admin, tables }: Prepared): Promise<void> {
  for (const [table, columns] of Object.entries(FREE_TEXT)) {
    const { key, rows } = tables.get(table)!;
    for (const { row, scope } of rows) {
      const is = key
        .map((name) => admin`and ${admin(name)} = ${String(row[name])}`)
        .reduce((all, one) => admin`${all} ${one}`, admin`where true`);
      const set = Object.fromEntries(columns.map((column) => [column, `zq.${table}.${scope}.zq `.repeat(column === 'need' ? 10 : 1)]));
      const change = (sql: postgres.Sql | postgres.TransactionSql) => sql`update ${sql(table)} set ${sql(set)} ${is}`;
      // What is append-only is changed without its keepers; the rest with them, so that the search knows the words.
      await change(admin).catch(() =>
        admin.begin(async (sql) => {
          await sql`set local session_replication_role = replica`;
          await change(sql);
        }),
      );
    }
  }
}

/** Puts a file into the store for every document, with its mark inside. */
export async function storeFiles({ tables }: Prepared): Promise<void> {
  for (const { row, scope } of tables.get('documents')?.rows ?? []) {
    const folder = path.join(process.env.FILES_DIR ?? '', String(row.cluster_id), String(row.file_id).slice(-2));
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, String(row.file_id)), `zq.documents.${scope}.zq `.padEnd(64));
  }
}

/** What an answer shows: `table scope` of each marked text in it. */
export function shownIn(body: string): Set<string> {
  return new Set([...body.matchAll(/zq\.([a-z_]+)\.([ab][12]?(?:\.[a-z]+)?)\.zq/g)].map(([, table, scope]) => `${table} ${scope}`));
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

export function idsIn(text: string): Set<string> {
  return new Set(text.match(UUID) ?? []);
}

/** The ids under which one company's things are asked for. */
export async function targetIn({ admin, world }: Prepared, clusterId: string, companyId: string): Promise<Target> {
  const one = async (query: postgres.PendingQuery<postgres.Row[]>) => (await query)[0] as Record<string, string>;
  const cluster = clusterId === world.a.clusterId ? world.a : world.b;
  const isFirst = companyId === cluster.companyId;
  const lead = isFirst ? cluster.actors.leader : cluster.actors.otherLeader;
  const { id: caseId } = await one(admin`select id from cases where company_id = ${companyId} and state = 'active'`);
  const of = (table: string, more = admin``) =>
    one(admin`select * from ${admin(table)} where company_id = ${companyId} ${more} order by id limit 1`);
  const milestone = await one(
    admin`select id, version from milestones where case_id = ${caseId!} and state = 'in_progress' and published_at is not null limit 1`,
  );
  return {
    clusterId,
    companyId,
    caseId: caseId!,
    noteId: (await of('notes', admin`and state = 'published' and confidentiality = 'team'`)).id!,
    taskId: (await of('tasks', admin`and side = 'advisor'`)).id!,
    companyTaskId: (await of('tasks', admin`and side = 'company'`)).id!,
    documentId: (await of('documents', admin`and side = 'advisor' and case_id is not null`)).id!,
    companyDocumentId: (await of('documents', admin`and side = 'company'`)).id!,
    milestoneId: milestone.id!,
    milestoneVersion: String(milestone.version),
    observationId: (await of('observations')).id!,
    questionId: (await of('expected_figures')).id!,
    personId: lead.personId,
    advisorId: (isFirst ? cluster.actors.advisor : cluster.actors.otherAdvisor).personId,
    // Chosen in a form about a case: whose the case is decides.
    expertId: world.a.actors.expert.personId,
    collaboratorId: world.a.actors.collaborator.personId,
    requestId: (await of('support_requests')).id!,
    projectId: (await one(admin`select id from projects where cluster_id = ${clusterId} and leader_company_id = ${companyId} limit 1`)).id!,
    invitationId: (await one(admin`select id from invitations where cluster_id = ${clusterId} and company_id is null order by id limit 1`))
      .id!,
    teamId: (await one(admin`select id from teams where cluster_id = ${clusterId} order by id limit 1`)).id!,
    privacyRequestId: (await one(admin`select id from privacy_requests where cluster_id = ${clusterId} order by id limit 1`)).id!,
    findId: (
      await one(
        admin`select f.id from privacy_finds f join notes n on n.id = f.item_id where f.company_id = ${companyId} and n.confidentiality = 'team' order by f.id limit 1`,
      )
    ).id!,
    importId: (await one(admin`select id from register_imports where cluster_id = ${clusterId} limit 1`)).id!,
  };
}

/** The cookie of an actor's standing sign-in. */
export function cookieOf(world: World, actor: Actor): string {
  return `session-${new URL(process.env.PUBLIC_ORIGIN ?? '').port}=${world.tokenOf(actor)}`;
}
