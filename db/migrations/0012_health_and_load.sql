CREATE TABLE "calendar_days" (
	"on_date" date PRIMARY KEY NOT NULL,
	"working_days" integer NOT NULL,
	CONSTRAINT "calendar_days_counted" CHECK (working_days >= 0)
);
--> statement-breakpoint
CREATE TABLE "case_health" (
	"cluster_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"health" text collate "C" NOT NULL,
	"computed" text collate "C" NOT NULL,
	"score" integer,
	"schedule" numeric,
	"engagement" numeric,
	"actions" numeric,
	"figures" numeric,
	"reasons" jsonb NOT NULL,
	"override_id" uuid,
	"on_date" date NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_health_pk" PRIMARY KEY("cluster_id","case_id"),
	CONSTRAINT "case_health_health" CHECK ("case_health"."health" in ('not_started', 'on_track', 'watch', 'alert', 'paused')),
	CONSTRAINT "case_health_computed" CHECK ("case_health"."computed" in ('not_started', 'on_track', 'watch', 'alert', 'paused'))
);
--> statement-breakpoint
ALTER TABLE "case_health" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "case_weights" (
	"cluster_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"complexity" text collate "C" NOT NULL,
	"set_by_id" uuid NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "case_weights_pk" PRIMARY KEY("cluster_id","case_id"),
	CONSTRAINT "case_weights_complexity" CHECK ("case_weights"."complexity" in ('light', 'usual', 'heavy'))
);
--> statement-breakpoint
ALTER TABLE "case_weights" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "health_overrides" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"health" text collate "C" NOT NULL,
	"reason" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by_id" uuid,
	CONSTRAINT "health_overrides_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "health_overrides_health" CHECK ("health_overrides"."health" in ('on_track', 'watch', 'alert')),
	CONSTRAINT "health_overrides_days" CHECK (until_on between from_on and from_on + 29),
	CONSTRAINT "health_overrides_reason" CHECK (length(reason) >= 10)
);
--> statement-breakpoint
ALTER TABLE "health_overrides" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "absences" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"covered_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "absences_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "absences_dates" CHECK (until_on >= from_on),
	CONSTRAINT "absences_cover_other" CHECK (covered_by_id <> person_id)
);
--> statement-breakpoint
ALTER TABLE "absences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "capacities" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"fte" numeric NOT NULL,
	"kind" text collate "C" NOT NULL,
	"from_on" date NOT NULL,
	"set_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "capacities_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "capacities_kind" CHECK ("capacities"."kind" in ('full_time', 'part_time', 'beginner', 'other_duties')),
	CONSTRAINT "capacities_fte" CHECK (fte > 0 and fte <= 1)
);
--> statement-breakpoint
ALTER TABLE "capacities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "skills" (
	"cluster_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"code" text collate "C" NOT NULL,
	CONSTRAINT "skills_pk" PRIMARY KEY("cluster_id","person_id","kind","code"),
	CONSTRAINT "skills_kind" CHECK ("skills"."kind" in ('track', 'das', 'department'))
);
--> statement-breakpoint
ALTER TABLE "skills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "case_health" ADD CONSTRAINT "case_health_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_weights" ADD CONSTRAINT "case_weights_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_weights" ADD CONSTRAINT "case_weights_by" FOREIGN KEY ("cluster_id","set_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_overrides" ADD CONSTRAINT "health_overrides_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_overrides" ADD CONSTRAINT "health_overrides_by" FOREIGN KEY ("cluster_id","by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_cover" FOREIGN KEY ("cluster_id","covered_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacities" ADD CONSTRAINT "capacities_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_health_day" ON "case_health" USING btree ("cluster_id","on_date","case_id");--> statement-breakpoint
CREATE INDEX "health_overrides_of_case" ON "health_overrides" USING btree ("cluster_id","case_id","from_on");--> statement-breakpoint
CREATE UNIQUE INDEX "absences_one_a_day" ON "absences" USING btree ("cluster_id","person_id","from_on");--> statement-breakpoint
CREATE UNIQUE INDEX "capacities_one_a_day" ON "capacities" USING btree ("cluster_id","person_id","from_on");--> statement-breakpoint
CREATE POLICY "company_difficulties_keeper" ON "company_difficulties" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "expected_figures_keeper" ON "expected_figures" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "observation_acts_keeper" ON "observation_acts" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "observations_keeper" ON "observations" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "case_health_read" ON "case_health" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_health_keeper" ON "case_health" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "case_weights_read" ON "case_weights" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_weights_insert" ON "case_weights" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and set_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_weights_update" ON "case_weights" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "health_overrides_read" ON "health_overrides" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "health_overrides_insert" ON "health_overrides" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "health_overrides_update" ON "health_overrides" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "health_overrides_keeper" ON "health_overrides" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "absences_read" ON "absences" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "absences_insert" ON "absences" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (person_id = (select access.person_id()) or (select access.has_role('manager'))) and cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "absences_update" ON "absences" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (person_id = (select access.person_id()) or (select access.has_role('manager'))) and cluster_id = (select access.cluster_id()) and (select access.is_staff())) WITH CHECK ((select access.writes()) and (person_id = (select access.person_id()) or (select access.has_role('manager'))) and cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "absences_delete" ON "absences" AS PERMISSIVE FOR DELETE TO "app_user", "app_worker" USING ((select access.writes()) and (person_id = (select access.person_id()) or (select access.has_role('manager'))) and cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "capacities_read" ON "capacities" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "capacities_insert" ON "capacities" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and set_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "capacities_update" ON "capacities" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and (select access.is_staff())) WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "skills_read" ON "skills" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "skills_insert" ON "skills" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "skills_delete" ON "skills" AS PERMISSIVE FOR DELETE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['case_health', 'health_overrides', 'case_weights', 'capacities', 'absences', 'skills'] loop
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
    execute format('grant select on %I to app_user, app_worker', t);
  end loop;
end $$;
--> statement-breakpoint
grant insert, update on health_overrides, case_weights, capacities, absences to app_user, app_worker;
--> statement-breakpoint
grant insert on skills to app_user, app_worker;
--> statement-breakpoint
grant delete on absences, skills to app_user, app_worker;
--> statement-breakpoint
grant select on calendar_days to app_user, app_worker, app_keeper;
--> statement-breakpoint
grant select, insert, update, delete on case_health to app_keeper;
--> statement-breakpoint
grant select on health_overrides, observations, observation_acts, expected_figures, company_difficulties to app_keeper;
--> statement-breakpoint
alter table case_health alter constraint case_health_case deferrable;
--> statement-breakpoint
alter table health_overrides alter constraint health_overrides_case deferrable;
--> statement-breakpoint
alter table case_weights alter constraint case_weights_case deferrable;
--> statement-breakpoint
-- Working days by the rule of docs/domain.md §6.4: Monday to Friday but the eleven holidays of metropolitan France. A test compares every day with the application's own rule.
insert into calendar_days (on_date, working_days)
with years as (
  select y, y % 19 a, y / 100 b, y % 100 c from generate_series(1990, 2099) y),
moon as (
  select y, a, c, b, (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30 h from years),
sunday as (
  select y, a, h, (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7 l from moon),
easter as (
  select y, make_date(y, 3, 1) + (h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 21) on_date from sunday),
holidays as (
  select on_date + d as on_date from easter, unnest(array[1, 39, 50]) d
  union select make_date(y, m, d) from easter, (values (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)) f (m, d)),
days as (
  select d::date on_date from generate_series('1990-01-01'::date, '2099-12-31'::date, interval '1 day') d)
select d.on_date, (count(*) filter (where extract(isodow from d.on_date) < 6 and h.on_date is null) over (order by d.on_date))::int
from days d left join holidays h on h.on_date = d.on_date;
--> statement-breakpoint
-- How open cases stand (docs/domain.md §6.5). The application holds the same rule in app/features/health/health.ts, and a test compares the two.
create schema health;
--> statement-breakpoint
-- What is computed of some cases on a day; no row for those that are followed up or ended.
create function health.assess(p_cases uuid[], p_on date)
returns table (case_id uuid, company_id uuid, computed text, score int, schedule numeric, engagement numeric, actions numeric, figures numeric, reasons jsonb)
language plpgsql stable rows 200 set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set jit = off as $$
#variable_conflict use_column
declare c uuid := access.cluster_id(); today_no int := (select working_days from calendar_days where on_date = p_on); begin
  return query
  with open_cases as materialized (
    select k.id, k.company_id, k.reference, k.state, k.started_on, k.last_contact_on, k.next_due_on, k.held_until, (k.state_since at time zone 'Europe/Paris')::date held_on,
      k.state in ('assessing', 'plan_to_sign', 'active', 'reviewing') is_weighed
    from unnest(p_cases) x (id) join cases k on k.cluster_id = c and k.id = x.id where k.worklist <> 'closed' and k.state <> 'follow_up'),
  facts as (
    select k.*, m.*, t.*, f.*, d.*,
      coalesce(k.last_contact_on, k.started_on) quiet_on,
      greatest(0, today_no - (select working_days from calendar_days where on_date = coalesce(k.last_contact_on, k.started_on))) quiet
    from open_cases k
    cross join lateral (
      select coalesce(sum(w) filter (where is_done or due_on <= p_on), 0)::numeric weight, coalesce(sum(w * least(late, 20)) filter (where late > 0), 0)::numeric lost,
        count(*) filter (where late > 0 and not is_far)::int late_count,
        (array_agg(jsonb_build_object('code', 'milestones_late', 'days', late, 'dueOn', due_on, 'milestoneId', id) order by late desc, place) filter (where late > 0 and not is_far))[1] late_worst,
        coalesce(jsonb_agg(jsonb_build_object('code', 'critical_late', 'days', late, 'dueOn', due_on, 'milestoneId', id) order by late desc, place) filter (where is_far), '[]') far
      from (select y.*, y.late > 20 and y.is_critical is_far from (
        select i.id, i.position place, i.is_critical, i.due_on, greatest(i.duration_days, 5) w, i.state = 'done' is_done,
          case when i.state <> 'done' and i.due_on <= p_on then today_no - n.working_days end late
        from milestones i left join calendar_days n on n.on_date = i.due_on
        where i.cluster_id = c and i.case_id = k.id and i.state <> 'not_applicable' and k.is_weighed) y) z) m
    cross join lateral (
      select count(*)::int open_tasks, (count(*) filter (where i.due_on < p_on))::int late_tasks, min(i.due_on) filter (where i.due_on < p_on) tasks_due_on
      from tasks i where i.cluster_id = c and i.case_id = k.id and i.state in ('open', 'blocked') and k.is_weighed) t
    cross join lateral (
      select (count(*) filter (where e.valid_on <= p_on))::int due, (count(*) filter (where e.valid_on <= p_on and e.is_known))::int known,
        (count(*) filter (where e.is_baseline and not e.is_known))::int baselines_missing
      from (select i.valid_on, i.is_baseline, exists (select from observations o
            where o.cluster_id = c and o.company_id = i.company_id and o.metric = i.metric
              and (o.cell = i.cell or (not i.is_baseline and i.cell = k.reference and o.case_id = k.id and o.cell <> k.reference || '/B1'))
              and (o.num is not null or o.unknown_reason in ('company_refuses', 'not_concerned'))
              and coalesce((select a.level from observation_acts a where a.cluster_id = c and a.observation_id = o.id order by a.recorded_at desc limit 1), o.entry_level) > 0) is_known
          from expected_figures i where i.cluster_id = c and i.case_id = k.id and i.metric <> 'ACC-04' and k.is_weighed) e) f
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('code', 'delay_broken', 'rule', i.rule, 'dueOn', i.due_on) order by i.due_on, i.rule), '[]') delays
      from clocks i where i.cluster_id = c and i.case_id = k.id and i.rule in ('C1', 'C2', 'C3', 'C4', 'C5') and i.stopped_at is null and i.paused_on is null and i.due_on < p_on and k.state <> 'on_hold') d),
  -- Each part as a fraction: rounding only once, and exactly.
  parts as (
    select f.*, case when weight = 0 then 1 else 20 * weight - lost end s_num, case when weight = 0 then 1 else 20 * weight end s_den,
      (least(40, greatest(0, 60 - quiet)))::numeric e_num, 40::numeric e_den,
      (case when open_tasks = 0 then 1 else open_tasks - late_tasks end)::numeric a_num, (case when open_tasks = 0 then 2 else open_tasks end)::numeric a_den,
      (case when due = 0 then 1 else known end)::numeric f_num, (case when due = 0 then 1 else due end)::numeric f_den,
      (select max(i.from_on) from company_difficulties i where i.cluster_id = c and i.company_id = f.company_id and i.level = 'collective_proceedings' and i.from_on <= p_on and (i.until_on is null or i.until_on >= p_on)) proceedings_on
    from facts f),
  scored as (
    select p.*, case when is_weighed then div(2 * (45 * s_num * e_den * a_den * f_den + 25 * e_num * s_den * a_den * f_den + 20 * a_num * s_den * e_den * f_den + 10 * f_num * s_den * e_den * a_den)
        + s_den * e_den * a_den * f_den, 2 * s_den * e_den * a_den * f_den)::int end score,
      case when is_weighed then far || case when proceedings_on is null then '[]' else jsonb_build_array(jsonb_build_object('code', 'proceedings', 'sinceOn', proceedings_on)) end else '[]' end grave,
      case when is_weighed and baselines_missing > 0 and p_on > started_on + 30 then jsonb_build_array(jsonb_build_object('code', 'baselines_missing', 'missing', baselines_missing, 'sinceOn', started_on + 30)) else '[]' end
        || case when is_weighed and next_due_on = 'infinity' then jsonb_build_array(jsonb_build_object('code', 'no_next_action')) else '[]' end || delays capping
    from parts p)
  select id, company_id,
    case when state = 'on_hold' then 'paused' when not is_weighed then 'not_started'
      when jsonb_array_length(grave) > 0 or score < 50 then 'alert' when jsonb_array_length(capping) > 0 or score < 75 then 'watch'
      when state = 'assessing' and weight = 0 and (last_contact_on is null or last_contact_on < started_on) then 'not_started' else 'on_track' end,
    score,
    case when is_weighed then round(100 * s_num / s_den, 2) end, case when is_weighed then round(100 * e_num / e_den, 2) end,
    case when is_weighed then round(100 * a_num / a_den, 2) end, case when is_weighed then round(100 * f_num / f_den, 2) end,
    case when state = 'on_hold' then jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('code', 'on_hold', 'sinceOn', held_on, 'untilOn', held_until))) else
      grave || capping || case when late_worst is null then '[]' else jsonb_build_array(late_worst || jsonb_build_object('count', late_count)) end
      || case when is_weighed and quiet > 20 then jsonb_build_array(jsonb_build_object('code', 'no_contact', 'days', quiet, 'sinceOn', quiet_on)) else '[]' end
      || case when late_tasks > 0 then jsonb_build_array(jsonb_build_object('code', 'actions_late', 'count', late_tasks, 'of', open_tasks, 'dueOn', tasks_due_on)) else '[]' end
      || case when due > known then jsonb_build_array(jsonb_build_object('code', 'figures_missing', 'missing', due - known, 'of', due)) else '[]' end end
  from scored;
end $$;
--> statement-breakpoint
-- Writes how some cases stand on a day, after the writers before it: the row is locked first, and a second statement sees what they left.
create function health.refresh(p_cases uuid[], p_on date) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare c uuid := access.cluster_id(); begin
  perform from case_health where cluster_id = c and case_id = any (p_cases) order by case_id for update;
  insert into case_health as h (cluster_id, case_id, company_id, health, computed, score, schedule, engagement, actions, figures, reasons, override_id, on_date, computed_at)
  select c, a.case_id, a.company_id, case when o.id is null or a.score is null then a.computed else o.health end, a.computed, a.score, a.schedule, a.engagement, a.actions, a.figures, a.reasons,
    case when a.score is null then null else o.id end, p_on, now()
  from health.assess(p_cases, p_on) a
  left join lateral (select v.id, v.health from health_overrides v where v.cluster_id = c and v.case_id = a.case_id and v.ended_at is null and p_on between v.from_on and v.until_on
    order by v.from_on desc, v.id desc limit 1) o on true
  order by a.case_id
  on conflict (cluster_id, case_id) do update set company_id = excluded.company_id, health = excluded.health, computed = excluded.computed, score = excluded.score, schedule = excluded.schedule,
    engagement = excluded.engagement, actions = excluded.actions, figures = excluded.figures, reasons = excluded.reasons, override_id = excluded.override_id, on_date = excluded.on_date, computed_at = excluded.computed_at;
  delete from case_health h using cases k where h.cluster_id = c and h.case_id = any (p_cases) and k.cluster_id = c and k.id = h.case_id and (k.worklist = 'closed' or k.state = 'follow_up');
end $$;
--> statement-breakpoint
-- The nightly pass, some cases at a time: those whose day has passed, then those without a row. What a command is writing just now is left to it. Returns how many it wrote.
create function health.refresh_due(p_on date, p_limit int) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare c uuid := access.cluster_id(); due uuid[]; begin
  due := array(select case_id from case_health where cluster_id = c and on_date < p_on order by on_date, case_id limit p_limit for update skip locked);
  if cardinality(due) = 0 then
    due := array(select k.id from cases k where k.cluster_id = c and k.worklist <> 'closed' and k.state <> 'follow_up'
      and not exists (select from case_health h where h.cluster_id = c and h.case_id = k.id) limit p_limit);
  end if;
  if cardinality(due) > 0 then perform health.refresh(due, p_on); end if;
  return cardinality(due);
end $$;
--> statement-breakpoint
-- Whoever did something on a case, its health follows in the same transaction, at its end. The day is the application's, else the server's.
create function health.keep() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  perform health.refresh(array[new.case_id], coalesce(nullif(current_setting('app.today', true), '')::date, (now() at time zone 'Europe/Paris')::date));
  return null;
end $$;
--> statement-breakpoint
-- What the team knows of a company weighs on all its open cases.
create function health.keep_company() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  perform health.refresh(array(select id from cases where cluster_id = new.cluster_id and company_id = new.company_id and worklist <> 'closed' order by id),
    coalesce(nullif(current_setting('app.today', true), '')::date, (now() at time zone 'Europe/Paris')::date));
  return null;
end $$;
--> statement-breakpoint
create constraint trigger difficulties_health after insert or update on company_difficulties deferrable initially deferred for each row execute function health.keep_company();
--> statement-breakpoint
create constraint trigger events_health after insert on events deferrable initially deferred for each row when (new.case_id is not null) execute function health.keep();
--> statement-breakpoint
revoke all on all functions in schema health from public;
--> statement-breakpoint
grant usage on schema health to app_worker, app_keeper;
--> statement-breakpoint
grant execute on function health.refresh_due(date, int) to app_worker;
--> statement-breakpoint
grant execute on all functions in schema health to app_keeper;
--> statement-breakpoint
grant create on schema health to app_keeper;
--> statement-breakpoint
alter function health.refresh(uuid[], date) owner to app_keeper;
--> statement-breakpoint
alter function health.refresh_due(date, int) owner to app_keeper;
--> statement-breakpoint
alter function health.keep() owner to app_keeper;
--> statement-breakpoint
alter function health.keep_company() owner to app_keeper;
--> statement-breakpoint
revoke create on schema health from app_keeper;
