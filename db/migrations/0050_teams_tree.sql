ALTER TABLE "teams" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_not_under_itself" CHECK (parent_id <> id);--> statement-breakpoint
ALTER POLICY "absences_read" ON "absences" TO app_user,app_worker USING (cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or (select access.has_role('admin'))));--> statement-breakpoint
ALTER POLICY "absences_insert" ON "absences" TO app_user,app_worker WITH CHECK ((select access.writes()) and (person_id = (select access.person_id()) or (select access.has_role('manager', 'admin'))) and cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or (select access.has_role('admin'))));--> statement-breakpoint
ALTER POLICY "absences_update" ON "absences" TO app_user,app_worker USING ((select access.writes()) and (person_id = (select access.person_id()) or (select access.has_role('manager', 'admin'))) and cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or (select access.has_role('admin')))) WITH CHECK ((select access.writes()) and (person_id = (select access.person_id()) or (select access.has_role('manager', 'admin'))) and cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or (select access.has_role('admin'))));--> statement-breakpoint
ALTER POLICY "absences_delete" ON "absences" TO app_user,app_worker USING ((select access.writes()) and (person_id = (select access.person_id()) or (select access.has_role('manager', 'admin'))) and cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or (select access.has_role('admin'))));--> statement-breakpoint
ALTER POLICY "team_members_insert" ON "team_members" TO app_user,app_worker WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and person_id <> (select access.person_id()) and not coalesce(team_id = any ((select access.team_ids())::uuid[]), false) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
ALTER POLICY "team_members_update" ON "team_members" TO app_user,app_worker USING ((select access.writes()) and (select access.has_role('admin')) and person_id <> (select access.person_id()) and not coalesce(team_id = any ((select access.team_ids())::uuid[]), false) and cluster_id = (select access.cluster_id())) WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and person_id <> (select access.person_id()) and not coalesce(team_id = any ((select access.team_ids())::uuid[]), false) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
ALTER POLICY "teams_insert" ON "teams" TO app_user,app_worker WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and not coalesce(parent_id = any ((select access.team_ids())::uuid[]), false) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
ALTER POLICY "teams_update" ON "teams" TO app_user,app_worker USING ((select access.writes()) and (select access.has_role('admin')) and not coalesce(id = any ((select access.team_ids())::uuid[]), false) and not coalesce(parent_id = any ((select access.team_ids())::uuid[]), false) and cluster_id = (select access.cluster_id())) WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and not coalesce(id = any ((select access.team_ids())::uuid[]), false) and not coalesce(parent_id = any ((select access.team_ids())::uuid[]), false) and cluster_id = (select access.cluster_id()));
--> statement-breakpoint
-- How many open cases a team has, one more than the most counted where there are more: an administrator may know the number and no case.
create function access.team_cases(p_team uuid) returns int language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*)::int from (select from cases where cluster_id = access.cluster_id() and team_id = p_team and worklist in ('new', 'active', 'waiting_on_company', 'blocked')
    and access.has_role('admin') limit 301) c $$;
--> statement-breakpoint
-- A team is never under itself or under one below it, whoever writes it: asked once nobody else moves one.
create function access.keep_team_tree() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if new.parent_id is null or new.parent_id is not distinct from old.parent_id then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended('teams ' || new.cluster_id, 0));
  if exists (with recursive above (id) as (select new.parent_id union select t.parent_id from teams t join above a on t.cluster_id = new.cluster_id and t.id = a.id)
    select from above where id = new.id) then raise exception 'a team under itself' using errcode = '23514'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger teams_tree before update of parent_id on teams for each row execute function access.keep_team_tree();
--> statement-breakpoint
revoke all on function access.team_cases(uuid), access.keep_team_tree() from public;
--> statement-breakpoint
grant execute on function access.team_cases(uuid) to app_user;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
alter function access.team_cases(uuid) owner to app_auth;
--> statement-breakpoint
alter function access.keep_team_tree() owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth;
