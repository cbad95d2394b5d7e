import postgres from 'postgres';
import { IDEMPOTENCY_FIELD } from '~/ui/forms/form-reply';
import type { DemoAccount } from '../../db/seed/demo/seed';

export const PAGES = ['caseload', 'case', 'plan', 'note', 'search', 'impact'] as const;
export type PageName = (typeof PAGES)[number];
export type BenchRole = 'advisor' | 'manager' | 'leader';

/** The ratios docs/quality.md P1 asks for, in the end and in this issue. */
export const LIMITS: Record<PageName, number> = { caseload: 6, case: 8, plan: 8, note: 4, search: 6, impact: 6 };
export const FIRST_LIMIT = 10;

/** Addresses of one page as one role sees it; a write also has the form to send there, with `{uuid}` for what is new each time. */
export type Target = { page: PageName; role: BenchRole; addresses: { account: DemoAccount; path: string }[]; form?: string };

const ADDRESSES = 12;
const WRITTEN = 3;

/** Which addresses to measure, taken from the data. The first cluster is the large one. */
export async function findTargets(ownerUrl: string, accounts: DemoAccount[], pages: readonly PageName[]): Promise<Target[]> {
  const [cluster] = accounts.map((account) => account.cluster);
  const of = (role: string) => accounts.filter((account) => account.role === role && account.cluster === cluster);
  const [advisor] = of('advisor') as [DemoAccount];
  const [manager] = of('manager') as [DemoAccount];
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const look = <Row extends object>(ask: (tx: postgres.TransactionSql) => postgres.PendingQuery<Row[]>) =>
    sql.begin(async (tx) => {
      await tx`select access.enter_system((select id from clusters where name = ${cluster as string}), 'bench')`;
      return ask(tx);
    }) as unknown as Promise<Row[]>;
  const casesOf = (email: string | null) =>
    look<{ id: string; name: string }>(
      (tx) => tx`select c.id, k.name from cases c join companies k on k.cluster_id = c.cluster_id and k.id = c.company_id
        where c.cluster_id = access.cluster_id() and c.state = 'active' and (${email}::text is null or c.lead_id = (select p.id from people p join accounts a on a.id = p.account_id where p.cluster_id = c.cluster_id and a.email = ${email}))
        order by md5(c.id::text) limit ${ADDRESSES + WRITTEN}`,
    );
  try {
    const [own, all] = await Promise.all([casesOf(advisor.email), casesOf(null)]);
    // Notes are written on cases that no reading measures: what is read stays the same from run to run.
    const [read, written] = [own.slice(0, -WRITTEN), own.slice(-WRITTEN)];
    const readByAll = all.filter(({ id }) => !written.some((one) => one.id === id)).slice(0, ADDRESSES);
    const at = (account: DemoAccount, ...paths: string[]) => paths.map((path) => ({ account, path }));
    const words = (cases: { name: string }[]) =>
      cases.map(({ name }) => `/search?q=${encodeURIComponent(name.split(' ')[0]?.toLowerCase() ?? '')}`);
    const targets: Target[] = [
      { page: 'caseload', role: 'advisor', addresses: at(advisor, '/cases') },
      { page: 'caseload', role: 'manager', addresses: at(manager, '/cases') },
      { page: 'case', role: 'advisor', addresses: at(advisor, ...read.map(({ id }) => `/cases/${id}`)) },
      { page: 'case', role: 'manager', addresses: at(manager, ...readByAll.map(({ id }) => `/cases/${id}`)) },
      { page: 'plan', role: 'leader', addresses: of('leader').flatMap((leader) => at(leader, '/plan')) },
      { page: 'note', role: 'advisor', addresses: at(advisor, ...written.map(({ id }) => `/cases/${id}/notes`)), form: noteForm() },
      { page: 'search', role: 'advisor', addresses: at(advisor, ...new Set(words(own))) },
      { page: 'search', role: 'manager', addresses: at(manager, ...new Set(words(all))) },
      { page: 'impact', role: 'manager', addresses: at(manager, '/impact') },
    ];
    const wanted = targets.filter(({ page }) => pages.includes(page));
    const bare = wanted.find(({ addresses }) => addresses.length === 0);
    if (bare) throw new Error(`These data have no ${bare.page} for the ${bare.role} to measure.`);
    return wanted;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function noteForm(): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
  const fields = { audience: 'team', kind: 'internal', happenedOn: today, minutes: '', contactId: '', keep: 'publish' };
  return `${IDEMPOTENCY_FIELD}={uuid}&body=Point+de+suivi+{uuid}&${new URLSearchParams(fields)}`;
}
