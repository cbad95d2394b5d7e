import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { Locale } from '~/i18n/locale';
import type { DatedAid } from './de-minimis';

export type AidLine = {
  id: string;
  grantedOn: string;
  title: string;
  funder: string;
  instrumentCode: string | null;
  instrumentOther: string | null;
  isDeMinimis: boolean;
  grossGrantCents: number;
  evidence: string;
  recordedBy: string | null;
  recordedOn: string;
};

export type CompanyAid = {
  /** Lines that stand, latest first. */
  lines: AidLine[];
  /** De minimis aid of the whole single undertaking, days and amounts only. */
  counted: (DatedAid & { isOwn: boolean })[];
};

const MOST_LINES = 100;

const LINE_JSON = sql`jsonb_build_object('id', x.id, 'grantedOn', x.granted_on, 'title', x.title, 'funder', x.funder, 'instrumentCode', x.instrument_code, 'instrumentOther', x.instrument_other, 'isDeMinimis', x.is_de_minimis,
  'grossGrantCents', x.gross_grant_cents, 'evidence', x.evidence, 'recordedOn', (x.recorded_at at time zone 'Europe/Paris')::date,
  'recordedBy', (select q.given_name || ' ' || q.family_name from people q where q.cluster_id = x.cluster_id and q.id = x.recorded_by_id limit 1))`;

/** A company's aid lines that stand, and what counts against its single undertaking's ceiling. One statement. */
export async function readCompanyAid(tx: Tx, actor: Actor, companyId: string): Promise<CompanyAid> {
  const rows = (await tx.execute(sql`select
    coalesce((select jsonb_agg(${LINE_JSON} order by x.granted_on desc, x.id desc) from (select x.* from aid_grants x
      where x.cluster_id = ${actor.clusterId} and x.company_id = ${companyId} and not x.is_struck
        and not exists (select from aid_grants n where n.cluster_id = x.cluster_id and n.corrects_id = x.id)
      order by x.granted_on desc, x.id desc limit ${MOST_LINES}) x), '[]') as lines,
    coalesce((select jsonb_agg(jsonb_build_object('grantedOn', u.granted_on, 'grossGrantCents', u.gross_grant_cents, 'isOwn', u.is_own) order by u.granted_on)
      from access.undertaking_aids(${companyId}) u), '[]') as counted`)) as unknown as CompanyAid[];
  return rows[0] ?? { lines: [], counted: [] };
}

/** A line as it was written; a correction says why the one before it was wrong. */
export type AidMoment = AidLine & {
  correctionReason: string | null;
  /** What the catalogue calls its instrument on that day, else the words of who recorded it. */
  instrument: string | null;
};

const instrumentName = (
  locale: Locale,
) => sql`coalesce(x.instrument_other, (select case when ${locale} = 'en' then i.label_en else i.label_fr end from instruments i where i.cluster_id = x.cluster_id and i.code = x.instrument_code
    order by x.granted_on between coalesce(i.valid_from, '-infinity') and coalesce(i.valid_until, 'infinity') desc, i.version desc limit 1), x.instrument_code)`;

/** A standing line of a company, then those it took the place of, latest first; null where there is none. */
export async function findAid(tx: Tx, actor: Actor, companyId: string, grantId: string): Promise<AidMoment[] | null> {
  const rows = (await tx.execute(sql`
    with recursive chain as (
      select x.*, 0 as step from aid_grants x where x.cluster_id = ${actor.clusterId} and x.company_id = ${companyId} and x.id = ${grantId} and not x.is_struck
        and not exists (select from aid_grants n where n.cluster_id = x.cluster_id and n.corrects_id = x.id)
      union all select o.*, c.step + 1 from chain c join aid_grants o on o.cluster_id = c.cluster_id and o.id = c.corrects_id where c.step < 100)
    select jsonb_agg(${LINE_JSON} || jsonb_build_object('correctionReason', x.correction_reason, 'instrument', ${instrumentName(actor.locale)}) order by x.step) as moments from chain x`)) as unknown as {
    moments: AidMoment[] | null;
  }[];
  return rows[0]?.moments ?? null;
}
