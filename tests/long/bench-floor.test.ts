import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Stopping } from '../../server/stopping';
import { ask } from '../bench/browsing';
import { type Installation, openInstallation } from '../bench/installation';
import { type Standing, standUp } from '../bench/standing';
import { findTargets, type PageName, type Target } from '../bench/targets';
import { visibleText } from '../bench/visible-text';

const READ: PageName[] = ['caseload', 'case', 'plan', 'search', 'impact'];
const stopping = new Stopping();
let installation: Installation;
let standing: Standing;
let targets: Target[];
let owner: postgres.Sql;

beforeAll(async () => {
  installation = await openInstallation('floor-test', { scale: 1 }, stopping);
  targets = await findTargets(installation.database.ownerUrl, installation.accounts, [...READ, 'note']);
  standing = await standUp(installation, targets, stopping);
  owner = postgres(installation.database.ownerUrl, { max: 1, onnotice: () => {} });
}, 240_000);

afterAll(async () => {
  await owner?.end();
  await stopping.end();
});

const floorOrigin = () => `http://127.0.0.1:${standing.floorPort}`;
const cookieOf = (email: string) => standing.people.get(email)?.cookie ?? '';

async function bothTexts(path: string, cookie: string): Promise<[application: string, floor: string]> {
  const [application, floor] = await Promise.all([ask(standing.origin, path, cookie), ask(floorOrigin(), path, cookie)]);
  return [visibleText(application.text), visibleText(floor.text)];
}

function asSystem<T>(work: (tx: postgres.TransactionSql) => Promise<T>) {
  return owner.begin(async (tx) => {
    await tx`select access.enter_system((select id from clusters where name = ${installation.accounts[0]?.cluster ?? ''}), 'test')`;
    return work(tx);
  });
}

describe('the floor of the bench', () => {
  test.each(READ)('shows on %s the text the application shows', async (page) => {
    const pages = targets.filter((target) => target.page === page);
    expect(pages.length).toBeGreaterThan(0);
    for (const { account, path } of pages.flatMap(({ addresses }) => addresses)) {
      const [application, floor] = await bothTexts(path, cookieOf(account.email));
      expect(application.length).toBeGreaterThan(300);
      expect(floor).toBe(application);
    }
  });

  test('reads its rows for every answer: a company with another name has it on both pages', async () => {
    const { account, path } = targets.find(({ page }) => page === 'case')?.addresses[0] ?? expect.fail('no case to read');
    const caseId = path.split('/').at(-1) ?? '';
    const rename = (name: (old: string) => string) =>
      asSystem(async (tx) => {
        const [company] = await tx`select k.id, k.name from companies k join cases c on c.cluster_id = k.cluster_id and c.company_id = k.id
          where c.id = ${caseId}`;
        await tx`update companies set name = ${name(company?.name)} where id = ${company?.id}`;
      });
    await rename((old) => `${old} & Fils`);
    try {
      const [application, floor] = await bothTexts(path, cookieOf(account.email));
      expect(application).toContain(' & Fils');
      expect(floor).toBe(application);
    } finally {
      await rename((old) => old.replace(' & Fils', ''));
    }
  });

  test('enters as the session it is given: one that is no session reads nothing', async () => {
    const { path } = targets.find(({ page }) => page === 'case')?.addresses[0] ?? expect.fail('no case to read');
    await expect(ask(floorOrigin(), path, 'session-1=nobody')).rejects.toThrow('404');
  });

  test('writes a note as the application does: once, by the same author, with its event', async () => {
    const { form, addresses } = targets.find(({ page }) => page === 'note') ?? expect.fail('no note to write');
    const { account, path } = addresses[0] ?? expect.fail('no case to write on');
    const written = async (origin: string) => {
      const word = crypto.randomUUID();
      const body = [crypto.randomUUID(), word].reduce((text, uuid) => text.replace('{uuid}', uuid), form ?? '');
      await ask(origin, path, cookieOf(account.email), body);
      const rows = await asSystem(
        (tx) => tx`select n.case_id, n.author_id, n.kind, n.state, n.confidentiality, n.happened_on, n.version,
            (select count(*)::int from events e where e.cluster_id = n.cluster_id and e.subject_id = n.id) events
          from notes n where n.body like ${`%${word}`}`,
      );
      return rows.map((row) => ({ ...row }));
    };
    const [application, floor] = [await written(standing.origin), await written(floorOrigin())];
    expect(application).toHaveLength(1);
    expect(floor).toEqual(application);
  });
});
