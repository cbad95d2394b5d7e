CREATE TABLE "email_changes" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"old_email" text collate "C" NOT NULL,
	"new_email" text collate "C" NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_old_at" timestamp with time zone,
	"confirmed_new_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "email_changes_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "account_mails" DROP CONSTRAINT "account_mails_kind";--> statement-breakpoint
ALTER TABLE "account_tokens" DROP CONSTRAINT "account_tokens_purpose";--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "email_changes_one" ON "email_changes" USING btree ("account_id") WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE "account_mails" ADD CONSTRAINT "account_mails_kind" CHECK ("account_mails"."kind" in ('new_device', 'reset', 'password_changed', 'email_old', 'email_new', 'email_taken', 'email_changed'));--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_purpose" CHECK ("account_tokens"."purpose" in ('unsubscribe', 'reset', 'email_old', 'email_new'));
--> statement-breakpoint
grant select, insert, update, delete on email_changes to app_auth;
--> statement-breakpoint
-- Letters asked for at the door are few: three an hour to one address, twenty from one network.
create or replace function access.count_attempt(p_scope text, p_key text, p_at timestamptz) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare l record; n int; started timestamptz; span interval; most int; begin
  span := case p_scope when 'address' then interval '10 minutes' when 'mail_account' then interval '1 hour' when 'mail_address' then interval '1 hour' else interval '1 day' end;
  most := case p_scope when 'address' then 100 when 'mail_account' then 3 when 'mail_address' then 20 end;
  insert into rate_limits (scope, key, window_start, count) values (p_scope, p_key, p_at, 0) on conflict do nothing;
  select * into l from rate_limits where scope = p_scope and key = p_key for update;
  if l.blocked_until > p_at then return ceil(extract(epoch from l.blocked_until - p_at)); end if;
  started := case when l.window_start <= p_at - span then p_at else l.window_start end;
  n := case when started = l.window_start then l.count else 0 end + 1;
  update rate_limits set count = n, window_start = started, blocked_until = case
      when most is null then p_at + access.attempt_delay(n)
      when n >= most then started + span end
    where scope = p_scope and key = p_key;
  return 0;
end $$;
--> statement-breakpoint
create function access.take_letter(p_account_key text, p_address_key text, p_at timestamptz) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare seconds int; begin
  seconds := access.count_attempt('mail_address', p_address_key, p_at);
  if seconds > 0 then return seconds; end if;
  return access.count_attempt('mail_account', p_account_key, p_at);
end $$;
--> statement-breakpoint
-- One row, whether the address is anybody's or not: the worker finds out, where nobody waits for the answer.
create function access.ask_reset(p_email text) returns void language sql security definer set search_path = pg_catalog, public as $$
  insert into account_mails (kind, email, account_id, due_at) values ('reset', p_email, (select a.id from accounts a where a.email = p_email and a.disabled_at is null), now()) $$;
--> statement-breakpoint
-- The worker makes a link's token as the letter leaves: an hour, for this letter's purpose alone.
create function access.mint_account_link(p_mail uuid, p_token_hash text) returns void language sql security definer set search_path = pg_catalog, public as $$
  insert into account_tokens (purpose, subject_id, token_hash, expires_at)
    select m.kind, case m.kind when 'reset' then m.account_id else m.subject_id end, p_token_hash, now() + interval '60 minutes' from account_mails m
    where m.id = p_mail and m.kind in ('reset', 'email_old', 'email_new') and m.account_id is not null $$;
--> statement-breakpoint
-- Words that name somebody: a password is not made of them.
create function access.own_words(p_account uuid) returns text[] language sql stable security definer set search_path = pg_catalog, public as $$
  select array_agg(distinct w.word) from accounts a left join people p on p.account_id = a.id left join clusters c on c.id = p.cluster_id
    left join company_roles r on r.cluster_id = p.cluster_id and r.person_id = p.id left join companies co on co.cluster_id = r.cluster_id and co.id = r.company_id
    cross join lateral unnest(array[a.email, p.given_name, p.family_name, c.name, co.name]) w (word) where a.id = p_account and w.word is not null $$;
--> statement-breakpoint
create function access.find_reset(p_token_hash text) returns table (account_id uuid, email text, words text[]) language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.email, access.own_words(a.id) from account_tokens t join accounts a on a.id = t.subject_id and a.disabled_at is null
  where t.token_hash = p_token_hash and t.purpose = 'reset' and t.used_at is null and t.expires_at > now() $$;
--> statement-breakpoint
-- Takes the link once and every other of its kind with it. All sign-ins end, all browsers are strangers, and what strangers tried makes its holder wait no longer.
create function access.reset_password(p_token_hash text, p_new_hash text, p_account_key text) returns uuid language plpgsql security definer set search_path = pg_catalog, public as $$
declare account uuid; begin
  update account_tokens set used_at = now() where token_hash = p_token_hash and purpose = 'reset' and used_at is null and expires_at > now() returning subject_id into account;
  if not found then return null; end if;
  update account_tokens set used_at = now() where subject_id = account and purpose = 'reset' and used_at is null;
  update accounts set password_hash = p_new_hash, version = version + 1, updated_at = now() where id = account and disabled_at is null;
  if not found then return null; end if;
  delete from sessions where account_id = account;
  update known_devices set ended_at = now() where account_id = account and ended_at is null;
  delete from rate_limits where scope = 'account' and key = p_account_key;
  insert into account_mails (kind, email, account_id, due_at) select 'password_changed', email, id, now() from accounts where id = account;
  return account;
end $$;
--> statement-breakpoint
-- A changed password is told to its holder; links to set another are spent.
create function access.tell_password(p_account uuid) returns void language sql security definer set search_path = pg_catalog, public as $$
  with spent as (update account_tokens set used_at = now() where subject_id = p_account and purpose = 'reset' and used_at is null)
  insert into account_mails (kind, email, account_id, due_at) select 'password_changed', email, id, now() from accounts where id = p_account $$;
--> statement-breakpoint
-- Proof given again, in this sign-in.
create function access.prove_session(p_id text) returns void language sql security definer set search_path = pg_catalog, public
  as $$ update sessions set proved_at = now() where id = p_id and expires_at > now() $$;
--> statement-breakpoint
-- Two letters, whoever holds the new address: both have to answer. An account that has it already is told, and nobody else.
create function access.ask_email_change(p_session text, p_new text) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare a record; change uuid; begin
  select c.id, c.email into a from sessions s join accounts c on c.id = s.account_id and c.disabled_at is null where s.id = p_session and s.expires_at > now();
  if not found then raise exception 'no such session' using errcode = '28000'; end if;
  update email_changes set ended_at = now() where account_id = a.id and ended_at is null;
  insert into email_changes (account_id, old_email, new_email) values (a.id, a.email, p_new) returning id into change;
  insert into account_mails (kind, email, account_id, subject_id, due_at) values ('email_old', a.email, a.id, change, now()),
    (case when exists (select from accounts where email = p_new) then 'email_taken' else 'email_new' end, p_new,
      coalesce((select t.id from accounts t where t.email = p_new), a.id), change, now());
end $$;
--> statement-breakpoint
create function access.find_email_change(p_token_hash text) returns table (purpose text, old_email text, new_email text) language sql stable security definer set search_path = pg_catalog, public as $$
  select t.purpose, e.old_email, e.new_email from account_tokens t join email_changes e on e.id = t.subject_id and e.ended_at is null join accounts a on a.id = e.account_id and a.disabled_at is null
  where t.token_hash = p_token_hash and t.purpose in ('email_old', 'email_new') and t.used_at is null and t.expires_at > now() $$;
--> statement-breakpoint
create function access.confirm_email(p_token_hash text) returns table (outcome text, account_id uuid) language plpgsql security definer set search_path = pg_catalog, public as $$
declare t record; e record; begin
  update account_tokens k set used_at = now() from email_changes c where k.token_hash = p_token_hash and k.purpose in ('email_old', 'email_new') and k.used_at is null and k.expires_at > now()
    and c.id = k.subject_id and c.ended_at is null returning k.purpose, k.subject_id into t;
  if not found then return; end if;
  update account_tokens k set used_at = now() where k.subject_id = t.subject_id and k.purpose = t.purpose and k.used_at is null;
  update email_changes c set confirmed_old_at = case when t.purpose = 'email_old' then now() else c.confirmed_old_at end, confirmed_new_at = case when t.purpose = 'email_new' then now() else c.confirmed_new_at end
    where c.id = t.subject_id returning c.* into e;
  if e.confirmed_old_at is null or e.confirmed_new_at is null then return query select 'waits', e.account_id; return; end if;
  update email_changes c set ended_at = now() where c.id = e.id;
  -- Somebody may have taken the address meanwhile.
  begin
    update accounts a set email = e.new_email, version = a.version + 1, updated_at = now() where a.id = e.account_id and a.email = e.old_email and a.disabled_at is null;
    if not found then return; end if;
  exception when unique_violation then return; end;
  update people p set email = e.new_email, version = p.version + 1, updated_at = now() where p.account_id = e.account_id and p.email = e.old_email;
  update account_tokens k set used_at = now() where k.subject_id = e.account_id and k.purpose = 'reset' and k.used_at is null;
  insert into account_mails (kind, email, account_id, subject_id, due_at) values ('email_changed', e.old_email, e.account_id, e.id, now());
  return query select 'done', e.account_id;
end $$;
--> statement-breakpoint
drop function access.account_mail(uuid);
--> statement-breakpoint
create function access.account_mail(p_id uuid) returns table (locale text, given_name text, browser text, system text, at timestamptz, new_email text, is_demo boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.locale, (select p.given_name from people p where p.account_id = a.id and p.disabled_at is null order by p.id limit 1), d.browser, d.system, coalesce(d.first_seen_at, m.created_at), e.new_email,
    coalesce((select bool_and(c.is_demo) from people p join clusters c on c.id = p.cluster_id where p.account_id = a.id), false)
  from account_mails m join accounts a on a.id = m.account_id and a.disabled_at is null left join known_devices d on d.id = m.subject_id left join email_changes e on e.id = m.subject_id
  where m.id = p_id and (m.kind not in ('email_old', 'email_new') or e.ended_at is null) $$;
--> statement-breakpoint
create or replace function access.sweep_links() returns void language sql security definer set search_path = pg_catalog, public as $$
  delete from account_tokens where expires_at < now() - interval '7 days';
  delete from rate_limits where window_start < now() - interval '1 day' and (blocked_until is null or blocked_until < now());
  delete from account_mails where settled_at < now() - interval '30 days';
  delete from email_changes where asked_at < now() - interval '30 days';
  delete from known_devices d where d.last_seen_at < now() - interval '1 year' and not exists (select from sessions s where s.device_id = d.id) $$;
--> statement-breakpoint
revoke all on function access.take_letter(text, text, timestamptz), access.ask_reset(text), access.mint_account_link(uuid, text), access.own_words(uuid), access.find_reset(text), access.reset_password(text, text, text),
  access.tell_password(uuid), access.prove_session(text), access.ask_email_change(text, text), access.find_email_change(text), access.confirm_email(text), access.account_mail(uuid) from public;
--> statement-breakpoint
grant execute on function access.take_letter(text, text, timestamptz), access.ask_reset(text), access.own_words(uuid), access.find_reset(text), access.reset_password(text, text, text), access.tell_password(uuid),
  access.prove_session(text), access.ask_email_change(text, text), access.find_email_change(text), access.confirm_email(text) to app_user;
--> statement-breakpoint
grant execute on function access.mint_account_link(uuid, text), access.account_mail(uuid) to app_worker;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
do $$ declare f text; begin
  foreach f in array array['access.take_letter(text, text, timestamptz)', 'access.ask_reset(text)', 'access.mint_account_link(uuid, text)', 'access.own_words(uuid)', 'access.find_reset(text)',
    'access.reset_password(text, text, text)', 'access.tell_password(uuid)', 'access.prove_session(text)', 'access.ask_email_change(text, text)', 'access.find_email_change(text)', 'access.confirm_email(text)',
    'access.account_mail(uuid)'] loop
    execute format('alter function %s owner to app_auth', f);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema access from app_auth;
