import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asReader } from '~/access/acting.server';
import { listInstruments } from '~/features/instruments/instruments.queries.server';
import { listCompanyProjects } from '~/features/projects/company-projects.queries.server';
import { readProjectPage } from '~/features/projects/project-page.queries.server';
import { findProjects, readRegistry } from '~/features/projects/registry.queries.server';
import { readRegistryFilter } from '~/features/projects/registry-filter';
import { listStructuringProjects } from '~/features/projects/structuring.queries.server';
import { fillProjects } from '../../support/filled-projects';
import { freshWorld, type World } from '../../support/world';

const TODAY = '2026-11-23';
const ID = (digit: number) => `019a0000-0000-7000-8000-00000000000${digit}`;
let world: World;

beforeAll(async () => {
  world = await freshWorld();
  const { a, b } = world;
  await world.asOwner(a.clusterId, async (sql) => {
    const by = a.actors.advisor.personId;
    await fillProjects(sql, a.clusterId, { companyId: a.companyId, by, key: ID(1) });
    await fillProjects(sql, a.clusterId, { companyId: a.otherCompanyId, by: a.actors.otherAdvisor.personId, key: ID(2) });
    await sql`update projects set acronym = 'ÉTOILE', state = 'sent_to_funder', submitted_on = '2025-11-01', labelled_on = '2026-01-15', label_number = 'L-2026-01', budget_cents = 300, aid_cents = 100
      where cluster_id = ${a.clusterId} and id = ${ID(1)}`;
    await sql`update projects set state = 'at_committee', type = 'collaborative_rd', das = 'DAS3', submitted_on = '2026-10-01' where cluster_id = ${a.clusterId} and id = ${ID(2)}`;
    await sql`insert into projects (cluster_id, id, family_id, acronym, title_fr, title_en, summary_fr, summary_en, type, das, funder, endorsement, lead_cluster, leader_name, leader_company_id,
        partners_count, budget_cents, aid_cents, state, submitted_on, labelled_on, label_number, is_summary_only)
      values (${a.clusterId}, ${ID(3)}, ${ID(3)}, 'OLD', 't', 't', 's', 's', 'collaborative_rd', 'DAS1', 'anr', 'label', 'C', 'Old carrier', ${a.companyId}, 3, 900, 400, 'sent_to_funder', '2019-01-01', '2019-03-01', 'L-2019-01', true),
        (${a.clusterId}, ${ID(4)}, ${ID(4)}, 'EUROPE', 't', 't', 's', 's', 'collaborative_rd', 'DAS2', 'eu', 'letter', 'C', 'Abroad', null, 3, 700, 500, 'sent_to_funder', null, null, null, false)`;
  });
  await world.asOwner(b.clusterId, (sql) =>
    fillProjects(sql, b.clusterId, { companyId: b.companyId, by: b.actors.advisor.personId, key: ID(5) }),
  );
});
afterAll(() => world.drop());

const registry = (query = '', who: 'manager' | 'advisor' | 'leader' | 'funder' = 'manager') => {
  const actor = world.a.actors[who];
  return asReader(actor, (tx) => readRegistry(tx, actor, readRegistryFilter(new URLSearchParams(query)), TODAY));
};
const names = ({ rows }: { rows: { acronym: string }[] }) => rows.map(({ acronym }) => acronym);

describe('the registry', () => {
  it('lists labels newest first, counts each part, and adds up what it shows', async () => {
    const found = await registry();
    expect(names(found)).toEqual(['ÉTOILE', 'OLD']);
    expect(found.counts).toEqual({ labelled: 2, in_review: 1, not_labelled: 0, proposals: 1 });
    expect([found.budgetCents, found.aidCents, found.thisYear, found.before]).toEqual([1200, 500, 1, 0]);
    expect(names(await registry('view=in_review'))).toEqual(['ACRO']);
    expect(names(await registry('view=proposals'))).toEqual(['EUROPE']);
  });

  it('filters by domain, type, funder, outcome, year, follow-up and words without accents; counts follow', async () => {
    for (const [query, expected] of [
      ['das=DAS1', ['ÉTOILE', 'OLD']],
      ['das=DAS2', []],
      ['type=demonstrator', ['ÉTOILE']],
      ['funder=anr', ['OLD']],
      ['outcome=awaiting_funder', ['ÉTOILE', 'OLD']],
      ['outcome=running', []],
      ['year=2019', ['OLD']],
      ['q=etoile', ['ÉTOILE']],
      ['q=l-2019', ['OLD']],
      ['q=%25', []],
    ] as const) {
      const found = await registry(query);
      expect([query, names(found), found.counts.labelled]).toEqual([query, expected, expected.length]);
    }
    expect(names(await registry('mine=1', 'advisor'))).toEqual(['ÉTOILE']);
    expect(names(await registry('mine=1'))).toEqual([]);
  });

  it('continues after a row, and comes back to the first page where too little stands before one', async () => {
    const next = await registry(`after=2026-01-15_${ID(1)}`);
    expect([names(next), next.before]).toEqual([['OLD'], 1]);
    expect(names(await registry(`before=2019-03-01_${ID(3)}`))).toEqual(['ÉTOILE', 'OLD']);
    expect(names(await registry(`after=2000-01-01_${ID(3)}`))).toEqual(['ÉTOILE', 'OLD']);
    expect(names(await registry(`after=2026-99-99_${ID(1)}`))).toEqual(['ÉTOILE', 'OLD']);
  });

  it('fills the page before a row, in the order of the list', async () => {
    const { clusterId, companyId } = world.a;
    const filler = (digit: number) => `019b0000-0000-7000-8000-0000000000${String(digit).padStart(2, '0')}`;
    await world.asOwner(clusterId, async (sql) => {
      for (let digit = 10; digit < 70; digit += 1)
        await sql`insert into projects (cluster_id, id, family_id, acronym, title_fr, title_en, summary_fr, summary_en, type, das, funder, endorsement, lead_cluster, leader_name,
            leader_company_id, partners_count, budget_cents, aid_cents, state, submitted_on)
          values (${clusterId}, ${filler(digit)}, ${filler(digit)}, ${`P${digit}`}, 't', 't', 's', 's', 'training', 'DAS4', 'anr', 'label', 'C', 'Carrier', ${companyId}, 1, 1, 1, 'submitted', ${`2024-01-${String((digit % 28) + 1).padStart(2, '0')}`})`;
    });
    const first = await registry('view=in_review&type=training');
    const place = ({ on, id } = { on: '', id: '' }) => `${on}_${id}`;
    const second = await registry(`view=in_review&type=training&after=${place(first.rows.at(-1))}`);
    expect([first.rows.length, second.rows.length, second.before, second.counts.in_review]).toEqual([50, 10, 50, 60]);
    expect(names(await registry(`view=in_review&type=training&before=${place(second.rows[0])}`))).toEqual(names(first));
    await world.asOwner(clusterId, (sql) => sql`delete from projects where cluster_id = ${clusterId} and type = 'training'`);
  });

  it('shows a leader the projects of their company and a funder none', async () => {
    expect((await registry('', 'leader')).counts).toEqual({ labelled: 2, in_review: 0, not_labelled: 0, proposals: 0 });
    expect((await registry('', 'funder')).counts).toEqual({ labelled: 0, in_review: 0, not_labelled: 0, proposals: 0 });
  });
});

describe('a project', () => {
  const page = (who: 'manager' | 'advisor' | 'otherAdvisor' | 'leader' | 'otherLeader', id: string) => {
    const actor = world.a.actors[who];
    return asReader(actor, (tx) => readProjectPage(tx, actor, id));
  };

  it('opens with its consortium, decisions, funding, path and findings', async () => {
    const found = await page('manager', ID(1));
    expect(found).toMatchObject({ project: { acronym: 'ÉTOILE' }, instrumentLabel: 'l', secret: 's', risks: 'r', territoryShare: 100 });
    expect(found?.partners.map(({ name }) => name)).toEqual(['Partner']);
    expect(found?.decisions.map(({ kind }) => kind)).toEqual(['committee']);
    expect(found?.funding.map(({ awardedCents }) => awardedCents)).toEqual([50]);
    expect(found?.path).toHaveLength(1);
    expect(found?.sites).toHaveLength(1);
    // 200 cents short of the total, by a single partner.
    expect(found?.findings.map(({ code }) => code)).toEqual(['budgets_differ', 'partner_too_large']);
  });

  it('keeps its confidential summary for managers, its advisor and the company that carries it', async () => {
    const secretFor = async (who: Parameters<typeof page>[0]) => (await page(who, ID(1)))?.secret ?? null;
    expect(await secretFor('advisor')).toBe('s');
    expect(await secretFor('leader')).toBe('s');
    expect(await secretFor('otherAdvisor')).toBeNull();
    expect(await page('otherLeader', ID(1))).toBeNull();
  });

  it('of another cluster does not exist', async () => {
    expect(await page('manager', ID(5))).toBeNull();
  });
});

describe('what others ask', () => {
  const as = <T>(who: 'manager' | 'leader', read: (tx: never, actor: never) => Promise<T>) =>
    asReader(world.a.actors[who], (tx) => read(tx as never, world.a.actors[who] as never));

  it('a company has the projects it carries and those where it has a line', async () => {
    const listed = (who: 'manager' | 'leader', companyId = world.a.companyId) =>
      as(who, (tx, actor) => listCompanyProjects(tx, actor, companyId));
    const list = await listed('manager');
    expect(list.map(({ acronym, isLeader, ownBudgetCents, steps }) => [acronym, isLeader, ownBudgetCents, steps])).toEqual([
      ['ÉTOILE', true, 100, ['upcoming']],
      ['OLD', true, null, []],
    ]);
    // Its leader reads the same of their own company, and nothing of another.
    expect(await listed('leader')).toEqual(list);
    expect((await listed('manager', world.a.otherCompanyId)).map(({ acronym }) => acronym)).toEqual(['ACRO']);
    expect(await listed('leader', world.a.otherCompanyId)).toEqual([]);
  });

  it('a project is found by all the words asked for, in either language, its carrier or its number, in the own cluster alone', async () => {
    const found = async (q: string, who: 'manager' | 'leader' = 'manager') =>
      (await as(who, (tx, actor) => findProjects(tx, actor, q))).map(({ acronym }) => acronym);
    expect(await found('etoile')).toEqual(['ÉTOILE']);
    expect(await found('l-2019-01  carrier')).toEqual(['OLD']);
    expect(await found('old etoile')).toEqual([]);
    expect(await found('toile')).toEqual([]);
    expect(await found('100%')).toEqual([]);
    expect(await found(' ')).toEqual([]);
    expect(await found('ACRO')).toEqual(['ACRO']);
    expect(await found('ACRO', 'leader')).toEqual([]);
  });

  it('structuring projects that go on are apart from those that have ended', async () => {
    const open = await as('manager', (tx, actor) => listStructuringProjects(tx, actor, true));
    expect(open.map(({ acronym, steps }) => [acronym, steps])).toEqual([['ÉTOILE', ['upcoming']]]);
    expect(await as('manager', (tx, actor) => listStructuringProjects(tx, actor, false))).toEqual([]);
  });

  it('structuring projects that go on are in the order of their next deadlines, those without one last', async () => {
    await world.asOwner(world.a.clusterId, async (sql) => {
      for (const [digit, due] of [
        [6, '2027-03-01'],
        [7, '2026-12-01'],
      ] as const) {
        await fillProjects(sql, world.a.clusterId, { companyId: world.a.companyId, by: world.a.actors.advisor.personId, key: ID(digit) });
        await sql`update project_milestones set state = 'in_progress', due_on = ${due} where cluster_id = ${world.a.clusterId} and project_id = ${ID(digit)}`;
      }
    });
    const open = await as('manager', (tx, actor) => listStructuringProjects(tx, actor, true));
    expect(open.map(({ nextDueOn }) => nextDueOn)).toEqual(['2026-12-01', '2027-03-01', null]);
    await world.asOwner(world.a.clusterId, async (sql) => {
      await sql`update projects set state = 'stopped', started_on = '2026-01-01', ended_on = case when id = ${ID(6)} then date '2026-02-01' else '2026-05-01' end
        where cluster_id = ${world.a.clusterId} and id in (${ID(6)}, ${ID(7)})`;
    });
    const ended = await as('manager', (tx, actor) => listStructuringProjects(tx, actor, false));
    expect(ended.map(({ endedOn }) => endedOn)).toEqual(['2026-05-01', '2026-02-01']);
  });

  it('schemes are those in force on a day, for whom they serve', async () => {
    await world.asOwner(
      world.a.clusterId,
      (
        sql,
      ) => sql`insert into instruments (cluster_id, code, version, label_fr, label_en, funder_fr, funder_en, aid_forms, notes_fr, notes_en, mark, serves, valid_from, valid_until)
      values (${world.a.clusterId}, 'CII', 1, 'l', 'l', 'f', 'f', '{tax}', 'n', 'n', 'public', '{T5}', '2013-01-01', '2024-12-31'), (${world.a.clusterId}, 'CII', 2, 'l', 'l', 'f', 'f', '{tax}', 'n', 'n', 'public', '{T5}', '2025-01-01', null)`,
    );
    const codes = async (on: string, serves: string | null) => {
      const { lines, notInForce } = await as('manager', (tx, actor) => listInstruments(tx, actor, { on, serves }));
      return [lines.map(({ code, version }) => `${code} ${version}`).join(), notInForce];
    };
    expect(await codes('2024-12-31', null)).toEqual(['CII 1,FUI 1', 1]);
    expect(await codes('2025-01-01', 'T5')).toEqual(['CII 2,FUI 1', 1]);
    expect(await codes('2025-01-01', 'T1')).toEqual(['', 0]);
  });
});
