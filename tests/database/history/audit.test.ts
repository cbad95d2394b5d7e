import { getTableColumns } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '~/access/actor';
import { AUDIT_FIELDS } from '~/features/audit/audit-field';
import { readAuditFilter } from '~/features/audit/audit-filter';
import { cases, eligibilitySheets } from '../../../db/schema/cases';
import { companies, memberships, registerImports } from '../../../db/schema/companies';
import { companyYears, establishments } from '../../../db/schema/company-records';
import { caseWeights } from '../../../db/schema/health';
import { absences, capacities } from '../../../db/schema/load';
import { companyRoles, teamMembers, teams } from '../../../db/schema/people';
import { milestones, notes, planTargets, tasks } from '../../../db/schema/plans';
import { freshWorld, type World } from '../../support/world';

const CHANGED = {
  ...{ companies, cases, eligibilitySheets, memberships, registerImports, companyYears, establishments },
  ...{ companyRoles, teams, teamMembers, caseWeights, absences, capacities, milestones, notes, planTargets, tasks },
};
const SAID = ['clusterId', 'id', 'caseId', 'companyId', 'journeyId', 'version', 'createdAt', 'updatedAt', 'stateSince'];

let world: World;
let asReader: typeof import('~/access/acting.server').asReader;
let readAudit: typeof import('~/features/audit/audit.queries.server').readAudit;

beforeAll(async () => {
  world = await freshWorld();
  ({ asReader } = await import('~/access/acting.server'));
  ({ readAudit } = await import('~/features/audit/audit.queries.server'));
  const { caseId } = await world.caseIn(world.a, 'active');
  const { advisor, manager, leader } = world.a.actors;
  await world.asOwner(world.a.clusterId, async (sql) => {
    const tell = (day: string, kind: string, by: Actor, channel: string, facts: Record<string, string | null>, confidentiality = 'team') =>
      sql`insert into events (cluster_id, kind, recorded_at, actor_id, channel, company_id, case_id, subject_kind, subject_id, confidentiality, facts)
        values (${world.a.clusterId}, ${kind}, ${day}, ${by.personId}, ${channel}, ${world.a.companyId}, ${caseId}, 'case', ${caseId}, ${confidentiality}, ${sql.json(facts)})`;
    await tell('2026-11-01T22:59:00Z', 'case.taken', advisor, 'web', { state_from: 'submitted', state_to: 'qualifying' });
    await tell('2026-11-01T23:01:00Z', 'note.edited', advisor, 'web', { body_from_digest: 'd', kind_from: 'call', kind_to: null });
    await tell('2026-11-03T08:00:00Z', 'case.held', manager, 'command', { from: 'active', to: 'on_hold' }, 'company');
    await tell('2026-11-04T08:00:00Z', 'request.submitted', leader, 'web', {}, 'company');
    await tell('2026-11-05T08:00:00Z', 'register.imported', manager, 'web', {}, 'admin');
  });
});
afterAll(() => world?.drop());

const page = (actor: Actor, query: Record<string, string> = {}) =>
  asReader(actor, (tx) => readAudit(tx, actor, readAuditFilter(new URLSearchParams(query))));
const kinds = async (query: Record<string, string>, actor = world.a.actors.manager) =>
  (await page(actor, query)).rows.map(({ kind }) => kind);

test('shows a manager the acts of their reach, newest first, with what changed', async () => {
  const { rows } = await page(world.a.actors.manager);
  expect(rows.map(({ kind }) => kind)).toEqual(['request.submitted', 'case.held', 'note.edited', 'case.taken']);
  expect(rows[3]).toMatchObject({
    actor: 'advisor A',
    company: { id: world.a.companyId },
    changes: [{ field: 'state', from: 'submitted', to: 'qualifying' }],
  });
  expect(rows[1]?.changes).toEqual([{ field: 'state', from: 'active', to: 'on_hold', isErased: false }]);
  expect(rows[2]?.changes).toEqual([
    { field: 'body', from: null, to: null, isErased: true },
    { field: 'kind', from: 'call', to: null, isErased: false },
  ]);
});

test('shows nobody else more than row security lets them read', async () => {
  const { director, otherLeader, funder } = world.a.actors;
  expect(await kinds({}, director)).toHaveLength(4);
  for (const stranger of [otherLeader, funder, world.b.actors.manager]) expect(await kinds({}, stranger)).toEqual([]);
});

test('narrows by person, act, channel and days of Paris', async () => {
  expect(await kinds({ person: world.a.actors.advisor.personId })).toEqual(['note.edited', 'case.taken']);
  expect(await kinds({ kind: 'case.held' })).toEqual(['case.held']);
  expect(await kinds({ channel: 'command' })).toEqual(['case.held']);
  expect(await kinds({ until: '2026-11-01' })).toEqual(['case.taken']);
  expect(await kinds({ from: '02/11/2026', until: '2026-11-03' })).toEqual(['case.held', 'note.edited']);
  expect(await kinds({ kind: 'nothing', person: 'nobody', from: '2026-02-30' })).toHaveLength(4);
});

test('pages by key, both ways', async () => {
  const all = (await page(world.a.actors.manager)).rows;
  const id = (index: number) => String(all[index]?.id);
  expect(await kinds({ after: id(1) })).toEqual(['note.edited', 'case.taken']);
  expect(await page(world.a.actors.manager, { after: id(0), kind: 'case.held' })).toMatchObject({ hasPrevious: true, hasNext: false });
});

test('has words for every column that an act may change', () => {
  const columns = Object.values(CHANGED).flatMap((table) =>
    Object.values(getTableColumns(table)).map(({ name }) =>
      String(name).replace(/_([a-z0-9])/g, (_: string, letter: string) => letter.toUpperCase()),
    ),
  );
  const known: readonly string[] = [...AUDIT_FIELDS, ...SAID];
  expect([...new Set(columns)].filter((column) => !known.includes(column))).toEqual([]);
});
