CREATE TABLE "known_devices" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"token_hash" text collate "C" NOT NULL,
	"browser" text collate "C" NOT NULL,
	"system" text collate "C" NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "known_devices_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"scope" text collate "C" NOT NULL,
	"key" text collate "C" NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	"blocked_until" timestamp with time zone,
	CONSTRAINT "rate_limits_pk" PRIMARY KEY("scope","key"),
	CONSTRAINT "rate_limits_scope" CHECK ("rate_limits"."scope" in ('account', 'device', 'address', 'mail_account', 'mail_address'))
);
--> statement-breakpoint
CREATE TABLE "account_mails" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text collate "C" NOT NULL,
	"email" text collate "C" NOT NULL,
	"account_id" uuid,
	"subject_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"settled_at" timestamp with time zone,
	"outcome" text collate "C",
	"failure" text collate "C",
	CONSTRAINT "account_mails_pk" PRIMARY KEY("id"),
	CONSTRAINT "account_mails_kind" CHECK ("account_mails"."kind" in ('new_device')),
	CONSTRAINT "account_mails_outcome" CHECK ("account_mails"."outcome" in ('sent', 'joined', 'nothing_left', 'not_readable', 'opted_out', 'no_transport', 'bounced', 'parked')),
	CONSTRAINT "account_mails_settled_so" CHECK ((settled_at is null) = (outcome is null))
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "handle" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_mails" ADD CONSTRAINT "account_mails_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "known_devices_once" ON "known_devices" USING btree ("account_id","token_hash") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "known_devices_token" ON "known_devices" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "rate_limits_age" ON "rate_limits" USING btree ("window_start");--> statement-breakpoint
CREATE INDEX "account_mails_due" ON "account_mails" USING btree ("due_at") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "account_mails_settled" ON "account_mails" USING btree ("settled_at") WHERE settled_at is not null;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_device_id_known_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."known_devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_device" ON "sessions" USING btree ("device_id");--> statement-breakpoint
-- Only the functions of sign-in reach these; the worker sends the letters.
grant select, insert, update, delete on known_devices, rate_limits, account_mails to app_auth;
--> statement-breakpoint
grant select, update on account_mails to app_worker;
--> statement-breakpoint
create trigger account_mails_announce after insert on account_mails for each row when (new.due_at <= new.created_at) execute function access.announce_mail();
--> statement-breakpoint
-- How long the next try waits after so many. Never for good: at most a quarter of an hour.
create function access.attempt_delay(p_count int) returns interval language sql immutable
  as $$ select case when p_count < 10 then null when p_count = 10 then interval '30 seconds' when p_count = 11 then interval '1 minute'
    when p_count = 12 then interval '2 minutes' when p_count = 13 then interval '5 minutes' else interval '15 minutes' end $$;
--> statement-breakpoint
-- Counts one try before anything is checked, and says how many seconds to wait instead: 0 to go on. A try that has to wait is not counted. Its row is locked: fifty at once are counted one by one, whichever process they came to.
create function access.count_attempt(p_scope text, p_key text, p_at timestamptz) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare l record; n int; started timestamptz; begin
  insert into rate_limits (scope, key, window_start, count) values (p_scope, p_key, p_at, 0) on conflict do nothing;
  select * into l from rate_limits where scope = p_scope and key = p_key for update;
  if l.blocked_until > p_at then return ceil(extract(epoch from l.blocked_until - p_at)); end if;
  started := case when l.window_start <= p_at - case when p_scope = 'address' then interval '10 minutes' else interval '1 day' end then p_at else l.window_start end;
  n := case when started = l.window_start then l.count else 0 end + 1;
  update rate_limits set count = n, window_start = started, blocked_until = case
      when p_scope <> 'address' then p_at + access.attempt_delay(n)
      when n >= 100 then started + interval '10 minutes' end
    where scope = p_scope and key = p_key;
  return 0;
end $$;
--> statement-breakpoint
create function access.uncount_attempt(p_scope text, p_key text) returns void language sql security definer set search_path = pg_catalog, public
  as $$ update rate_limits set count = greatest(count - 1, 0), blocked_until = case when count - 1 >= case when p_scope = 'address' then 100 else 10 end then blocked_until end where scope = p_scope and key = p_key $$;
--> statement-breakpoint
-- A browser the account knows waits for its own tries alone: nobody elsewhere can make it wait. All others share the account's count, and each address has one over all accounts.
create function access.take_attempt(p_email text, p_account_key text, p_device_hash text, p_address_key text, p_at timestamptz) returns table (wait int, is_known boolean)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare known boolean; seconds int; begin
  known := exists (select from known_devices d join accounts a on a.id = d.account_id
    where d.token_hash = p_device_hash and a.email = p_email and d.ended_at is null and d.last_seen_at > p_at - interval '180 days');
  if known then return query select access.count_attempt('device', p_account_key || p_device_hash, p_at), true; return; end if;
  seconds := access.count_attempt('address', p_address_key, p_at);
  if seconds = 0 then
    seconds := access.count_attempt('account', p_account_key, p_at);
    if seconds > 0 then perform access.uncount_attempt('address', p_address_key); end if;
  end if;
  return query select seconds, false;
end $$;
--> statement-breakpoint
-- The password was right: this try was none to count. What others have tried stays counted.
create function access.forgive_attempt(p_is_known boolean, p_account_key text, p_device_hash text, p_address_key text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if p_is_known then delete from rate_limits where scope = 'device' and key = p_account_key || p_device_hash; return; end if;
  perform access.uncount_attempt('address', p_address_key);
  perform access.uncount_attempt('account', p_account_key);
end $$;
--> statement-breakpoint
-- The browser of a sign-in. A new one gets a new token, which replaces whatever it carried for other accounts too: a planted one is worth nothing. The first of an account is no news; any later one is told by letter.
create function access.meet_device(p_account uuid, p_hash text, p_new_hash text, p_browser text, p_system text, p_at timestamptz) returns table (device_id uuid, is_kept boolean)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare met uuid; had boolean; begin
  update known_devices d set last_seen_at = p_at, browser = p_browser, system = p_system
    where d.account_id = p_account and d.token_hash = p_hash and d.ended_at is null and d.last_seen_at > p_at - interval '180 days' returning d.id into met;
  if found then return query select met, true; return; end if;
  had := exists (select from known_devices d where d.account_id = p_account);
  update known_devices d set ended_at = p_at where d.account_id = p_account and d.token_hash = p_hash and d.ended_at is null;
  update known_devices d set token_hash = p_new_hash where d.token_hash = p_hash and d.ended_at is null;
  insert into known_devices (account_id, token_hash, browser, system, first_seen_at, last_seen_at) values (p_account, p_new_hash, p_browser, p_system, p_at, p_at) returning id into met;
  if had then insert into account_mails (kind, email, account_id, subject_id, due_at) select 'new_device', a.email, a.id, met, now() from accounts a where a.id = p_account; end if;
  return query select met, false;
end $$;
--> statement-breakpoint
-- Who administers has shorter sign-ins: half an hour without a sign of life, twelve hours in all; others two hours and seven days.
create function access.administers(p_cluster uuid, p_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public
  as $$ select exists (select from cluster_roles where cluster_id = p_cluster and person_id = p_person and role = 'admin' and access.runs(from_on, until_on, ended_at)) $$;
--> statement-breakpoint
drop function access.open_session(text, uuid, uuid, uuid, timestamptz);
--> statement-breakpoint
create function access.open_session(p_id text, p_account uuid, p_cluster uuid, p_person uuid, p_device uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if not exists (select from people p join accounts a on a.id = p.account_id where p.cluster_id = p_cluster and p.id = p_person and a.id = p_account and p.disabled_at is null and a.disabled_at is null) then
    raise exception 'no such actor' using errcode = '28000'; end if;
  delete from sessions where account_id = p_account and (expires_at <= now() or created_at <= now() - interval '7 days');
  insert into sessions (id, account_id, cluster_id, person_id, device_id, expires_at)
    values (p_id, p_account, p_cluster, p_person, p_device, now() + case when access.administers(p_cluster, p_person) then interval '30 minutes' else interval '2 hours' end);
end $$;
--> statement-breakpoint
-- A sign of life, written down once in five minutes at most: what is left is counted from it, never beyond the last moment.
drop function access.extend_session(text, timestamptz);
--> statement-breakpoint
create function access.extend_session(p_id text) returns void language sql security definer set search_path = pg_catalog, public as $$
  update sessions s set seen_at = now(), expires_at = least(now() + case when l.short then interval '30 minutes' else interval '2 hours' end, s.created_at + case when l.short then interval '12 hours' else interval '7 days' end)
  from (select id, access.administers(cluster_id, person_id) short from sessions where id = p_id) l
  where s.id = l.id and s.seen_at <= now() - interval '5 minutes' and s.expires_at > now() $$;
--> statement-breakpoint
create or replace function access.enter_session(p_session text) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare s record; audience text; begin
  select cluster_id, person_id, created_at, seen_at into s from sessions where id = p_session and expires_at > now() and created_at > now() - interval '7 days';
  if not found then raise exception 'no such session' using errcode = '28000'; end if;
  audience := access.enter_person(s.cluster_id, s.person_id);
  if access.has_role('admin') and (s.created_at <= now() - interval '12 hours' or s.seen_at <= now() - interval '30 minutes') then
    raise exception 'no such session' using errcode = '28000'; end if;
  return audience;
end $$;
--> statement-breakpoint
drop function access.read_session(text);
--> statement-breakpoint
create function access.read_session(p_id text) returns table (account_id uuid, cluster_id uuid, person_id uuid, created_at timestamptz, expires_at timestamptz, proved_at timestamptz, is_quiet boolean, email text, locale text, theme text,
  given_name text, family_name text, cluster_name text, is_demo boolean, roles text[], tracks text[], sees_all boolean, programme_ids uuid[], companies jsonb, company_roles text[], spaces int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.account_id, s.cluster_id, s.person_id, s.created_at,
    least(s.expires_at, case when 'admin' = any (r.roles) then least(s.seen_at + interval '30 minutes', s.created_at + interval '12 hours') else s.created_at + interval '7 days' end),
    s.proved_at, s.seen_at <= now() - interval '5 minutes', a.email, a.locale, a.theme, p.given_name, p.family_name, c.name, c.is_demo,
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
  where s.id = p_id and s.expires_at > now() and s.created_at > now() - interval '7 days'
    and ('admin' <> all (coalesce(r.roles, '{}')) or s.seen_at > now() - interval '30 minutes' and s.created_at > now() - interval '12 hours') $$;
--> statement-breakpoint
-- How many seconds a sign-in has left, and at most: asking is no sign of life.
create function access.session_time(p_id text) returns table (seconds int, most int) language sql stable security definer set search_path = pg_catalog, public as $$
  select greatest(0, floor(extract(epoch from least(s.expires_at, s.created_at + l.absolute) - now())))::int, greatest(0, floor(extract(epoch from s.created_at + l.absolute - now())))::int
  from sessions s cross join lateral (select case when access.administers(s.cluster_id, s.person_id) then interval '12 hours' else interval '7 days' end absolute) l
  where s.id = p_id and s.expires_at > now() $$;
--> statement-breakpoint
create function access.my_sessions(p_id text) returns table (handle uuid, browser text, system text, cluster_name text, created_at timestamptz, seen_at timestamptz, is_here boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.handle, d.browser, d.system, c.name, s.created_at, s.seen_at, s.id = p_id from sessions mine join sessions s on s.account_id = mine.account_id
    join clusters c on c.id = s.cluster_id left join known_devices d on d.id = s.device_id
  where mine.id = p_id and mine.expires_at > now() and s.expires_at > now() and s.created_at > now() - interval '7 days' order by s.id = p_id desc, s.seen_at desc, s.handle $$;
--> statement-breakpoint
-- Ends sign-ins of the same account, one or all others, and their browsers are strangers from now on. Returns how many.
create function access.end_sessions(p_mine text, p_handle uuid) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare mine record; n int; begin
  select account_id, device_id into mine from sessions where id = p_mine and expires_at > now();
  if not found then return 0; end if;
  with gone as (delete from sessions where account_id = mine.account_id and id <> p_mine and (p_handle is null or handle = p_handle) returning device_id),
    strangers as (update known_devices d set ended_at = now() where d.account_id = mine.account_id and d.ended_at is null and d.id is distinct from mine.device_id
      and (p_handle is null or d.id in (select g.device_id from gone g)))
  select count(*) into n from gone;
  return n;
end $$;
--> statement-breakpoint
-- Where a letter about an account goes, in which language, and what it tells of: null where the address is nobody's.
create function access.account_mail(p_id uuid) returns table (locale text, given_name text, browser text, system text, first_seen_at timestamptz, is_demo boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.locale, (select p.given_name from people p where p.account_id = a.id and p.disabled_at is null order by p.id limit 1), d.browser, d.system, d.first_seen_at,
    coalesce((select bool_and(c.is_demo) from people p join clusters c on c.id = p.cluster_id where p.account_id = a.id), false)
  from account_mails m join accounts a on a.id = m.account_id and a.disabled_at is null left join known_devices d on d.id = m.subject_id where m.id = p_id $$;
--> statement-breakpoint
-- What is kept for a time only.
create or replace function access.sweep_links() returns void language sql security definer set search_path = pg_catalog, public as $$
  delete from account_tokens where expires_at < now() - interval '7 days';
  delete from rate_limits where window_start < now() - interval '1 day' and (blocked_until is null or blocked_until < now());
  delete from account_mails where settled_at < now() - interval '30 days';
  delete from known_devices d where d.last_seen_at < now() - interval '1 year' and not exists (select from sessions s where s.device_id = d.id) $$;
--> statement-breakpoint
revoke all on function access.attempt_delay(int), access.count_attempt(text, text, timestamptz), access.uncount_attempt(text, text), access.take_attempt(text, text, text, text, timestamptz),
  access.forgive_attempt(boolean, text, text, text), access.meet_device(uuid, text, text, text, text, timestamptz), access.administers(uuid, uuid), access.open_session(text, uuid, uuid, uuid, uuid),
  access.extend_session(text), access.read_session(text), access.session_time(text), access.my_sessions(text), access.end_sessions(text, uuid), access.account_mail(uuid) from public;
--> statement-breakpoint
grant execute on function access.attempt_delay(int), access.count_attempt(text, text, timestamptz), access.uncount_attempt(text, text), access.administers(uuid, uuid) to app_auth;
--> statement-breakpoint
grant execute on function access.take_attempt(text, text, text, text, timestamptz), access.forgive_attempt(boolean, text, text, text), access.meet_device(uuid, text, text, text, text, timestamptz),
  access.open_session(text, uuid, uuid, uuid, uuid), access.extend_session(text), access.read_session(text), access.session_time(text), access.my_sessions(text), access.end_sessions(text, uuid) to app_user;
--> statement-breakpoint
grant execute on function access.account_mail(uuid) to app_worker;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
do $$ declare f text; begin
  foreach f in array array['access.count_attempt(text, text, timestamptz)', 'access.uncount_attempt(text, text)', 'access.take_attempt(text, text, text, text, timestamptz)', 'access.forgive_attempt(boolean, text, text, text)',
    'access.meet_device(uuid, text, text, text, text, timestamptz)', 'access.administers(uuid, uuid)', 'access.open_session(text, uuid, uuid, uuid, uuid)', 'access.extend_session(text)', 'access.read_session(text)',
    'access.session_time(text)', 'access.my_sessions(text)', 'access.end_sessions(text, uuid)', 'access.account_mail(uuid)'] loop
    execute format('alter function %s owner to app_auth', f);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema access from app_auth;
