import postgres from 'postgres';
import type { Statement } from '../support/wire';
import type { PageRows } from './string-page';

const asIs = (text: string) => text;

/** A pool that sends parameters as they were recorded. */
export function openFloorDatabase(databaseUrl: string, size: number): postgres.Sql {
  return postgres(databaseUrl, {
    max: size,
    onnotice: () => {},
    types: {
      date: { to: 1184, from: [1082, 1114, 1184], serialize: asIs, parse: asIs },
      json: { to: 3802, from: [114, 3802], serialize: asIs, parse: (text: string) => JSON.parse(text) },
      flag: { to: 16, from: [16], serialize: asIs, parse: (text: string) => text === 't' },
    },
    connection: { timezone: 'UTC', plan_cache_mode: 'force_generic_plan', max_parallel_workers_per_gather: '0' } as Record<string, string>,
  });
}

/** The statements in one transaction as the session's actor, all sent at once. */
export async function inOneFlight(sql: postgres.Sql, begin: string, session: string, statements: Statement[]): Promise<PageRows> {
  const connection = await sql.reserve();
  try {
    const opened = [
      connection.unsafe(begin).execute(),
      connection.unsafe('select access.enter_session($1)', [session], { prepare: true }).execute(),
    ];
    const sent = statements.map(({ text, parameters }) =>
      connection
        .unsafe(text, [...parameters], { prepare: true })
        .values()
        .execute(),
    );
    const ended = connection.unsafe('commit').execute();
    const [rows] = await Promise.all([Promise.all(sent), ...opened, ended]);
    return rows;
  } catch (error) {
    await connection.unsafe('rollback').catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
}
