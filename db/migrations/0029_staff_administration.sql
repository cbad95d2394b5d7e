CREATE POLICY "cluster_roles_insert" ON "cluster_roles" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and person_id <> (select access.person_id()) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "cluster_roles_update" ON "cluster_roles" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('admin')) and person_id <> (select access.person_id()) and cluster_id = (select access.cluster_id())) WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and person_id <> (select access.person_id()) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "team_members_insert" ON "team_members" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "team_members_update" ON "team_members" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id())) WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "teams_insert" ON "teams" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "teams_update" ON "teams" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id())) WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
ALTER POLICY "people_insert" ON "people" TO app_user,app_worker WITH CHECK ((select access.writes()) and ((select access.is_staff()) or (select access.has_role('admin'))) and cluster_id = (select access.cluster_id()));
--> statement-breakpoint
grant insert, update on cluster_roles, teams, team_members to app_user, app_worker;
--> statement-breakpoint
-- How many open cases somebody leads: an administrator may know the number and no case.
create function access.led_cases(p_person uuid) returns int language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*)::int from cases where cluster_id = access.cluster_id() and lead_id = p_person and worklist <> 'closed' and access.has_role('admin') $$;
--> statement-breakpoint
create function access.sign_ins_of(p_person uuid) returns int language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*)::int from sessions where cluster_id = access.cluster_id() and person_id = p_person and expires_at > now() and access.has_role('admin') $$;
--> statement-breakpoint
create function access.end_sign_ins(p_person uuid) returns int language sql security definer set search_path = pg_catalog, public as $$
  with ended as (delete from sessions where cluster_id = access.cluster_id() and person_id = p_person and access.has_role('admin') and access.writes() returning 1)
  select count(*)::int from ended $$;
--> statement-breakpoint
-- Who administers besides somebody, once nobody else is taking an administrator away: the lock goes with the transaction, and the count is read after it.
create function access.other_admins(p_person uuid) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not access.has_role('admin') then return 0; end if;
  perform pg_advisory_xact_lock(hashtextextended('administrators ' || access.cluster_id(), 0));
  return (select count(distinct p.id)::int from people p join accounts a on a.id = p.account_id and a.disabled_at is null
    join cluster_roles r on r.cluster_id = p.cluster_id and r.person_id = p.id and r.role = 'admin' and access.runs(r.from_on, r.until_on, r.ended_at)
    where p.cluster_id = access.cluster_id() and p.id <> p_person and p.disabled_at is null);
end $$;
--> statement-breakpoint
-- Whether somebody may be given work: held until the end of the transaction, so that they are not shut out meanwhile.
create function access.hold_person(p_person uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from people where cluster_id = access.cluster_id() and id = p_person and disabled_at is null and access.is_staff() for share;
  return found;
end $$;
--> statement-breakpoint
revoke all on function access.led_cases(uuid), access.sign_ins_of(uuid), access.end_sign_ins(uuid), access.other_admins(uuid), access.hold_person(uuid) from public;
--> statement-breakpoint
grant execute on function access.led_cases(uuid), access.sign_ins_of(uuid), access.end_sign_ins(uuid), access.other_admins(uuid), access.hold_person(uuid) to app_user;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
do $$ declare f text; begin
  foreach f in array array['led_cases', 'sign_ins_of', 'end_sign_ins', 'other_admins', 'hold_person'] loop
    execute format('alter function access.%I(uuid) owner to app_auth', f);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema access from app_auth;
