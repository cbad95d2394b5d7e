CREATE TABLE "account_tokens" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"cluster_id" uuid,
	"subject_id" uuid NOT NULL,
	"mail_kind" text collate "C",
	"token_hash" text collate "C" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_tokens_pk" PRIMARY KEY("id"),
	CONSTRAINT "account_tokens_hash" UNIQUE("token_hash"),
	CONSTRAINT "account_tokens_purpose" CHECK ("account_tokens"."purpose" in ('unsubscribe')),
	CONSTRAINT "account_tokens_kind" CHECK ((purpose = 'unsubscribe') = (mail_kind is not null))
);
--> statement-breakpoint
CREATE TABLE "demo_mailbox" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"message_id" text collate "C" NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "demo_mailbox_pk" PRIMARY KEY("id"),
	CONSTRAINT "demo_mailbox_message" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "notification_settings" (
	"cluster_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"is_on" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_settings_pk" PRIMARY KEY("cluster_id","person_id","kind"),
	CONSTRAINT "notification_settings_kind" CHECK ("notification_settings"."kind" in ('milestone_turn', 'milestone_returned', 'note_shared'))
);
--> statement-breakpoint
ALTER TABLE "notification_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"recipient_id" uuid NOT NULL,
	"company_id" uuid,
	"case_id" uuid,
	"subject_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"settled_at" timestamp with time zone,
	"outcome" text collate "C",
	"failure" text collate "C",
	CONSTRAINT "outbox_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "outbox_kind" CHECK ("outbox"."kind" in ('note_shared', 'milestone_returned', 'milestone_turn')),
	CONSTRAINT "outbox_outcome" CHECK ("outbox"."outcome" in ('sent', 'joined', 'nothing_left', 'not_readable', 'opted_out', 'no_transport', 'bounced', 'parked')),
	CONSTRAINT "outbox_settled_so" CHECK ((settled_at is null) = (outcome is null))
);
--> statement-breakpoint
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notification_settings" ADD CONSTRAINT "notification_settings_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_event" FOREIGN KEY ("cluster_id","event_id") REFERENCES "public"."events"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_recipient" FOREIGN KEY ("cluster_id","recipient_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_tokens_of_subject" ON "account_tokens" USING btree ("subject_id","purpose");--> statement-breakpoint
CREATE INDEX "account_tokens_expiry" ON "account_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_once" ON "outbox" USING btree ("cluster_id","event_id","recipient_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("cluster_id","due_at") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_of_subject" ON "outbox" USING btree ("cluster_id","recipient_id","subject_id","id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_settled" ON "outbox" USING btree ("cluster_id","settled_at") WHERE settled_at is not null;--> statement-breakpoint
CREATE POLICY "notification_settings_own" ON "notification_settings" AS PERMISSIVE FOR ALL TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and person_id = (select access.person_id())) WITH CHECK (cluster_id = (select access.cluster_id()) and person_id = (select access.person_id()));--> statement-breakpoint
CREATE POLICY "notification_settings_auth" ON "notification_settings" AS PERMISSIVE FOR ALL TO "app_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "outbox_append" ON "outbox" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK (cluster_id = (select access.cluster_id()) and settled_at is null and access.wrote_event(event_id));--> statement-breakpoint
CREATE POLICY "outbox_read" ON "outbox" AS PERMISSIVE FOR SELECT TO "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');--> statement-breakpoint
CREATE POLICY "outbox_settle" ON "outbox" AS PERMISSIVE FOR UPDATE TO "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system') WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');--> statement-breakpoint
CREATE POLICY "outbox_auth" ON "outbox" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
alter table outbox force row level security;
--> statement-breakpoint
alter table notification_settings force row level security;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['outbox', 'notification_settings'] loop
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
  end loop;
end $$;
--> statement-breakpoint
-- Whoever changes something writes down whom to tell; only the worker reads it again.
grant insert on outbox to app_user, app_worker;
--> statement-breakpoint
grant select, update on outbox to app_worker;
--> statement-breakpoint
grant select, insert, update on notification_settings to app_user, app_worker;
--> statement-breakpoint
grant select on demo_mailbox to app_user;
--> statement-breakpoint
grant select, insert, delete on demo_mailbox to app_worker;
--> statement-breakpoint
grant select on outbox to app_auth;
--> statement-breakpoint
grant select, insert, update on notification_settings to app_auth;
--> statement-breakpoint
grant select, insert, update, delete on account_tokens to app_auth;
--> statement-breakpoint
-- Where a person's letters go and in which language: to the account's proven address.
create function access.mail_address() returns table (email text, locale text, given_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.email, a.locale, p.given_name from people p join accounts a on a.id = p.account_id and a.disabled_at is null
  where p.cluster_id = access.cluster_id() and p.id = access.person_id() and p.disabled_at is null $$;
--> statement-breakpoint
-- The worker makes a link's token as the letter leaves, and keeps its digest alone.
create function access.mint_unsubscribe(p_cluster uuid, p_person uuid, p_kind text, p_token_hash text, p_expires timestamptz) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into account_tokens (purpose, cluster_id, subject_id, mail_kind, token_hash, expires_at) values ('unsubscribe', p_cluster, p_person, p_kind, p_token_hash, p_expires) $$;
--> statement-breakpoint
-- A letter's link, opened by nobody in particular: it knows one kind of letter of one person, and ends that.
create function access.find_unsubscribe(p_token_hash text) returns table (mail_kind text, is_used boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.mail_kind, t.used_at is not null from account_tokens t where t.token_hash = p_token_hash and t.purpose = 'unsubscribe' and t.expires_at > now() $$;
--> statement-breakpoint
create function access.use_unsubscribe(p_token_hash text) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare t record; begin
  update account_tokens set used_at = now() where token_hash = p_token_hash and purpose = 'unsubscribe' and expires_at > now() and used_at is null returning cluster_id, subject_id, mail_kind into t;
  if not found then return false; end if;
  insert into notification_settings as s (cluster_id, person_id, kind, is_on) values (t.cluster_id, t.subject_id, t.mail_kind, false)
    on conflict (cluster_id, person_id, kind) do update set is_on = false, updated_at = now();
  return true;
end $$;
--> statement-breakpoint
-- How the letters of a cluster are doing, for who runs it: numbers and instants, never a recipient or a subject.
create function access.mail_counts(p_at timestamptz) returns table (kind text, waiting bigint, late bigint, sent bigint, held_back bigint, parked bigint, last_sent_at timestamptz, oldest_waiting_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select o.kind, count(*) filter (where o.settled_at is null), count(*) filter (where o.settled_at is null and o.attempts > 0),
    count(*) filter (where o.outcome = 'sent'), count(*) filter (where o.outcome in ('joined', 'nothing_left', 'not_readable', 'opted_out', 'no_transport')),
    count(*) filter (where o.outcome in ('bounced', 'parked')), max(o.settled_at) filter (where o.outcome = 'sent'), min(o.created_at) filter (where o.settled_at is null)
  from outbox o where o.cluster_id = access.cluster_id() and access.has_role('admin') and (o.settled_at is null or o.settled_at > p_at - interval '30 days') group by 1 order by 1 $$;
--> statement-breakpoint
-- What is due at once is told to the worker at once; the rest it finds by itself.
create function access.announce_mail() returns trigger language plpgsql set search_path = pg_catalog as $$ begin
  perform pg_notify('mail_due', ''); return null; end $$;
--> statement-breakpoint
create trigger outbox_announce after insert on outbox for each row when (new.due_at <= new.created_at) execute function access.announce_mail();
--> statement-breakpoint
create function access.sweep_links() returns void language sql security definer set search_path = pg_catalog, public
  as $$ delete from account_tokens where expires_at < now() - interval '7 days' $$;
--> statement-breakpoint
revoke all on function access.mail_address(), access.mint_unsubscribe(uuid, uuid, text, text, timestamptz), access.find_unsubscribe(text), access.use_unsubscribe(text),
  access.mail_counts(timestamptz), access.announce_mail(), access.sweep_links() from public;
--> statement-breakpoint
grant execute on function access.mail_address(), access.mint_unsubscribe(uuid, uuid, text, text, timestamptz), access.sweep_links() to app_worker;
--> statement-breakpoint
grant execute on function access.find_unsubscribe(text), access.use_unsubscribe(text), access.mail_counts(timestamptz) to app_user;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
do $$ declare f text; begin
  foreach f in array array['access.mail_address()', 'access.mint_unsubscribe(uuid, uuid, text, text, timestamptz)', 'access.find_unsubscribe(text)', 'access.use_unsubscribe(text)', 'access.mail_counts(timestamptz)', 'access.sweep_links()'] loop
    execute format('alter function %s owner to app_auth', f);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema access from app_auth;
