import type postgres from 'postgres';
import { REPEATED_TAIL } from './repeated-key';

const MEASURES = ['lines', 'companies', 'num', 'den', 'base', 'value', 'fresh'];
const KEYS = ['cluster_id', 'kind', 'cut', 'code', 'level', 'grain', 'on_date', 'key'];

/**
 * Brings the totals of impact to what they are once every repeated subject stands `turns` more times: totals are sums over subjects, so
 * each part counts once more a turn, but for the parts of subjects that stay one. Adding up a million parts again would take many minutes.
 */
export async function multiplyImpact(sql: postgres.TransactionSql, turns: number): Promise<void> {
  await sql`create temp table once_totals on commit drop as select * from impact_totals`;
  await sql`create temp table all_parts on commit drop as select * from impact_parts`;
  await sql`truncate impact_parts`;
  await sql`insert into impact_parts select * from all_parts where right(subject_id::text, 4) <> ${REPEATED_TAIL}`;
  await sql`select ledger.sum_parts()`;
  await sql`
    insert into impact_parts
    select cluster_id, overlay(subject_id::text placing lpad(to_hex(turn), 4, '0') from 33)::uuid, parts
    from all_parts cross join generate_series(0, ${turns}) turn where right(subject_id::text, 4) = ${REPEATED_TAIL}`;
  const sums = MEASURES.map((name) => `sum(${name}) as ${name}`).join(', ');
  const times = (table: string, factor: number) =>
    `select ${KEYS.join(', ')}, ${MEASURES.map((name) => `${name} * ${factor} as ${name}`).join(', ')} from ${table}`;
  await sql.unsafe(`create temp table all_totals on commit drop as
    select ${KEYS.join(', ')}, ${sums} from (${times('once_totals', turns + 1)} union all ${times('impact_totals', -turns)}) x group by ${KEYS.join(', ')}`);
  await sql`delete from impact_totals`;
  await sql.unsafe(
    `insert into impact_totals (${[...KEYS, ...MEASURES].join(', ')}) select ${[...KEYS, ...MEASURES].join(', ')} from all_totals`,
  );
}
