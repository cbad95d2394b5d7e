import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../../support/commands';

/** The tables each subject changes; any other calls that subject's command with the same transaction. */
const TABLES: Record<string, string> = {
  // An administrator's acts on the staff; a company's people are the people's.
  administration: 'clusterRoles people',
  cases: 'cases caseAssignments caseProposals clocks eligibilitySheets',
  aid: 'aidGrants',
  capital: 'capitalLinks',
  'case-grants': 'caseGrants',
  companies: 'companies memberships',
  // Who reads them: an act of its own.
  confidentiality: 'documents notes tasks',
  documents: 'documents',
  health: 'healthOverrides',
  // The sections of a company's record, once it exists.
  'company-profile': 'companies memberships establishments companyYears companyDifficulties exportControls',
  history: 'events eventTexts',
  imports: 'registerImports registerImportRows registerUnits',
  journeys: 'journeys',
  load: 'absences capacities caseWeights skills',
  // A plan's milestones are the plan's while it is drawn or slides, and move by acts of their own once it runs.
  mail: 'accountMails notificationSettings outbox',
  milestones: 'milestones milestoneEvidence',
  plans: 'milestones milestoneDependencies planVersions planAgreements planTargets',
  notes: 'notes',
  outcomes: 'baselines eventKeys expectedFigures figureSubjects observationActs observations',
  invitations: 'invitations',
  people: 'people companyRoles',
  privacy: 'consents dataCopies privacyFinds privacyRequests',
  requests: 'supportRequests',
  retention: 'retentionRules retentionRuns',
  tasks: 'tasks',
  teams: 'teamMembers teams',
};

const WRITE = /\.(?:insert|update|delete)\(\s*(\w+)\s*\)/g;
const RAW_WRITE = /\b(?:insert into|update|delete from)\s+"?([a-z_]+)"?\s+(?:\(|set\b|where\b|as\b|select\b|using\b|\w\s)/g;
const camel = (name: string) => name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

function writesOf(subject: string): { table: string; file: string }[] {
  const folder = path.join(PROJECT, 'app/features', subject);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const schema = [...text.matchAll(/import \{([^}]*)\} from '[./]+db\/schema\/[\w-]+'/g)].flatMap((match) =>
        (match[1] ?? '').split(',').map((name) => name.trim()),
      );
      const tables = [...text.matchAll(WRITE)].map((match) => match[1] ?? '').filter((name) => schema.includes(name));
      const raw = [...text.matchAll(RAW_WRITE)].map((match) => camel(match[1] ?? ''));
      return [...tables, ...raw].map((table) => ({ table, file: `${subject}/${name}` }));
    });
}

const subjects = readdirSync(path.join(PROJECT, 'app/features'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

describe('writes stay home', () => {
  const writes = subjects.flatMap(writesOf);

  it('each subject changes its own tables alone', () => {
    const strays = writes.filter(({ table, file }) => !(TABLES[file.split('/')[0] ?? ''] ?? '').split(' ').includes(table));
    expect(strays, 'call the command of the subject whose table it is, or give a new table its home in TABLES').toEqual([]);
  });

  it('and the list names no table that nobody changes', () => {
    const changed = new Set(writes.map(({ table, file }) => `${file.split('/')[0]} ${table}`));
    const listed = Object.entries(TABLES).flatMap(([subject, tables]) => tables.split(' ').map((table) => `${subject} ${table}`));
    expect(listed.filter((line) => !changed.has(line))).toEqual([]);
  });
});
