-- Totals are derived: the next fold adds them up again under their new shape.
truncate impact_terms, impact_parts, impact_totals;
--> statement-breakpoint
ALTER TABLE "impact_totals" DROP CONSTRAINT "impact_totals_cut";--> statement-breakpoint
ALTER TABLE "impact_totals" DROP CONSTRAINT "impact_totals_pk";
--> statement-breakpoint
ALTER TABLE "impact_totals" ADD COLUMN "beside" text collate "C" NOT NULL;--> statement-breakpoint
ALTER TABLE "impact_totals" ADD CONSTRAINT "impact_totals_pk" PRIMARY KEY("cluster_id","kind","cut","code","level","grain","on_date","key","beside");--> statement-breakpoint
ALTER TABLE "impact_totals" ADD CONSTRAINT "impact_totals_cut" CHECK ("impact_totals"."cut" in ('total', 'das', 'department', 'region', 'size', 'cohort', 'track', 'das department', 'das region', 'das size', 'das cohort', 'das track', 'department region', 'department size', 'department cohort', 'department track', 'region size', 'region cohort', 'region track', 'size cohort', 'size track', 'cohort track'));
--> statement-breakpoint
-- Every cut of the totals, with the dimensions it is made of: none, one, or a pair named in this order.
create function ledger.cuts() returns table (cut text, das boolean, department boolean, region boolean, size boolean, cohort boolean, track boolean)
language sql immutable parallel safe set search_path = pg_catalog as $$
  with d as (select * from unnest(array['das', 'department', 'region', 'size', 'cohort', 'track']) with ordinality d (name, no))
  select 'total', false, false, false, false, false, false
  union all
  select concat_ws(' ', a.name, nullif(b.name, a.name)), 'das' in (a.name, b.name), 'department' in (a.name, b.name), 'region' in (a.name, b.name), 'size' in (a.name, b.name),
    'cohort' in (a.name, b.name), 'track' in (a.name, b.name)
  from d a join d b on a.no <= b.no $$;
--> statement-breakpoint
drop function ledger.key_of(ledger_part, text);
--> statement-breakpoint
-- The key of a part in a dimension; empty where it isn't known, and where there is no dimension.
create function ledger.key_of(p ledger_part, p_dimension text) returns text language sql immutable parallel safe as $$
  select coalesce(case p_dimension when 'das' then p.das when 'department' then p.department when 'region' then p.region when 'size' then p.size when 'cohort' then p.cohort
    when 'track' then p.key end, '') $$;
--> statement-breakpoint
-- What each subject adds to figures, as parts that count from a day to another at some minimum trusts (a bit each):
--   total     its lines and its one company       apart     those of the highest trust at which each counts
--   constant  those of the members at the start   answers   lines: asked, companies: answered, num: with a fresh value at the trust,
--             whatever became of them                        den and base: asked and covered weighted by the base value
-- A part without a cut and without a key counts in the total, under each of its keys and under each pair of them; one whose key is a
-- track, as tracks overlap, under that track and its pairs; one of a cut, under that cut alone.
create or replace function ledger.parts(p_terms ledger_term[], p_subjects uuid[] default null)
returns table (subject_id uuid, part ledger_part)
language plpgsql stable rows 20000 set plan_cache_mode = force_custom_plan set work_mem = '32MB' set enable_nestloop = off set jit = off as $$
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
    from l where l.is_fresh and l.kind = any (case when l.rule = 'growth' then array['given'] else array['total', 'in_group'] end) group by 1, 2, 3, 4),
  weights as materialized (
    select distinct on (u.code, u.subject_id) u.code, u.subject_id, u.weight from (
      select i.code, b.company_id as subject_id, b.num as weight, 0 as place, b.on_date from i, lateral ledger.company_baselines(i.source, 'infinity', p_subjects) b where i.rule in ('net', 'growth')
      union all
      select l.code, l.subject_id, case when i.rule = 'paired_ratio' then l.den else l.num end, case when l.valid_on < i.starts_on then -1 else 1 end * (l.valid_on - i.starts_on), l.valid_on
      from l join i on i.code = l.code where i.perimeter <> 'all' and l.min_level = 1 and l.company_id is not null) u
    order by u.code, u.subject_id, (u.place < 0), abs(u.place)),
  asked as materialized (
    select row_number() over () as no, a.code, a.subject_id, a.company_id, a.asked_key, a.case_id, daterange(a.from_on, a.until_on) as r, coalesce(w.weight, 0) as weight, o.main_das::text as das,
      o.department_code::text as department, o.region_code::text as region, o.size_category::text as size, co.cohort
    from ledger.asked(p_terms, 'infinity', p_subjects) a left join public.companies o on o.cluster_id = c and o.id = a.company_id and (p_subjects is null or o.id = any (p_subjects))
      left join cohorts co on co.company_id = a.company_id
      left join weights w on w.code = a.code and w.subject_id = a.subject_id
    union all
    select -row_number() over (), l.code, l.subject_id, null, l.unit_key, null, daterange(l.from_on, l.until_on), 0, l.das, l.department, l.region, l.size, null
    from l where l.company_id is null and l.kind = 'total' and l.min_level = 1 and l.rule in ('sum', 'distinct', 'yearly_ratio')),
  answers as (
    select a.*, 14 as levels, lower(a.r) as from_on, upper(a.r) as until_on, 1 as lines, 0 as companies, 0 as num, a.weight as den, 0::numeric as base from asked a
    union all
    select a.*, 14, lower(g), upper(g), 0, 1, 0, 0, 0 from asked a join (select g.code, g.subject_id, g.asked_key, range_agg(g.r) as r from given g group by 1, 2, 3) n
      on n.code = a.code and n.subject_id = a.subject_id and n.asked_key = a.asked_key, unnest(n.r * datemultirange(a.r)) g
    union all
    select a.*, bit_or(1 << n.t), lower(g), upper(g), 0, 0, 1, 0, a.weight from asked a join given n on n.code = a.code and n.subject_id = a.subject_id and n.asked_key = a.asked_key,
      unnest(n.r * datemultirange(a.r)) g
    group by a.no, a.code, a.subject_id, a.company_id, a.asked_key, a.case_id, a.r, a.weight, a.das, a.department, a.region, a.size, a.cohort, g),
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
    select x.*, coalesce(k.track::text, '') as track, x.from_on as since, x.until_on as until from keyed x left join public.cases k on k.cluster_id = c and k.id = x.case_id and (p_subjects is null or k.company_id = any (p_subjects))
    where x.has_units or x.company_id is null
    union all
    select x.*, u.track, greatest(x.from_on, u.from_on), x.until_on from keyed x join support u on u.company_id = x.company_id where not x.has_units and greatest(x.from_on, u.from_on) < x.until_on
    union all
    select x.*, '', x.from_on, least(x.until_on, u.first_on) from keyed x left join (select distinct v.company_id, v.first_on from support v) u on u.company_id = x.company_id
    where not x.has_units and x.company_id is not null and x.from_on < least(x.until_on, u.first_on)),
  units as ( -- a company counts once however many its events or cases
    select l.subject_id, l.code, l.min_level as t, null as track, coalesce(l.das, '') as das, coalesce(l.department, '') as department, coalesce(l.region, '') as region,
      coalesce(l.size, '') as size, coalesce(l.cohort, '') as cohort, daterange(l.from_on, l.until_on) as r
    from l where l.kind = 'total' and l.has_units
    union all
    select x.subject_id, x.code, t.t, x.track, coalesce(x.das, ''), coalesce(x.department, ''), coalesce(x.region, ''), coalesce(x.size, ''), coalesce(x.cohort, ''), daterange(x.since, x.until)
    from tracked x, generate_series(1, 3) t (t) where x.kind = 'total' and x.has_units and x.levels & (1 << t.t) <> 0),
  places as materialized (
    select u.subject_id, u.code, u.t, u.track, u.das, u.department, u.region, u.size, u.cohort, range_agg(u.r) as r, count(*) over (partition by u.subject_id, u.code, u.t, u.track) as many
    from units u group by 1, 2, 3, 4, 5, 6, 7, 8, 9),
  once as ( -- its events stand under the same keys: one part for all cuts; else one for each
    select x.subject_id, x.code, x.t, null as cut, x.track as key, x.das, x.department, x.region, x.size, x.cohort, x.r from places x where x.many = 1
    union all
    select x.subject_id, x.code, x.t, v.cut, x.track, case when v.das then x.das end, case when v.department then x.department end, case when v.region then x.region end,
      case when v.size then x.size end, case when v.cohort then x.cohort end, range_agg(x.r)
    from places x join ledger.cuts() v on v.track = (x.track is not null) where x.many > 1 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
  above as materialized (
    select s.code, s.subject_id, s.unit_key, s.t, range_agg(h.r) as r from spells s join spells h on h.code = s.code and h.subject_id = s.subject_id and h.unit_key = s.unit_key and h.t > s.t
    group by 1, 2, 3, 4),
  apart as materialized (
    select l.subject_id, l.code, l.min_level as t, l.unit_key, l.has_units, lower(g) as since, upper(g) as until, l.num, l.den, l.base, l.value, l.is_fresh
    from l left join above a on a.code = l.code and a.subject_id = l.subject_id and a.unit_key = l.unit_key and a.t = l.min_level,
      unnest(datemultirange(daterange(l.from_on, l.until_on)) - coalesce(a.r, '{}')) g
    where l.kind = 'total')
  select x.subject_id, row(x.kind, x.code, x.levels, null, null, x.from_on, x.until_on, x.lines, x.companies, x.num, x.den, x.base, x.value, x.fresh, x.das, x.department, x.region, x.size, x.cohort)::ledger_part
  from keyed x
  union all
  select x.subject_id, row(x.kind, x.code, x.levels, null, x.track, x.since, x.until, x.lines, x.companies, x.num, x.den, x.base, x.value, x.fresh, x.das, x.department, x.region, x.size, x.cohort)::ledger_part
  from tracked x
  union all
  select o.subject_id, row('total', o.code, bit_or(1 << o.t), o.cut, o.key, lower(g), upper(g), 0, 1, 0, 0, 0, 0, 0, o.das, o.department, o.region, o.size, o.cohort)::ledger_part
  from once o, unnest(o.r) g group by o.subject_id, o.code, o.cut, o.key, o.das, o.department, o.region, o.size, o.cohort, g
  union all
  select a.subject_id, row('apart', a.code, 1 << a.t, 'total', null, a.since, a.until, 1, (not a.has_units)::int, coalesce(a.num, 0), coalesce(a.den, 0), coalesce(a.base, 0), coalesce(a.value, 0),
    a.is_fresh::int, null, null, null, null, null)::ledger_part from apart a
  union all
  select a.subject_id, row('apart', a.code, 1 << a.t, 'total', null, lower(g), upper(g), 0, 1, 0, 0, 0, 0, 0, null, null, null, null, null)::ledger_part
  from (select a.subject_id, a.code, a.t, range_agg(daterange(a.since, a.until)) as r from apart a where a.has_units group by 1, 2, 3) a, unnest(a.r) g
  union all
  select l.subject_id, row('constant', l.code, bit_or(1 << l.min_level), 'total', null, l.from_on, l.until_on, 1, 1, coalesce(l.num, 0), coalesce(l.den, 0), coalesce(l.base, 0), coalesce(l.value, 0),
    l.is_fresh::int, null, null, null, null, null)::ledger_part
  from l where l.kind = 'constant' group by l.subject_id, l.code, l.unit_key, l.observation_id, l.from_on, l.until_on, l.num, l.den, l.base, l.value, l.is_fresh;
end $$;
--> statement-breakpoint
-- Adds the parts that have come to the totals and takes away those that are gone. What comes as it went away cancels out first: a correction
-- writes the days and keys that it changes, and no others. A figure at a minimum trust is the sum of its rows at that level and above, but
-- for kind apart, whose rows stand for themselves.
create function ledger.add_up(p_come ledger_part[], p_gone ledger_part[]) returns void language sql volatile
set search_path = pg_catalog, public set work_mem = '64MB' set jit = off as $$
  with
  edges as materialized (
    select p.kind, p.code, p.levels, p.cut, p.key, coalesce(p.das, '') as das, coalesce(p.department, '') as department, coalesce(p.region, '') as region, coalesce(p.size, '') as size, coalesce(p.cohort, '') as cohort, e.on_date,
      sum(x.sign * e.sign * p.lines) as lines, sum(x.sign * e.sign * p.companies) as companies, sum(x.sign * e.sign * p.num) as num, sum(x.sign * e.sign * p.den) as den, sum(x.sign * e.sign * p.base) as base, sum(x.sign * e.sign * p.value) as value, sum(x.sign * e.sign * p.fresh) as fresh
    from (select u as p, 1 as sign from unnest(p_come) u union all select u, -1 from unnest(p_gone) u) x, lateral (select (x.p).*) p,
      lateral (values (p.from_on, 1), (p.until_on, -1)) e (on_date, sign)
    where e.on_date <> 'infinity' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
  moved as materialized (select * from edges where lines <> 0 or companies <> 0 or num <> 0 or den <> 0 or base <> 0 or value <> 0 or fresh <> 0),
  placed as (
    select kind, code, levels, on_date, case grouping(das, department, region, size, cohort) when 31 then 'total' when 15 then 'das' when 23 then 'department' when 27 then 'region' when 29 then 'size' when 30 then 'cohort' when 7 then 'das department' when 11 then 'das region' when 13 then 'das size' when 14 then 'das cohort' when 19 then 'department region' when 21 then 'department size' when 22 then 'department cohort' when 25 then 'region size' when 26 then 'region cohort' when 28 then 'size cohort' end as cut,
      coalesce(das, department, region, size, cohort, '') as key, case when grouping(das, department, region, size, cohort) not in (31, 15, 23, 27, 29, 30) then coalesce(cohort, size, region, department, das) else '' end as beside,
      sum(lines) as lines, sum(companies) as companies, sum(num) as num, sum(den) as den, sum(base) as base, sum(value) as value, sum(fresh) as fresh
    from moved where cut is null and key is null group by kind, code, levels, on_date,
      grouping sets ((), (das), (department), (region), (size), (cohort), (das, department), (das, region), (das, size), (das, cohort), (department, region), (department, size), (department, cohort), (region, size), (region, cohort), (size, cohort))
    union all
    select kind, code, levels, on_date, case grouping(das, department, region, size, cohort) when 15 then 'das track' when 23 then 'department track' when 27 then 'region track' when 29 then 'size track' when 30 then 'cohort track' else 'track' end,
      coalesce(das, department, region, size, cohort, key), case grouping(das, department, region, size, cohort) when 31 then '' else key end, sum(lines), sum(companies), sum(num), sum(den), sum(base), sum(value), sum(fresh)
    from moved where cut is null and key is not null group by kind, code, levels, on_date, key, grouping sets ((), (das), (department), (region), (size), (cohort))
    union all
    select p.kind, p.code, p.levels, p.on_date, p.cut, k.keys[1], coalesce(k.keys[2], ''), p.lines, p.companies, p.num, p.den, p.base, p.value, p.fresh
    from moved p join ledger.cuts() v on v.cut = p.cut, lateral (select array_remove(array[case when v.das then p.das end, case when v.department then p.department end, case when v.region then p.region end, case when v.size then p.size end, case when v.cohort then p.cohort end, case when v.track then p.key end], null) || array[''] as keys) k
    where p.cut is not null),
  layers as materialized (
    select levels, t as level, (levels >> t & 1) - case kind when 'apart' then 0 else levels >> t + 1 & 1 end as sign, kind = 'apart' as is_apart
    from generate_series(2, 14, 2) levels, generate_series(1, 3) t, unnest(array['apart', 'total']) kind),
  days as materialized (
    select p.kind, p.code, y.level, p.on_date, p.cut, p.key, p.beside, sum(y.sign * p.lines) as lines, sum(y.sign * p.companies) as companies, sum(y.sign * p.num) as num, sum(y.sign * p.den) as den, sum(y.sign * p.base) as base, sum(y.sign * p.value) as value, sum(y.sign * p.fresh) as fresh
    from placed p join layers y on y.levels = p.levels and y.is_apart = (p.kind = 'apart') and y.sign <> 0 group by 1, 2, 3, 4, 5, 6, 7),
  grains as (
    select 'd' as grain, d.* from days d
    union all
    select 'm', kind, code, level, date_trunc('month', on_date)::date, cut, key, beside, sum(lines) as lines, sum(companies) as companies, sum(num) as num, sum(den) as den, sum(base) as base, sum(value) as value, sum(fresh) as fresh from days group by 2, 3, 4, 5, 6, 7, 8)
  insert into impact_totals as o (cluster_id, kind, cut, code, level, grain, on_date, key, beside, lines, companies, num, den, base, value, fresh)
  select access.cluster_id(), g.kind, g.cut, g.code, g.level, g.grain, g.on_date, g.key, g.beside, g.lines, g.companies, g.num, g.den, g.base, g.value, g.fresh from grains g
  where g.lines <> 0 or g.companies <> 0 or g.num <> 0 or g.den <> 0 or g.base <> 0 or g.value <> 0 or g.fresh <> 0
  order by g.kind, g.cut, g.code, g.level, g.grain, g.on_date, g.key, g.beside
  on conflict (cluster_id, kind, cut, code, level, grain, on_date, key, beside) do update set lines = o.lines + excluded.lines, companies = o.companies + excluded.companies, num = o.num + excluded.num, den = o.den + excluded.den, base = o.base + excluded.base, value = o.value + excluded.value, fresh = o.fresh + excluded.fresh $$;
--> statement-breakpoint
-- Counts again the subjects that have changed, at most so many, and returns how many are left. Under other terms, all of them.
-- The changes are read before the facts: what commits in between is folded now and once more. Folds of one cluster take turns.
create or replace function ledger.fold(p_most int) returns int language plpgsql volatile set search_path = pg_catalog, public set jit = off as $$
declare c uuid := access.cluster_id(); changed uuid[]; seen uuid[]; terms ledger_term[]; gone ledger_part[];
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
  changed := ledger.with_held(changed);
  gone := array(select p from impact_parts x, unnest(x.parts) p where x.cluster_id = c and x.subject_id = any (changed));
  delete from impact_parts where cluster_id = c and subject_id = any (changed);
  insert into impact_parts (cluster_id, subject_id, parts) select c, n.subject_id, array_agg(n.part) from ledger.parts(terms, changed) n group by 2;
  perform ledger.add_up(array(select p from impact_parts x, unnest(x.parts) p where x.cluster_id = c and x.subject_id = any (changed)), gone);
  delete from impact_changes where cluster_id = c and id = any (seen);
  return (select count(distinct subject_id) from impact_changes where cluster_id = c);
end $$;
--> statement-breakpoint
drop function ledger.sum_parts();
--> statement-breakpoint
drop function ledger.figures(ledger_term[], text[], text[], int[], date[], text);
--> statement-breakpoint
-- Some figures as known now, each asked as a kind, an indicator, a minimum trust and a day, under one cut, of one key or of all; to be
-- added up by key, under a pair by its two keys. Totals, less the parts of the subjects that have changed since, and these counted again;
-- all of it counted again where the caller doesn't see the whole cluster, under other terms, or after a large load.
create function ledger.figures(p_terms ledger_term[], r_kinds text[], r_codes text[], r_levels int[], r_dates date[], p_cut text,
  p_key text default null, p_beside text default null)
returns table (kind text, code text, level int, as_of date, key text, beside text, lines int, companies int, num numeric, den numeric, base numeric, value numeric, fresh int)
language plpgsql stable rows 2000 set plan_cache_mode = force_generic_plan set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); changed uuid[];
begin
  if not exists (select from unnest(p_terms) u where not exists (select from public.impact_terms t where t.cluster_id = c and t.term = u)) then
    changed := array(select distinct x.subject_id from public.impact_changes x where x.cluster_id = c limit 501);
  end if;
  if changed is not null and cardinality(changed) <= 500 then
    return query
      select x.kind, x.code, x.level, x.d, t.key::text, t.beside::text, t.lines, t.companies, t.num, t.den, t.base, t.value, t.fresh
      from unnest(r_kinds, r_codes, r_levels, r_dates) x (kind, code, level, d), lateral (select date_trunc('month', x.d + 1)::date as on_date) m,
        lateral generate_series(x.level, case x.kind when 'apart' then x.level else 3 end) y (level),
        lateral (
          select t.* from public.impact_totals t where t.cluster_id = c and t.kind = x.kind and t.cut = p_cut and t.code = x.code and t.level = y.level and t.grain = 'm' and t.on_date < m.on_date
            and t.key between coalesce(p_key, '') and coalesce(p_key, '~') and t.beside between coalesce(p_beside, '') and coalesce(p_beside, '~')
          union all
          select t.* from public.impact_totals t where t.cluster_id = c and t.kind = x.kind and t.cut = p_cut and t.code = x.code and t.level = y.level and t.grain = 'd'
            and t.on_date >= m.on_date and t.on_date <= x.d
            and t.key between coalesce(p_key, '') and coalesce(p_key, '~') and t.beside between coalesce(p_beside, '') and coalesce(p_beside, '~')) t;
    if cardinality(changed) = 0 then return; end if;
    changed := ledger.with_held(changed);
  else
    changed := null;
  end if;
  return query
    select x.kind, x.code, x.level, x.d, k.key, k.beside, s.sign * p.lines, s.sign * p.companies, s.sign * p.num, s.sign * p.den, s.sign * p.base, s.sign * p.value, s.sign * p.fresh
    from (select n.part as p, 1 as sign from ledger.parts(p_terms, changed) n
      union all select p, -1 from public.impact_parts o, unnest(o.parts) p where changed is not null and o.cluster_id = c and o.subject_id = any (changed)) s,
      lateral (select (s.p).*) p join unnest(r_kinds, r_codes, r_levels, r_dates) x (kind, code, level, d)
        on x.kind = p.kind and x.code = p.code and p.levels & (1 << x.level) <> 0 and p.from_on <= x.d and x.d < p.until_on,
      lateral (select ledger.key_of(p, split_part(p_cut, ' ', 1)) as key, ledger.key_of(p, split_part(p_cut, ' ', 2)) as beside) k
    where (p.cut = p_cut or (p.cut is null and (p.key is not null) = (p_cut like '%track'))) and k.key = coalesce(p_key, k.key) and k.beside = coalesce(p_beside, k.beside);
end $$;
--> statement-breakpoint
revoke all on function ledger.cuts(), ledger.key_of(ledger_part, text), ledger.add_up(ledger_part[], ledger_part[]), ledger.figures(ledger_term[], text[], text[], int[], date[], text, text, text) from public;
--> statement-breakpoint
grant execute on function ledger.cuts(), ledger.key_of(ledger_part, text), ledger.figures(ledger_term[], text[], text[], int[], date[], text, text, text) to app_user, app_worker;
--> statement-breakpoint
grant execute on function ledger.add_up(ledger_part[], ledger_part[]) to app_worker;
