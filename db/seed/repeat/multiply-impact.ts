import type postgres from 'postgres';
import { REPEATED_TAIL } from './repeated-key';

const MEASURES = ['lines', 'companies', 'num', 'den', 'base', 'value', 'fresh'];
const KEYS = ['cluster_id', 'kind', 'cut', 'code', 'level', 'grain', 'on_date', 'key', 'beside'];

/**
 * Brings the totals of impact to what they are once every repeated subject stands `turns` more times: totals are sums over subjects, so
 * each part counts once more a turn, but for the parts of subjects that stay one. Adding up a million parts again would take many minutes.
 */
export async function multiplyImpact(sql: postgres.TransactionSql, turns: number): Promise<void> {
  const times = (factor: number, from = '') => MEASURES.map((name) => `${from}${name} * ${factor}`).join(', ');
  await sql`create temp table once_totals on commit drop as select * from impact_totals`;
  await sql`truncate impact_totals`;
  await sql.unsafe(
    `insert into impact_totals (${[...KEYS, ...MEASURES].join(', ')}) select ${KEYS.join(', ')}, ${times(turns + 1)} from once_totals`,
  );
  await sql.unsafe(`select ledger.add_up('{}', array(
    select row(p.kind, p.code, p.levels, p.cut, p.key, p.from_on, p.until_on, ${times(turns, 'p.')}, p.das, p.department, p.region, p.size, p.cohort)::ledger_part
    from impact_parts x, unnest(x.parts) p where right(x.subject_id::text, 4) <> '${REPEATED_TAIL}'))`);
  await sql`
    insert into impact_parts
    select cluster_id, overlay(subject_id::text placing lpad(to_hex(turn), 4, '0') from 33)::uuid, parts
    from impact_parts cross join generate_series(1, ${turns}::int) turn where right(subject_id::text, 4) = ${REPEATED_TAIL}`;
}
