set local check_function_bodies = off;
--> statement-breakpoint
-- Whether one manages the programme that something restricted belongs to. Runs as its caller, and only where something is restricted.
create function access.manages_item(p_company uuid, p_case uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.cases where cluster_id = access.cluster_id() and company_id = p_company and (p_case is null or id = p_case) and programme_id = any (access.programme_ids())) $$;
--> statement-breakpoint
-- Whether a note, a task or a document is in sight: its own policy answers.
create function access.may_see_item(p_kind text, p_id uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select case p_kind when 'note' then exists (select from public.notes where cluster_id = access.cluster_id() and id = p_id)
    when 'task' then exists (select from public.tasks where cluster_id = access.cluster_id() and id = p_id)
    when 'document' then exists (select from public.documents where cluster_id = access.cluster_id() and id = p_id) else false end $$;
--> statement-breakpoint
revoke all on function access.manages_item(uuid, uuid), access.may_see_item(text, uuid) from public;
--> statement-breakpoint
grant execute on function access.manages_item(uuid, uuid), access.may_see_item(text, uuid) to app_user, app_worker, app_auth, app_keeper;
--> statement-breakpoint
CREATE TABLE "item_reads" (
	"cluster_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "item_reads_pk" PRIMARY KEY("cluster_id","kind","item_id","person_id"),
	CONSTRAINT "item_reads_kind" CHECK ("item_reads"."kind" in ('note', 'task', 'document'))
);
--> statement-breakpoint
ALTER TABLE "item_reads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_confidentiality";--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "events_confidentiality";--> statement-breakpoint
ALTER TABLE "notes" DROP CONSTRAINT "notes_confidentiality";--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "reader_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "reader_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "confidentiality" text collate "C" DEFAULT 'team' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "reader_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "item_reads" ADD CONSTRAINT "item_reads_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_reads" ADD CONSTRAINT "item_reads_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_named_readers" CHECK (cardinality(reader_ids) <= 50 and (confidentiality = 'restricted' or reader_ids = '{}'));--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_confidentiality" CHECK ("documents"."confidentiality" in ('company', 'team', 'restricted'));--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_confidentiality" CHECK ("events"."confidentiality" in ('company', 'team', 'restricted', 'admin'));--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_named_readers" CHECK (cardinality(reader_ids) <= 50 and (confidentiality = 'restricted' or reader_ids = '{}'));--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_confidentiality" CHECK ("notes"."confidentiality" in ('company', 'team', 'restricted'));--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_confidentiality" CHECK ("tasks"."confidentiality" in ('company', 'team', 'restricted'));
--> statement-breakpoint
-- What is the company's to do is shared with it.
create function access.share_company_task() returns trigger language plpgsql as $$ begin new.confidentiality := 'company'; new.reader_ids := '{}'; return new; end $$;
--> statement-breakpoint
create trigger tasks_of_company before insert or update on tasks for each row when (new.side = 'company' and new.confidentiality <> 'company') execute function access.share_company_task();
--> statement-breakpoint
do $$ declare c uuid; begin
  for c in select id from clusters loop
    perform set_config('app.cluster_id', c::text, true);
    update tasks set confidentiality = 'company' where cluster_id = c and side = 'company';
  end loop;
  perform set_config('app.cluster_id', '', true);
end $$;
--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_of_company" CHECK (side <> 'company' or confidentiality = 'company');--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_named_readers" CHECK (cardinality(reader_ids) <= 50 and (confidentiality = 'restricted' or reader_ids = '{}'));--> statement-breakpoint
CREATE POLICY "item_reads_read" ON "item_reads" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (person_id = (select access.person_id()) or (select access.is_staff())) and access.may_see_item(kind, item_id));--> statement-breakpoint
CREATE POLICY "item_reads_insert" ON "item_reads" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.audience()) = 'company' and person_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and company_id = any ((select access.company_ids())::uuid[]) and access.may_see_item(kind, item_id));--> statement-breakpoint
ALTER POLICY "documents_read" ON "documents" TO app_user,app_worker USING ((confidentiality <> 'restricted' or ((select access.is_staff()) and (uploaded_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id)))));--> statement-breakpoint
ALTER POLICY "documents_insert" ON "documents" TO app_user,app_worker WITH CHECK ((select access.writes()) and uploaded_by_id = (select access.person_id()) and (((select access.is_staff()) and side = 'advisor') or ((select access.audience()) = 'company' and side = 'company' and confidentiality = 'company')) and (confidentiality <> 'restricted' or ((select access.is_staff()) and (uploaded_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id)))));--> statement-breakpoint
ALTER POLICY "documents_update" ON "documents" TO app_user,app_worker USING ((select access.writes()) and (((select access.is_staff()) and side = 'advisor') or ((select access.audience()) = 'company' and side = 'company' and confidentiality = 'company')) and (confidentiality <> 'restricted' or ((select access.is_staff()) and (uploaded_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id))))) WITH CHECK ((select access.writes()) and (((select access.is_staff()) and side = 'advisor') or ((select access.audience()) = 'company' and side = 'company' and confidentiality = 'company')) and (confidentiality <> 'restricted' or ((select access.is_staff()) and (uploaded_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id)))));--> statement-breakpoint
ALTER POLICY "events_read" ON "events" TO app_user,app_worker USING (cluster_id = (select access.cluster_id()) and ((confidentiality = 'company' and ((select access.is_staff()) or subject_kind not in ('note', 'task', 'document') or access.may_see_item(subject_kind, subject_id))) or ((select access.is_staff()) and confidentiality = 'team') or ((select access.is_staff()) and confidentiality = 'restricted' and access.may_see_item(subject_kind, subject_id)) or ((select access.has_role('admin')) and confidentiality = 'admin')) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or (confidentiality = 'admin' and (select access.has_role('admin'))) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
ALTER POLICY "notes_read" ON "notes" TO app_user,app_worker USING ((author_id = (select access.person_id()) or state = 'published') and (confidentiality <> 'restricted' or ((select access.is_staff()) and (author_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
ALTER POLICY "notes_update" ON "notes" TO app_user,app_worker USING ((select access.writes()) and (select access.is_staff()) and (author_id = (select access.person_id()) or state = 'published') and (confidentiality <> 'restricted' or ((select access.is_staff()) and (author_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and (select access.is_staff()) and (author_id = (select access.person_id()) or state = 'published') and (confidentiality <> 'restricted' or ((select access.is_staff()) and (author_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
ALTER POLICY "tasks_read" ON "tasks" TO app_user,app_worker USING ((confidentiality <> 'restricted' or ((select access.is_staff()) and (created_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
ALTER POLICY "tasks_insert" ON "tasks" TO app_user,app_worker WITH CHECK ((select access.writes()) and (select access.is_staff()) and created_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
ALTER POLICY "tasks_update" ON "tasks" TO app_user,app_worker USING ((select access.writes()) and ((select access.is_staff()) or side = 'company') and (confidentiality <> 'restricted' or ((select access.is_staff()) and (created_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and ((select access.is_staff()) or side = 'company') and (confidentiality <> 'restricted' or ((select access.is_staff()) and (created_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id))));
--> statement-breakpoint
do $$ begin
  alter table item_reads force row level security;
  execute format('create policy item_reads_owner on item_reads to %I using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', current_user);
end $$;
--> statement-breakpoint
grant select, insert on item_reads to app_user, app_worker;
--> statement-breakpoint
create or replace function access.keep_document() returns trigger language plpgsql set search_path = pg_catalog as $$
declare moves constant text[] := array['replaced_at', 'withdrawn_at', 'withdrawn_by_id', 'confidentiality', 'reader_ids', 'version']; begin
  if to_jsonb(new) - moves is distinct from to_jsonb(old) - moves then raise exception 'a document is replaced, not rewritten' using errcode = '42501'; end if;
  return new; end $$;
--> statement-breakpoint
-- A class changes by its own acts: what is restricted opens to more people by a manager alone, and what a company has read is not taken back.
create function access.keep_class() returns trigger language plpgsql set search_path = pg_catalog, public as $$ begin
  if current_user not in ('app_user', 'app_worker') then return new; end if;
  if old.confidentiality = 'restricted' and not access.has_role('manager') then raise exception 'a manager alone opens what is restricted' using errcode = '42501'; end if;
  if old.confidentiality = 'company' and exists (select from item_reads r where r.cluster_id = old.cluster_id and r.kind = tg_argv[0] and r.item_id = old.id) then
    raise exception 'read already' using errcode = 'restrict_violation'; end if;
  return new; end $$;
--> statement-breakpoint
create trigger notes_class before update on notes for each row when (new.confidentiality <> old.confidentiality) execute function access.keep_class('note');
--> statement-breakpoint
create trigger tasks_class before update on tasks for each row when (new.confidentiality <> old.confidentiality) execute function access.keep_class('task');
--> statement-breakpoint
create trigger documents_class before update on documents for each row when (new.confidentiality <> old.confidentiality) execute function access.keep_class('document');
--> statement-breakpoint
-- What few may read moves nothing that many see: neither the dates and counts of a case nor its health.
do $$ declare changed text; f record; begin
  for f in select p.oid, n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('access', 'health') and p.prosrc ~ 'from tasks [ti] where' loop
    changed := regexp_replace(pg_get_functiondef(f.oid), '(from tasks ([ti]) where )', '\1\2.confidentiality <> ''restricted'' and ', 'g');
    execute changed;
  end loop;
end $$;
--> statement-breakpoint
-- Who reads a case, each with all that makes them a reader, the first reason first. For the functions below alone: it asks nobody's rights.
create function access.parts_in_case(p_case uuid) returns table (person_id uuid, given_name text, family_name text, parts text[]) language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive c as (select * from cases r where r.cluster_id = access.cluster_id() and r.id = p_case),
    -- A team's case is read by whoever leads it or a team above, and by its members where the cluster says so.
    chain (id, parent_id) as (select id, parent_id from teams where cluster_id = access.cluster_id() and id = (select team_id from c)
      union select p.id, p.parent_id from teams p join chain on p.cluster_id = access.cluster_id() and p.id = chain.parent_id),
    -- Advisors are many: all of them matter only for a request nobody has taken. Roles by name, so that each part is read by its index.
    held as materialized (
      select r.person_id id, r.role, r.programme_id, r.track from cluster_roles r where r.cluster_id = access.cluster_id() and r.role in ('track_lead', 'manager', 'director')
        and access.runs(r.from_on, r.until_on, r.ended_at)
      union all
      select r.person_id, r.role, r.programme_id, r.track from cluster_roles r where r.cluster_id = access.cluster_id() and r.role = 'advisor'
        and (select c.worklist = 'new' and c.lead_id is null from c) and access.runs(r.from_on, r.until_on, r.ended_at)),
    reading as (
      select lead_id id, 1 place, 'lead' part from c where lead_id is not null
      union all select h.id, 2, 'manager' from held h, c where h.role = 'manager' and (h.programme_id is null or h.programme_id = c.programme_id
        or exists (select from held d where d.id = h.id and d.role in ('manager', 'director') and d.programme_id is null))
      union all select h.id, 3, 'director' from held h, c where h.role = 'director' and h.programme_id is null
      union all select h.id, 4, 'track_lead' from held h, c where h.role = 'track_lead' and h.track = c.track
      union all select a.person_id, 5, 'company_advisor' from c join cases o on o.cluster_id = c.cluster_id and o.company_id = c.company_id
        join case_assignments a on a.cluster_id = o.cluster_id and a.case_id = o.id and a.until_on is null
      union all select m.person_id, 6, 'team' from chain cross join lateral (select * from team_members m where m.cluster_id = access.cluster_id() and m.team_id = chain.id offset 0) m join clusters cl on cl.id = m.cluster_id
        where access.runs(m.from_on, m.until_on, m.ended_at) and (m.leads_team or cl.advisors_read_team)
      union all select h.id, 7, 'advisor' from held h, c where h.role = 'advisor' and c.worklist = 'new' and c.lead_id is null)
  select p.id, p.given_name, p.family_name, array_agg(distinct x.place || x.part order by x.place || x.part)
    from reading x join people p on p.cluster_id = access.cluster_id() and p.id = x.id and p.disabled_at is null
    where (select true from cluster_roles r where r.cluster_id = access.cluster_id() and r.role in ('advisor', 'track_lead', 'manager', 'director') and r.person_id = x.id
      and access.runs(r.from_on, r.until_on, r.ended_at) limit 1) group by p.id, p.given_name, p.family_name
  union all
  select p.id, p.given_name, p.family_name, array['8leader'] from c join company_roles r on r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader'
    join people p on p.cluster_id = r.cluster_id and p.id = r.person_id and p.disabled_at is null and p.account_id is not null
    where access.runs(r.from_on, r.until_on, r.ended_at) $$;
--> statement-breakpoint
-- For whoever reads the case themself, on either side.
create function access.readers_of_case(p_case uuid) returns table (person_id uuid, given_name text, family_name text, parts text[]) language sql stable security definer set search_path = pg_catalog, public as $$
  select r.person_id, r.given_name, r.family_name, (select array_agg(substr(x, 2) order by x) from unnest(r.parts) x) from access.parts_in_case(p_case) r
  where exists (select from cases c where c.cluster_id = access.cluster_id() and c.id = p_case and access.reaches_case(c)) $$;
--> statement-breakpoint
-- Who reads what is a company's own: its leaders, the whole cluster's managers and directors, whoever is assigned to it, and those a case in charge makes keepers of its record. Its figures are not for those who merely examine its request.
create function access.readers_of_company(p_company uuid, p_of_figures boolean) returns table (person_id uuid, given_name text, family_name text, parts text[]) language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, p.given_name, p.family_name, (select array_agg(substr(y, 2) order by y) from unnest(array_agg(distinct x.part)) y)
  from (
    select r.person_id id, case r.role when 'manager' then '2manager' else '3director' end part from cluster_roles r
      where r.cluster_id = access.cluster_id() and r.role in ('manager', 'director') and r.programme_id is null and access.runs(r.from_on, r.until_on, r.ended_at)
    union all
    select q.person_id, case part when '1lead' then '5company_advisor' else part end from cases c cross join lateral access.parts_in_case(c.id) q cross join lateral unnest(q.parts) part
      where c.cluster_id = access.cluster_id() and c.company_id = p_company and part <> '8leader'
        and (c.lead_id is not null or part = '5company_advisor' or not p_of_figures and (part in ('2manager', '4track_lead') or c.triage_owner_id = q.person_id))
    union all
    select r.person_id, '8leader' from company_roles r where r.cluster_id = access.cluster_id() and r.company_id = p_company and r.role = 'leader' and access.runs(r.from_on, r.until_on, r.ended_at)) x
  join people p on p.cluster_id = access.cluster_id() and p.id = x.id and p.disabled_at is null and (x.part <> '8leader' or p.account_id is not null)
  where access.sees_all() or p_company = any (access.company_ids()) or exists (select from cases c where c.cluster_id = access.cluster_id() and c.company_id = p_company and access.reaches_case(c))
  group by p.id, p.given_name, p.family_name $$;
--> statement-breakpoint
-- Kept for the version before: the first reason alone, for staff.
create or replace function access.case_readers(p_case uuid) returns table (person_id uuid, given_name text, family_name text, part text) language sql stable security definer set search_path = pg_catalog, public as $$
  select r.person_id, r.given_name, r.family_name, r.parts[1] from access.readers_of_case(p_case) r where access.is_staff() $$;
--> statement-breakpoint
revoke all on function access.parts_in_case(uuid), access.readers_of_case(uuid), access.readers_of_company(uuid, boolean), access.keep_class(), access.share_company_task() from public;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
grant execute on function access.parts_in_case(uuid) to app_auth;
--> statement-breakpoint
grant execute on function access.readers_of_case(uuid), access.readers_of_company(uuid, boolean) to app_user, app_worker, app_auth;
--> statement-breakpoint
alter function access.parts_in_case(uuid) owner to app_auth;
--> statement-breakpoint
alter function access.readers_of_case(uuid) owner to app_auth;
--> statement-breakpoint
alter function access.readers_of_company(uuid, boolean) owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth;
--> statement-breakpoint
create function access.reading_lock(p_item uuid) returns bigint language sql immutable parallel safe as $$ select hashtextextended('read ' || p_item::text, 0) $$;
--> statement-breakpoint
-- Marks what a company's person opens, as themself, and says what of it is still in sight. The lock comes first: each statement after it sees what the lock waited for.
create function access.mark_read(p_company uuid, p_items jsonb) returns setof uuid language plpgsql volatile set search_path = pg_catalog, public as $$
declare seen uuid[]; begin
  perform pg_advisory_xact_lock_shared(access.reading_lock(x.id)) from (select i.id from jsonb_to_recordset(p_items) i (id uuid) order by i.id) x;
  select array_agg(i.id) into seen from jsonb_to_recordset(p_items) i (kind text, id uuid) where access.may_see_item(i.kind, i.id);
  insert into item_reads (cluster_id, kind, item_id, person_id, company_id)
    select access.cluster_id(), i.kind, i.id, access.person_id(), p_company from jsonb_to_recordset(p_items) i (kind text, id uuid) where i.id = any (seen) on conflict do nothing;
  return query select unnest(seen);
end $$;
--> statement-breakpoint
revoke all on function access.reading_lock(uuid), access.mark_read(uuid, jsonb) from public;
--> statement-breakpoint
grant execute on function access.reading_lock(uuid), access.mark_read(uuid, jsonb) to app_user;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewed_company_id" uuid;
--> statement-breakpoint
set local check_function_bodies = off;
--> statement-breakpoint
-- Whether who has just entered follows a company: one of theirs, or one with a case in charge that they reach.
create function access.follows_company(p_company uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select access.audience() = 'staff' and exists (select from companies o where o.cluster_id = access.cluster_id() and o.id = p_company)
    and (access.sees_all() or p_company = any (access.company_ids()) or exists (select from cases c
      where c.cluster_id = access.cluster_id() and c.company_id = p_company and c.lead_id is not null and access.reaches_case(c))) $$;
--> statement-breakpoint
-- Looks through a company's eyes: its leaders' reach, nobody's own things, and nothing is written, neither by right nor by the transaction. Who follows it no longer sees nothing.
create function access.enter_view(p_company uuid) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare follows boolean := access.follows_company(p_company); begin
  perform set_config('app.person_id', '', true), set_config('app.audience', 'company', true), set_config('app.roles', '', true), set_config('app.sees_all', 'f', true), set_config('app.writes', 'f', true),
    set_config('app.takes_requests', 'f', true), set_config('app.has_scope', 'f', true), set_config('app.company_ids', case when follows then array[p_company] else '{}' end::text, true),
    set_config('app.team_ids', '', true), set_config('app.programme_ids', '', true), set_config('app.tracks', '', true), set_config('transaction_read_only', 'on', true);
  return 'company';
end $$;
--> statement-breakpoint
-- Starts and ends it, in the transaction of whoever is entered by this sign-in.
create function access.view_as(p_session text, p_company uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if not access.follows_company(p_company) then return false; end if;
  update sessions set viewed_company_id = p_company where id = p_session and cluster_id = access.cluster_id() and person_id = access.person_id() and viewed_company_id is null;
  return found;
end $$;
--> statement-breakpoint
create function access.leave_view(p_session text) returns uuid language sql security definer set search_path = pg_catalog, public as $$
  update sessions set viewed_company_id = null where id = p_session and viewed_company_id is not null returning old.viewed_company_id $$;
--> statement-breakpoint
-- The door and what it tells of its caller, each with one more thing to know: whose eyes are borrowed.
do $$ declare changed text; begin
  changed := replace(pg_get_functiondef('access.enter_session(text)'::regprocedure), 'select cluster_id, person_id,', 'select viewed_company_id, cluster_id, person_id,');
  changed := replace(changed, '  return audience;', '  if s.viewed_company_id is not null then audience := access.enter_view(s.viewed_company_id); end if;' || chr(10) || '  return audience;');
  if changed !~ 'select viewed_company_id' or changed !~ 'enter_view' then raise exception 'enter_session is not as expected'; end if;
  execute changed;
  changed := pg_get_functiondef('access.read_session(text)'::regprocedure);
  changed := replace(changed, 'coalesce(k.companies, ''[]'')', 'case when s.viewed_company_id is null then coalesce(k.companies, ''[]'') else (select jsonb_build_array(jsonb_build_object(''id'', v.id, ''name'', v.name, ''role'', ''leader'', ''isSignatory'', false, ''isViewed'', true)) from companies v where v.cluster_id = s.cluster_id and v.id = s.viewed_company_id) end');
  if changed !~ 'isViewed' then raise exception 'read_session is not as expected'; end if;
  execute changed;
end $$;
--> statement-breakpoint
revoke all on function access.follows_company(uuid), access.enter_view(uuid), access.view_as(text, uuid), access.leave_view(text) from public;
--> statement-breakpoint
grant execute on function access.follows_company(uuid), access.enter_view(uuid) to app_auth;
--> statement-breakpoint
grant execute on function access.view_as(text, uuid), access.leave_view(text), access.follows_company(uuid) to app_user;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
do $$ declare f text; begin
  foreach f in array array['access.follows_company(uuid)', 'access.enter_view(uuid)', 'access.view_as(text, uuid)', 'access.leave_view(text)'] loop
    execute format('alter function %s owner to app_auth', f);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema access from app_auth;
