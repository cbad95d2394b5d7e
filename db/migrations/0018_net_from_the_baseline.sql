-- Net jobs count from the day of the baseline on, and nothing is cumulated before the contract starts. Totals are counted again at the next fold.
truncate impact_terms;
--> statement-breakpoint
-- From when to when each fact counts in each indicator, by minimum trust: what a figure adds up on a day are the spans open on that day.
--   sum, mean, yearly_ratio  each fact, from its day, to the end of its year when the figure is yearly
--   distinct                 the first positive fact of the unit (a company; the natural key of an event), once a year when yearly
--   growth                   the first value that outgrows the baseline
--   net, latest, ratio, paired_ratio, industry_share
--                            the value in force: fresh for one period, carried one year more, then missing. net less the baseline, from the
--                            day of the baseline and the start of the contract on; ratio of each case, or of the subject;
--                            paired two values of one period; industry_share photonic turnover over the nation's
-- Kinds: total, within the perimeter; constant, of the members of the contract's first day whatever became of them; given, what answers growth.
create or replace function ledger.spans(p_terms ledger_term[], k timestamptz, p_subjects uuid[] default null)
returns table (kind text, code text, min_level int, subject_id uuid, company_id uuid, project_id uuid, unit_key text, from_on date, until_on date, num numeric, den numeric, base numeric, value numeric,
  level smallint, is_fresh boolean, valid_on date, observation_id uuid, case_id uuid, das text, department text, region text, size text)
language plpgsql stable rows 20000 set plan_cache_mode = force_custom_plan set work_mem = '32MB' set enable_nestloop = off set jit = off as $$
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
    where m.cluster_id = c and m.status = 'member' and o.member_category = 'company' and (p_subjects is null or (m.company_id = any (p_subjects) and o.id = any (p_subjects)))
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
      and (i.perimeter = 'members' or o.company_id is null or coalesce(o.size, w.size) in ('micro', 'small', 'medium')))
  select w.counted_as, i.code, w.t, w.subject_id, w.company_id, w.project_id, w.unit, w.since, w.until, w.num, w.den, w.base, w.value, w.level, w.is_fresh, w.valid_on, w.observation_id, w.case_id,
    w.das, w.department, w.region, w.size
  from within w join i using (no);
end $$;
