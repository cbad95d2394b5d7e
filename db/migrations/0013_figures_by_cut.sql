-- Totals are derived: the next fold adds them up again under their new shape.
truncate impact_terms, impact_changes, impact_totals;
--> statement-breakpoint
-- How an indicator is added up.
create type ledger_term as (code text, rule text, source text, against text, perimeter text, subject text, is_yearly boolean, grain text, starts_on date, growth numeric);
--> statement-breakpoint
-- What a subject adds to a figure from a day to another.
create type ledger_part as (kind text, code text, levels int, cut text, key text, from_on date, until_on date, lines int, companies int, num numeric, den numeric, base numeric, value numeric, fresh int,
  das text, department text, region text, size text, cohort text);
--> statement-breakpoint
CREATE TABLE "impact_parts" (
	"cluster_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"parts" "ledger_part"[] NOT NULL,
	CONSTRAINT "impact_parts_pk" PRIMARY KEY("cluster_id","subject_id")
);
--> statement-breakpoint
ALTER TABLE "impact_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "impact_steps_read" ON "impact_steps" CASCADE;--> statement-breakpoint
DROP POLICY "impact_steps_fold" ON "impact_steps" CASCADE;--> statement-breakpoint
DROP TABLE "impact_steps" CASCADE;--> statement-breakpoint
ALTER TABLE "impact_totals" DROP CONSTRAINT "impact_totals_kind";--> statement-breakpoint
ALTER TABLE "indicators" DROP CONSTRAINT "indicators_rule";--> statement-breakpoint
ALTER TABLE "impact_changes" DROP CONSTRAINT "impact_changes_company";
--> statement-breakpoint
DROP INDEX "impact_changes_of_company";--> statement-breakpoint
ALTER TABLE "impact_changes" ADD COLUMN "subject_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "impact_terms" ADD COLUMN "term" "ledger_term" NOT NULL;--> statement-breakpoint
ALTER TABLE "impact_totals" ADD COLUMN "cut" text collate "C" NOT NULL;--> statement-breakpoint
ALTER TABLE "impact_totals" ADD COLUMN "key" text collate "C" NOT NULL;--> statement-breakpoint
ALTER TABLE "observation_acts" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "indicators" ADD COLUMN "perimeter" text collate "C" DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "indicators" ADD COLUMN "monthly_profile" numeric[];--> statement-breakpoint
ALTER TABLE "impact_parts" ADD CONSTRAINT "impact_parts_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_changes" ADD CONSTRAINT "impact_changes_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "impact_changes_of_subject" ON "impact_changes" USING btree ("cluster_id","subject_id");--> statement-breakpoint
CREATE INDEX "observations_of_cluster" ON "observations" USING btree ("cluster_id","metric") WHERE company_id is null and project_id is null;--> statement-breakpoint
ALTER TABLE "impact_changes" DROP COLUMN "company_id";--> statement-breakpoint
ALTER TABLE "impact_terms" DROP COLUMN "rule";--> statement-breakpoint
ALTER TABLE "impact_terms" DROP COLUMN "source";--> statement-breakpoint
ALTER TABLE "impact_terms" DROP COLUMN "grain";--> statement-breakpoint
ALTER TABLE "impact_terms" DROP COLUMN "starts_on";--> statement-breakpoint
ALTER TABLE "impact_terms" DROP COLUMN "growth";--> statement-breakpoint
ALTER TABLE "impact_totals" DROP CONSTRAINT "impact_totals_pk";
--> statement-breakpoint
ALTER TABLE "impact_totals" ADD CONSTRAINT "impact_totals_pk" PRIMARY KEY("cluster_id","kind","cut","code","level","grain","on_date","key");--> statement-breakpoint
ALTER TABLE "impact_totals" ADD CONSTRAINT "impact_totals_cut" CHECK ("impact_totals"."cut" in ('total', 'das', 'department', 'region', 'size', 'cohort', 'track'));--> statement-breakpoint
ALTER TABLE "impact_totals" ADD CONSTRAINT "impact_totals_kind" CHECK ("impact_totals"."kind" in ('total', 'apart', 'constant', 'answers'));--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_perimeter" CHECK ("indicators"."perimeter" in ('all', 'members', 'member_smes'));--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_profile" CHECK (cardinality(monthly_profile) = 12);--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_rule" CHECK ("indicators"."rule" in ('distinct', 'sum', 'latest', 'net', 'ratio', 'mean', 'growth', 'yearly_ratio', 'paired_ratio', 'industry_share'));--> statement-breakpoint
CREATE POLICY "impact_parts_read" ON "impact_parts" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.sees_all()));--> statement-breakpoint
CREATE POLICY "impact_parts_fold" ON "impact_parts" AS PERMISSIVE FOR ALL TO "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system') WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');
--> statement-breakpoint
alter table impact_parts force row level security;
--> statement-breakpoint
create policy impact_parts_owner on impact_parts to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()));
--> statement-breakpoint
grant select on impact_parts to app_user, app_worker;
--> statement-breakpoint
grant insert, update, delete on impact_parts to app_worker;
--> statement-breakpoint
drop function ledger.figures(text[], text[], text[], date, numeric, date, int, text[], date[]);
--> statement-breakpoint
drop function ledger.fold(int);
--> statement-breakpoint
drop function ledger.contract_terms();
--> statement-breakpoint
drop function ledger.grain_of(text);
--> statement-breakpoint
drop function ledger.add_steps(uuid[], int);
--> statement-breakpoint
drop function ledger.turning_days(text[], text[], text[], uuid);
--> statement-breakpoint
drop function ledger.company_sums(text[], text[], text[], date, numeric, text[], date[], int[], uuid[]);
--> statement-breakpoint
drop function ledger.asked_units(text, text, uuid[]);
--> statement-breakpoint
drop function ledger.expected_units(text, text, date, timestamptz);
--> statement-breakpoint
drop function ledger.figure_lines(text[], text[], text[], date, text[], date[], int[], timestamptz, numeric, uuid[]);
--> statement-breakpoint
drop function ledger.standing_cells(text[], timestamptz, uuid[]);
--> statement-breakpoint
drop function ledger.cluster_cells(text[], timestamptz);
--> statement-breakpoint
-- The value of each cell as known at k, for every subject the caller may see: a company, a project, or the cluster itself. In each chain
-- the last live value, whatever its trust; among rival chains the most trusted, then the last recorded.
create function ledger.cluster_cells(p_metrics text[], k timestamptz)
returns table (subject_id uuid, company_id uuid, project_id uuid, metric text, cell text, level smallint, valid_on date, num numeric, den numeric, unknown_reason text,
  observation_id uuid, chain_id uuid, case_id uuid, recorded_at timestamptz, das text, department text, region text, size text)
language plpgsql stable rows 20000 set plan_cache_mode = force_generic_plan set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
    return query
    with acts as materialized (
      select distinct on (x.observation_id) x.observation_id, x.level from public.observation_acts x
      where x.cluster_id = c and x.metric = any (p_metrics) and x.recorded_at <= k order by x.observation_id, x.recorded_at desc),
    heads as (
      select distinct on (o.chain_id) coalesce(o.company_id, o.project_id, c) as subject_id, o.company_id, o.project_id, o.metric, o.cell, coalesce(a.level, o.entry_level)::smallint as lvl,
        o.valid_on, o.num, o.den, o.unknown_reason, o.id, o.chain_id, o.case_id, o.recorded_at, o.das, o.department, o.region, o.size
      from public.observations o left join acts a on a.observation_id = o.id
      where o.cluster_id = c and o.metric = any (p_metrics) and o.recorded_at <= k and coalesce(a.level, o.entry_level) > 0
      order by o.chain_id, o.chain_no desc)
    select distinct on (h.subject_id, h.metric, h.cell) h.subject_id, h.company_id, h.project_id, h.metric::text, h.cell::text, h.lvl, h.valid_on, h.num, h.den, h.unknown_reason::text,
      h.id, h.chain_id, h.case_id, h.recorded_at, h.das::text, h.department::text, h.region::text, h.size::text
    from heads h order by h.subject_id, h.metric, h.cell, h.lvl desc, h.recorded_at desc, h.id desc;
end $$;
--> statement-breakpoint
-- The same for some subjects, each act found by its observation; a null list means all of them.
create function ledger.standing_cells(p_metrics text[], k timestamptz, p_subjects uuid[] default null)
returns table (subject_id uuid, company_id uuid, project_id uuid, metric text, cell text, level smallint, valid_on date, num numeric, den numeric, unknown_reason text,
  observation_id uuid, chain_id uuid, case_id uuid, recorded_at timestamptz, das text, department text, region text, size text)
language plpgsql stable rows 200 set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  if p_subjects is null then
    return query select * from ledger.cluster_cells(p_metrics, k);
  else
    return query
    with known as (
      select o.* from public.observations o where o.cluster_id = c and o.company_id = any (p_subjects) and o.metric = any (p_metrics)
      union all
      select o.* from public.observations o where o.cluster_id = c and o.project_id = any (p_subjects) and o.metric = any (p_metrics)
      union all
      select o.* from public.observations o where o.cluster_id = c and c = any (p_subjects) and o.company_id is null and o.project_id is null and o.metric = any (p_metrics)),
    heads as (
      select distinct on (o.chain_id) coalesce(o.company_id, o.project_id, c) as subject_id, o.company_id, o.project_id, o.metric, o.cell, coalesce(a.level, o.entry_level)::smallint as lvl,
        o.valid_on, o.num, o.den, o.unknown_reason, o.id, o.chain_id, o.case_id, o.recorded_at, o.das, o.department, o.region, o.size
      from known o
      left join lateral (select x.level from public.observation_acts x where x.cluster_id = c and x.observation_id = o.id and x.recorded_at <= k
        order by x.recorded_at desc limit 1) a on true
      where o.recorded_at <= k and coalesce(a.level, o.entry_level) > 0
      order by o.chain_id, o.chain_no desc)
    select distinct on (h.subject_id, h.metric, h.cell) h.subject_id, h.company_id, h.project_id, h.metric::text, h.cell::text, h.lvl, h.valid_on, h.num, h.den, h.unknown_reason::text,
      h.id, h.chain_id, h.case_id, h.recorded_at, h.das::text, h.department::text, h.region::text, h.size::text
    from heads h order by h.subject_id, h.metric, h.cell, h.lvl desc, h.recorded_at desc, h.id desc;
  end if;
end $$;
--> statement-breakpoint
-- How the indicators of a contract are added up.
create function ledger.terms(p_contract uuid) returns setof ledger_term language sql stable set search_path = pg_catalog, public as $$
  select distinct on (i.metric) i.metric::text, i.rule::text, s.source, v.definition->'derivedFrom'->'denominator'->>0, i.perimeter::text, coalesce(v.definition->>'subject', 'company'),
    i."window" = 'yearly' or i.rule = 'yearly_ratio',
    coalesce((select m.grain::text from metric_versions m where m.cluster_id = k.cluster_id and m.metric = s.source order by m.version desc limit 1), 'annual'),
    k.starts_on, coalesce((p.settings->>'growthThreshold')::numeric, 0.1)
  from contracts k join programmes p on p.cluster_id = k.cluster_id and p.id = k.programme_id
    join objectives o on o.cluster_id = k.cluster_id and o.contract_id = k.id join indicators i on i.cluster_id = o.cluster_id and i.objective_id = o.id
    join lateral (select m.definition from metric_versions m where m.cluster_id = i.cluster_id and m.metric = i.metric order by m.version desc limit 1) v on true,
    lateral (select coalesce(v.definition->'derivedFrom'->'numerator'->>0, i.metric) as source) s
  where k.cluster_id = access.cluster_id() and k.id = p_contract order by i.metric $$;
--> statement-breakpoint
-- The terms of the contract that runs today, or of the nearest.
create function ledger.current_terms() returns setof ledger_term language sql stable set search_path = pg_catalog, public as $$
  select t.* from (select k.id from contracts k, (select (now() at time zone 'Europe/Paris')::date as today) d
    where k.cluster_id = access.cluster_id() order by (k.starts_on <= d.today) desc, abs(k.starts_on - d.today), k.id limit 1) k, ledger.terms(k.id) t $$;
--> statement-breakpoint
-- From when to when each fact counts in each indicator, by minimum trust: what a figure adds up on a day are the spans open on that day.
--   sum, mean, yearly_ratio  each fact, from its day, to the end of its year when the figure is yearly
--   distinct                 the first positive fact of the unit (a company; the natural key of an event), once a year when yearly
--   growth                   the first value that outgrows the baseline
--   net, latest, ratio, paired_ratio, industry_share
--                            the value in force: fresh for one period, carried one year more, then missing. net less the baseline; ratio of
--                            each case, or of the subject; paired two values of one period; industry_share photonic turnover over the nation's
-- Kinds: total, within the perimeter; constant, of the members of the contract's first day whatever became of them; given, what answers growth.
create function ledger.spans(p_terms ledger_term[], k timestamptz, p_subjects uuid[] default null)
returns table (kind text, code text, min_level int, subject_id uuid, company_id uuid, project_id uuid, unit_key text, from_on date, until_on date, num numeric, den numeric, base numeric, value numeric,
  level smallint, is_fresh boolean, valid_on date, observation_id uuid, case_id uuid, das text, department text, region text, size text)
language plpgsql stable rows 20000 set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  return query
  with i as materialized (
    select u.*, case u.grain when 'half_year' then interval '6 months' else interval '1 year' end as fresh_for
    from unnest(p_terms) with ordinality u (code, rule, source, against, perimeter, subject, is_yearly, grain, starts_on, growth, no)),
  cells as materialized (
    select s.* from ledger.standing_cells((select array_agg(distinct m) from i, unnest(array[i.source, i.against]) m where m is not null), k, p_subjects) s where s.num is not null),
  bases as materialized (
    select s.source, b.* from (select distinct i.source from i where i.rule in ('net', 'growth')) s, lateral ledger.company_baselines(s.source, k, p_subjects) b),
  members as materialized (
    select m.company_id, range_agg(daterange(m.from_on, coalesce(m.until_on + 1, 'infinity'))) as spells, min(o.size_category) as size
    from public.memberships m join public.companies o on o.cluster_id = m.cluster_id and o.id = m.company_id
    where m.cluster_id = c and m.status = 'member' and o.member_category = 'company' and (p_subjects is null or m.company_id = any (p_subjects))
      and exists (select from i where i.perimeter <> 'all') group by 1),
  facts as (
    select i.no, s.subject_id, s.company_id, s.project_id, s.cell, s.level, s.valid_on, s.num, s.den, s.num as value, s.observation_id, s.case_id, s.das, s.department, s.region, s.size
    from i join cells s on s.metric = i.source where i.rule not in ('paired_ratio', 'industry_share')
    union all
    select i.no, s.subject_id, s.company_id, s.project_id, s.cell, least(s.level, d.level), s.valid_on, s.num, d.num, s.num, s.observation_id, s.case_id, s.das, s.department, s.region, s.size
    from i join cells s on s.metric = i.source join cells d on d.metric = i.against and d.subject_id = s.subject_id and d.cell = s.cell
    where i.rule = 'paired_ratio' and s.company_id is not null and d.num > 0
    union all
    select i.no, s.subject_id, s.company_id, s.project_id, s.cell, s.level, s.valid_on, s.num * y.share / 100, 0, s.num, s.observation_id, s.case_id, s.das, s.department, s.region, s.size
    from i join cells s on s.metric = i.source, lateral (select f.photonic_share as share from public.company_years f
      where f.cluster_id = c and f.company_id = s.company_id and f.year::text = s.cell order by f.closed_on desc limit 1) y
    where i.rule = 'industry_share' and s.company_id is not null and y.share is not null
    union all
    select i.no, s.subject_id, s.company_id, s.project_id, s.cell, s.level, s.valid_on, 0, s.num, s.num, s.observation_id, s.case_id, s.das, s.department, s.region, s.size
    from i join cells s on s.metric = i.against where i.rule = 'industry_share' and s.company_id is null and s.project_id is null),
  x as materialized (
    select f.*, t.t, i.rule, case when i.rule in ('sum', 'mean', 'yearly_ratio') or (i.rule = 'distinct' and i.grain = 'event') then f.cell
      when i.rule = 'ratio' and f.company_id is not null then coalesce(f.case_id, f.subject_id)::text else f.subject_id::text end as unit
    from facts f join i using (no), generate_series(1, 3) t (t) where f.level >= t.t),
  firsts as (
    select distinct on (x.no, x.t, x.subject_id, x.unit, y.bucket) x.*, b.num as base, y.ends_on
    from x join i using (no) left join bases b on i.rule = 'growth' and b.source = i.source and b.company_id = x.company_id,
      lateral (select case when i.is_yearly and x.project_id is null then extract(year from x.valid_on) else 0 end as bucket,
        case when i.is_yearly then make_date(extract(year from x.valid_on)::int + 1, 1, 1) else 'infinity'::date end as ends_on) y
    where (i.rule = 'distinct' and x.num > 0 and (i.is_yearly or x.valid_on >= i.starts_on))
      or (i.rule = 'growth' and x.valid_on >= i.starts_on and b.num > 0 and x.num >= b.num * (1 + i.growth) and x.valid_on > b.on_date)
    order by x.no, x.t, x.subject_id, x.unit, y.bucket, x.valid_on, x.cell collate "C"),
  forces as (
    select s.*, lead(s.valid_on) over (partition by s.no, s.t, s.subject_id, s.unit order by s.valid_on) as next_on
    from (select distinct on (x.no, x.t, x.subject_id, x.unit, x.valid_on) x.* from x
      where x.rule in ('net', 'growth', 'latest', 'ratio', 'paired_ratio', 'industry_share')
      order by x.no, x.t, x.subject_id, x.unit, x.valid_on, x.level desc, x.cell collate "C") s),
  open as (
    select 'total' as kind, x.no, x.t, x.subject_id, x.company_id, x.project_id, x.unit, x.valid_on as from_on,
      case when i.is_yearly then make_date(extract(year from x.valid_on)::int + 1, 1, 1) else 'infinity'::date end as until_on, x.num, x.den, null::numeric as base, x.value,
      x.level, true as is_fresh, x.valid_on, x.observation_id, x.case_id, x.das, x.department, x.region, x.size
    from x join i using (no) where i.rule in ('sum', 'mean', 'yearly_ratio') and (i.is_yearly or x.valid_on >= i.starts_on)
    union all
    select 'total', f.no, f.t, f.subject_id, f.company_id, f.project_id, f.unit, f.valid_on, f.ends_on, 1, null, f.base, f.num,
      f.level, true, f.valid_on, f.observation_id, f.case_id, f.das, f.department, f.region, f.size
    from firsts f
    union all
    select case when i.rule = 'growth' then 'given' else 'total' end, s.no, s.t, s.subject_id, s.company_id, s.project_id, s.unit, p.from_on, p.until_on,
      case when i.rule = 'net' then s.num - b.num else s.num end, s.den, b.num, s.value,
      s.level, p.is_fresh, s.valid_on, s.observation_id, s.case_id, s.das, s.department, s.region, s.size
    from forces s join i using (no) left join bases b on i.rule in ('net', 'growth') and b.source = i.source and b.company_id = s.company_id,
      lateral (select (s.valid_on + i.fresh_for)::date + 1 as stale_on, (s.valid_on + i.fresh_for + interval '1 year')::date + 1 as gone_on) d,
      lateral (values (s.valid_on, least(coalesce(s.next_on, 'infinity'), d.stale_on), true), (d.stale_on, least(coalesce(s.next_on, 'infinity'), d.gone_on), false)) p (from_on, until_on, is_fresh)
    where p.from_on < p.until_on and (i.rule not in ('net', 'growth') or b.num is not null)),
  windows as materialized (
    select i.no, m.company_id, 'total' as kind, lower(g) as from_on, upper(g) as until_on, m.size from i, members m, unnest(m.spells) g where i.perimeter <> 'all'
    union all
    select i.no, m.company_id, 'constant', '-infinity', 'infinity', m.size from i, members m where i.perimeter <> 'all' and m.spells @> i.starts_on
    union all
    select i.no, null, u, '-infinity', 'infinity', null from i, unnest(array['total', 'constant']) u where i.perimeter <> 'all'),
  within as (
    select o.*, o.kind as counted_as, o.from_on as since, o.until_on as until from open o join i using (no) where i.perimeter = 'all'
    union all
    select o.*, w.kind, greatest(o.from_on, w.from_on), least(o.until_on, w.until_on)
    from open o join i using (no) join windows w on w.no = o.no and coalesce(w.company_id, c) = coalesce(o.company_id, c)
    where i.perimeter <> 'all' and greatest(o.from_on, w.from_on) < least(o.until_on, w.until_on)
      and (i.perimeter = 'members' or o.company_id is null or coalesce(o.size, w.size) in ('micro', 'small', 'medium')))
  select w.counted_as, i.code, w.t, w.subject_id, w.company_id, w.project_id, w.unit, w.since, w.until, w.num, w.den, w.base, w.value, w.level, w.is_fresh, w.valid_on, w.observation_id, w.case_id,
    w.das, w.department, w.region, w.size
  from within w join i using (no);
end $$;
--> statement-breakpoint
-- Who should give a value, and from when to when: companies or their cases as they were asked, members while they are members, the cluster.
create function ledger.asked(p_terms ledger_term[], k timestamptz, p_subjects uuid[] default null)
returns table (code text, subject_id uuid, company_id uuid, asked_key text, case_id uuid, from_on date, until_on date)
language plpgsql stable rows 5000 set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  return query
  with i as materialized (select u.*, u.rule in ('sum', 'mean', 'ratio') as is_by_case from unnest(p_terms) u)
  select i.code, u.company_id, u.company_id, coalesce(u.case_id, u.company_id)::text, u.case_id, min(u.on_date), 'infinity'::date
  from i, lateral (
    select e.company_id, case when i.is_by_case then e.case_id end as case_id, e.valid_on as on_date from public.expected_figures e
    where e.cluster_id = c and e.metric = i.source and not e.is_baseline and e.asked_at <= k and (p_subjects is null or e.company_id = any (p_subjects))
    union all
    select b.company_id, null, b.on_date from public.baselines b
    where b.cluster_id = c and b.metric = i.source and i.rule in ('net', 'growth') and b.recorded_at <= k and (p_subjects is null or b.company_id = any (p_subjects))) u
  where i.perimeter = 'all' and i.subject <> 'cluster'
  group by 1, 2, 3, 4, 5
  union all
  select i.code, m.company_id, m.company_id, m.company_id::text, null, m.from_on, coalesce(m.until_on + 1, 'infinity')
  from i, public.memberships m join public.companies o on o.cluster_id = m.cluster_id and o.id = m.company_id
  where i.perimeter <> 'all' and m.cluster_id = c and m.status = 'member' and o.member_category = 'company' and (p_subjects is null or m.company_id = any (p_subjects))
    and (i.perimeter = 'members' or o.size_category in ('micro', 'small', 'medium'))
  union all
  select i.code, c, null, c::text, null, i.starts_on, 'infinity' from i
  where (i.rule = 'industry_share' or (i.subject = 'cluster' and i.rule in ('latest', 'ratio'))) and (p_subjects is null or c = any (p_subjects));
end $$;
--> statement-breakpoint
-- What each subject adds to figures, as parts that count from a day to another at some minimum trusts (a bit each):
--   total     its lines and its one company       apart     those of the highest trust at which each counts
--   constant  those of the members at the start   answers   lines: asked, companies: answered, num: with a fresh value at the trust,
--             whatever became of them                        den and base: asked and covered weighted by the base value
-- A part without a cut counts in the total and under each of its keys; tracks overlap, so each has its own part.
create function ledger.parts(p_terms ledger_term[], p_subjects uuid[] default null)
returns table (subject_id uuid, part ledger_part)
language plpgsql stable rows 20000 set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  return query
  with i as materialized (
    select u.*, u.rule in ('sum', 'mean', 'ratio', 'yearly_ratio') or (u.rule = 'distinct' and u.grain = 'event') as has_units from unnest(p_terms) u),
  s as materialized (select x.*, i.has_units, i.rule from ledger.spans(p_terms, 'infinity', p_subjects) x join i on i.code = x.code),
  support as materialized (
    select k.company_id, k.track::text as track, min(k.started_on) as from_on, min(min(k.started_on)) over (partition by k.company_id) as first_on from public.cases k
    where k.cluster_id = c and k.started_on is not null and (p_subjects is null or k.company_id = any (p_subjects)) group by 1, 2),
  cohorts as materialized (select distinct u.company_id, extract(year from u.first_on)::text as cohort from support u),
  l as materialized (select s.*, co.cohort from s left join cohorts co on co.company_id = s.company_id),
  spells as materialized (
    select l.code, l.subject_id, l.unit_key, l.min_level as t, range_agg(daterange(l.from_on, l.until_on)) as r from l where l.kind = 'total' group by 1, 2, 3, 4),
  given as materialized (
    select l.code, l.subject_id, case when l.has_units and l.company_id is not null then l.case_id::text when l.has_units then l.unit_key else l.subject_id::text end as asked_key, l.min_level as t,
      range_agg(daterange(l.from_on, l.until_on)) as r
    from l where l.is_fresh and l.kind = case when l.rule = 'growth' then 'given' else 'total' end group by 1, 2, 3, 4),
  weights as materialized (
    select distinct on (u.code, u.subject_id) u.code, u.subject_id, u.weight from (
      select i.code, b.company_id as subject_id, b.num as weight, 0 as place, b.on_date from i, lateral ledger.company_baselines(i.source, 'infinity', p_subjects) b where i.rule in ('net', 'growth')
      union all
      select l.code, l.subject_id, case when i.rule = 'paired_ratio' then l.den else l.num end, case when l.valid_on < i.starts_on then -1 else 1 end * (l.valid_on - i.starts_on), l.valid_on
      from l join i on i.code = l.code where i.perimeter <> 'all' and l.min_level = 1 and l.company_id is not null) u
    order by u.code, u.subject_id, (u.place < 0), abs(u.place)),
  asked as materialized (
    select a.code, a.subject_id, a.company_id, a.asked_key, a.case_id, daterange(a.from_on, a.until_on) as r, coalesce(w.weight, 0) as weight, o.main_das::text as das,
      o.department_code::text as department, o.region_code::text as region, o.size_category::text as size, co.cohort
    from ledger.asked(p_terms, 'infinity', p_subjects) a left join public.companies o on o.cluster_id = c and o.id = a.company_id left join cohorts co on co.company_id = a.company_id
      left join weights w on w.code = a.code and w.subject_id = a.subject_id
    union all
    select l.code, l.subject_id, null, l.unit_key, null, daterange(l.from_on, l.until_on), 0, l.das, l.department, l.region, l.size, null
    from l where l.company_id is null and l.kind = 'total' and l.min_level = 1 and l.rule in ('sum', 'distinct', 'yearly_ratio')),
  answers as (
    select a.*, 14 as levels, lower(a.r) as from_on, upper(a.r) as until_on, 1 as lines, 0 as companies, 0 as num, a.weight as den, 0::numeric as base from asked a
    union all
    select a.*, 14, lower(g), upper(g), 0, 1, 0, 0, 0 from asked a join (select g.code, g.subject_id, g.asked_key, range_agg(g.r) as r from given g group by 1, 2, 3) n
      on n.code = a.code and n.subject_id = a.subject_id and n.asked_key = a.asked_key, unnest(n.r * datemultirange(a.r)) g
    union all
    select a.*, 1 << n.t, lower(g), upper(g), 0, 0, 1, 0, a.weight from asked a join given n on n.code = a.code and n.subject_id = a.subject_id and n.asked_key = a.asked_key,
      unnest(n.r * datemultirange(a.r)) g),
  keyed as materialized (
    select 'total' as kind, l.code, bit_or(1 << l.min_level) as levels, l.subject_id, l.company_id, l.unit_key, l.has_units, case when l.has_units then l.case_id end as case_id, l.from_on, l.until_on,
      1 as lines, (not l.has_units)::int as companies, coalesce(l.num, 0) as num, coalesce(l.den, 0) as den, coalesce(l.base, 0) as base, coalesce(l.value, 0) as value, l.is_fresh::int as fresh,
      l.das, l.department, l.region, l.size, l.cohort
    from l where l.kind = 'total' group by 2, 4, 5, 6, 7, 8, 9, 10, l.num, l.den, l.base, l.value, l.is_fresh, l.das, l.department, l.region, l.size, l.cohort, l.observation_id
    union all
    select 'answers', a.code, a.levels, a.subject_id, a.company_id, a.asked_key, i.has_units, a.case_id, a.from_on, a.until_on, a.lines, a.companies, a.num, a.den, a.base, 0, 0,
      a.das, a.department, a.region, a.size, a.cohort
    from answers a join i on i.code = a.code),
  tracked as (
    select x.*, coalesce(k.track::text, '') as track, x.from_on as since, x.until_on as until from keyed x left join public.cases k on k.cluster_id = c and k.id = x.case_id
    where x.has_units or x.company_id is null
    union all
    select x.*, u.track, greatest(x.from_on, u.from_on), x.until_on from keyed x join support u on u.company_id = x.company_id where not x.has_units and greatest(x.from_on, u.from_on) < x.until_on
    union all
    select x.*, '', x.from_on, least(x.until_on, u.first_on) from keyed x left join (select distinct v.company_id, v.first_on from support v) u on u.company_id = x.company_id
    where not x.has_units and x.company_id is not null and x.from_on < least(x.until_on, u.first_on)),
  once as ( -- a company counts once however many its events or cases
    select l.subject_id, l.code, l.min_level as t, v.cut, coalesce(v.key, '') as key, range_agg(daterange(l.from_on, l.until_on)) as r
    from l, lateral (values ('total', ''), ('das', l.das), ('department', l.department), ('region', l.region), ('size', l.size), ('cohort', l.cohort)) v (cut, key)
    where l.kind = 'total' and l.has_units group by 1, 2, 3, 4, 5
    union all
    select x.subject_id, x.code, t.t, 'track', x.track, range_agg(daterange(x.since, x.until)) from tracked x, generate_series(1, 3) t (t)
    where x.kind = 'total' and x.has_units and x.levels & (1 << t.t) <> 0 group by 1, 2, 3, 5),
  apart as materialized (
    select l.subject_id, l.code, l.min_level as t, l.unit_key, l.has_units, lower(g) as since, upper(g) as until, l.num, l.den, l.base, l.value, l.is_fresh
    from l left join lateral (select range_agg(h.r) as r from spells h where h.code = l.code and h.subject_id = l.subject_id and h.unit_key = l.unit_key and h.t > l.min_level) h on true,
      unnest(datemultirange(daterange(l.from_on, l.until_on)) - coalesce(h.r, '{}')) g
    where l.kind = 'total')
  select x.subject_id, row(x.kind, x.code, x.levels, null, null, x.from_on, x.until_on, x.lines, x.companies, x.num, x.den, x.base, x.value, x.fresh, x.das, x.department, x.region, x.size, x.cohort)::ledger_part
  from keyed x
  union all
  select x.subject_id, row(x.kind, x.code, x.levels, 'track', x.track, x.since, x.until, x.lines, x.companies, x.num, x.den, x.base, x.value, x.fresh, null, null, null, null, null)::ledger_part
  from tracked x
  union all
  select o.subject_id, row('total', o.code, 1 << o.t, o.cut, o.key, lower(g), upper(g), 0, 1, 0, 0, 0, 0, 0, null, null, null, null, null)::ledger_part from once o, unnest(o.r) g
  union all
  select a.subject_id, row('apart', a.code, 1 << a.t, 'total', '', a.since, a.until, 1, (not a.has_units)::int, coalesce(a.num, 0), coalesce(a.den, 0), coalesce(a.base, 0), coalesce(a.value, 0),
    a.is_fresh::int, null, null, null, null, null)::ledger_part from apart a
  union all
  select a.subject_id, row('apart', a.code, 1 << a.t, 'total', '', lower(g), upper(g), 0, 1, 0, 0, 0, 0, 0, null, null, null, null, null)::ledger_part
  from (select a.subject_id, a.code, a.t, range_agg(daterange(a.since, a.until)) as r from apart a where a.has_units group by 1, 2, 3) a, unnest(a.r) g
  union all
  select l.subject_id, row('constant', l.code, 1 << l.min_level, 'total', '', l.from_on, l.until_on, 1, 1, coalesce(l.num, 0), coalesce(l.den, 0), coalesce(l.base, 0), coalesce(l.value, 0),
    l.is_fresh::int, null, null, null, null, null)::ledger_part from l where l.kind = 'constant';
end $$;
--> statement-breakpoint
-- The key of a part under a cut; null where it doesn't count under it.
create function ledger.key_of(p ledger_part, p_cut text) returns text language sql immutable parallel safe as $$
  select case when p.cut is not null then case when p.cut = p_cut then p.key end
    else case p_cut when 'total' then '' when 'das' then coalesce(p.das, '') when 'department' then coalesce(p.department, '') when 'region' then coalesce(p.region, '')
      when 'size' then coalesce(p.size, '') when 'cohort' then coalesce(p.cohort, '') end end $$;
--> statement-breakpoint
-- Counts again the subjects that have changed, at most so many, and returns how many are left. Under other terms, all of them.
-- The changes are read before the facts: what commits in between is folded now and once more. Folds of one cluster take turns.
create function ledger.fold(p_most int) returns int language plpgsql volatile set search_path = pg_catalog, public set jit = off as $$
declare c uuid := access.cluster_id(); changed uuid[]; seen uuid[]; terms ledger_term[];
begin
  perform pg_advisory_xact_lock(hashtextextended('impact:' || c, 0));
  if exists ((select * from ledger.current_terms() except select (t.term).* from impact_terms t where t.cluster_id = c)
    union all (select (t.term).* from impact_terms t where t.cluster_id = c except select * from ledger.current_terms())) then
    delete from impact_terms where cluster_id = c;
    delete from impact_parts where cluster_id = c;
    delete from impact_totals where cluster_id = c;
    insert into impact_terms (cluster_id, code, term) select c, t.code, t from ledger.current_terms() t;
    insert into impact_changes (cluster_id, subject_id) select c, x.subject_id from (select coalesce(company_id, project_id, cluster_id) as subject_id from observations where cluster_id = c
      union select company_id from baselines where cluster_id = c union select company_id from expected_figures where cluster_id = c
      union select company_id from memberships where cluster_id = c union select c) x;
  end if;
  terms := array(select t.term from impact_terms t where t.cluster_id = c order by t.code);
  changed := array(select distinct subject_id from impact_changes where cluster_id = c limit p_most);
  seen := array(select id from impact_changes where cluster_id = c and subject_id = any (changed));
  with come as materialized (select x.subject_id, array_agg(x.part) as parts from ledger.parts(terms, changed) x group by 1),
  gone as materialized (select x.subject_id, x.parts from impact_parts x where x.cluster_id = c and x.subject_id = any (changed)),
  steps as (
    select p.kind, u.cut, ledger.key_of(p, u.cut) as key, p.code, t.level, e.on_date, x.sign * e.sign as sign, p.lines, p.companies, p.num, p.den, p.base, p.value, p.fresh
    from (select parts, 1 as sign from come union all select parts, -1 from gone) x, unnest(x.parts) p, generate_series(1, 3) t (level),
      unnest(array['total', 'das', 'department', 'region', 'size', 'cohort', 'track']) u (cut), lateral (values (p.from_on, 1), (p.until_on, -1)) e (on_date, sign)
    where p.levels & (1 << t.level) <> 0 and (p.cut = u.cut or (p.cut is null and u.cut <> 'track')) and e.on_date <> 'infinity'),
  added as (
    insert into impact_totals as o (cluster_id, kind, cut, code, level, grain, on_date, key, lines, companies, num, den, base, value, fresh)
    select * from (
      select c, s.kind, s.cut, s.code, s.level, g.grain, g.on_date, s.key, sum(s.sign * s.lines) as lines, sum(s.sign * s.companies) as companies, sum(s.sign * s.num) as num, sum(s.sign * s.den) as den,
        sum(s.sign * s.base) as base, sum(s.sign * s.value) as value, sum(s.sign * s.fresh) as fresh
      from steps s, lateral (values ('d', s.on_date), ('m', date_trunc('month', s.on_date)::date)) g (grain, on_date)
      group by 1, 2, 3, 4, 5, 6, 7, 8) d
    where d.lines <> 0 or d.companies <> 0 or d.num <> 0 or d.den <> 0 or d.base <> 0 or d.value <> 0 or d.fresh <> 0
    on conflict (cluster_id, kind, cut, code, level, grain, on_date, key) do update set lines = o.lines + excluded.lines, companies = o.companies + excluded.companies, num = o.num + excluded.num,
      den = o.den + excluded.den, base = o.base + excluded.base, value = o.value + excluded.value, fresh = o.fresh + excluded.fresh),
  emptied as (delete from impact_parts x using gone g where x.cluster_id = c and x.subject_id = g.subject_id and not exists (select from come n where n.subject_id = g.subject_id))
  insert into impact_parts as o (cluster_id, subject_id, parts) select c, n.subject_id, n.parts from come n
  on conflict (cluster_id, subject_id) do update set parts = excluded.parts;
  delete from impact_changes where cluster_id = c and id = any (seen);
  return (select count(distinct subject_id) from impact_changes where cluster_id = c);
end $$;
--> statement-breakpoint
-- The totals again from the parts as they stand: after a load that brought the parts along.
create function ledger.sum_parts() returns void language sql volatile set search_path = pg_catalog, public set jit = off as $$
  delete from impact_totals where cluster_id = access.cluster_id();
  insert into impact_totals (cluster_id, kind, cut, code, level, grain, on_date, key, lines, companies, num, den, base, value, fresh)
  select access.cluster_id(), p.kind, u.cut, p.code, t.level, g.grain, g.on_date, k.key, sum(e.sign * p.lines), sum(e.sign * p.companies), sum(e.sign * p.num), sum(e.sign * p.den),
    sum(e.sign * p.base), sum(e.sign * p.value), sum(e.sign * p.fresh)
  from impact_parts x, unnest(x.parts) p, generate_series(1, 3) t (level), unnest(array['total', 'das', 'department', 'region', 'size', 'cohort', 'track']) u (cut),
    lateral (select ledger.key_of(p, u.cut) as key) k, lateral (values (p.from_on, 1), (p.until_on, -1)) e (on_date, sign),
    lateral (values ('d', e.on_date), ('m', date_trunc('month', e.on_date)::date)) g (grain, on_date)
  where x.cluster_id = access.cluster_id() and p.levels & (1 << t.level) <> 0 and (p.cut = u.cut or (p.cut is null and u.cut <> 'track')) and e.on_date <> 'infinity'
  group by 2, 3, 4, 5, 6, 7, 8 $$;
--> statement-breakpoint
-- Some figures as known now, each asked as a kind, an indicator, a minimum trust and a day, under one cut; to be added up by key. Totals,
-- less the parts of the subjects that have changed since, and these counted again; all of it counted again where the caller doesn't see
-- the whole cluster, under other terms, or after a large load.
create function ledger.figures(p_terms ledger_term[], r_kinds text[], r_codes text[], r_levels int[], r_dates date[], p_cut text)
returns table (kind text, code text, level int, as_of date, key text, lines int, companies int, num numeric, den numeric, base numeric, value numeric, fresh int)
language plpgsql stable rows 2000 set plan_cache_mode = force_generic_plan set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); changed uuid[];
begin
  if not exists (select from unnest(p_terms) u where not exists (select from public.impact_terms t where t.cluster_id = c and t.term = u)) then
    changed := array(select distinct x.subject_id from public.impact_changes x where x.cluster_id = c limit 501);
  end if;
  if changed is not null and cardinality(changed) <= 500 then
    return query
      select x.kind, x.code, x.level, x.d, t.key::text, t.lines, t.companies, t.num, t.den, t.base, t.value, t.fresh
      from unnest(r_kinds, r_codes, r_levels, r_dates) x (kind, code, level, d), lateral (select date_trunc('month', x.d + 1)::date as on_date) m,
        lateral (
          select t.* from public.impact_totals t where t.cluster_id = c and t.kind = x.kind and t.cut = p_cut and t.code = x.code and t.level = x.level and t.grain = 'm' and t.on_date < m.on_date
          union all
          select t.* from public.impact_totals t where t.cluster_id = c and t.kind = x.kind and t.cut = p_cut and t.code = x.code and t.level = x.level and t.grain = 'd'
            and t.on_date >= m.on_date and t.on_date <= x.d) t;
    if cardinality(changed) = 0 then return; end if;
  else
    changed := null;
  end if;
  return query
    select x.kind, x.code, x.level, x.d, ledger.key_of(p, p_cut), s.sign * p.lines, s.sign * p.companies, s.sign * p.num, s.sign * p.den, s.sign * p.base, s.sign * p.value, s.sign * p.fresh
    from (select n.part as p, 1 as sign from ledger.parts(p_terms, changed) n
      union all select p, -1 from public.impact_parts o, unnest(o.parts) p where changed is not null and o.cluster_id = c and o.subject_id = any (changed)) s,
      lateral (select (s.p).*) p join unnest(r_kinds, r_codes, r_levels, r_dates) x (kind, code, level, d)
        on x.kind = p.kind and x.code = p.code and p.levels & (1 << x.level) <> 0 and p.from_on <= x.d and x.d < p.until_on
    where p.cut = p_cut or (p.cut is null and p_cut <> 'track');
end $$;
--> statement-breakpoint
-- Every fact notes its subject, whoever writes it. Rows are added, never shared: what commits later is never taken for folded.
create or replace function ledger.note_changes() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if tg_table_name in ('observations', 'observation_acts') then
    insert into impact_changes (cluster_id, subject_id) select distinct n.cluster_id, coalesce(n.company_id, n.project_id, n.cluster_id) from new_rows n;
  else
    insert into impact_changes (cluster_id, subject_id) select distinct n.cluster_id, n.company_id from new_rows n;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- So does what decides where a company counts: its membership, its keys, its first case, the photonic part of its turnover.
create function ledger.note_change() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if tg_table_name = 'companies' then insert into impact_changes (cluster_id, subject_id) values (new.cluster_id, new.id);
  elsif tg_op = 'DELETE' then insert into impact_changes (cluster_id, subject_id) values (old.cluster_id, old.company_id);
  else insert into impact_changes (cluster_id, subject_id) values (new.cluster_id, new.company_id); end if;
  return null;
end $$;
--> statement-breakpoint
create trigger memberships_impact after insert on memberships referencing new table as new_rows for each statement execute function ledger.note_changes();
--> statement-breakpoint
create trigger memberships_impact_change after update or delete on memberships for each row execute function ledger.note_change();
--> statement-breakpoint
create trigger company_years_impact after insert on company_years referencing new table as new_rows for each statement execute function ledger.note_changes();
--> statement-breakpoint
create trigger company_years_impact_change after update or delete on company_years for each row execute function ledger.note_change();
--> statement-breakpoint
create trigger companies_impact_change after update of main_das, department_code, region_code, size_category, member_category on companies for each row
  when ((old.main_das, old.department_code, old.region_code, old.size_category, old.member_category) is distinct from (new.main_das, new.department_code, new.region_code, new.size_category, new.member_category))
  execute function ledger.note_change();
--> statement-breakpoint
create trigger cases_impact after insert on cases referencing new table as new_rows for each statement execute function ledger.note_changes();
--> statement-breakpoint
create trigger cases_impact_change after update of started_on, track on cases for each row
  when ((old.started_on, old.track) is distinct from (new.started_on, new.track)) execute function ledger.note_change();
--> statement-breakpoint
revoke all on all functions in schema ledger from public;
--> statement-breakpoint
grant execute on all functions in schema ledger to app_user, app_worker;
--> statement-breakpoint
revoke execute on function ledger.fold(int), ledger.sum_parts(), ledger.note_changes(), ledger.note_change() from app_user;
--> statement-breakpoint
grant create on schema ledger to app_keeper;
--> statement-breakpoint
alter function ledger.note_changes() owner to app_keeper;
--> statement-breakpoint
alter function ledger.note_change() owner to app_keeper;
--> statement-breakpoint
revoke create on schema ledger from app_keeper;
