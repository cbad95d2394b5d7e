import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';

/** The roles that sign in to the database; the migrations make the others. */
const OWNER = 'app_owner';
const SERVICE_ROLES = ['app_user', 'app_worker'] as const;
const DATABASE = 'perspective';

type Role = typeof OWNER | (typeof SERVICE_ROLES)[number];
export type Passwords = Record<Role, string>;

/** Random passwords of the database roles, kept in `file` for its owner's eyes only; `given` ones win. */
export function keptPasswords(file: string, given: Partial<Passwords> = {}): Passwords {
  const kept: Partial<Passwords> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const fresh = () => randomBytes(24).toString('base64url');
  const { app_owner = fresh(), app_user = fresh(), app_worker = fresh() } = { ...kept, ...given };
  const passwords = { app_owner, app_user, app_worker };
  if (JSON.stringify(passwords) !== JSON.stringify(kept)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify(passwords)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return passwords;
}

/**
 * Makes the owner role and its database where they are missing, and returns the owner's URL.
 * `url` is a superuser's, or already an owner's: a role that owns the database and may create roles is used as it is.
 */
export async function bootstrapOwner(url: string, ownerPassword: string): Promise<string> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [me] = await admin<{ isSuperuser: boolean; mayCreateRoles: boolean; ownsDatabase: boolean }[]>`
      select rolsuper as "isSuperuser", rolcreaterole as "mayCreateRoles",
             (select pg_has_role(datdba, 'usage') from pg_database where datname = current_database()) as "ownsDatabase"
      from pg_roles where rolname = current_user`;
    if (!me?.isSuperuser) {
      if (me?.mayCreateRoles && me.ownsDatabase) return url;
      throw new Error(
        'The role in DATABASE_URL must own its database and have CREATEROLE (docs/operations.md has the SQL), or be a superuser.',
      );
    }
    await admin.unsafe(`do $$ begin create role ${OWNER}; exception when duplicate_object then null; end $$`);
    await admin.unsafe(`alter role ${OWNER} createrole nosuperuser nobypassrls`);
    await letIn(admin, OWNER, ownerPassword);
    const named = new URL(url).pathname.slice(1);
    const database = named === '' || named === 'postgres' ? DATABASE : named;
    const [exists] = await admin`select from pg_database where datname = ${database}`;
    await admin.unsafe(`${exists ? 'alter' : 'create'} database "${database}" ${exists ? 'owner to' : 'owner'} ${OWNER}`);
    return urlFor(url, OWNER, ownerPassword, database);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** Gives the roles made by the migrations their passwords, and returns their URLs. Needs a migrated database. */
export async function openToServices(ownerUrl: string, passwords: Passwords): Promise<{ appUrl: string; workerUrl: string }> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner.begin(async (tx) => {
      // Roles belong to the whole server: two databases that start together would change the same rows.
      await tx`select pg_advisory_xact_lock(7_318_204_552)`;
      for (const role of SERVICE_ROLES) await letIn(tx, role, passwords[role]);
    });
  } finally {
    await owner.end({ timeout: 5 });
  }
  const database = new URL(ownerUrl).pathname.slice(1);
  const [appUrl, workerUrl] = SERVICE_ROLES.map((role) => urlFor(ownerUrl, role, passwords[role], database)) as [string, string];
  return { appUrl, workerUrl };
}

async function letIn(sql: postgres.ISql, role: Role, password: string): Promise<void> {
  const [row] = await sql<
    { statement: string }[]
  >`select format('alter role %I login password %L', ${role}::text, ${password}::text) as statement`;
  await sql.unsafe(row?.statement ?? '');
}

function urlFor(url: string, role: string, password: string, database: string): string {
  const target = new URL(url);
  target.username = role;
  target.password = encodeURIComponent(password);
  target.pathname = `/${database}`;
  return target.href;
}
