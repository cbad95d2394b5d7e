ALTER TABLE "indicators" DROP CONSTRAINT "indicators_perimeter";--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_perimeter" CHECK ("indicators"."perimeter" in ('all', 'members', 'member_smes', 'member_groups'));--> statement-breakpoint
CREATE POLICY "capital_links_keeper" ON "capital_links" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);
--> statement-breakpoint
grant select on capital_links to app_keeper;
--> statement-breakpoint
-- Which member of the cluster holds which, year by year, as either of the two says it: linked, so that its figures may hold the other's.
-- A pair said both ways round in one year is contradictory and binds nobody.
create function ledger.group_links() returns table (head_id uuid, company_id uuid, year int) language sql stable set search_path = pg_catalog, public as $$
  with pairs as materialized (
    select case l.side when 'holder' then o.id else l.company_id end as head_id, case l.side when 'holder' then l.company_id else o.id end as company_id, l.year::int as year
    from capital_links l join companies o on o.cluster_id = l.cluster_id and o.siren = l.siren
    where l.cluster_id = access.cluster_id() and l.kind = 'linked' and l.removed_at is null and o.id <> l.company_id)
  select distinct p.head_id, p.company_id, p.year from pairs p
  where not exists (select from pairs r where r.head_id = p.company_id and r.company_id = p.head_id and r.year = p.year) $$;
--> statement-breakpoint
-- Subjects with those whose part depends on theirs: the companies that they hold.
create function ledger.with_held(p_subjects uuid[]) returns uuid[] language sql stable set search_path = pg_catalog, public as $$
  select array(select unnest(p_subjects) union select g.company_id from ledger.group_links() g where g.head_id = any (p_subjects)) $$;
--> statement-breakpoint
-- From when to when each fact counts in each indicator, by minimum trust: what a figure adds up on a day are the spans open on that day.
--   sum, mean, yearly_ratio  each fact, from its day, to the end of its year when the figure is yearly
--   distinct                 the first positive fact of the unit (a company; the natural key of an event), once a year when yearly
--   growth                   the first value that outgrows the baseline
--   net, latest, ratio, paired_ratio, industry_share
--                            the value in force: fresh for one period, carried one year more, then missing. net less the baseline, from the
--                            day of the baseline and the start of the contract on; ratio of each case, or of the subject;
--                            paired two values of one period; industry_share photonic turnover over the nation's
-- Kinds: total, within the perimeter; constant, of the members of the contract's first day whatever became of them; given, what answers growth;
-- in_group, within a perimeter of groups, what is already in the value in force of the member that holds the company: given, not added.
create or replace function ledger.spans(p_terms ledger_term[], k timestamptz, p_subjects uuid[] default null)
returns table (kind text, code text, min_level int, subject_id uuid, company_id uuid, project_id uuid, unit_key text, from_on date, until_on date, num numeric, den numeric, base numeric, value numeric,
  level smallint, is_fresh boolean, valid_on date, observation_id uuid, case_id uuid, das text, department text, region text, size text)
language plpgsql stable rows 20000 set plan_cache_mode = force_custom_plan set work_mem = '32MB' set enable_nestloop = off set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); groups boolean := exists (select from unnest(p_terms) u where u.perimeter = 'member_groups'); wanted uuid[] := p_subjects; begin
  if groups and p_subjects is not null then
    wanted := array(select unnest(p_subjects) union select g.head_id from ledger.group_links() g where g.company_id = any (p_subjects));
  end if;
  return query
  with i as materialized (
    select u.*, case u.grain when 'half_year' then interval '6 months' else interval '1 year' end as fresh_for
    from unnest(p_terms) with ordinality u (code, rule, source, against, perimeter, subject, is_yearly, grain, starts_on, growth, no)),
  cells as materialized (
    select s.* from ledger.standing_cells((select array_agg(distinct m) from i, unnest(array[i.source, i.against]) m where m is not null), k, wanted) s where s.num is not null),
  bases as materialized (
    select s.source, b.* from (select distinct i.source from i where i.rule in ('net', 'growth')) s, lateral ledger.company_baselines(s.source, k, wanted) b),
  members as materialized (
    select m.company_id, range_agg(daterange(m.from_on, coalesce(m.until_on + 1, 'infinity'))) as spells, min(o.size_category) as size
    from public.memberships m join public.companies o on o.cluster_id = m.cluster_id and o.id = m.company_id
    where m.cluster_id = c and m.status = 'member' and o.member_category = 'company' and (wanted is null or (m.company_id = any (wanted) and o.id = any (wanted)))
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
      lateral (select case when i.rule in ('net', 'growth') then greatest(s.valid_on, i.starts_on) else s.valid_on end as since_on) n,
      lateral (values (n.since_on, least(coalesce(s.next_on, 'infinity'), d.stale_on), true), (greatest(d.stale_on, n.since_on), least(coalesce(s.next_on, 'infinity'), d.gone_on), false)) p (from_on, until_on, is_fresh)
    where p.from_on < p.until_on and (i.rule not in ('net', 'growth') or s.valid_on >= b.on_date)),
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
      and (i.perimeter <> 'member_smes' or o.company_id is null or coalesce(o.size, w.size) in ('micro', 'small', 'medium'))),
  links as materialized (select g.* from ledger.group_links() g where groups),
  covered as materialized (
    select h.no, h.counted_as, g.company_id, range_agg(daterange(h.since, h.until)) as r
    from within h join i using (no) join links g on g.head_id = h.company_id and g.year = extract(year from h.valid_on)
    where i.perimeter = 'member_groups' and h.t = 1 group by 1, 2, 3),
  once as (
    select w.*, w.counted_as as counts_as, w.since as counts_from, w.until as counts_until
    from within w left join covered v on v.no = w.no and v.counted_as = w.counted_as and v.company_id = w.company_id where v.no is null
    union all
    select w.*, w.counted_as, lower(g), upper(g)
    from within w join covered v on v.no = w.no and v.counted_as = w.counted_as and v.company_id = w.company_id, unnest(datemultirange(daterange(w.since, w.until)) - v.r) g
    union all
    select w.*, 'in_group', lower(g), upper(g)
    from within w join covered v on v.no = w.no and v.counted_as = w.counted_as and v.company_id = w.company_id, unnest(datemultirange(daterange(w.since, w.until)) * v.r) g
    where w.counted_as = 'total')
  select w.counts_as, i.code, w.t, w.subject_id, w.company_id, w.project_id, w.unit, w.counts_from, w.counts_until, w.num, w.den, w.base, w.value, w.level, w.is_fresh, w.valid_on, w.observation_id, w.case_id,
    w.das, w.department, w.region, w.size
  from once w join i using (no) where p_subjects is null or w.subject_id = any (p_subjects);
end $$;
--> statement-breakpoint
create or replace function ledger.asked(p_terms ledger_term[], k timestamptz, p_subjects uuid[] default null)
returns table (code text, subject_id uuid, company_id uuid, asked_key text, case_id uuid, from_on date, until_on date)
language plpgsql stable rows 5000 set plan_cache_mode = force_custom_plan set enable_nestloop = off set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  return query
  with i as materialized (select u.*, u.rule in ('sum', 'mean', 'ratio', 'yearly_ratio') or (u.rule = 'distinct' and u.grain = 'event') as is_by_case from unnest(p_terms) u)
  select i.code, u.company_id, u.company_id, coalesce(u.case_id, u.company_id)::text, u.case_id, min(u.on_date),
    case when i.is_yearly then make_date(extract(year from min(u.on_date))::int + 1, 1, 1) else 'infinity'::date end
  from i, lateral (
    select e.company_id, case when i.is_by_case then e.case_id end as case_id, e.valid_on as on_date from public.expected_figures e
    where e.cluster_id = c and e.metric = i.source and not e.is_baseline and e.asked_at <= k and (p_subjects is null or e.company_id = any (p_subjects))
    union all
    select b.company_id, null, b.on_date from public.baselines b
    where b.cluster_id = c and b.metric = i.source and i.rule in ('net', 'growth') and b.recorded_at <= k and (p_subjects is null or b.company_id = any (p_subjects))) u
  where i.perimeter = 'all' and i.subject <> 'cluster'
  group by 1, 2, 3, 4, 5, i.is_yearly, case when i.is_yearly then extract(year from u.on_date) end
  union all
  select i.code, m.company_id, m.company_id, m.company_id::text, null, m.from_on, coalesce(m.until_on + 1, 'infinity')
  from i, public.memberships m join public.companies o on o.cluster_id = m.cluster_id and o.id = m.company_id
  where i.perimeter <> 'all' and m.cluster_id = c and m.status = 'member' and o.member_category = 'company' and (p_subjects is null or (m.company_id = any (p_subjects) and o.id = any (p_subjects)))
    and (i.perimeter <> 'member_smes' or o.size_category in ('micro', 'small', 'medium'))
  union all
  select i.code, c, null, c::text, null, i.starts_on, 'infinity' from i
  where (i.rule = 'industry_share' or (i.subject = 'cluster' and i.rule in ('latest', 'ratio'))) and (p_subjects is null or c = any (p_subjects));
end $$;
--> statement-breakpoint
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
    select a.code, a.subject_id, a.company_id, a.asked_key, a.case_id, daterange(a.from_on, a.until_on) as r, coalesce(w.weight, 0) as weight, o.main_das::text as das,
      o.department_code::text as department, o.region_code::text as region, o.size_category::text as size, co.cohort
    from ledger.asked(p_terms, 'infinity', p_subjects) a left join public.companies o on o.cluster_id = c and o.id = a.company_id and (p_subjects is null or o.id = any (p_subjects))
      left join cohorts co on co.company_id = a.company_id
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
    select x.*, coalesce(k.track::text, '') as track, x.from_on as since, x.until_on as until from keyed x left join public.cases k on k.cluster_id = c and k.id = x.case_id and (p_subjects is null or k.company_id = any (p_subjects))
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
create or replace function ledger.fold(p_most int) returns int language plpgsql volatile set search_path = pg_catalog, public set jit = off as $$
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
  changed := ledger.with_held(changed);
  with come as materialized (select x.subject_id, array_agg(x.part) as parts from ledger.parts(terms, changed) x group by 1),
  gone as materialized (select x.subject_id, x.parts from impact_parts x where x.cluster_id = c and x.subject_id = any (changed)),
  edges as (
    select p.kind, p.code, t.level, e.on_date, x.sign * e.sign as sign, p.lines, p.companies, p.num, p.den, p.base, p.value, p.fresh, p.cut, p.key,
      coalesce(p.das, '') as das, coalesce(p.department, '') as department, coalesce(p.region, '') as region, coalesce(p.size, '') as size, coalesce(p.cohort, '') as cohort
    from (select parts, 1 as sign from come union all select parts, -1 from gone) x, unnest(x.parts) p, generate_series(1, 3) t (level), lateral (values (p.from_on, 1), (p.until_on, -1)) e (on_date, sign)
    where p.levels & (1 << t.level) <> 0 and e.on_date <> 'infinity'),
  days as (
    select kind, code, level, on_date, cut, key, sum(lines) as lines, sum(companies) as companies, sum(num) as num, sum(den) as den, sum(base) as base, sum(value) as value, sum(fresh) as fresh
    from (
      select kind, code, level, on_date, case 0 when grouping(das) then 'das' when grouping(department) then 'department' when grouping(region) then 'region' when grouping(size) then 'size'
          when grouping(cohort) then 'cohort' else 'total' end as cut, coalesce(das, department, region, size, cohort, '') as key,
        sum(sign * lines) as lines, sum(sign * companies) as companies, sum(sign * num) as num, sum(sign * den) as den, sum(sign * base) as base, sum(sign * value) as value, sum(sign * fresh) as fresh
      from edges where cut is null group by kind, code, level, on_date, grouping sets ((), (das), (department), (region), (size), (cohort))
      union all
      select kind, code, level, on_date, cut, key, sum(sign * lines) as lines, sum(sign * companies) as companies, sum(sign * num) as num, sum(sign * den) as den, sum(sign * base) as base, sum(sign * value) as value, sum(sign * fresh) as fresh from edges where cut is not null group by 1, 2, 3, 4, 5, 6) k
    group by 1, 2, 3, 4, 5, 6),
  grains as (
    select 'd' as grain, d.* from days d
    union all
    select 'm', kind, code, level, date_trunc('month', on_date)::date, cut, key, sum(lines) as lines, sum(companies) as companies, sum(num) as num, sum(den) as den, sum(base) as base, sum(value) as value, sum(fresh) as fresh from days group by 2, 3, 4, 5, 6, 7),
  added as (
    insert into impact_totals as o (cluster_id, kind, cut, code, level, grain, on_date, key, lines, companies, num, den, base, value, fresh)
    select access.cluster_id(), g.kind, g.cut, g.code, g.level, g.grain, g.on_date, g.key, g.lines, g.companies, g.num, g.den, g.base, g.value, g.fresh from grains g
    where g.lines <> 0 or g.companies <> 0 or g.num <> 0 or g.den <> 0 or g.base <> 0 or g.value <> 0 or g.fresh <> 0
    on conflict (cluster_id, kind, cut, code, level, grain, on_date, key) do update set lines = o.lines + excluded.lines, companies = o.companies + excluded.companies, num = o.num + excluded.num,
      den = o.den + excluded.den, base = o.base + excluded.base, value = o.value + excluded.value, fresh = o.fresh + excluded.fresh),
  emptied as (delete from impact_parts x using gone g where x.cluster_id = c and x.subject_id = g.subject_id and not exists (select from come n where n.subject_id = g.subject_id))
  insert into impact_parts as o (cluster_id, subject_id, parts) select c, n.subject_id, n.parts from come n
  on conflict (cluster_id, subject_id) do update set parts = excluded.parts;
  delete from impact_changes where cluster_id = c and id = any (seen);
  return (select count(distinct subject_id) from impact_changes where cluster_id = c);
end $$;
--> statement-breakpoint
create or replace function ledger.figures(p_terms ledger_term[], r_kinds text[], r_codes text[], r_levels int[], r_dates date[], p_cut text)
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
    changed := ledger.with_held(changed);
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
-- So does a link of capital, and a number that a link names.
create function ledger.note_links() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if tg_table_name = 'companies' then
    insert into impact_changes (cluster_id, subject_id)
      select new.cluster_id, new.id union select l.cluster_id, l.company_id from capital_links l where l.cluster_id = new.cluster_id and l.siren in (old.siren, new.siren);
  else
    insert into impact_changes (cluster_id, subject_id)
      select new.cluster_id, new.company_id union select o.cluster_id, o.id from companies o where o.cluster_id = new.cluster_id and o.siren in (new.siren, case when tg_op = 'UPDATE' then old.siren end);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger capital_links_impact after insert or update on capital_links for each row execute function ledger.note_links();
--> statement-breakpoint
create trigger companies_impact_siren after update of siren on companies for each row when (old.siren is distinct from new.siren) execute function ledger.note_links();
--> statement-breakpoint
revoke all on function ledger.group_links(), ledger.with_held(uuid[]), ledger.note_links() from public;
--> statement-breakpoint
grant execute on function ledger.group_links(), ledger.with_held(uuid[]) to app_user, app_worker;
--> statement-breakpoint
grant create on schema ledger to app_keeper;
--> statement-breakpoint
alter function ledger.note_links() owner to app_keeper;
--> statement-breakpoint
revoke create on schema ledger from app_keeper;
--> statement-breakpoint
truncate impact_terms;
--> statement-breakpoint
-- Contracts that count the jobs of members count each group once from now on; totals are counted again at the next fold.
do $$ declare k record; begin
  for k in select id from clusters loop
    perform set_config('app.cluster_id', k.id::text, true);
    update indicators set perimeter = 'member_groups' where metric = 'POL-02' and perimeter = 'members';
  end loop;
  perform set_config('app.cluster_id', '', true);
end $$;
