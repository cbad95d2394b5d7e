CREATE TABLE "impact_changes" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	CONSTRAINT "impact_changes_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "impact_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "impact_steps" (
	"cluster_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"code" text collate "C" NOT NULL,
	"level" smallint NOT NULL,
	"on_date" date NOT NULL,
	"lines" integer NOT NULL,
	"companies" integer NOT NULL,
	"num" numeric NOT NULL,
	"den" numeric NOT NULL,
	"base" numeric NOT NULL,
	"value" numeric NOT NULL,
	"fresh" integer NOT NULL,
	CONSTRAINT "impact_steps_pk" PRIMARY KEY("cluster_id","company_id","kind","code","level","on_date"),
	CONSTRAINT "impact_steps_kind" CHECK ("impact_steps"."kind" in ('total', 'apart', 'answers'))
);
--> statement-breakpoint
ALTER TABLE "impact_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "impact_terms" (
	"cluster_id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"rule" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"grain" text collate "C" NOT NULL,
	"starts_on" date NOT NULL,
	"growth" numeric NOT NULL,
	CONSTRAINT "impact_terms_pk" PRIMARY KEY("cluster_id","code")
);
--> statement-breakpoint
ALTER TABLE "impact_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "impact_totals" (
	"cluster_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"code" text collate "C" NOT NULL,
	"level" smallint NOT NULL,
	"grain" text collate "C" NOT NULL,
	"on_date" date NOT NULL,
	"lines" integer NOT NULL,
	"companies" integer NOT NULL,
	"num" numeric NOT NULL,
	"den" numeric NOT NULL,
	"base" numeric NOT NULL,
	"value" numeric NOT NULL,
	"fresh" integer NOT NULL,
	CONSTRAINT "impact_totals_pk" PRIMARY KEY("cluster_id","kind","code","level","grain","on_date"),
	CONSTRAINT "impact_totals_kind" CHECK ("impact_totals"."kind" in ('total', 'apart', 'answers')),
	CONSTRAINT "impact_totals_grain" CHECK ("impact_totals"."grain" in ('d', 'm'))
);
--> statement-breakpoint
ALTER TABLE "impact_totals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "impact_changes" ADD CONSTRAINT "impact_changes_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_steps" ADD CONSTRAINT "impact_steps_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_terms" ADD CONSTRAINT "impact_terms_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_totals" ADD CONSTRAINT "impact_totals_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "impact_changes_of_company" ON "impact_changes" USING btree ("cluster_id","company_id");--> statement-breakpoint
CREATE POLICY "impact_changes_read" ON "impact_changes" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.sees_all()));--> statement-breakpoint
CREATE POLICY "impact_changes_fold" ON "impact_changes" AS PERMISSIVE FOR ALL TO "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system') WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');--> statement-breakpoint
CREATE POLICY "impact_changes_keeper" ON "impact_changes" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "impact_steps_read" ON "impact_steps" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.sees_all()));--> statement-breakpoint
CREATE POLICY "impact_steps_fold" ON "impact_steps" AS PERMISSIVE FOR ALL TO "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system') WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');--> statement-breakpoint
CREATE POLICY "impact_terms_read" ON "impact_terms" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.sees_all()));--> statement-breakpoint
CREATE POLICY "impact_terms_fold" ON "impact_terms" AS PERMISSIVE FOR ALL TO "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system') WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');--> statement-breakpoint
CREATE POLICY "impact_totals_read" ON "impact_totals" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.sees_all()));--> statement-breakpoint
CREATE POLICY "impact_totals_fold" ON "impact_totals" AS PERMISSIVE FOR ALL TO "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system') WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['impact_terms', 'impact_changes', 'impact_steps', 'impact_totals'] loop
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
    execute format('grant select on %I to app_user, app_worker', t);
    execute format('grant insert, update, delete on %I to app_worker', t);
  end loop;
end $$;
--> statement-breakpoint
grant insert on impact_changes to app_keeper;
--> statement-breakpoint
alter table impact_totals set (fillfactor = 70);
--> statement-breakpoint
-- Every fact notes its company, whoever writes it. Rows are added, never shared: what commits later is never taken for folded.
create function ledger.note_changes() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  insert into impact_changes (cluster_id, company_id) select distinct cluster_id, company_id from new_rows;
  return null;
end $$;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['observations', 'observation_acts', 'baselines', 'expected_figures'] loop
    execute format('create trigger %1$s_impact after insert on %1$I referencing new table as new_rows for each statement execute function ledger.note_changes()', t);
  end loop;
end $$;
--> statement-breakpoint
drop function ledger.company_baselines(text, timestamptz);
--> statement-breakpoint
-- A company's reference value: that of the case that froze it first, with its latest correction. A null list means all companies.
create function ledger.company_baselines(p_metric text, k timestamptz, p_companies uuid[] default null)
returns table (company_id uuid, baseline_id uuid, num numeric, on_date date)
language plpgsql stable rows 2000 set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  if p_companies is null then
    return query
    select distinct on (b.company_id) b.company_id, b.id, b.num, b.on_date
    from (select x.*, first_value(x.case_id) over (partition by x.company_id order by x.recorded_at, x.id) as first_case
      from public.baselines x where x.cluster_id = c and x.metric = p_metric and x.recorded_at <= k) b
    where b.case_id = b.first_case
    order by b.company_id, b.recorded_at desc, b.id desc;
  else
    return query
    select distinct on (b.company_id) b.company_id, b.id, b.num, b.on_date
    from (select x.*, first_value(x.case_id) over (partition by x.company_id order by x.recorded_at, x.id) as first_case
      from public.baselines x where x.cluster_id = c and x.company_id = any (p_companies) and x.metric = p_metric and x.recorded_at <= k) b
    where b.case_id = b.first_case
    order by b.company_id, b.recorded_at desc, b.id desc;
  end if;
end $$;
--> statement-breakpoint
drop function ledger.figure_lines(text[], text[], text[], date, text[], date[], int[], timestamptz, numeric);
--> statement-breakpoint
-- As before (migration 0003), for some companies too; a null list means all of them.
create function ledger.figure_lines(p_codes text[], p_rules text[], p_sources text[], p_from date, r_codes text[], r_dates date[], r_levels int[], k timestamptz, p_growth numeric, p_companies uuid[] default null)
returns table (code text, as_of date, min_level int, company_id uuid, unit_key text, num numeric, den numeric, base numeric, value numeric, level smallint, is_fresh boolean,
  valid_on date, observation_id uuid, case_id uuid)
language plpgsql stable rows 20000 set plan_cache_mode = force_generic_plan set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
begin
  return query
  with i as materialized ( -- sorts compare the number, not the words
    select u.code, u.rule, u.source collate "C" as source, u.no, case v.grain when 'half_year' then interval '6 months' else interval '1 year' end as fresh_for
    from unnest(p_codes, p_rules, p_sources) with ordinality u (code, rule, source, no)
    left join lateral (select m.grain from public.metric_versions m where m.cluster_id = access.cluster_id() and m.metric = u.source order by m.version desc limit 1) v on true),
  r as materialized (select i.no, u.d, u.t from unnest(r_codes, r_dates, r_levels) u (code, d, t) join i using (code)),
  trusts as materialized (select distinct i.no, i.rule, i.source, r.t from i join r using (no)),
  cells as materialized (select * from ledger.standing_cells(p_sources, k, p_companies) s where s.num is not null),
  bases as materialized (
    select s.source, b.* from (select distinct i.source from i where i.rule in ('net', 'growth')) s, lateral ledger.company_baselines(s.source, k, p_companies) b),
  firsts as (
    select distinct on (x.no, x.t, c.company_id) x.no, x.t, c.company_id, b.num as base, c.num, c.level, c.valid_on, c.observation_id, c.case_id
    from trusts x join cells c on c.metric = x.source left join bases b on b.source = x.source and b.company_id = c.company_id
    where c.level >= x.t and c.valid_on >= p_from
      and ((x.rule = 'distinct' and c.num > 0) or (x.rule = 'growth' and b.num > 0 and c.num >= b.num * (1 + p_growth) and c.valid_on > b.on_date))
    order by x.no, x.t, c.company_id, c.valid_on, c.cell collate "C"),
  steps as (
    select s.*, lead(s.valid_on) over (partition by s.no, s.t, s.unit order by s.valid_on) as next_on
    from (select distinct on (x.no, x.t, u.unit, c.valid_on) x.no, x.rule, x.source, x.t, u.unit, c.company_id, c.num, c.den, c.level, c.valid_on, c.observation_id, c.case_id
      from trusts x join cells c on c.metric = x.source,
        lateral (select case when x.rule = 'ratio' then coalesce(c.case_id, c.chain_id) else c.company_id end as unit) u
      where x.rule in ('net', 'latest', 'ratio') and c.level >= x.t
      order by x.no, x.t, u.unit, c.valid_on, c.level desc, c.cell collate "C") s)
  select i.code, r.d, r.t, c.company_id, c.cell, c.num, null::numeric, null::numeric, c.num, c.level, true, c.valid_on, c.observation_id, c.case_id
  from i join r using (no) join cells c on c.metric = i.source
  where i.rule in ('sum', 'mean') and c.level >= r.t and c.valid_on >= p_from and c.valid_on <= r.d
  union all
  select i.code, r.d, f.t, f.company_id, f.company_id::text, 1::numeric, null::numeric, f.base, f.num, f.level, true, f.valid_on, f.observation_id, f.case_id
  from firsts f join r on r.no = f.no and r.t = f.t join i on i.no = f.no where f.valid_on <= r.d
  union all
  select i.code, r.d, s.t, s.company_id, s.unit::text, case when s.rule = 'net' then s.num - b.num else s.num end, s.den, b.num, s.num, s.level,
    r.d <= (s.valid_on + i.fresh_for)::date, s.valid_on, s.observation_id, s.case_id
  from steps s join i on i.no = s.no join r on r.no = s.no and r.t = s.t
    left join bases b on s.rule = 'net' and b.source = s.source and b.company_id = s.company_id
  where s.valid_on <= r.d and (s.next_on is null or r.d < s.next_on) and r.d <= (s.valid_on + i.fresh_for + interval '1 year')::date
    and (s.rule <> 'net' or b.num is not null);
end $$;
--> statement-breakpoint
-- Who is asked for a value, as expected_units says it, and from which day.
create function ledger.asked_units(p_rule text, p_metric text, p_companies uuid[])
returns table (company_id uuid, unit_key text, from_on date)
language plpgsql stable rows 500 set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  if p_companies is null then
    return query
    select u.company_id, u.unit, min(u.on_date) from (
      select e.company_id, case when p_rule in ('sum', 'mean', 'ratio') then e.case_id::text else e.company_id::text end as unit, e.valid_on as on_date
      from public.expected_figures e where e.cluster_id = c and e.metric = p_metric and not e.is_baseline
      union all
      select b.company_id, b.company_id::text, b.on_date from public.baselines b where b.cluster_id = c and b.metric = p_metric and p_rule in ('net', 'growth')) u
    group by 1, 2;
  else
    return query
    select u.company_id, u.unit, min(u.on_date) from (
      select e.company_id, case when p_rule in ('sum', 'mean', 'ratio') then e.case_id::text else e.company_id::text end as unit, e.valid_on as on_date
      from public.expected_figures e where e.cluster_id = c and e.company_id = any (p_companies) and e.metric = p_metric and not e.is_baseline
      union all
      select b.company_id, b.company_id::text, b.on_date from public.baselines b
      where b.cluster_id = c and b.company_id = any (p_companies) and b.metric = p_metric and p_rule in ('net', 'growth')) u
    group by 1, 2;
  end if;
end $$;
--> statement-breakpoint
-- What each company adds to some figures at each reading: its lines at the minimum trust (total), those of the highest trust at which
-- each counts (apart), who was asked and who answered (answers: lines are asked, num has a fresh value at the trust, companies at any).
-- The last two need the three levels of a day, and are given where all three are read.
create function ledger.company_sums(p_codes text[], p_rules text[], p_sources text[], p_from date, p_growth numeric, r_codes text[], r_dates date[], r_levels int[], p_companies uuid[])
returns table (company_id uuid, kind text, code text, level int, as_of date, lines int, companies int, num numeric, den numeric, base numeric, value numeric, fresh int)
language plpgsql stable rows 5000 set plan_cache_mode = force_generic_plan set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare w_nos int[]; w_dates date[]; -- of the days at three levels
begin
  select array_agg(w.no), array_agg(w.d) into w_nos, w_dates from (
    select array_position(p_codes, u.code) as no, u.d from unnest(r_codes, r_dates) u (code, d) group by 1, 2 having count(*) = 3) w;
  return query
  with l as materialized (
    select f.*, array_position(p_codes, f.code) as no from ledger.figure_lines(p_codes, p_rules, p_sources, p_from, r_codes, r_dates, r_levels, 'infinity', p_growth, p_companies) f),
  i as materialized (
    select u.*, u.rule in ('sum', 'mean', 'ratio') as is_by_case from unnest(p_codes, p_rules, p_sources) with ordinality u (code, rule, source, no)),
  r as materialized (select i.no, i.code, w.d from unnest(w_nos, w_dates) w (no, d) join i on i.no = w.no),
  best as (select l.no, l.as_of, l.company_id, l.unit_key, max(l.min_level) as min_level from l join r on r.no = l.no and r.d = l.as_of group by 1, 2, 3, 4),
  given as materialized (
    select l.no, l.as_of, k.unit_key, max(l.min_level) as level from l join r on r.no = l.no and r.d = l.as_of join i on i.no = l.no,
      lateral (select case when i.is_by_case then l.case_id::text else l.company_id::text end as unit_key) k
    where l.is_fresh group by 1, 2, 3),
  asked as materialized (select i.no, a.* from i, lateral ledger.asked_units(i.rule, i.source, p_companies) a)
  select l.company_id, 'total', l.code, l.min_level, l.as_of, count(*)::int, 1, coalesce(sum(l.num), 0), coalesce(sum(l.den), 0), coalesce(sum(l.base), 0), coalesce(sum(l.value), 0),
    (count(*) filter (where l.is_fresh))::int
  from l group by 1, 3, 4, 5
  union all
  select l.company_id, 'apart', l.code, l.min_level, l.as_of, count(*)::int, 1, coalesce(sum(l.num), 0), coalesce(sum(l.den), 0), coalesce(sum(l.base), 0), coalesce(sum(l.value), 0),
    (count(*) filter (where l.is_fresh))::int
  from l join best b on b.no = l.no and b.as_of = l.as_of and b.company_id = l.company_id and b.unit_key = l.unit_key and b.min_level = l.min_level group by 1, 3, 4, 5
  union all
  select a.company_id, 'answers', r.code, t.level, r.d, count(*)::int, count(g.level)::int, (count(*) filter (where g.level >= t.level))::numeric, 0, 0, 0, 0
  from r join asked a on a.no = r.no and a.from_on <= r.d left join given g on g.no = r.no and g.as_of = r.d and g.unit_key = a.unit_key, generate_series(1, 3) t (level)
  group by 1, 3, 4, 5;
end $$;
--> statement-breakpoint
-- The days on which a company may change a figure: a value comes into force, is no longer fresh, is too old, or is asked for.
create function ledger.turning_days(p_codes text[], p_rules text[], p_sources text[], p_company uuid)
returns table (code text, on_date date)
language plpgsql stable rows 50 set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with i as materialized (
    select u.*, case v.grain when 'half_year' then interval '6 months' else interval '1 year' end as fresh_for from unnest(p_codes, p_rules, p_sources) u (code, rule, source)
    left join lateral (select m.grain from public.metric_versions m where m.cluster_id = access.cluster_id() and m.metric = u.source order by m.version desc limit 1) v on true),
  cells as materialized (select * from ledger.standing_cells(p_sources, 'infinity', array[p_company]))
  select i.code, d.on_date from i join cells c on c.metric = i.source,
    lateral (select c.valid_on union all
      select e from unnest(array[(c.valid_on + i.fresh_for)::date + 1, (c.valid_on + i.fresh_for + interval '1 year')::date + 1]) e where i.rule in ('net', 'latest', 'ratio')) d (on_date)
  union
  select i.code, a.from_on from i, lateral ledger.asked_units(i.rule, i.source, array[p_company]) a;
end $$;
--> statement-breakpoint
-- The steps of some companies (null: of all), added to the totals or taken back.
create function ledger.add_steps(p_companies uuid[], p_sign int) returns void language sql volatile set search_path = pg_catalog, public as $$
  insert into impact_totals as t (cluster_id, kind, code, level, grain, on_date, lines, companies, num, den, base, value, fresh)
  select s.cluster_id, s.kind, s.code, s.level, g.grain, g.on_date, sum(p_sign * s.lines), sum(p_sign * s.companies), sum(p_sign * s.num), sum(p_sign * s.den), sum(p_sign * s.base),
    sum(p_sign * s.value), sum(p_sign * s.fresh)
  from impact_steps s, lateral (values ('d', s.on_date), ('m', date_trunc('month', s.on_date)::date)) g (grain, on_date)
  where s.cluster_id = (select access.cluster_id()) and (p_companies is null or s.company_id = any (p_companies))
  group by 1, 2, 3, 4, 5, 6
  on conflict (cluster_id, kind, code, level, grain, on_date) do update set lines = t.lines + excluded.lines, companies = t.companies + excluded.companies, num = t.num + excluded.num,
    den = t.den + excluded.den, base = t.base + excluded.base, value = t.value + excluded.value, fresh = t.fresh + excluded.fresh $$;
--> statement-breakpoint
create function ledger.grain_of(p_metric text) returns text language sql stable set search_path = pg_catalog, public as $$
  select coalesce((select m.grain::text from metric_versions m where m.cluster_id = access.cluster_id() and m.metric = p_metric order by m.version desc limit 1), '') $$;
--> statement-breakpoint
-- Indicators of the contract that runs today, as they are added up; growth is measured wherever a change can be read.
create function ledger.contract_terms() returns table (code text, rule text, source text, grain text, starts_on date, growth numeric) language sql stable set search_path = pg_catalog, public as $$
  with k as (
    select k.id, k.starts_on, coalesce((p.settings->>'growthThreshold')::numeric, 0.1) as growth from contracts k join programmes p on p.cluster_id = k.cluster_id and p.id = k.programme_id,
      (select (now() at time zone 'Europe/Paris')::date as today) t
    where k.cluster_id = access.cluster_id() order by (k.starts_on <= t.today) desc, abs(k.starts_on - t.today), k.id limit 1),
  i as (
    select i.metric as code, i.rule, coalesce(v.definition->'derivedFrom'->'numerator'->>0, i.metric) as source, k.starts_on, k.growth
    from k join objectives o on o.cluster_id = access.cluster_id() and o.contract_id = k.id join indicators i on i.cluster_id = o.cluster_id and i.objective_id = o.id
    join lateral (select m.definition from metric_versions m where m.cluster_id = i.cluster_id and m.metric = i.metric order by m.version desc limit 1) v on true)
  select distinct on (x.code) x.code, x.rule, x.source, ledger.grain_of(x.source), x.starts_on, x.growth from (
    select code, rule, source, starts_on, growth from i union all select code || ' measured', 'net', source, starts_on, growth from i where rule = 'growth') x order by x.code $$;
--> statement-breakpoint
-- Counts again the companies that have changed, at most so many, and returns how many are left. Under other terms, all of them.
-- The changes are read before the facts: what commits in between is folded now and once more. Folds of one cluster take turns.
create function ledger.fold(p_most int) returns int language plpgsql volatile set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
  c uuid := access.cluster_id(); one uuid; changed uuid[]; seen uuid[];
  codes text[]; rules text[]; sources text[]; since date; grown numeric; r_codes text[]; r_dates date[]; r_levels int[];
begin
  perform pg_advisory_xact_lock(hashtextextended('impact:' || c, 0));
  if exists ((select * from ledger.contract_terms() except select t.code, t.rule, t.source, t.grain, t.starts_on, t.growth from impact_terms t where t.cluster_id = c)
    union all (select t.code, t.rule, t.source, t.grain, t.starts_on, t.growth from impact_terms t where t.cluster_id = c except select * from ledger.contract_terms())) then
    delete from impact_terms where cluster_id = c;
    delete from impact_steps where cluster_id = c;
    delete from impact_totals where cluster_id = c;
    insert into impact_terms (cluster_id, code, rule, source, grain, starts_on, growth) select c, t.* from ledger.contract_terms() t;
    insert into impact_changes (cluster_id, company_id) select c, x.company_id from (select company_id from observations where cluster_id = c
      union select company_id from baselines where cluster_id = c union select company_id from expected_figures where cluster_id = c) x;
  end if;
  select array_agg(t.code), array_agg(t.rule), array_agg(t.source), min(t.starts_on), min(t.growth) into codes, rules, sources, since, grown from impact_terms t where t.cluster_id = c;
  changed := array(select distinct company_id from impact_changes where cluster_id = c limit p_most);
  seen := array(select id from impact_changes where cluster_id = c and company_id = any (changed));
  perform ledger.add_steps(changed, -1);
  delete from impact_steps where cluster_id = c and company_id = any (changed);
  foreach one in array changed loop
    select array_agg(d.code), array_agg(d.on_date), array_agg(t) into r_codes, r_dates, r_levels from ledger.turning_days(codes, rules, sources, one) d, generate_series(1, 3) t;
    insert into impact_steps (cluster_id, company_id, kind, code, level, on_date, lines, companies, num, den, base, value, fresh)
    select c, one, x.* from (
      select k.kind, r.code, r.level, r.on_date, coalesce(s.lines, 0) - lag(coalesce(s.lines, 0), 1, 0) over w as lines, coalesce(s.companies, 0) - lag(coalesce(s.companies, 0), 1, 0) over w as companies,
        coalesce(s.num, 0) - lag(coalesce(s.num, 0), 1, 0::numeric) over w as num, coalesce(s.den, 0) - lag(coalesce(s.den, 0), 1, 0::numeric) over w as den,
        coalesce(s.base, 0) - lag(coalesce(s.base, 0), 1, 0::numeric) over w as base, coalesce(s.value, 0) - lag(coalesce(s.value, 0), 1, 0::numeric) over w as value,
        coalesce(s.fresh, 0) - lag(coalesce(s.fresh, 0), 1, 0) over w as fresh
      from unnest(r_codes, r_dates, r_levels) r (code, on_date, level) cross join (values ('total'), ('apart'), ('answers')) k (kind)
        left join ledger.company_sums(codes, rules, sources, since, grown, r_codes, r_dates, r_levels, array[one]) s
          on s.kind = k.kind and s.code = r.code and s.level = r.level and s.as_of = r.on_date
      window w as (partition by k.kind, r.code, r.level order by r.on_date)) x
    where x.lines <> 0 or x.companies <> 0 or x.num <> 0 or x.den <> 0 or x.base <> 0 or x.value <> 0 or x.fresh <> 0;
  end loop;
  perform ledger.add_steps(changed, 1);
  delete from impact_changes where cluster_id = c and id = any (seen);
  return (select count(distinct company_id) from impact_changes where cluster_id = c);
end $$;
--> statement-breakpoint
-- The parts of some figures as known now, to be added up by kind, code, level and day: on one day at the three levels, on other days at
-- one. Totals, less the steps of the companies that have changed since, and these counted again; all of it counted again where the
-- caller doesn't see the whole cluster, under other terms, or after a large load.
create function ledger.figures(p_codes text[], p_rules text[], p_sources text[], p_from date, p_growth numeric, p_on date, p_level int, h_codes text[], h_dates date[])
returns table (kind text, code text, level int, as_of date, lines int, companies int, num numeric, den numeric, base numeric, value numeric, fresh int)
language plpgsql stable rows 2000 set plan_cache_mode = force_generic_plan set jit = off as $$
#variable_conflict use_column
declare
  c uuid := access.cluster_id(); changed uuid[];
  r_codes text[] := array(select u from unnest(p_codes) u, generate_series(1, 3)) || h_codes;
  r_dates date[] := array_fill(p_on, array[3 * cardinality(p_codes)]) || h_dates;
  r_levels int[] := array(select t from unnest(p_codes), generate_series(1, 3) t) || array_fill(p_level, array[cardinality(h_codes)]);
begin
  if not exists (select from unnest(p_codes, p_rules, p_sources) u (code, rule, source) left join public.impact_terms t on t.cluster_id = c and t.code = u.code and t.rule = u.rule
      and t.source = u.source and t.starts_on = p_from and t.growth = p_growth and t.grain = ledger.grain_of(u.source) where t.code is null) then
    changed := array(select distinct x.company_id from public.impact_changes x where x.cluster_id = c limit 501);
  end if;
  if changed is null or cardinality(changed) > 500 then
    return query select s.kind, s.code, s.level, s.as_of, s.lines, s.companies, s.num, s.den, s.base, s.value, s.fresh
      from ledger.company_sums(p_codes, p_rules, p_sources, p_from, p_growth, r_codes, r_dates, r_levels, null) s;
    return;
  end if;
  return query
    select x.kind, x.code, x.level, x.d, t.lines, t.companies, t.num, t.den, t.base, t.value, t.fresh
    from (select k.kind, u.code, u.level, u.d from unnest(r_codes, r_dates, r_levels) u (code, d, level), (values ('total'), ('apart'), ('answers')) k (kind)
        where u.d = p_on or k.kind = 'total') x,
      lateral (select date_trunc('month', x.d + 1)::date as on_date) m,
      lateral (
        select t.* from public.impact_totals t where t.cluster_id = c and t.kind = x.kind and t.code = x.code and t.level = x.level and t.grain = 'm' and t.on_date < m.on_date
        union all
        select t.* from public.impact_totals t where t.cluster_id = c and t.kind = x.kind and t.code = x.code and t.level = x.level and t.grain = 'd' and t.on_date >= m.on_date and t.on_date <= x.d) t;
  if cardinality(changed) = 0 then return; end if;
  return query
    select s.kind, s.code, s.level::int, u.d, -s.lines, -s.companies, -s.num, -s.den, -s.base, -s.value, -s.fresh
    from public.impact_steps s join unnest(r_codes, r_dates, r_levels) u (code, d, level) on s.code = u.code and s.level = u.level and s.on_date <= u.d and (u.d = p_on or s.kind = 'total')
    where s.cluster_id = c and s.company_id = any (changed)
    union all
    select s.kind, s.code, s.level, s.as_of, s.lines, s.companies, s.num, s.den, s.base, s.value, s.fresh
    from ledger.company_sums(p_codes, p_rules, p_sources, p_from, p_growth, r_codes, r_dates, r_levels, changed) s;
end $$;
--> statement-breakpoint
revoke all on all functions in schema ledger from public;
--> statement-breakpoint
grant execute on all functions in schema ledger to app_user, app_worker;
--> statement-breakpoint
revoke execute on function ledger.fold(int), ledger.add_steps(uuid[], int), ledger.note_changes() from app_user;
--> statement-breakpoint
grant create on schema ledger to app_keeper;
--> statement-breakpoint
alter function ledger.note_changes() owner to app_keeper;
--> statement-breakpoint
revoke create on schema ledger from app_keeper;
