create function access.owned_company_ids() returns uuid[] language sql stable parallel safe return coalesce(access.setting('app.owned_company_ids')::uuid[], '{}');
--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind";--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind" CHECK ("outbox"."kind" in ('note_shared', 'milestone_returned', 'milestone_turn', 'account_holder'));--> statement-breakpoint
ALTER POLICY "company_roles_insert" ON "company_roles" TO app_user,app_worker WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (company_id = any ((select access.owned_company_ids())::uuid[]) or ((select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))))));--> statement-breakpoint
ALTER POLICY "company_roles_update" ON "company_roles" TO app_user,app_worker USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (company_id = any ((select access.owned_company_ids())::uuid[]) or ((select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (company_id = any ((select access.owned_company_ids())::uuid[]) or ((select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))))));--> statement-breakpoint
ALTER POLICY "invitations_read" ON "invitations" TO app_user,app_worker USING (((company_id is not null and (((select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id)))) or (cluster_id = (select access.cluster_id()) and company_id = any ((select access.owned_company_ids())::uuid[])))) or (company_id is null and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()))));--> statement-breakpoint
ALTER POLICY "invitations_insert" ON "invitations" TO app_user,app_worker WITH CHECK ((select access.writes()) and created_by_id = (select access.person_id()) and ((company_id is not null and (((select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) or (cluster_id = (select access.cluster_id()) and company_id = any ((select access.owned_company_ids())::uuid[])))) or (company_id is null and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()))));--> statement-breakpoint
ALTER POLICY "invitations_update" ON "invitations" TO app_user,app_worker USING ((select access.writes()) and true and ((company_id is not null and (((select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) or (cluster_id = (select access.cluster_id()) and company_id = any ((select access.owned_company_ids())::uuid[])))) or (company_id is null and (select access.has_role('admin')) and cluster_id = (select access.cluster_id())))) WITH CHECK ((select access.writes()) and true and ((company_id is not null and (((select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) or (cluster_id = (select access.cluster_id()) and company_id = any ((select access.owned_company_ids())::uuid[])))) or (company_id is null and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()))));--> statement-breakpoint
ALTER POLICY "people_insert" ON "people" TO app_user,app_worker WITH CHECK ((select access.writes()) and ((select access.is_staff()) or (select access.has_role('admin')) or (select cardinality(access.owned_company_ids()) > 0)) and cluster_id = (select access.cluster_id()));
--> statement-breakpoint
create or replace function access.enter_person(p_cluster uuid, p_person uuid) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare r record; own uuid[]; owned uuid[]; tm uuid[]; aud text; account uuid; scoped boolean; company_roles_held int;
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
      min(role) filter (where role in ('funder', 'admin')) other
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
  scoped := not r.sees_all and (cardinality(coalesce(tm, '{}')) + cardinality(r.programmes) + cardinality(r.tracks) > 0 or r.advises);
  perform set_config('app.cluster_id', p_cluster::text, true), set_config('app.account_id', coalesce(account::text, ''), true), set_config('app.person_id', p_person::text, true),
    set_config('app.audience', aud, true), set_config('app.roles', r.roles::text, true), set_config('app.sees_all', r.sees_all::text::char(1), true),
    set_config('app.writes', (r.writes or aud = 'company')::text::char(1), true), set_config('app.takes_requests', r.advises::text::char(1), true),
    set_config('app.has_scope', scoped::text::char(1), true), set_config('app.company_ids', coalesce(own, '{}')::text, true), set_config('app.owned_company_ids', coalesce(owned, '{}')::text, true), set_config('app.team_ids', coalesce(tm, '{}')::text, true),
    set_config('app.programme_ids', r.programmes::text, true), set_config('app.tracks', r.tracks::text, true);
  return aud;
end $$;
--> statement-breakpoint
-- What a letter may say of a company to one of its people, now or once: its name, and whether they hold its account.
create function access.own_company(p_company uuid) returns table (name text, is_holder boolean) language sql stable security definer set search_path = pg_catalog, public as $$
  select co.name, coalesce(bool_or(r.is_account_owner and access.runs(r.from_on, r.until_on, r.ended_at)), false) from companies co
    join company_roles r on r.cluster_id = co.cluster_id and r.company_id = co.id and r.person_id = access.person_id() and r.role = 'leader'
  where co.cluster_id = access.cluster_id() and co.id = p_company group by co.name $$;
--> statement-breakpoint
revoke all on function access.owned_company_ids(), access.own_company(uuid) from public;
--> statement-breakpoint
grant execute on function access.owned_company_ids() to app_user, app_worker, app_auth, app_keeper;
--> statement-breakpoint
grant execute on function access.own_company(uuid) to app_worker;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
alter function access.own_company(uuid) owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth;
