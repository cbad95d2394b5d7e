import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { Locale } from '~/i18n/locale';
import type { FigureLine, FigureSheet, FigureToConfirm, FigureToGive } from './figure-sheet';
import { figureLines, figuresToConfirm, figuresToGive } from './figure-sheet';
import { SATISFACTION_METRIC } from './satisfaction';

/** The figures of a case: one line a metric, its reference, its last value and its trust. One statement. */
export async function listCaseFigures(tx: Tx, actor: Actor, caseId: string): Promise<FigureLine[]> {
  return figureLines(await readCaseSheet(tx, actor, caseId), caseId);
}

/** The same for somebody to whom the case is opened, who knows no more of it than what is given here. */
export async function listOpenedFigures(tx: Tx, actor: Actor, { caseId, reference, track, state }: KnownCase): Promise<FigureLine[]> {
  const known = sql`cross join (values (${reference}::text, ${track}::text, ${state}::text)) c (reference, track, state)`;
  const sheet = await readSheet(tx, actor, sql`e.case_id = ${caseId}`, sql`b.case_id = ${caseId}`, known);
  return figureLines(sheet, caseId);
}

/** The figures of a company over all its cases. One statement. */
export async function listCompanyFigures(tx: Tx, actor: Actor, companyId: string): Promise<FigureLine[]> {
  return figureLines(await readCompanySheet(tx, actor, companyId), null);
}

/** What the leader still has to give, in the order to be answered. */
export async function listFiguresToGive(tx: Tx, actor: Actor, companyId: string): Promise<FigureToGive[]> {
  return figuresToGive(await readCompanySheet(tx, actor, companyId));
}

/** What staff gave for the company and waits for the leader's word. */
export async function listFiguresToConfirm(tx: Tx, actor: Actor, companyId: string): Promise<FigureToConfirm[]> {
  return figuresToConfirm(await readCompanySheet(tx, actor, companyId));
}

export function readCaseSheet(tx: Tx, actor: Actor, caseId: string): Promise<FigureSheet> {
  return readSheet(tx, actor, sql`e.case_id = ${caseId}`, sql`b.case_id = ${caseId}`);
}

export function readCompanySheet(tx: Tx, actor: Actor, companyId: string): Promise<FigureSheet> {
  return readSheet(tx, actor, sql`e.company_id = ${companyId}`, sql`b.company_id = ${companyId}`);
}

type KnownCase = { caseId: string; reference: string; track: string; state: string };
const CASES_IN_SIGHT = sql`join cases c on c.cluster_id = e.cluster_id and c.id = e.case_id`;

// LATERAL with LIMIT 1 keeps the generic plan on the key: a plain join reads every observation and every person in sight.
/** Questions, standing values and frozen references in one statement; satisfaction has a page of its own. */
async function readSheet(tx: Tx, actor: Actor, ofAsked: SQL, ofBaseline: SQL, cases = CASES_IN_SIGHT): Promise<FigureSheet> {
  const rows = (await tx.execute(sql`
    with asked as materialized (
      select e.id, e.company_id, e.metric, e.cell, e.valid_on, e.is_baseline, e.case_id, c.reference, c.track, c.state
      from expected_figures e ${cases}
      where e.cluster_id = ${actor.clusterId} and ${ofAsked} and e.metric <> ${SATISFACTION_METRIC}),
    frozen as materialized (
      select b.id, b.company_id, b.metric, b.case_id, b.num, b.on_date, b.is_correction, b.reason, b.recorded_at from baselines b
      where b.cluster_id = ${actor.clusterId} and ${ofBaseline}),
    codes as materialized (select metric, company_id from asked union select metric, company_id from frozen),
    cells as materialized (
      select * from ledger.standing_cells((select array_agg(distinct metric::text) from codes), 'infinity', (select array_agg(distinct company_id) from codes)))
    select (select min(company_id::text) from codes) as "companyId",
      coalesce((select jsonb_agg(${metricJson(actor.locale)} order by v.metric) from (select distinct on (m.metric) m.* from metric_versions m
        where m.cluster_id = ${actor.clusterId} and m.metric in (select metric from codes) order by m.metric, m.version desc) v), '[]') as metrics,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'metric', a.metric, 'cell', a.cell, 'validOn', a.valid_on, 'isBaseline', a.is_baseline, 'caseId', a.case_id,
        'reference', a.reference, 'track', a.track, 'caseState', a.state) order by a.is_baseline desc, a.metric, a.valid_on, a.cell) from asked a), '[]') as asked,
      coalesce((select jsonb_agg(${CELL_JSON} order by s.metric, s.valid_on, s.cell) from cells s
        join lateral (select x.* from observations x where x.cluster_id = ${actor.clusterId} and x.id = s.observation_id limit 1) o on true
        left join lateral (select q.given_name, q.family_name from people q where q.cluster_id = o.cluster_id and q.id = o.author_id limit 1) p on true
        left join lateral (select x.act from observation_acts x where x.cluster_id = o.cluster_id and x.observation_id = o.id order by x.recorded_at desc limit 1) act on true), '[]') as cells,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'caseId', f.case_id, 'metric', f.metric, 'num', f.num, 'onDate', f.on_date, 'isCorrection', f.is_correction, 'reason', f.reason)
        order by f.recorded_at) from frozen f), '[]') as baselines`)) as unknown as FigureSheet[];
  return rows[0] ?? { companyId: null, metrics: [], asked: [], cells: [], baselines: [] };
}

const CELL_JSON = sql`jsonb_build_object('metric', s.metric, 'cell', s.cell, 'validOn', s.valid_on, 'num', s.num, 'den', s.den, 'unknownReason', s.unknown_reason, 'level', s.level,
  'observationId', s.observation_id, 'caseId', s.case_id, 'source', o.source, 'authorId', o.author_id, 'authorName', p.given_name || ' ' || p.family_name, 'comment', o.comment,
  'evidence', o.evidence, 'isContested', coalesce(act.act = 'reopened', false))`;

/** A metric in one language, from its row `v`. */
export function metricJson(locale: Locale): SQL {
  return sql`jsonb_build_object('code', v.metric, 'version', v.version, 'label', case when ${locale} = 'en' then v.label_en else v.label_fr end, 'unit', v.unit, 'kind', v.kind, 'grain', v.grain,
    'baselineKind', v.baseline_kind, 'evidence', coalesce(v.definition->'evidence'->>${locale}, ''),
    'parts', case when v.definition ? 'parts' then jsonb_build_object('numerator', v.definition->'parts'->'numerator'->>${locale}, 'denominator', v.definition->'parts'->'denominator'->>${locale}) end)`;
}

/** The evidence of an observation `of`: the catalogue's own words in the reader's language, what somebody wrote as they wrote it. */
export function evidenceWords(locale: Locale, of: SQL, text: SQL): SQL {
  return sql`coalesce((select v.definition->'evidence'->>${locale} from metric_versions v where v.cluster_id = ${of}.cluster_id and v.metric = ${of}.metric
    and v.version = ${of}.metric_version and ${text} in (v.definition->'evidence'->>'fr', v.definition->'evidence'->>'en')), ${text})`;
}

/** What happened to the values of a cell: entries and acts on them, newest first. */
export type FigureMoment = {
  id: string;
  observationId: string;
  metric: string;
  cell: string;
  kind: 'entered' | 'corrected' | 'confirmed' | 'verified' | 'audited' | 'refuted' | 'withdrawn' | 'reopened';
  num: number | null;
  den: number | null;
  unknownReason: string | null;
  validOn: string;
  source: string;
  byName: string | null;
  /** The evidence of a value or of a verification. */
  evidence: string | null;
  comment: string | null;
  recordedAt: string;
  /** A value that no longer stands: corrected, refuted or withdrawn. */
  isStruck: boolean;
};

export type FigureSubject = { kind: 'company' | 'project' | 'cluster'; id: string };

/** The observations `o` of a subject. */
function observedOf({ kind, id }: FigureSubject): SQL {
  if (kind === 'cluster') return sql`o.company_id is null and o.project_id is null`;
  return kind === 'project' ? sql`o.project_id = ${id}` : sql`o.company_id = ${id}`;
}

/** The whole history of some figures of a subject. One statement. */
export async function listFigureHistory(tx: Tx, actor: Actor, subject: FigureSubject, metrics: readonly string[]): Promise<FigureMoment[]> {
  if (metrics.length === 0) return [];
  return (await tx.execute(sql`
    with entries as materialized (
      select o.*, coalesce(a.level, o.entry_level) as level from observations o
      left join lateral (select x.level from observation_acts x where x.cluster_id = o.cluster_id and x.observation_id = o.id order by x.recorded_at desc limit 1) a on true
      where o.cluster_id = ${actor.clusterId} and ${observedOf(subject)} and o.metric = any (${sql.param([...metrics])}::text[]))
    select e.id, e.id as "observationId", e.metric, e.cell, case when e.chain_no = 1 then 'entered' else 'corrected' end as kind, e.num::float8 as num, e.den::float8 as den,
      e.unknown_reason as "unknownReason", e.valid_on::text as "validOn", e.source, p.given_name || ' ' || p.family_name as "byName", ${evidenceWords(actor.locale, sql`e`, sql`e.evidence`)} as evidence, e.comment,
      to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt",
      e.level = 0 or exists (select from entries n where n.chain_id = e.chain_id and n.chain_no > e.chain_no and n.level > 0) as "isStruck"
    from entries e left join lateral (select q.given_name, q.family_name from people q where q.cluster_id = e.cluster_id and q.id = e.author_id limit 1) p on true
    union all
    select a.id, e.id, e.metric, e.cell, a.act, e.num::float8, e.den::float8, e.unknown_reason, e.valid_on::text, e.source, p.given_name || ' ' || p.family_name, ${evidenceWords(actor.locale, sql`e`, sql`a.evidence`)}, a.reason,
      to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), false
    from entries e join observation_acts a on a.cluster_id = e.cluster_id and a.observation_id = e.id left join lateral (select q.given_name, q.family_name from people q where q.cluster_id = a.cluster_id and q.id = a.by_id limit 1) p on true
    order by "recordedAt" desc, id desc`)) as unknown as FigureMoment[];
}
