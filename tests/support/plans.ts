import type postgres from 'postgres';
import { BEGIN_READING } from '~/platform/database.server';
import type { Statement } from './wire';

type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
};

export type Explained = {
  text: string;
  /** Tables read from end to end, with how many rows that was. */
  scanned: { table: string; rows: number }[];
  /** Rows that the statement's scans took from tables and indexes, kept or not. */
  rowsRead: number;
  blocks: number;
  milliseconds: number;
};

const literal = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);

/** Runs a page's statements again as the same person, each with the generic plan the application runs, and tells what they read. */
export async function explainPage(sql: postgres.Sql, sessionId: string, statements: readonly Statement[]): Promise<Explained[]> {
  const explained: Explained[] = [];
  const connection = await sql.reserve();
  try {
    await connection.unsafe(BEGIN_READING);
    await connection`select access.enter_session(${sessionId})`;
    await connection.unsafe('set local plan_cache_mode = force_generic_plan; set local max_parallel_workers_per_gather = 0');
    for (const { text, parameters } of statements) {
      await connection.unsafe(`prepare probed as ${text}`);
      const call = parameters.length > 0 ? `probed(${parameters.map(literal).join(', ')})` : 'probed';
      const [answer] = await connection.unsafe<{ 'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }] }[]>(
        `explain (analyze, buffers, format json) execute ${call}`,
      );
      if (!answer) throw new Error(`No plan for ${text}`);
      const [{ Plan, 'Execution Time': milliseconds }] = answer['QUERY PLAN'];
      explained.push({ text, milliseconds, ...readingOf(Plan) });
      await connection.unsafe('deallocate probed');
    }
  } finally {
    await connection.unsafe('rollback');
    connection.release();
  }
  return explained;
}

function readingOf(plan: PlanNode): Pick<Explained, 'scanned' | 'rowsRead' | 'blocks'> {
  const scanned: Explained['scanned'] = [];
  let rowsRead = 0;
  const visit = (node: PlanNode) => {
    const rows = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    if (node['Node Type'] === 'Seq Scan' && node['Relation Name']) scanned.push({ table: node['Relation Name'], rows });
    if (node['Relation Name']) rowsRead += rows * node['Actual Loops'];
    for (const child of node.Plans ?? []) visit(child);
  };
  visit(plan);
  return { scanned, rowsRead, blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
}
