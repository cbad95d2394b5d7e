import postgres from 'postgres';

/** Refuses, with a sentence, to start as a database role that row security would not bind. */
export async function assertRestrictedRole(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [role] = await sql<{ name: string; isUnbound: boolean }[]>`
      select current_user as name,
             rolsuper or rolbypassrls or rolcreaterole or exists (
               select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and pg_has_role(current_user, relowner, 'member')
             ) as "isUnbound"
      from pg_roles where rolname = current_user`;
    if (!role || role.isUnbound) {
      throw new Error(
        `The application must not work as the database role "${role?.name}", which is a superuser, bypasses row security, makes roles or owns tables. Give it a role like app_user.`,
      );
    }
  } finally {
    await sql.end({ timeout: 2 });
  }
}
