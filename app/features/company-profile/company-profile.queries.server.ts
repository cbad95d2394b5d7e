import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { ConsentPurpose } from '~/features/privacy/consent';
import type { CapitalLink } from '../capital/capital-link';
import type { Difficulty, ExportControl } from '../companies/profile-list';
import { ANNUAL_METRICS, type AnnualCell, type ClosedYear } from './annual-figures';

export type Establishment = {
  id: string;
  nic: string | null;
  isHeadOffice: boolean;
  name: string | null;
  streetAddress: string | null;
  postcode: string | null;
  communeCode: string | null;
  city: string | null;
  departmentCode: string | null;
  fromOn: string | null;
  untilOn: string | null;
  version: number;
};

export type MembershipPeriod = { id: string; status: 'member' | 'trial' | 'suspended'; fromOn: string; untilOn: string | null };
export type DifficultyPeriod = {
  id: string;
  level: Difficulty;
  reason: string;
  fromOn: string;
  untilOn: string | null;
  recordedBy: string | null;
};
export type ExportStatement = { status: ExportControl; statedOn: string; version: number; recordedBy: string | null };
/** A company under the same head that the reader may open. */
export type GroupMember = { id: string; name: string };

export type CompanyRecords = {
  establishments: Establishment[];
  memberships: MembershipPeriod[];
  years: ClosedYear[];
  cells: AnnualCell[];
  /** Enterprises that share the company's figures, oldest year first. */
  links: CapitalLink[];
  /** Latest first; empty for those who may not read it. */
  difficulties: DifficultyPeriod[];
  exportControl: ExportStatement | null;
  /** What it agrees to today: given and not taken back. */
  consents: { purpose: ConsentPurpose; at: string }[];
  group: GroupMember[];
  /** INSEE's headcount band, from the register. */
  headcountBand: string | null;
  sizeOverrideBy: string | null;
};

const MOST_PLACES = 50;
const MOST_PERIODS = 40;
const MOST_YEARS = 20;
const MOST_LINKS = 200;

/** Name of a person `p.recorded_by_id`; null when the reader doesn't see them. */
const recordedBy = sql`(select q.given_name || ' ' || q.family_name from people q where q.cluster_id = x.cluster_id and q.id = x.recorded_by_id limit 1)`;

/** What is recorded about a company beside its own row: one statement, each list in its order. */
export async function readCompanyRecords(tx: Tx, actor: Actor, companyId: string): Promise<CompanyRecords> {
  const of = sql`x.cluster_id = ${actor.clusterId} and x.company_id = ${companyId}`;
  const rows = (await tx.execute(sql`select
    coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'nic', x.nic, 'isHeadOffice', x.is_head_office, 'name', x.name, 'streetAddress', x.street_address, 'postcode', x.postcode,
      'communeCode', x.commune_code, 'city', x.city, 'departmentCode', x.department_code, 'fromOn', x.from_on, 'untilOn', x.until_on, 'version', x.version)
      order by x.until_on nulls first, x.is_head_office desc, x.from_on desc nulls last, x.id)
      from (select * from establishments x where ${of} order by x.until_on nulls first, x.is_head_office desc, x.id limit ${MOST_PLACES}) x), '[]') as establishments,
    coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'status', x.status, 'fromOn', x.from_on, 'untilOn', x.until_on) order by x.from_on desc, x.id)
      from (select * from memberships x where ${of} order by x.from_on desc, x.id limit ${MOST_PERIODS}) x), '[]') as memberships,
    coalesce((select jsonb_agg(${YEAR_JSON} order by x.year)
      from (select * from company_years x where ${of} order by x.year desc limit ${MOST_YEARS}) x), '[]') as years,
    coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'year', x.year, 'side', x.side, 'kind', x.kind, 'name', x.name, 'siren', x.siren, 'share', x.share, 'exception', x.exception,
      'headcount', x.headcount, 'turnover', x.turnover_cents / 100.0, 'balanceTotal', x.balance_total_cents / 100.0, 'source', x.source, 'version', x.version) order by x.year, x.side, x.share desc, x.id)
      from (select * from capital_links x where ${of} and x.removed_at is null order by x.year desc, x.id limit ${MOST_LINKS}) x), '[]') as links,
    coalesce((select jsonb_agg(jsonb_build_object('metric', s.metric, 'year', s.cell::int, 'num', s.num, 'den', s.den, 'level', s.level, 'observationId', s.observation_id)
      order by s.cell, s.metric) from ledger.standing_cells(${sql.param([...ANNUAL_METRICS])}::text[], 'infinity', array[${companyId}]::uuid[]) s where s.cell ~ '^\\d{4}$'), '[]') as cells,
    coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'level', x.level, 'reason', x.reason, 'fromOn', x.from_on, 'untilOn', x.until_on, 'recordedBy', ${recordedBy})
      order by x.from_on desc, x.id) from (select * from company_difficulties x where ${of} order by x.from_on desc, x.id limit ${MOST_PERIODS}) x), '[]') as difficulties,
    (select jsonb_build_object('status', x.status, 'statedOn', x.stated_on, 'version', x.version, 'recordedBy', ${recordedBy}) from export_controls x where ${of}) as "exportControl",
    coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id) from companies c
      join lateral (select o.* from companies o where o.cluster_id = c.cluster_id and o.id <> c.id
        and (o.group_head_siren = coalesce(c.group_head_siren, c.siren) or o.siren = c.group_head_siren) order by o.name, o.id limit ${MOST_PERIODS}) o on true
      where c.cluster_id = ${actor.clusterId} and c.id = ${companyId}), '[]') as "group",
    coalesce((select jsonb_agg(jsonb_build_object('purpose', x.purpose, 'at', x.given_at) order by x.purpose) from consents x where ${of} and x.withdrawn_at is null), '[]') as consents,
    (select u.headcount_band from companies c join register_units u on u.siren = c.siren where c.cluster_id = ${actor.clusterId} and c.id = ${companyId}) as "headcountBand",
    (select q.given_name || ' ' || q.family_name from companies c join people q on q.cluster_id = c.cluster_id and q.id = c.size_override_by_id
      where c.cluster_id = ${actor.clusterId} and c.id = ${companyId}) as "sizeOverrideBy"`)) as unknown as CompanyRecords[];
  return rows[0] as CompanyRecords;
}

const YEAR_JSON = sql`jsonb_build_object('id', x.id, 'closedOn', x.closed_on, 'months', x.months, 'year', x.year, 'balanceTotalCents', x.balance_total_cents,
  'netResultCents', x.net_result_cents, 'photonicShare', x.photonic_share, 'source', x.source, 'version', x.version, 'recordedBy', ${recordedBy})`;
