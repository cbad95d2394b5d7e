-- Roles are server-wide. app_user: web requests; app_worker: jobs; app_auth: owns functions that read before or above a policy;
-- app_keeper: owns the triggers that keep derived columns. None is superuser or BYPASSRLS.
do $$ declare r text; begin
  foreach r in array array['app_user', 'app_worker'] loop
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole', r); end if;
  end loop;
  foreach r in array array['app_auth', 'app_keeper'] loop
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', r); end if;
    if not pg_has_role(current_user, r, 'set') then execute format('grant %I to %I', r, current_user); end if;
  end loop;
end $$;
--> statement-breakpoint
create extension if not exists unaccent;
--> statement-breakpoint
create schema access;
--> statement-breakpoint
revoke all on schema public from public;
--> statement-breakpoint
create function access.setting(name text) returns text language sql stable parallel safe return nullif(current_setting(name, true), '');
--> statement-breakpoint
create function access.cluster_id() returns uuid language sql stable parallel safe return access.setting('app.cluster_id')::uuid;
--> statement-breakpoint
create function access.account_id() returns uuid language sql stable parallel safe return access.setting('app.account_id')::uuid;
--> statement-breakpoint
create function access.person_id() returns uuid language sql stable parallel safe return access.setting('app.person_id')::uuid;
--> statement-breakpoint
create function access.audience() returns text language sql stable parallel safe return coalesce(access.setting('app.audience'), '');
--> statement-breakpoint
create function access.is_staff() returns boolean language sql stable parallel safe return access.audience() in ('staff', 'system');
--> statement-breakpoint
create function access.roles() returns text[] language sql stable parallel safe return coalesce(access.setting('app.roles')::text[], '{}');
--> statement-breakpoint
create function access.has_role(variadic roles text[]) returns boolean language sql stable parallel safe return access.audience() = 'system' or access.roles() && roles;
--> statement-breakpoint
create function access.sees_all() returns boolean language sql stable parallel safe return coalesce(access.setting('app.sees_all') = 't', false);
--> statement-breakpoint
create function access.writes() returns boolean language sql stable parallel safe return coalesce(access.setting('app.writes') = 't', false);
--> statement-breakpoint
-- Team, programme, track or intake scope: the only actors for whom a child must ask its case.
create function access.has_scope() returns boolean language sql stable parallel safe return coalesce(access.setting('app.has_scope') = 't', false);
--> statement-breakpoint
create function access.takes_requests() returns boolean language sql stable parallel safe return coalesce(access.setting('app.takes_requests') = 't', false);
--> statement-breakpoint
create function access.company_ids() returns uuid[] language sql stable parallel safe return coalesce(access.setting('app.company_ids')::uuid[], '{}');
--> statement-breakpoint
create function access.team_ids() returns uuid[] language sql stable parallel safe return coalesce(access.setting('app.team_ids')::uuid[], '{}');
--> statement-breakpoint
create function access.programme_ids() returns uuid[] language sql stable parallel safe return coalesce(access.setting('app.programme_ids')::uuid[], '{}');
--> statement-breakpoint
create function access.tracks() returns text[] language sql stable parallel safe return coalesce(access.setting('app.tracks')::text[], '{}');
--> statement-breakpoint
set local check_function_bodies = off;
--> statement-breakpoint
-- Invoker functions: the root's own policy answers, so the rule is written once.
create function access.may_see_case(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.cases where cluster_id = access.cluster_id() and id = p) $$;
--> statement-breakpoint
create function access.may_see_company(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.companies where cluster_id = access.cluster_id() and id = p) $$;
--> statement-breakpoint
create function access.may_see_event(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.events where cluster_id = access.cluster_id() and id = p) $$;
--> statement-breakpoint
create function access.person_has_visible_company(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.company_roles where cluster_id = access.cluster_id() and person_id = p) $$;
--> statement-breakpoint
create function access.company_has_visible_case(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.cases where cluster_id = access.cluster_id() and company_id = p) $$;
--> statement-breakpoint
create function access.company_has_led_case(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.cases where cluster_id = access.cluster_id() and company_id = p and lead_id is not null) $$;
--> statement-breakpoint
-- The writer of an event may add its words even where the event's class hides it from them.
create function access.wrote_event(p uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public
  as $$ select exists (select from public.events where cluster_id = access.cluster_id() and id = p and actor_id is not distinct from access.person_id()) $$;
