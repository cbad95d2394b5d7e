import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AUDIT_FIELDS } from '~/features/audit/audit-field';
import { wordOf } from '~/features/audit/value-words.queries.server';
import type { EventKind } from '~/features/history/event';

/** An act that tells of each table's columns. */
const ACTS: Record<string, EventKind> = {
  cases: 'case.taken',
  support_requests: 'request.submitted',
  companies: 'company.edited',
  memberships: 'membership.changed',
  register_imports: 'register.imported',
  capital_links: 'company.capital_link_saved',
  company_years: 'company.year_recorded',
  export_controls: 'company.restricted_recorded',
  documents: 'document.added',
  case_weights: 'case.complexity_set',
  capacities: 'capacity.set',
  baselines: 'baseline.frozen',
  cluster_roles: 'role.given',
  company_roles: 'contact.added',
  milestone_evidence: 'milestone.waived',
  milestones: 'milestone.started',
  notes: 'note.written',
  plan_agreements: 'plan.agreed',
  plan_versions: 'plan.sent',
  tasks: 'task.added',
};

const META = 'db/migrations/meta';
const latest = readdirSync(META)
  .filter((name) => name.endsWith('_snapshot.json'))
  .sort()
  .at(-1);
const { tables } = JSON.parse(readFileSync(`${META}/${latest}`, 'utf8')) as {
  tables: Record<string, { name: string; checkConstraints?: Record<string, { value: string }> }>;
};
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Every column whose codes the schema lists and that the trail tells. */
const coded = Object.values(tables).flatMap(({ name, checkConstraints = {} }) =>
  Object.values(checkConstraints).flatMap(({ value }) => {
    const [, column = '', list = ''] = /^(?:"?\w+"?\.)?"?(\w+)"? in \((.*)\)$/s.exec(value) ?? [];
    const field = camel(column);
    if (!ACTS[name] || !(AUDIT_FIELDS as readonly string[]).includes(field)) return [];
    return [{ table: name, field, codes: [...list.matchAll(/'([^']*)'/g)].map((found) => found[1] ?? '') }];
  }),
);

describe('what the trail says of a code', () => {
  // Some codes are their own English word; both languages have the same keys.
  it.each(coded)('$field of $table is said in words', ({ table, field, codes }) =>
    expect(codes.filter((code) => wordOf('fr', ACTS[table] as EventKind, field, code) === code)).toEqual([]),
  );

  it('knows the columns by what the act is about', () => {
    expect(coded.length).toBeGreaterThan(25);
    expect([wordOf('fr', 'milestone.completed', 'state', 'done'), wordOf('fr', 'task.completed', 'state', 'done')]).toEqual([
      'Terminé',
      'faite',
    ]);
    expect(wordOf('fr', 'plan.sent', 'state', 'plan_to_sign')).toBe('Plan à signer');
  });

  it('leaves what is no code of ours as it is', () =>
    expect(wordOf('en', 'company.edited', 'name', 'Optique Lumen')).toBe('Optique Lumen'));
});
