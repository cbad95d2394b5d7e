import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/*.ts',
  out: './db/migrations',
  // Roles belong to the whole server, not to one database: the first migration makes them.
  entities: { roles: false },
  strict: true,
});
