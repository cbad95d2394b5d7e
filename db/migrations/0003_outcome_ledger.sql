-- The outcome ledger's reading side: which value counts, and what it adds to an indicator (docs/domain.md §4.1, §5.2).
-- Every function runs as its caller: row security decides which companies exist.
create schema ledger;
--> statement-breakpoint
-- The value of each cell as known at k, for all companies the caller may see. In each chain the last live value, whatever its trust;
-- among rival chains the most trusted, then the last recorded. Acts are read once, not one by one.
create function ledger.cluster_cells(p_metrics text[], k timestamptz)
returns table (company_id uuid, metric text, cell text, level smallint, valid_on date, num numeric, den numeric, unknown_reason text,
  observation_id uuid, chain_id uuid, case_id uuid, recorded_at timestamptz)
language plpgsql stable rows 20000 set plan_cache_mode = force_generic_plan set work_mem = '32MB' set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
    return query
    with acts as materialized (
      select distinct on (x.observation_id) x.observation_id, x.level from public.observation_acts x
      where x.cluster_id = c and x.metric = any (p_metrics) and x.recorded_at <= k order by x.observation_id, x.recorded_at desc),
    heads as (
      select distinct on (o.chain_id) o.company_id, o.metric, o.cell, coalesce(a.level, o.entry_level)::smallint as lvl, o.valid_on, o.num, o.den, o.unknown_reason,
        o.id, o.chain_id, o.case_id, o.recorded_at
      from public.observations o left join acts a on a.observation_id = o.id
      where o.cluster_id = c and o.metric = any (p_metrics) and o.recorded_at <= k and coalesce(a.level, o.entry_level) > 0
      order by o.chain_id, o.chain_no desc)
    select distinct on (h.company_id, h.metric, h.cell) h.company_id, h.metric::text, h.cell::text, h.lvl, h.valid_on, h.num, h.den, h.unknown_reason::text,
      h.id, h.chain_id, h.case_id, h.recorded_at
    from heads h order by h.company_id, h.metric, h.cell, h.lvl desc, h.recorded_at desc, h.id desc;
end $$;
--> statement-breakpoint
-- The same for some companies, each act found by its observation; a null list means all companies.
create function ledger.standing_cells(p_metrics text[], k timestamptz, p_companies uuid[] default null)
returns table (company_id uuid, metric text, cell text, level smallint, valid_on date, num numeric, den numeric, unknown_reason text,
  observation_id uuid, chain_id uuid, case_id uuid, recorded_at timestamptz)
language plpgsql stable rows 200 set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  if p_companies is null then
    return query select * from ledger.cluster_cells(p_metrics, k);
  else
    return query
    with heads as (
      select distinct on (o.chain_id) o.company_id, o.metric, o.cell, coalesce(a.level, o.entry_level)::smallint as lvl, o.valid_on, o.num, o.den, o.unknown_reason,
        o.id, o.chain_id, o.case_id, o.recorded_at
      from public.observations o
      left join lateral (select x.level from public.observation_acts x where x.cluster_id = c and x.observation_id = o.id and x.recorded_at <= k
        order by x.recorded_at desc limit 1) a on true
      where o.cluster_id = c and o.company_id = any (p_companies) and o.metric = any (p_metrics) and o.recorded_at <= k and coalesce(a.level, o.entry_level) > 0
      order by o.chain_id, o.chain_no desc)
    select distinct on (h.company_id, h.metric, h.cell) h.company_id, h.metric::text, h.cell::text, h.lvl, h.valid_on, h.num, h.den, h.unknown_reason::text,
      h.id, h.chain_id, h.case_id, h.recorded_at
    from heads h order by h.company_id, h.metric, h.cell, h.lvl desc, h.recorded_at desc, h.id desc;
  end if;
end $$;
--> statement-breakpoint
-- A company's reference value: that of the case that froze it first, with its latest correction. Later cases keep their own for their page only.
create function ledger.company_baselines(p_metric text, k timestamptz)
returns table (company_id uuid, baseline_id uuid, num numeric, on_date date)
language plpgsql stable rows 2000 set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  return query
  select distinct on (b.company_id) b.company_id, b.id, b.num, b.on_date
  from (select x.*, first_value(x.case_id) over (partition by x.company_id order by x.recorded_at, x.id) as first_case
    from public.baselines x where x.cluster_id = c and x.metric = p_metric and x.recorded_at <= k) b
  where b.case_id = b.first_case
  order by b.company_id, b.recorded_at desc, b.id desc;
end $$;
--> statement-breakpoint
-- What each company (or each event, or each case) adds to some indicators, at each reading asked: an indicator, a date, a minimum trust.
-- The lines of a reading total its figure.
--   sum, mean  one line per event of the window          distinct  the first positive fact of the window, once a company
--   growth     the first value that outgrows the baseline net       the value in force less the baseline
--   latest     the value in force                         ratio     the value in force of each case, numerator and denominator
-- In force: the last value on or before the date, fresh for one period, carried one year more, then missing.
create function ledger.figure_lines(p_codes text[], p_rules text[], p_sources text[], p_from date, r_codes text[], r_dates date[], r_levels int[], k timestamptz, p_growth numeric)
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
  cells as materialized (select * from ledger.cluster_cells(p_sources, k) s where s.num is not null),
  bases as materialized (
    select s.source, b.* from (select distinct i.source from i where i.rule in ('net', 'growth')) s, lateral ledger.company_baselines(s.source, k) b),
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
-- Who should have given a value by a date: companies for stocks and changes, cases for events, ratios and means.
create function ledger.expected_units(p_rule text, p_metric text, p_on date, k timestamptz)
returns table (company_id uuid, unit_key text, asked_at timestamptz, case_id uuid)
language plpgsql stable rows 5000 set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); begin
  return query
  select distinct on (u.company_id, u.unit) u.company_id, u.unit, u.asked_at, u.case_id from (
    select e.company_id, case when p_rule in ('sum', 'mean', 'ratio') then e.case_id::text else e.company_id::text end as unit, e.asked_at, e.case_id
    from public.expected_figures e where e.cluster_id = c and e.metric = p_metric and not e.is_baseline and e.valid_on <= p_on and e.asked_at <= k
    union all
    select b.company_id, b.company_id::text, b.recorded_at, b.case_id
    from public.baselines b where b.cluster_id = c and b.metric = p_metric and p_rule in ('net', 'growth') and b.on_date <= p_on and b.recorded_at <= k) u
  order by u.company_id, u.unit, u.asked_at;
end $$;
--> statement-breakpoint
grant usage on schema ledger to app_user, app_worker;
--> statement-breakpoint
revoke all on all functions in schema ledger from public;
--> statement-breakpoint
grant execute on all functions in schema ledger to app_user, app_worker;
