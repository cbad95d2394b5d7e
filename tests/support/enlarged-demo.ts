import postgres from 'postgres';
import { seedDemo } from '../../db/seed/demo/seed';
import { seedReference } from '../../db/seed/reference';
import type { FreshDatabase } from './database';

/** Cases written one by one; the rest repeat them. */
const BASE_CASES = 1_000;

/** Fills a migrated database with the demonstration, its first cluster repeated until it holds `cases`. Returns that cluster. */
export async function fillEnlarged(database: FreshDatabase, { asOf, cases }: { asOf: string; cases: number }): Promise<string> {
  await seedReference(database.ownerUrl);
  await seedDemo(database.ownerUrl, { asOf, cases, mostDistinct: BASE_CASES });
  const sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  try {
    const [cluster] = await sql<{ id: string }[]>`select id from clusters order by id limit 1`;
    return cluster?.id ?? '';
  } finally {
    await sql.end();
  }
}
