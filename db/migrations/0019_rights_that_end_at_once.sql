DROP INDEX "company_roles_one_owner";--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "address_digest" text collate "C";--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "subject_kind" text collate "C";--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "proved_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "level" text collate "C" DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "cluster_roles" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cluster_roles" ADD COLUMN "ended_by_id" uuid;--> statement-breakpoint
ALTER TABLE "company_roles" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "company_roles" ADD COLUMN "ended_by_id" uuid;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "ended_by_id" uuid;--> statement-breakpoint
ALTER TABLE "cluster_roles" ADD CONSTRAINT "cluster_roles_programme" FOREIGN KEY ("cluster_id","programme_id") REFERENCES "public"."programmes"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_roles" ADD CONSTRAINT "cluster_roles_ended_by" FOREIGN KEY ("cluster_id","ended_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_roles" ADD CONSTRAINT "company_roles_ended_by" FOREIGN KEY ("cluster_id","ended_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_ended_by" FOREIGN KEY ("cluster_id","ended_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_log_of_cluster" ON "access_log" USING btree ("cluster_id","id");--> statement-breakpoint
CREATE INDEX "access_log_of_person" ON "access_log" USING btree ("cluster_id","person_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "company_roles_one_owner" ON "company_roles" USING btree ("cluster_id","company_id") WHERE is_account_owner and until_on is null and ended_at is null;--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_subject" CHECK ((subject_kind is null) = (subject_id is null));--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_level" CHECK ("sessions"."level" in ('password', 'second_factor'));
--> statement-breakpoint
-- Proof of who is calling was given when the sign-in was opened.
update sessions set proved_at = created_at;
--> statement-breakpoint
-- Whether a right holds: on the day meant, today in Paris unless said otherwise, and not from the instant it was ended. One expression, so that it is read as part of the query that asks.
create function access.runs(p_from date, p_until date, p_ended timestamptz, p_today date default (now() at time zone 'Europe/Paris')::date) returns boolean language sql immutable parallel safe
  as $$ select p_ended is null and p_from <= p_today and (p_until is null or p_until >= p_today) $$;
--> statement-breakpoint
revoke all on function access.runs(date, date, timestamptz, date) from public;
--> statement-breakpoint
grant execute on function access.runs(date, date, timestamptz, date) to app_user, app_worker, app_auth, app_keeper;
--> statement-breakpoint
create or replace function access.enter_person(p_cluster uuid, p_person uuid) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare r record; own uuid[]; tm uuid[]; aud text; account uuid; scoped boolean; company_roles_held int;
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
    select array_agg(company_id) filter (where role = 'leader'), count(*) into own, company_roles_held
      from company_roles where cluster_id = p_cluster and person_id = p_person and role in ('leader', 'collaborator') and access.runs(from_on, until_on, ended_at);
    aud := case when company_roles_held > 0 then 'company' else coalesce(r.other, 'none') end;
  end if;
  scoped := not r.sees_all and (cardinality(coalesce(tm, '{}')) + cardinality(r.programmes) + cardinality(r.tracks) > 0 or r.advises);
  perform set_config('app.cluster_id', p_cluster::text, true), set_config('app.account_id', coalesce(account::text, ''), true), set_config('app.person_id', p_person::text, true),
    set_config('app.audience', aud, true), set_config('app.roles', r.roles::text, true), set_config('app.sees_all', r.sees_all::text::char(1), true),
    set_config('app.writes', (r.writes or aud = 'company')::text::char(1), true), set_config('app.takes_requests', r.advises::text::char(1), true),
    set_config('app.has_scope', scoped::text::char(1), true), set_config('app.company_ids', coalesce(own, '{}')::text, true), set_config('app.team_ids', coalesce(tm, '{}')::text, true),
    set_config('app.programme_ids', r.programmes::text, true), set_config('app.tracks', r.tracks::text, true);
  return aud;
end $$;
--> statement-breakpoint
create or replace function access.read_session(p_id text) returns table (account_id uuid, cluster_id uuid, person_id uuid, created_at timestamptz, expires_at timestamptz, email text, locale text, theme text,
  given_name text, family_name text, cluster_name text, is_demo boolean, roles text[], tracks text[], sees_all boolean, programme_ids uuid[], companies jsonb, company_roles text[], spaces int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.account_id, s.cluster_id, s.person_id, s.created_at, s.expires_at, a.email, a.locale, a.theme, p.given_name, p.family_name, c.name, c.is_demo,
    coalesce(r.roles, '{}'), coalesce(r.tracks, '{}'), coalesce(r.sees_all, false), coalesce(r.programme_ids, '{}'), coalesce(k.companies, '[]'), coalesce(k.company_roles, '{}'),
    (select count(*)::int from people q where q.account_id = s.account_id and q.disabled_at is null)
  from sessions s join accounts a on a.id = s.account_id and a.disabled_at is null
    join people p on p.cluster_id = s.cluster_id and p.id = s.person_id and p.disabled_at is null
    join clusters c on c.id = s.cluster_id
    left join lateral (select array_agg(distinct x.role::text) roles, array_agg(x.track::text) filter (where x.role = 'track_lead') tracks,
        bool_or(x.role in ('manager', 'director') and x.programme_id is null) sees_all, array_agg(x.programme_id) filter (where x.role = 'manager' and x.programme_id is not null) programme_ids
      from cluster_roles x where x.cluster_id = s.cluster_id and x.person_id = s.person_id and access.runs(x.from_on, x.until_on, x.ended_at)) r on true
    left join lateral (select jsonb_agg(jsonb_build_object('id', x.company_id, 'name', co.name, 'role', x.role, 'isSignatory', x.is_signatory) order by co.name) companies, array_agg(distinct x.role::text) company_roles
      from company_roles x join companies co on co.cluster_id = x.cluster_id and co.id = x.company_id
      where x.cluster_id = s.cluster_id and x.person_id = s.person_id and x.role in ('leader', 'collaborator') and access.runs(x.from_on, x.until_on, x.ended_at)) k on true
  where s.id = p_id and s.expires_at > now() and s.created_at > now() - interval '7 days' $$;
--> statement-breakpoint
create or replace function access.signs_for(p_company uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select coalesce(bool_or(person_id = access.person_id()), true) from public.company_roles where cluster_id = access.cluster_id() and company_id = p_company
    and role = 'leader' and is_signatory and access.runs(from_on, until_on, ended_at) $$;
--> statement-breakpoint
create or replace function access.case_readers(p_case uuid) returns table (person_id uuid, given_name text, family_name text, part text) language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive c as (select * from cases r where r.cluster_id = access.cluster_id() and r.id = p_case and access.is_staff() and access.reaches_case(r)),
    -- A team's case is read by whoever leads it or a team above, and by its members where the cluster says so.
    chain (id, parent_id) as (select id, parent_id from teams where cluster_id = access.cluster_id() and id = (select team_id from c)
      union select p.id, p.parent_id from teams p join chain on p.cluster_id = access.cluster_id() and p.id = chain.parent_id),
    -- Advisors are many: all of them matter only for a request nobody has taken.
    held as materialized (select r.person_id id, r.role, r.programme_id, r.track from cluster_roles r where r.cluster_id = access.cluster_id()
      and r.role = any (case when (select c.worklist = 'new' and c.lead_id is null from c) then array['advisor', 'track_lead', 'manager', 'director'] else array['track_lead', 'manager', 'director'] end)
      and access.runs(r.from_on, r.until_on, r.ended_at)),
    reading as (
      select lead_id id, 1 place, 'lead' part from c where lead_id is not null
      union all select h.id, case h.role when 'manager' then 2 else 3 end, h.role from held h, c where h.role in ('manager', 'director') and (h.programme_id is null or h.role = 'manager' and h.programme_id = c.programme_id)
      union all select h.id, 4, 'track_lead' from held h, c where h.role = 'track_lead' and h.track = c.track
      union all select a.person_id, 5, 'company_advisor' from c join cases o on o.cluster_id = c.cluster_id and o.company_id = c.company_id
        join case_assignments a on a.cluster_id = o.cluster_id and a.case_id = o.id and a.until_on is null
      union all select m.person_id, 6, 'team' from chain cross join lateral (select * from team_members m where m.cluster_id = access.cluster_id() and m.team_id = chain.id offset 0) m join clusters cl on cl.id = m.cluster_id
        where access.runs(m.from_on, m.until_on, m.ended_at) and (m.leads_team or cl.advisors_read_team)
      union all select h.id, 7, 'advisor' from held h, c where h.role = 'advisor' and c.worklist = 'new' and c.lead_id is null),
    staff as (select distinct on (p.id) p.id, p.given_name, p.family_name, x.part from reading x join people p on p.cluster_id = access.cluster_id() and p.id = x.id and p.disabled_at is null
      where (select true from cluster_roles r where r.cluster_id = access.cluster_id() and r.role in ('advisor', 'track_lead', 'manager', 'director') and r.person_id = x.id
        and access.runs(r.from_on, r.until_on, r.ended_at) limit 1) order by p.id, x.place)
  select id, given_name, family_name, part from staff
  union all
  select p.id, p.given_name, p.family_name, 'leader' from c join company_roles r on r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader'
    join people p on p.cluster_id = r.cluster_id and p.id = r.person_id and p.disabled_at is null and p.account_id is not null
    where access.runs(r.from_on, r.until_on, r.ended_at) $$;
--> statement-breakpoint
create or replace function access.keep_is_staff() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update people p set is_staff = n.staff from (select coalesce(bool_or(role in ('advisor', 'track_lead', 'manager', 'director')), false) staff
    from cluster_roles where cluster_id = new.cluster_id and person_id = new.person_id and access.runs(from_on, until_on, ended_at)) n
  where p.cluster_id = new.cluster_id and p.id = new.person_id and p.is_staff <> n.staff;
  return null;
end $$;
--> statement-breakpoint
-- What the days alone begin or end; an act is followed by the trigger. Returns how many people changed.
create function access.refresh_staff() returns int language sql security definer set search_path = pg_catalog, public as $$
  with changed as (update people p set is_staff = n.staff from (select cluster_id, person_id, bool_or(role in ('advisor', 'track_lead', 'manager', 'director') and access.runs(from_on, until_on, ended_at)) staff
      from cluster_roles group by cluster_id, person_id) n
    where p.cluster_id = n.cluster_id and p.id = n.person_id and p.is_staff <> n.staff returning 1)
  select count(*)::int from changed $$;
--> statement-breakpoint
revoke all on function access.refresh_staff() from public;
--> statement-breakpoint
grant execute on function access.refresh_staff() to app_worker;
--> statement-breakpoint
grant create on schema access to app_keeper;
--> statement-breakpoint
alter function access.refresh_staff() owner to app_keeper;
--> statement-breakpoint
revoke create on schema access from app_keeper;
