set local check_function_bodies = off;
--> statement-breakpoint
-- Of which cases a part is opened to the caller until a day (plan, documents, finance), and of which companies (their figures; anything at all).
create function access.opened(p_what text) returns uuid[] language sql stable parallel safe return coalesce(access.setting('app.opened_' || p_what)::uuid[], '{}');
--> statement-breakpoint
-- Invoker functions: the policy of the root, and of the grants, answers.
create function access.works_on_case(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.cases where cluster_id = access.cluster_id() and id = p and (access.has_role('manager') or access.person_id() in (lead_id, triage_owner_id))) $$;
--> statement-breakpoint
create function access.person_has_visible_grant(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.case_grants where cluster_id = access.cluster_id() and person_id = p) $$;
--> statement-breakpoint
revoke all on function access.opened(text), access.works_on_case(uuid), access.person_has_visible_grant(uuid) from public;
--> statement-breakpoint
grant execute on function access.opened(text), access.works_on_case(uuid), access.person_has_visible_grant(uuid) to app_user, app_worker, app_auth, app_keeper;
--> statement-breakpoint
CREATE TABLE "case_grants" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"parts" text[] NOT NULL,
	"reason" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"opened_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by_id" uuid,
	CONSTRAINT "case_grants_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "case_grants_kind" CHECK ("case_grants"."kind" in ('expert', 'collaborator')),
	CONSTRAINT "case_grants_parts" CHECK ("case_grants"."parts" <@ array['plan', 'documents', 'finance']::text[] and cardinality("case_grants"."parts") <= 3),
	CONSTRAINT "case_grants_some_part" CHECK (cardinality(parts) > 0),
	CONSTRAINT "case_grants_days" CHECK (until_on >= from_on and until_on <= from_on + 366),
	CONSTRAINT "case_grants_ended" CHECK ((ended_at is null) = (ended_by_id is null))
);
--> statement-breakpoint
ALTER TABLE "case_grants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind";--> statement-breakpoint
ALTER TABLE "cluster_roles" DROP CONSTRAINT "cluster_roles_role";--> statement-breakpoint
ALTER TABLE "invitations" DROP CONSTRAINT "invitations_role";--> statement-breakpoint
ALTER TABLE "case_grants" ADD CONSTRAINT "case_grants_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_grants" ADD CONSTRAINT "case_grants_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_grants" ADD CONSTRAINT "case_grants_opened_by" FOREIGN KEY ("cluster_id","opened_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_grants" ADD CONSTRAINT "case_grants_ended_by" FOREIGN KEY ("cluster_id","ended_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_grants_of_case" ON "case_grants" USING btree ("cluster_id","case_id");--> statement-breakpoint
CREATE INDEX "case_grants_of_company" ON "case_grants" USING btree ("cluster_id","company_id");--> statement-breakpoint
CREATE INDEX "case_grants_of_person" ON "case_grants" USING btree ("cluster_id","person_id");--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind" CHECK ("outbox"."kind" in ('note_shared', 'milestone_returned', 'milestone_turn', 'account_holder', 'handed_over', 'copy_ready', 'case_opened'));--> statement-breakpoint
ALTER TABLE "cluster_roles" ADD CONSTRAINT "cluster_roles_role" CHECK ("cluster_roles"."role" in ('advisor', 'track_lead', 'manager', 'director', 'funder', 'admin', 'expert'));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('advisor', 'track_lead', 'manager', 'director', 'funder', 'admin', 'expert'));--> statement-breakpoint
CREATE POLICY "case_grants_read" ON "case_grants" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))) or (cluster_id = (select access.cluster_id()) and person_id = (select access.person_id()) and access.runs(from_on, until_on, ended_at)));--> statement-breakpoint
CREATE POLICY "case_grants_insert" ON "case_grants" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and opened_by_id = (select access.person_id()) and ((kind = 'expert' and (select access.is_staff()) and access.works_on_case(case_id)) or (kind = 'collaborator' and (select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[]))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_grants_update" ON "case_grants" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and ((kind = 'expert' and (select access.is_staff()) and access.works_on_case(case_id)) or (kind = 'collaborator' and (select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[]))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and ((kind = 'expert' and (select access.is_staff()) and access.works_on_case(case_id)) or (kind = 'collaborator' and (select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[]))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_grants_auth" ON "case_grants" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
ALTER POLICY "documents_read" ON "documents" TO app_user,app_worker USING ((confidentiality <> 'restricted' or ((select access.is_staff()) and (uploaded_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id))) or (confidentiality = 'company' and case_id = any ((select access.opened('documents'))::uuid[]))));--> statement-breakpoint
ALTER POLICY "item_reads_insert" ON "item_reads" TO app_user,app_worker WITH CHECK (cluster_id = (select access.cluster_id()) and person_id = (select access.person_id()) and (((select access.writes()) and (select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[])) or company_id = any ((select access.opened('companies'))::uuid[])) and access.may_see_item(kind, item_id));--> statement-breakpoint
ALTER POLICY "baselines_read" ON "baselines" TO app_user,app_worker USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id)) or (case_id = any ((select access.opened('finance'))::uuid[]))));--> statement-breakpoint
ALTER POLICY "expected_figures_read" ON "expected_figures" TO app_user,app_worker USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id)) or (case_id = any ((select access.opened('finance'))::uuid[]))));--> statement-breakpoint
ALTER POLICY "observation_acts_read" ON "observation_acts" TO app_user,app_worker USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id)) or (company_id is null and (select access.is_staff())) or company_id = any ((select access.opened('figures'))::uuid[])));--> statement-breakpoint
ALTER POLICY "observations_read" ON "observations" TO app_user,app_worker USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id)) or (company_id is null and (select access.is_staff())) or company_id = any ((select access.opened('figures'))::uuid[])));--> statement-breakpoint
ALTER POLICY "people_read" ON "people" TO app_user,app_worker USING (cluster_id = (select access.cluster_id()) and (is_staff or (select access.sees_all()) or id = (select access.person_id()) or (select access.has_role('admin')) or access.person_has_visible_company(id) or access.person_has_visible_grant(id)));--> statement-breakpoint
ALTER POLICY "milestones_read" ON "milestones" TO app_user,app_worker USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or published_at is not null)) or ((select access.has_scope()) and access.may_see_case(case_id)) or (published_at is not null and case_id = any ((select access.opened('plan'))::uuid[]))));--> statement-breakpoint
ALTER POLICY "notes_read" ON "notes" TO app_user,app_worker USING ((author_id = (select access.person_id()) or state = 'published') and (confidentiality <> 'restricted' or ((select access.is_staff()) and (author_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id)) or (state = 'published' and confidentiality = 'company' and case_id = any ((select access.opened('plan'))::uuid[]))));--> statement-breakpoint
ALTER POLICY "tasks_read" ON "tasks" TO app_user,app_worker USING ((confidentiality <> 'restricted' or ((select access.is_staff()) and (created_by_id = (select access.person_id()) or (select access.person_id()) = any (reader_ids) or ((select access.has_role('manager')) and ((select access.sees_all()) or access.manages_item(company_id, case_id)))))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id)) or (confidentiality = 'company' and case_id = any ((select access.opened('plan'))::uuid[]))));--> statement-breakpoint
alter table case_grants alter constraint case_grants_case deferrable;
--> statement-breakpoint
-- A case is open to somebody once at a time.
alter table case_grants add constraint case_grants_apart exclude using gist (cluster_id with =, case_id with =, person_id with =, daterange(from_on, until_on, '[]') with &&) where (ended_at is null);
--> statement-breakpoint
do $$ begin
  alter table case_grants force row level security;
  execute format('create policy case_grants_owner on case_grants to %I using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', current_user);
end $$;
--> statement-breakpoint
grant select, insert on case_grants to app_user, app_worker;
--> statement-breakpoint
grant update on case_grants to app_user, app_worker;
--> statement-breakpoint
-- A grant only ends, once: another day, another part or another person is another grant.
create function access.keep_grant() returns trigger language plpgsql set search_path = pg_catalog as $$
declare ends constant text[] := array['ended_at', 'ended_by_id']; begin
  if current_user in ('app_user', 'app_worker') and (old.ended_at is not null or to_jsonb(new) - ends is distinct from to_jsonb(old) - ends) then
    raise exception 'what a case was opened for is not rewritten' using errcode = 'restrict_violation'; end if;
  return new; end $$;
--> statement-breakpoint
create trigger case_grants_kept before update on case_grants for each row execute function access.keep_grant();
--> statement-breakpoint
revoke all on function access.keep_grant() from public;
--> statement-breakpoint
grant select on case_grants to app_auth;
--> statement-breakpoint
-- Whether a grant gives anything today: it runs, and its person still is an expert, or of the company, and not of the staff, whose own roles say what they read. For the functions below alone: it asks nobody's rights.
create function access.grant_holds(g public.case_grants) returns boolean language sql stable set search_path = pg_catalog, public as $$
  select access.runs(g.from_on, g.until_on, g.ended_at)
    and not exists (select from cluster_roles r where r.cluster_id = g.cluster_id and r.person_id = g.person_id and r.role in ('advisor', 'track_lead', 'manager', 'director') and access.runs(r.from_on, r.until_on, r.ended_at))
    and case g.kind
      when 'expert' then exists (select from cluster_roles r where r.cluster_id = g.cluster_id and r.person_id = g.person_id and r.role = 'expert' and access.runs(r.from_on, r.until_on, r.ended_at))
      else exists (select from company_roles r where r.cluster_id = g.cluster_id and r.person_id = g.person_id and r.company_id = g.company_id and r.role = 'collaborator' and access.runs(r.from_on, r.until_on, r.ended_at)) end $$;
--> statement-breakpoint
create or replace function access.enter_person(p_cluster uuid, p_person uuid) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare r record; o record; own uuid[]; owned uuid[]; tm uuid[]; aud text; account uuid; scoped boolean; company_roles_held int;
begin
  select p.account_id into account from people p left join accounts a on a.id = p.account_id
    where p.cluster_id = p_cluster and p.id = p_person and p.disabled_at is null and a.disabled_at is null;
  if not found then raise exception 'no such actor' using errcode = '28000'; end if;
  select coalesce(bool_or(role in ('advisor', 'track_lead', 'manager', 'director')), false) staff,
      coalesce(bool_or(role in ('manager', 'director') and programme_id is null), false) sees_all,
      coalesce(bool_or(role in ('advisor', 'track_lead', 'manager', 'admin')), false) writes,
      coalesce(bool_or(role = 'advisor'), false) advises,
      coalesce(array_agg(programme_id) filter (where role = 'manager' and programme_id is not null), '{}') programmes,
      coalesce(array_agg(track) filter (where role = 'track_lead'), '{}') tracks,
      coalesce(array_agg(distinct role), '{}') roles,
      min(role) filter (where role in ('admin', 'expert', 'funder')) other
    into r from cluster_roles where cluster_id = p_cluster and person_id = p_person and access.runs(from_on, until_on, ended_at);
  if r.staff then
    aud := 'staff';
    if not r.sees_all then
      select array_agg(distinct company_id) into own from case_assignments where cluster_id = p_cluster and person_id = p_person and until_on is null;
      with recursive t (id) as (
        select m.team_id from team_members m join clusters cl on cl.id = m.cluster_id
          where m.cluster_id = p_cluster and m.person_id = p_person and access.runs(m.from_on, m.until_on, m.ended_at) and (m.leads_team or cl.advisors_read_team)
        union select ch.id from teams ch join t on ch.cluster_id = p_cluster and ch.parent_id = t.id)
      select array_agg(id) into tm from t;
    end if;
  else
    select array_agg(company_id) filter (where role = 'leader'), array_agg(company_id) filter (where role = 'leader' and is_account_owner), count(*) into own, owned, company_roles_held
      from company_roles where cluster_id = p_cluster and person_id = p_person and role in ('leader', 'collaborator') and access.runs(from_on, until_on, ended_at);
    aud := case when company_roles_held > 0 then 'company' else coalesce(r.other, 'none') end;
  end if;
  -- What is opened to them until a day; never to the staff.
  select array_agg(g.case_id) filter (where 'plan' = any (g.parts)) plan, array_agg(g.case_id) filter (where 'documents' = any (g.parts)) documents,
      array_agg(g.case_id) filter (where 'finance' = any (g.parts)) finance, array_agg(g.company_id) filter (where 'finance' = any (g.parts)) figures, array_agg(g.company_id) companies
    into o from case_grants g where not r.staff and g.cluster_id = p_cluster and g.person_id = p_person and access.grant_holds(g);
  scoped := not r.sees_all and (cardinality(coalesce(tm, '{}')) + cardinality(r.programmes) + cardinality(r.tracks) > 0 or r.advises);
  perform set_config('app.cluster_id', p_cluster::text, true), set_config('app.account_id', coalesce(account::text, ''), true), set_config('app.person_id', p_person::text, true),
    set_config('app.audience', aud, true), set_config('app.roles', r.roles::text, true), set_config('app.sees_all', r.sees_all::text::char(1), true),
    set_config('app.writes', (r.writes or aud = 'company')::text::char(1), true), set_config('app.takes_requests', r.advises::text::char(1), true),
    set_config('app.has_scope', scoped::text::char(1), true), set_config('app.company_ids', coalesce(own, '{}')::text, true), set_config('app.owned_company_ids', coalesce(owned, '{}')::text, true), set_config('app.team_ids', coalesce(tm, '{}')::text, true),
    set_config('app.programme_ids', r.programmes::text, true), set_config('app.tracks', r.tracks::text, true),
    set_config('app.opened_plan', coalesce(o.plan, '{}')::text, true), set_config('app.opened_documents', coalesce(o.documents, '{}')::text, true), set_config('app.opened_finance', coalesce(o.finance, '{}')::text, true),
    set_config('app.opened_figures', coalesce(o.figures, '{}')::text, true), set_config('app.opened_companies', coalesce(o.companies, '{}')::text, true);
  return aud;
end $$;
--> statement-breakpoint
-- The cases opened to whoever asks, with what names each: a case's own row is not theirs to read.
create function access.opened_cases() returns table (grant_id uuid, case_id uuid, company_id uuid, company_name text, reference text, track text, title text, state text, kind text, parts text[], reason text, until_on date, opened_by text, lead jsonb)
language sql stable security definer set search_path = pg_catalog, public as $$
  select g.id, c.id, c.company_id, co.name, c.reference, c.track, c.title, c.state, g.kind, g.parts, g.reason, g.until_on, b.given_name || ' ' || b.family_name,
    (select jsonb_build_object('name', p.given_name || ' ' || p.family_name, 'email', p.email, 'phone', p.phone) from people p
      where p.cluster_id = c.cluster_id and p.id = coalesce(c.lead_id, c.triage_owner_id) and p.disabled_at is null)
  from case_grants g join cases c on c.cluster_id = g.cluster_id and c.id = g.case_id join companies co on co.cluster_id = c.cluster_id and co.id = c.company_id
    join people b on b.cluster_id = g.cluster_id and b.id = g.opened_by_id
  where g.cluster_id = access.cluster_id() and g.person_id = access.person_id() and access.grant_holds(g) $$;
--> statement-breakpoint
-- To whom a case may be opened: the experts of the cluster, for staff who act; its collaborators, for a company's leader. Only those who sign in.
create function access.grant_readers(p_kind text, p_company uuid) returns table (person_id uuid, given_name text, family_name text, is_shut_out boolean) language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, p.given_name, p.family_name, p.disabled_at is not null or a.disabled_at is not null
  from (select r.person_id from cluster_roles r where p_kind = 'expert' and r.cluster_id = access.cluster_id() and r.role = 'expert' and access.is_staff() and access.runs(r.from_on, r.until_on, r.ended_at)
      union select r.person_id from company_roles r where p_kind = 'collaborator' and r.cluster_id = access.cluster_id() and r.company_id = p_company and r.role = 'collaborator'
        and access.audience() = 'company' and p_company = any (access.company_ids()) and access.runs(r.from_on, r.until_on, r.ended_at)) x
    join people p on p.cluster_id = access.cluster_id() and p.id = x.person_id and not p.is_staff join accounts a on a.id = p.account_id
  where access.writes() $$;
--> statement-breakpoint
-- As before, with those to whom a part of the case is opened.
create or replace function access.parts_in_case(p_case uuid) returns table (person_id uuid, given_name text, family_name text, parts text[]) language sql stable security definer set search_path = pg_catalog, public as $$
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
  select p.id, p.given_name, p.family_name, array_agg(distinct y.part order by y.part)
    from (select r.person_id id, '8leader' part from c join company_roles r on r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader' where access.runs(r.from_on, r.until_on, r.ended_at)
      union all select g.person_id, '9' || g.kind || '_' || part from c join case_grants g on g.cluster_id = c.cluster_id and g.case_id = c.id cross join lateral unnest(g.parts) part where access.grant_holds(g)) y
    join people p on p.cluster_id = access.cluster_id() and p.id = y.id and p.disabled_at is null and p.account_id is not null
    group by p.id, p.given_name, p.family_name $$;
--> statement-breakpoint
-- As before: what is the company's own is opened to nobody, but its figures are, with a case.
create or replace function access.readers_of_company(p_company uuid, p_of_figures boolean) returns table (person_id uuid, given_name text, family_name text, parts text[]) language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, p.given_name, p.family_name, (select array_agg(substr(y, 2) order by y) from unnest(array_agg(distinct x.part)) y)
  from (
    select r.person_id id, case r.role when 'manager' then '2manager' else '3director' end part from cluster_roles r
      where r.cluster_id = access.cluster_id() and r.role in ('manager', 'director') and r.programme_id is null and access.runs(r.from_on, r.until_on, r.ended_at)
    union all
    select q.person_id, case part when '1lead' then '5company_advisor' else part end from cases c cross join lateral access.parts_in_case(c.id) q cross join lateral unnest(q.parts) part
      where c.cluster_id = access.cluster_id() and c.company_id = p_company and part < '8'
        and (c.lead_id is not null or part = '5company_advisor' or not p_of_figures and (part in ('2manager', '4track_lead') or c.triage_owner_id = q.person_id))
    union all
    select r.person_id, '8leader' from company_roles r where r.cluster_id = access.cluster_id() and r.company_id = p_company and r.role = 'leader' and access.runs(r.from_on, r.until_on, r.ended_at)
    union all
    select g.person_id, '9' || g.kind || '_finance' from case_grants g where p_of_figures and g.cluster_id = access.cluster_id() and g.company_id = p_company and 'finance' = any (g.parts) and access.grant_holds(g)) x
  join people p on p.cluster_id = access.cluster_id() and p.id = x.id and p.disabled_at is null and (x.part < '8' or p.account_id is not null)
  where access.sees_all() or p_company = any (access.company_ids()) or exists (select from cases c where c.cluster_id = access.cluster_id() and c.company_id = p_company and access.reaches_case(c))
  group by p.id, p.given_name, p.family_name $$;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
alter function access.grant_holds(public.case_grants) owner to app_auth;
--> statement-breakpoint
alter function access.opened_cases() owner to app_auth;
--> statement-breakpoint
alter function access.grant_readers(text, uuid) owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth;
--> statement-breakpoint
revoke all on function access.grant_holds(public.case_grants), access.opened_cases(), access.grant_readers(text, uuid) from public;
--> statement-breakpoint
grant execute on function access.opened_cases() to app_user, app_worker;
--> statement-breakpoint
grant execute on function access.grant_readers(text, uuid) to app_user;
