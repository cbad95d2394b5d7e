CREATE TABLE "authenticators" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "authenticators_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "passkey_challenges" (
	"id" text collate "C" NOT NULL,
	"challenge" text collate "C" NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"session_id" text collate "C",
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "passkey_challenges_pk" PRIMARY KEY("id"),
	CONSTRAINT "passkey_challenges_purpose" CHECK ("passkey_challenges"."purpose" in ('sign_in', 'prove', 'register')),
	CONSTRAINT "passkey_challenges_session_so" CHECK ((purpose = 'sign_in') = (session_id is null))
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"credential_id" text collate "C" NOT NULL,
	"public_key" text collate "C" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"name" text NOT NULL,
	"is_backed_up" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passkeys_pk" PRIMARY KEY("id"),
	CONSTRAINT "passkeys_credential" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"code_hash" text collate "C" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_pk" PRIMARY KEY("id"),
	CONSTRAINT "recovery_codes_hash" UNIQUE("account_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_steps" (
	"id" text collate "C" NOT NULL,
	"account_id" uuid NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_steps_pk" PRIMARY KEY("id"),
	CONSTRAINT "sign_in_steps_tries" CHECK (tries >= 0)
);
--> statement-breakpoint
ALTER TABLE "account_mails" DROP CONSTRAINT "account_mails_kind";--> statement-breakpoint
ALTER TABLE "clusters" ADD COLUMN "second_factor_for" text collate "C" DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "clusters" ADD COLUMN "second_factor_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_steps" ADD CONSTRAINT "sign_in_steps_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "authenticators_one" ON "authenticators" USING btree ("account_id") WHERE confirmed_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "authenticators_one_to_be" ON "authenticators" USING btree ("account_id") WHERE confirmed_at is null;--> statement-breakpoint
CREATE INDEX "passkey_challenges_session" ON "passkey_challenges" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "passkey_challenges_expiry" ON "passkey_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "passkeys_of_account" ON "passkeys" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sign_in_steps_of_account" ON "sign_in_steps" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sign_in_steps_expiry" ON "sign_in_steps" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_second_factor_for" CHECK ("clusters"."second_factor_for" in ('none', 'managers', 'staff'));--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_second_factor_so" CHECK ((second_factor_for = 'none') = (second_factor_since is null));--> statement-breakpoint
ALTER TABLE "account_mails" ADD CONSTRAINT "account_mails_kind" CHECK ("account_mails"."kind" in ('new_device', 'reset', 'password_changed', 'email_old', 'email_new', 'email_taken', 'email_changed', 'invitation', 'authenticator_set', 'passkey_added', 'factor_removed', 'codes_renewed', 'recovery_used', 'factors_reset'));
--> statement-breakpoint
-- Only the functions of sign-in reach these.
grant select, insert, update, delete on authenticators, recovery_codes, passkeys, sign_in_steps, passkey_challenges to app_auth;
--> statement-breakpoint
grant update (second_factor_for, second_factor_since) on clusters to app_auth;
--> statement-breakpoint
create function access.has_factor(p_account uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from authenticators where account_id = p_account and confirmed_at is not null) or exists (select from passkeys where account_id = p_account) $$;
--> statement-breakpoint
-- Whether the cluster wants a second factor of somebody, in sign-ins that began at an instant, or at all.
create function access.must_have_factor(p_cluster uuid, p_person uuid, p_began timestamptz) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from clusters c join cluster_roles x on x.cluster_id = c.id and x.person_id = p_person
    where c.id = p_cluster and c.second_factor_for <> 'none' and (p_began is null or p_began >= c.second_factor_since)
      and (x.role in ('manager', 'director', 'admin') or c.second_factor_for = 'staff' and x.role in ('advisor', 'track_lead')) and access.runs(x.from_on, x.until_on, x.ended_at)) $$;
--> statement-breakpoint
-- The account of a sign-in that stands.
create function access.account_of_session(p_session text) returns uuid language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare account uuid; begin
  select s.account_id into account from sessions s join accounts a on a.id = s.account_id and a.disabled_at is null where s.id = p_session and s.expires_at > now();
  if not found then raise exception 'no such session' using errcode = '28000'; end if;
  return account;
end $$;
--> statement-breakpoint
-- Whose account has a second factor enters by it and by nothing less.
drop function access.open_session(text, uuid, uuid, uuid, uuid);
--> statement-breakpoint
create function access.open_session(p_id text, p_account uuid, p_cluster uuid, p_person uuid, p_device uuid, p_level text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if not exists (select from people p join accounts a on a.id = p.account_id where p.cluster_id = p_cluster and p.id = p_person and a.id = p_account and p.disabled_at is null and a.disabled_at is null) then
    raise exception 'no such actor' using errcode = '28000'; end if;
  if p_level = 'password' and access.has_factor(p_account) then raise exception 'a second factor is missing' using errcode = '28000'; end if;
  delete from sessions where account_id = p_account and (expires_at <= now() or created_at <= now() - interval '7 days');
  insert into sessions (id, account_id, cluster_id, person_id, device_id, level, expires_at)
    values (p_id, p_account, p_cluster, p_person, p_device, p_level, now() + case when access.administers(p_cluster, p_person) then interval '30 minutes' else interval '2 hours' end);
end $$;
--> statement-breakpoint
-- Who has to set up a second factor reads and writes nothing until then.
create or replace function access.enter_session(p_session text) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare s record; audience text; begin
  select cluster_id, person_id, created_at, seen_at, level, viewed_company_id into s from sessions where id = p_session and expires_at > now() and created_at > now() - interval '7 days';
  if not found then raise exception 'no such session' using errcode = '28000'; end if;
  if s.level = 'password' and access.must_have_factor(s.cluster_id, s.person_id, s.created_at) then raise exception 'a second factor is missing' using errcode = '28000'; end if;
  audience := access.enter_person(s.cluster_id, s.person_id);
  if access.has_role('admin') and (s.created_at <= now() - interval '12 hours' or s.seen_at <= now() - interval '30 minutes') then
    raise exception 'no such session' using errcode = '28000'; end if;
  if s.viewed_company_id is not null then audience := access.enter_view(s.viewed_company_id); end if;
  return audience;
end $$;
--> statement-breakpoint
drop function access.read_session(text);
--> statement-breakpoint
create function access.read_session(p_id text) returns table (account_id uuid, cluster_id uuid, person_id uuid, created_at timestamptz, expires_at timestamptz, proved_at timestamptz, is_quiet boolean, email text, locale text, theme text,
  given_name text, family_name text, cluster_name text, is_demo boolean, roles text[], tracks text[], sees_all boolean, programme_ids uuid[], companies jsonb, company_roles text[], spaces int, level text, has_factor boolean, owes_factor boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.account_id, s.cluster_id, s.person_id, s.created_at,
    least(s.expires_at, case when 'admin' = any (r.roles) then least(s.seen_at + interval '30 minutes', s.created_at + interval '12 hours') else s.created_at + interval '7 days' end),
    s.proved_at, s.seen_at <= now() - interval '5 minutes', a.email, a.locale, a.theme, p.given_name, p.family_name, c.name, c.is_demo,
    coalesce(r.roles, '{}'), coalesce(r.tracks, '{}'), coalesce(r.sees_all, false), coalesce(r.programme_ids, '{}'), case when s.viewed_company_id is null then coalesce(k.companies, '[]')
      else (select jsonb_build_array(jsonb_build_object('id', v.id, 'name', v.name, 'role', 'leader', 'isSignatory', false, 'isViewed', true)) from companies v where v.cluster_id = s.cluster_id and v.id = s.viewed_company_id) end, coalesce(k.company_roles, '{}'),
    (select count(*)::int from people q where q.account_id = s.account_id and q.disabled_at is null),
    s.level, access.has_factor(s.account_id), s.level = 'password' and c.second_factor_for <> 'none' and access.must_have_factor(s.cluster_id, s.person_id, s.created_at)
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
-- A second factor was set up or given in a standing sign-in: it goes on under a new token; those that rest on the password alone end.
create function access.raise_session(p_old text, p_new text) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare s record; begin
  delete from sessions where id = p_old and expires_at > now() and created_at > now() - interval '7 days' returning * into s;
  if not found then return false; end if;
  if not access.has_factor(s.account_id) then raise exception 'a second factor is missing' using errcode = '28000'; end if;
  insert into sessions (id, account_id, cluster_id, person_id, created_at, expires_at, seen_at, proved_at, level, device_id, handle, viewed_company_id)
    values (p_new, s.account_id, s.cluster_id, s.person_id, s.created_at, s.expires_at, s.seen_at, now(), 'second_factor', s.device_id, s.handle, s.viewed_company_id);
  delete from sessions where account_id = s.account_id and level = 'password';
  return true;
end $$;
--> statement-breakpoint
-- The password was right: ten minutes and five tries for the rest. It is no sign-in: nobody enters by it.
create function access.begin_step(p_account uuid, p_id text) returns void language sql security definer set search_path = pg_catalog, public as $$
  delete from sign_in_steps where expires_at <= now();
  insert into sign_in_steps (id, account_id, expires_at) values (p_id, p_account, now() + interval '10 minutes') $$;
--> statement-breakpoint
create function access.find_step(p_id text) returns table (account_id uuid, email text, locale text, has_authenticator boolean, has_passkey boolean) language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.email, a.locale, exists (select from authenticators f where f.account_id = a.id and f.confirmed_at is not null), exists (select from passkeys k where k.account_id = a.id)
  from sign_in_steps s join accounts a on a.id = s.account_id and a.disabled_at is null where s.id = p_id and s.tries < 5 and s.expires_at > now() $$;
--> statement-breakpoint
create function access.try_step(p_id text) returns uuid language sql security definer set search_path = pg_catalog, public as $$
  update sign_in_steps set tries = tries + 1 where id = p_id and tries < 5 and expires_at > now() returning account_id $$;
--> statement-breakpoint
create function access.end_step(p_id text) returns uuid language sql security definer set search_path = pg_catalog, public as $$
  delete from sign_in_steps where id = p_id and expires_at > now() returning account_id $$;
--> statement-breakpoint
create function access.authenticator_of(p_account uuid) returns table (id uuid, sealed_secret text) language sql stable security definer set search_path = pg_catalog, public as $$
  select f.id, f.sealed_secret from authenticators f where f.account_id = p_account and f.confirmed_at is not null $$;
--> statement-breakpoint
-- Takes a code once: of two at the same time, one.
create function access.take_code(p_id uuid, p_step bigint) returns boolean language sql security definer set search_path = pg_catalog, public as $$
  with taken as (update authenticators set last_step = p_step where id = p_id and confirmed_at is not null and last_step < p_step returning 1) select exists (select from taken) $$;
--> statement-breakpoint
create function access.begin_authenticator(p_session text, p_sealed text) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare account uuid := access.account_of_session(p_session); begin
  delete from authenticators where account_id = account and confirmed_at is null;
  insert into authenticators (account_id, sealed_secret) values (account, p_sealed);
end $$;
--> statement-breakpoint
create function access.authenticator_to_be(p_session text) returns table (id uuid, sealed_secret text) language sql stable security definer set search_path = pg_catalog, public as $$
  select f.id, f.sealed_secret from authenticators f where f.account_id = access.account_of_session(p_session) and f.confirmed_at is null and f.created_at > now() - interval '1 hour' $$;
--> statement-breakpoint
-- The first factor of an account brings its recovery codes; a later one leaves them as they are. Whether these were kept.
create function access.give_codes(p_account uuid, p_hashes text[]) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from recovery_codes where account_id = p_account and used_at is null) then return false; end if;
  delete from recovery_codes where account_id = p_account;
  insert into recovery_codes (account_id, code_hash) select p_account, unnest(p_hashes);
  return true;
end $$;
--> statement-breakpoint
create function access.tell_account(p_account uuid, p_kind text) returns void language sql security definer set search_path = pg_catalog, public as $$
  insert into account_mails (kind, email, account_id, due_at) select p_kind, email, id, now() from accounts where id = p_account $$;
--> statement-breakpoint
-- Null: there is none to confirm any more. Else whether the recovery codes were kept.
create function access.confirm_authenticator(p_session text, p_id uuid, p_step bigint, p_hashes text[]) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare account uuid := access.account_of_session(p_session); begin
  perform from accounts where id = account for update;
  if not exists (select from authenticators where id = p_id and account_id = account and confirmed_at is null) then return null; end if;
  delete from authenticators where account_id = account and confirmed_at is not null;
  update authenticators set confirmed_at = now(), last_step = p_step where id = p_id;
  perform access.tell_account(account, 'authenticator_set');
  return access.give_codes(account, p_hashes);
end $$;
--> statement-breakpoint
create function access.renew_codes(p_session text, p_hashes text[]) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare account uuid := access.account_of_session(p_session); begin
  perform from accounts where id = account for update;
  if not access.has_factor(account) then return false; end if;
  delete from recovery_codes where account_id = account;
  perform access.tell_account(account, 'codes_renewed');
  return access.give_codes(account, p_hashes);
end $$;
--> statement-breakpoint
-- Takes a recovery code once, and tells its holder. How many are left; null where it is none.
create function access.use_recovery(p_account uuid, p_hash text) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update recovery_codes set used_at = now() where account_id = p_account and code_hash = p_hash and used_at is null;
  if not found then return null; end if;
  perform access.tell_account(p_account, 'recovery_used');
  return (select count(*)::int from recovery_codes where account_id = p_account and used_at is null);
end $$;
--> statement-breakpoint
create function access.factors_of_session(p_session text) returns table (has_authenticator boolean, authenticator_since timestamptz, codes int, is_required boolean) language sql stable security definer set search_path = pg_catalog, public as $$
  select f.confirmed_at is not null, f.confirmed_at, (select count(*)::int from recovery_codes r where r.account_id = s.id and r.used_at is null),
    exists (select from people p where p.account_id = s.id and p.disabled_at is null and access.must_have_factor(p.cluster_id, p.id, null))
  from (select access.account_of_session(p_session) id) s left join authenticators f on f.account_id = s.id and f.confirmed_at is not null $$;
--> statement-breakpoint
create function access.passkeys_of_session(p_session text) returns table (id uuid, credential_id text, transports text[], name text, created_at timestamptz, last_used_at timestamptz) language sql stable security definer set search_path = pg_catalog, public as $$
  select k.id, k.credential_id, k.transports, k.name, k.created_at, k.last_used_at from passkeys k where k.account_id = access.account_of_session(p_session) order by k.id $$;
--> statement-breakpoint
-- Takes away the app (no passkey named) or a passkey; the last factor of somebody who has to have one stays. Without any, the codes go too and sign-ins rest on the password.
create function access.remove_factor(p_session text, p_passkey uuid) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare account uuid := access.account_of_session(p_session); f record; begin
  perform from accounts where id = account for update;
  select count(*) as all_of_them, bool_or(id is not distinct from p_passkey) as is_there into f
    from (select k.id from passkeys k where k.account_id = account union all select null from authenticators a where a.account_id = account and a.confirmed_at is not null) own;
  if f.is_there is not true then return 'absent'; end if;
  if f.all_of_them = 1 and exists (select from people p where p.account_id = account and p.disabled_at is null and access.must_have_factor(p.cluster_id, p.id, null)) then return 'required'; end if;
  if p_passkey is null then delete from authenticators where account_id = account; else delete from passkeys where id = p_passkey; end if;
  if f.all_of_them = 1 then
    delete from recovery_codes where account_id = account;
    update sessions set level = 'password' where account_id = account;
  end if;
  perform access.tell_account(account, 'factor_removed');
  return 'done';
end $$;
--> statement-breakpoint
-- What a passkey signs, given to one browser for one purpose and five minutes. Who asks without a sign-in is counted by address. Seconds to wait, 0 to go on.
create function access.open_challenge(p_id text, p_challenge text, p_purpose text, p_session text, p_address_key text, p_at timestamptz) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare seconds int := 0; begin
  if p_session is null then seconds := access.count_attempt('address', p_address_key, p_at); else perform access.account_of_session(p_session); end if;
  if seconds > 0 then return seconds; end if;
  delete from passkey_challenges where expires_at <= now();
  insert into passkey_challenges (id, challenge, purpose, session_id, expires_at) values (p_id, p_challenge, p_purpose, p_session, now() + interval '5 minutes');
  return 0;
end $$;
--> statement-breakpoint
create function access.take_challenge(p_id text, p_purpose text, p_session text) returns text language sql security definer set search_path = pg_catalog, public as $$
  delete from passkey_challenges where id = p_id and purpose = p_purpose and session_id is not distinct from p_session and expires_at > now() returning challenge $$;
--> statement-breakpoint
create function access.find_passkey(p_credential text) returns table (id uuid, account_id uuid, public_key text, counter bigint, transports text[]) language sql stable security definer set search_path = pg_catalog, public as $$
  select k.id, k.account_id, k.public_key, k.counter, k.transports from passkeys k join accounts a on a.id = k.account_id and a.disabled_at is null where k.credential_id = p_credential $$;
--> statement-breakpoint
-- A counter only grows, where a passkey has one at all. The address that asked for the challenge tried nothing wrong.
create function access.use_passkey(p_id uuid, p_counter bigint, p_address_key text) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update passkeys set counter = p_counter, last_used_at = now() where id = p_id and (counter < p_counter or counter = 0 and p_counter = 0);
  if not found then return false; end if;
  if p_address_key is not null then perform access.uncount_attempt('address', p_address_key); end if;
  return true;
end $$;
--> statement-breakpoint
-- Null: some account has it already. Else whether the recovery codes were kept.
create function access.add_passkey(p_session text, p_credential text, p_key text, p_counter bigint, p_transports text[], p_backed_up boolean, p_name text, p_hashes text[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare account uuid := access.account_of_session(p_session); begin
  perform from accounts where id = account for update;
  insert into passkeys (account_id, credential_id, public_key, counter, transports, is_backed_up, name) values (account, p_credential, p_key, p_counter, p_transports, p_backed_up, p_name) on conflict do nothing;
  if not found then return null; end if;
  perform access.tell_account(account, 'passkey_added');
  return access.give_codes(account, p_hashes);
end $$;
--> statement-breakpoint
-- What an administrator knows of somebody's factors: how many, and whether another cluster knows the account too.
create function access.factors_of(p_person uuid) returns table (account_id uuid, has_authenticator boolean, passkeys int, codes int, is_elsewhere boolean) language sql stable security definer set search_path = pg_catalog, public as $$
  select p.account_id, exists (select from authenticators f where f.account_id = p.account_id and f.confirmed_at is not null), (select count(*)::int from passkeys k where k.account_id = p.account_id),
    (select count(*)::int from recovery_codes r where r.account_id = p.account_id and r.used_at is null),
    exists (select from people o where o.account_id = p.account_id and o.cluster_id <> p.cluster_id and o.disabled_at is null)
  from people p where p.cluster_id = access.cluster_id() and p.id = p_person and p.account_id is not null and access.has_role('admin') $$;
--> statement-breakpoint
-- Somebody who lost everything begins anew with their password; nobody does it for themselves, and no cluster for another. How many sign-ins ended; null where nothing was done.
create function access.reset_factors(p_person uuid) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare account uuid; n int; begin
  select f.account_id into account from access.factors_of(p_person) f where not f.is_elsewhere and (f.has_authenticator or f.passkeys > 0) and p_person <> access.person_id() and access.writes();
  if not found then return null; end if;
  perform from accounts where id = account for update;
  delete from authenticators where account_id = account;
  delete from passkeys where account_id = account;
  delete from recovery_codes where account_id = account;
  delete from sign_in_steps where account_id = account;
  with ended as (delete from sessions where account_id = account returning 1) select count(*)::int into n from ended;
  perform access.tell_account(account, 'factors_reset');
  return n;
end $$;
--> statement-breakpoint
create function access.set_second_factor(p_was text, p_is text) returns boolean language sql security definer set search_path = pg_catalog, public as $$
  with changed as (update clusters set second_factor_for = p_is, second_factor_since = case when p_is <> 'none' then now() end
    where id = access.cluster_id() and second_factor_for = p_was and access.has_role('admin') and access.writes() returning 1) select exists (select from changed) $$;
--> statement-breakpoint
-- How many of the staff a rule asks for a second factor, and how many of them have none yet.
create function access.factor_counts() returns table (rule text, people int, missing int) language sql stable security definer set search_path = pg_catalog, public as $$
  select g.rule, count(*)::int, count(*) filter (where not access.has_factor(p.account_id))::int
  from (values ('managers', array['manager', 'director', 'admin']), ('staff', array['manager', 'director', 'admin', 'advisor', 'track_lead'])) g (rule, roles)
    join people p on p.cluster_id = access.cluster_id() and p.account_id is not null and p.disabled_at is null
      and exists (select from cluster_roles x where x.cluster_id = p.cluster_id and x.person_id = p.id and x.role = any (g.roles) and access.runs(x.from_on, x.until_on, x.ended_at))
  where access.has_role('admin') group by g.rule $$;
--> statement-breakpoint
drop function access.account_mail(uuid);
--> statement-breakpoint
create function access.account_mail(p_id uuid) returns table (locale text, given_name text, browser text, system text, at timestamptz, new_email text, codes_left int, is_demo boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.locale, (select p.given_name from people p where p.account_id = a.id and p.disabled_at is null order by p.id limit 1), d.browser, d.system, coalesce(d.first_seen_at, m.created_at), e.new_email,
    (select count(*)::int from recovery_codes r where r.account_id = a.id and r.used_at is null),
    coalesce((select bool_and(c.is_demo) from people p join clusters c on c.id = p.cluster_id where p.account_id = a.id), false)
  from account_mails m join accounts a on a.id = m.account_id and a.disabled_at is null left join known_devices d on d.id = m.subject_id left join email_changes e on e.id = m.subject_id
  where m.id = p_id and (m.kind not in ('email_old', 'email_new') or e.ended_at is null) $$;
--> statement-breakpoint
create or replace function access.sweep_links() returns void language sql security definer set search_path = pg_catalog, public as $$
  delete from account_tokens where expires_at < now() - interval '7 days';
  delete from rate_limits where window_start < now() - interval '1 day' and (blocked_until is null or blocked_until < now());
  delete from account_mails where settled_at < now() - interval '30 days';
  delete from email_changes where asked_at < now() - interval '30 days';
  delete from sign_in_steps where expires_at < now();
  delete from passkey_challenges where expires_at < now();
  delete from authenticators where confirmed_at is null and created_at < now() - interval '1 day';
  delete from known_devices d where d.last_seen_at < now() - interval '1 year' and not exists (select from sessions s where s.device_id = d.id) $$;
--> statement-breakpoint
do $$ declare f text; made text[] := array['has_factor(uuid)', 'must_have_factor(uuid, uuid, timestamptz)', 'account_of_session(text)', 'give_codes(uuid, text[])', 'tell_account(uuid, text)',
    'open_session(text, uuid, uuid, uuid, uuid, text)', 'read_session(text)', 'raise_session(text, text)', 'begin_step(uuid, text)', 'find_step(text)', 'try_step(text)', 'end_step(text)', 'authenticator_of(uuid)',
    'take_code(uuid, bigint)', 'begin_authenticator(text, text)', 'authenticator_to_be(text)', 'confirm_authenticator(text, uuid, bigint, text[])', 'renew_codes(text, text[])', 'use_recovery(uuid, text)',
    'factors_of_session(text)', 'passkeys_of_session(text)', 'remove_factor(text, uuid)', 'open_challenge(text, text, text, text, text, timestamptz)', 'take_challenge(text, text, text)', 'find_passkey(text)',
    'use_passkey(uuid, bigint, text)', 'add_passkey(text, text, text, bigint, text[], boolean, text, text[])', 'factors_of(uuid)', 'reset_factors(uuid)', 'set_second_factor(text, text)', 'factor_counts()', 'account_mail(uuid)'];
begin
  grant create on schema access to app_auth;
  foreach f in array made loop
    execute format('alter function access.%s owner to app_auth', f);
    execute format('revoke all on function access.%s from public', f);
  end loop;
  -- Those before serve the others; letters are the worker's.
  foreach f in array made[6:31] loop execute format('grant execute on function access.%s to app_user', f); end loop;
  grant execute on function access.has_factor(uuid) to app_user;
  grant execute on function access.account_mail(uuid) to app_worker;
  revoke create on schema access from app_auth;
end $$;
