set local check_function_bodies = off;
--> statement-breakpoint
-- Who keeps a company's record and its people: the team behind a case in charge, who took its request, a manager, the track's lead. Runs as its caller: the cases' own policy says which are seen.
create function access.keeps_company(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.cases where cluster_id = access.cluster_id() and company_id = p
    and (lead_id is not null or triage_owner_id = access.person_id() or access.has_role('manager') or track = any (access.tracks()))) $$;
--> statement-breakpoint
-- A company's plans are signed by its signatories; by any of its leaders while it has named none.
create function access.signs_for(p_company uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select coalesce(bool_or(person_id = access.person_id()), true) from public.company_roles where cluster_id = access.cluster_id() and company_id = p_company
    and role = 'leader' and is_signatory and from_on <= (now() at time zone 'Europe/Paris')::date and (until_on is null or until_on >= (now() at time zone 'Europe/Paris')::date) $$;
--> statement-breakpoint
-- The root's rule again, for functions that read above the policies: same words as the policy of cases.
create function access.reaches_case(c public.cases) returns boolean language sql stable parallel safe
  as $$ select c.cluster_id = access.cluster_id() and (access.sees_all() or c.lead_id = access.person_id() or c.company_id = any (access.company_ids()) or c.team_id = any (access.team_ids())
    or c.programme_id = any (access.programme_ids()) or c.track = any (access.tracks()) or (c.worklist = 'new' and c.lead_id is null and access.takes_requests())) $$;
--> statement-breakpoint
revoke all on function access.keeps_company(uuid), access.signs_for(uuid), access.reaches_case(public.cases) from public;
--> statement-breakpoint
grant execute on function access.keeps_company(uuid), access.signs_for(uuid), access.reaches_case(public.cases) to app_user, app_worker, app_auth, app_keeper;
--> statement-breakpoint
ALTER POLICY "companies_update" ON "companies" TO app_user,app_worker USING ((select access.writes()) and (select access.has_role('advisor', 'manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(id)))) WITH CHECK ((select access.writes()) and (select access.has_role('advisor', 'manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(id))));--> statement-breakpoint
ALTER POLICY "company_roles_insert" ON "company_roles" TO app_user,app_worker WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
ALTER POLICY "company_roles_update" ON "company_roles" TO app_user,app_worker USING ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
ALTER POLICY "invitations_insert" ON "invitations" TO app_user,app_worker WITH CHECK ((select access.writes()) and (select access.is_staff()) and created_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
ALTER POLICY "invitations_update" ON "invitations" TO app_user,app_worker USING ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
ALTER POLICY "plan_agreements_insert" ON "plan_agreements" TO app_user,app_worker WITH CHECK ((select access.writes()) and person_id = (select access.person_id()) and (side = 'company') = (not (select access.is_staff())) and ((select access.is_staff()) or access.signs_for(company_id)) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));
--> statement-breakpoint
-- Somebody's account and whether they are of the team follow from an accepted invitation and from roles: nobody writes them by hand.
create function access.refuse_person_link() returns trigger language plpgsql set search_path = pg_catalog, public as $$ begin
  if current_user in ('app_user', 'app_worker') then raise exception 'an account is linked by its invitation, a role by its line' using errcode = 'restrict_violation'; end if;
  return null; end $$;
--> statement-breakpoint
create trigger people_link_insert after insert on people for each row when (new.account_id is not null or new.is_staff) execute function access.refuse_person_link();
--> statement-breakpoint
create trigger people_link_update after update on people for each row
  when (new.account_id is distinct from old.account_id or new.is_staff <> old.is_staff) execute function access.refuse_person_link();
--> statement-breakpoint
-- What both sides read and sign never changes after it was sent.
create trigger plan_versions_text before update on plan_versions for each row
  when ((new.cluster_id, new.id, new.case_id, new.number, new.content, new.sha256, new.sent_at, new.sent_by_id)
    is distinct from (old.cluster_id, old.id, old.case_id, old.number, old.content, old.sha256, old.sent_at, old.sent_by_id)) execute function access.refuse_change();
--> statement-breakpoint
-- The three functions that act above a policy on a named case: only on one their caller reaches.
create or replace function access.stop_clock(p_case uuid, p_rule text, p_at timestamptz) returns void language sql security definer set search_path = pg_catalog, public as $$
  update clocks set stopped_at = p_at where cluster_id = access.cluster_id() and case_id = p_case and rule = p_rule and stopped_at is null and access.writes()
    and exists (select from cases c where c.cluster_id = access.cluster_id() and c.id = p_case and access.reaches_case(c)) $$;
--> statement-breakpoint
create or replace function access.start_signed_plan(p_case uuid, p_days jsonb) returns void language sql security definer set search_path = pg_catalog, public as $$
  update milestones m set starts_on = d.starts_on, due_on = d.due_on, state = case when d.starts then 'in_progress' else m.state end, version = m.version + 1, updated_at = now()
  from jsonb_to_recordset(p_days) d (id uuid, starts_on date, due_on date, starts boolean)
  where m.cluster_id = access.cluster_id() and m.case_id = p_case and m.id = d.id and m.state = 'upcoming' and access.writes()
    and (select count(*) from plan_agreements a join plan_versions v on v.cluster_id = a.cluster_id and v.id = a.plan_version_id
      where a.cluster_id = m.cluster_id and a.case_id = p_case and v.state = 'signed') = 2
    and exists (select from cases c where c.cluster_id = m.cluster_id and c.id = p_case and c.state = 'plan_to_sign' and access.reaches_case(c)) $$;
--> statement-breakpoint
create or replace function access.case_readers(p_case uuid) returns table (person_id uuid, given_name text, family_name text, part text) language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive c as (select * from cases r where r.cluster_id = access.cluster_id() and r.id = p_case and access.is_staff() and access.reaches_case(r)),
    t as (select (now() at time zone 'Europe/Paris')::date today),
    -- A team's case is read by whoever leads it or a team above, and by its members where the cluster says so.
    chain (id, parent_id) as (select id, parent_id from teams where cluster_id = access.cluster_id() and id = (select team_id from c)
      union select p.id, p.parent_id from teams p join chain on p.cluster_id = access.cluster_id() and p.id = chain.parent_id),
    -- Advisors are many: all of them matter only for a request nobody has taken.
    held as materialized (select r.person_id id, r.role, r.programme_id, r.track from cluster_roles r, t where r.cluster_id = access.cluster_id()
      and r.role = any (case when (select c.worklist = 'new' and c.lead_id is null from c) then array['advisor', 'track_lead', 'manager', 'director'] else array['track_lead', 'manager', 'director'] end)
      and r.from_on <= t.today and (r.until_on is null or r.until_on >= t.today)),
    reading as (
      select lead_id id, 1 place, 'lead' part from c where lead_id is not null
      union all select h.id, case h.role when 'manager' then 2 else 3 end, h.role from held h, c where h.role in ('manager', 'director') and (h.programme_id is null or h.role = 'manager' and h.programme_id = c.programme_id)
      union all select h.id, 4, 'track_lead' from held h, c where h.role = 'track_lead' and h.track = c.track
      union all select a.person_id, 5, 'company_advisor' from c join cases o on o.cluster_id = c.cluster_id and o.company_id = c.company_id
        join case_assignments a on a.cluster_id = o.cluster_id and a.case_id = o.id and a.until_on is null
      union all select m.person_id, 6, 'team' from chain cross join lateral (select * from team_members m where m.cluster_id = access.cluster_id() and m.team_id = chain.id offset 0) m join clusters cl on cl.id = m.cluster_id cross join t
        where m.from_on <= t.today and (m.until_on is null or m.until_on >= t.today) and (m.leads_team or cl.advisors_read_team)
      union all select h.id, 7, 'advisor' from held h, c where h.role = 'advisor' and c.worklist = 'new' and c.lead_id is null),
    staff as (select distinct on (p.id) p.id, p.given_name, p.family_name, x.part from reading x join people p on p.cluster_id = access.cluster_id() and p.id = x.id and p.disabled_at is null
      where (select true from cluster_roles r, t where r.cluster_id = access.cluster_id() and r.role in ('advisor', 'track_lead', 'manager', 'director') and r.person_id = x.id
        and r.from_on <= t.today and (r.until_on is null or r.until_on >= t.today) limit 1) order by p.id, x.place)
  select id, given_name, family_name, part from staff
  union all
  select p.id, p.given_name, p.family_name, 'leader' from c join company_roles r on r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader' cross join t
    join people p on p.cluster_id = r.cluster_id and p.id = r.person_id and p.disabled_at is null and p.account_id is not null
    where r.from_on <= t.today and (r.until_on is null or r.until_on >= t.today) $$;
