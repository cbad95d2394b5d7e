import type postgres from 'postgres';
import type { CopiedColumn } from './copy-bytes';
import { TOLD_APART } from './told-apart';

export type RepeatedTable = { name: string; columns: CopiedColumn[] };

/** Tables that belong to the cluster or to everybody: nothing in them is repeated, and what they say of a company is of the original. */
export const WRITTEN_ONCE: readonly string[] = [
  ...[
    'clusters',
    'programmes',
    'contracts',
    'objectives',
    'indicators',
    'targets',
    'metric_versions',
    'delay_rules',
    'instruments',
    'calendar_days',
  ],
  ...['plan_templates', 'plan_template_versions', 'plan_template_milestones', 'impact_terms', 'sessions', 'access_log', 'idempotency_keys'],
  ...['projects', 'project_decisions', 'project_funding', 'project_partners', 'project_secrets', 'project_milestones', 'structuring_sites'],
  ...['register_units', 'register_imports', 'register_import_rows'],
  // Links of letters, and the demonstration's letters.
  ...['account_tokens', 'account_mails', 'demo_mailbox'],
  // Browsers of accounts, and what is tried at the door.
  ...['known_devices', 'email_changes', 'rate_limits'],
  // What opens an account besides its password.
  ...['authenticators', 'recovery_codes', 'passkeys', 'passkey_challenges', 'sign_in_steps'],
  // One case opened to one expert, and one to one collaborator.
  'case_grants',
  // Each stands for a file of its own; who has opened what.
  ...['documents', 'data_copies', 'item_reads'],
  // What people ask of their data is asked once.
  ...['privacy_requests', 'privacy_finds'],
  // Filled by the worker once there is something to seal.
  ...['audit_seals', 'audit_digests', 'audit_checks', 'audit_prunes'],
  // How long a cluster keeps things, and what went.
  ...['retention_rules', 'retention_runs'],
];

/** Sums over what is repeated: multiplied. */
export const MULTIPLIED: readonly string[] = ['impact_totals', 'case_numbers'];

/** Repeated with the totals, in the database: their values are too long to send again. */
export const REPEATED_BY_STATEMENT: readonly string[] = ['impact_parts'];

/** Made of another table's rows. */
export const WORDS = { table: 'search_words', of: 'search_documents' } as const;

/** What these do for a row stands in repeated rows already, or is multiplied. */
const KNOWN_TRIGGERS: readonly string[] = [
  'outbox_announce',
  'account_mails_announce',
  ...[
    'milestones_insert',
    'tasks_insert',
    'tasks_of_company',
    'notes_insert',
    'dependencies_insert',
    'dependencies_cycle',
    'plan_agreements_insert',
  ],
  ...['case_assignments_lead', 'cluster_roles_staff', 'people_link_insert', 'companies_documents', 'cases_documents'],
  ...[
    'observations_impact',
    'observation_acts_impact',
    'baselines_impact',
    'expected_figures_impact',
    'memberships_impact',
    'company_years_impact',
    'capital_links_impact',
    'cases_impact',
    'events_health',
    'difficulties_health',
  ],
];

/** Every table of the schema with the columns a row is written by. */
export async function readTables(sql: postgres.ISql): Promise<RepeatedTable[]> {
  const rows = await sql<{ table: string; columns: CopiedColumn[] }[]>`
    select c.relname as table, jsonb_agg(jsonb_build_object('name', a.attname, 'type', t.typname, 'isKey', a.attname <> 'cluster_id' and coalesce(a.attnum = any (k.conkey), false))
      order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' join pg_type t on t.oid = a.atttypid
      left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`;
  return rows.map(({ table, columns }) => ({ name: table, columns: columns.some(isOwnKey) ? columns : columns.map(asKey) }));
}

const isOwnKey = ({ type, isKey }: CopiedColumn) => isKey && type === 'uuid';
/** A row named by words only is repeated with whatever it points to. */
const asKey = (column: CopiedColumn) => ({ ...column, isKey: column.type === 'uuid' && column.name !== 'cluster_id' });

/** Throws where a repetition would break a unique key, or where a trigger does something that nobody repeats. */
export async function refuseUnknown(sql: postgres.ISql, tables: readonly RepeatedTable[]): Promise<void> {
  const names = tables.map(({ name }) => name);
  const keys = await sql<{ name: string; table: string; columns: string[]; uuids: string[] }[]>`
    select i.indexrelid::regclass::text as name, c.relname as table, array_agg(a.attname::text) as columns,
      coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'uuid'::regtype and a.attname <> 'cluster_id'), '{}') as uuids
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where c.relnamespace = 'public'::regnamespace and i.indisunique and c.relname = any (${names}) group by 1, 2 order by 1`;
  const same = keys.filter(
    ({ table, columns, uuids }) => uuids.length === 0 && !columns.some((column) => TOLD_APART[table]?.columns[column]),
  );
  if (same.length > 0)
    throw new Error(`Nothing tells repetitions apart in ${list(same)}: db/seed/repeat/told-apart.ts must say what does.`);
  const triggers = await sql<{ name: string }[]>`
    select t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgtype & 4 > 0 and c.relname = any (${names}) order by 1`;
  const unknown = triggers.filter(({ name }) => !KNOWN_TRIGGERS.includes(name));
  if (unknown.length > 0) throw new Error(`Triggers whose work nobody repeats: ${list(unknown)} (db/seed/repeat/repeated-tables.ts).`);
}

const list = (named: readonly { name: string }[]) => named.map(({ name }) => name).join(', ');
