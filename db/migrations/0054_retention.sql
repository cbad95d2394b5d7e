CREATE TABLE "audit_prunes" (
	"cluster_id" uuid NOT NULL,
	"trail" text collate "C" NOT NULL,
	"before" timestamp with time zone NOT NULL,
	"pruned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_prunes_pk" PRIMARY KEY("cluster_id","trail","before"),
	CONSTRAINT "audit_prunes_trail" CHECK ("audit_prunes"."trail" in ('access'))
);
--> statement-breakpoint
ALTER TABLE "audit_prunes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "retention_rules" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text collate "C" NOT NULL,
	"months" integer NOT NULL,
	"is_on" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "retention_rules_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "retention_rules_kind_once" UNIQUE("cluster_id","kind"),
	CONSTRAINT "retention_rules_kind" CHECK ("retention_rules"."kind" in ('access_log', 'dormant_warning', 'dormant_account', 'dormant_person', 'closed_request', 'prospect_contact', 'consent_proof', 'audit_trail')),
	CONSTRAINT "retention_rules_months" CHECK (months between 1 and 240)
);
--> statement-breakpoint
ALTER TABLE "retention_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "retention_runs" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text collate "C" NOT NULL,
	"ran_at" timestamp with time zone NOT NULL,
	"is_trial" boolean NOT NULL,
	"months" integer NOT NULL,
	"found" integer NOT NULL,
	"done" integer NOT NULL,
	"by_id" uuid,
	CONSTRAINT "retention_runs_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "retention_runs_kind" CHECK ("retention_runs"."kind" in ('access_log', 'dormant_warning', 'dormant_account', 'dormant_person', 'closed_request', 'prospect_contact', 'consent_proof', 'audit_trail')),
	CONSTRAINT "retention_runs_trial" CHECK (is_trial = (by_id is not null) and (not is_trial or done = 0))
);
--> statement-breakpoint
ALTER TABLE "retention_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "support_requests" DROP CONSTRAINT "support_requests_submitted";--> statement-breakpoint
ALTER TABLE "account_mails" DROP CONSTRAINT "account_mails_kind";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "last_seen_on" date DEFAULT current_date NOT NULL;--> statement-breakpoint
ALTER TABLE "support_requests" ADD COLUMN "anonymised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "dormant_told_on" date;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "dormant_shut_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "retention_rules" ADD CONSTRAINT "retention_rules_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_runs" ADD CONSTRAINT "retention_runs_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_runs" ADD CONSTRAINT "retention_runs_by" FOREIGN KEY ("cluster_id","by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "retention_runs_of_kind" ON "retention_runs" USING btree ("cluster_id","kind","ran_at");--> statement-breakpoint
ALTER TABLE "support_requests" ADD CONSTRAINT "support_requests_submitted" CHECK (state <> 'submitted' or (submitted_at is not null and case_id is not null and notice_version is not null and (length(need) >= 100 or anonymised_at is not null)));--> statement-breakpoint
ALTER TABLE "account_mails" ADD CONSTRAINT "account_mails_kind" CHECK ("account_mails"."kind" in ('new_device', 'reset', 'password_changed', 'email_old', 'email_new', 'email_taken', 'email_changed', 'invitation', 'authenticator_set', 'passkey_added', 'factor_removed', 'codes_renewed', 'recovery_used', 'factors_reset', 'dormant'));--> statement-breakpoint
CREATE POLICY "access_log_term" ON "access_log" AS PERMISSIVE FOR DELETE TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "accounts_keeper" ON "accounts" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "support_requests_keeper" ON "support_requests" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "memberships_keeper" ON "memberships" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "company_roles_keeper" ON "company_roles" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "consents_keeper" ON "consents" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_prunes_keeper" ON "audit_prunes" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "retention_rules_read" ON "retention_rules" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.has_role('admin')) or (select access.audience()) = 'system'));--> statement-breakpoint
CREATE POLICY "retention_rules_insert" ON "retention_rules" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "retention_rules_update" ON "retention_rules" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id())) WITH CHECK ((select access.writes()) and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "retention_rules_keeper" ON "retention_rules" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "retention_runs_read" ON "retention_runs" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.has_role('admin')) or (select access.audience()) = 'system'));--> statement-breakpoint
CREATE POLICY "retention_runs_try" ON "retention_runs" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK ((select access.writes()) and cluster_id = (select access.cluster_id()) and (select access.has_role('admin')) and is_trial and by_id = (select access.person_id()));--> statement-breakpoint
CREATE POLICY "retention_runs_run" ON "retention_runs" AS PERMISSIVE FOR INSERT TO "app_worker" WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system' and not is_trial);
--> statement-breakpoint
alter table retention_rules force row level security;
--> statement-breakpoint
alter table retention_runs force row level security;
--> statement-breakpoint
alter table audit_prunes force row level security;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['retention_rules', 'retention_runs', 'audit_prunes'] loop
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
  end loop;
  foreach t in array array['retention_runs', 'audit_prunes'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function access.refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on retention_rules to app_user;
--> statement-breakpoint
grant select, insert on retention_runs to app_user;
--> statement-breakpoint
grant select on retention_rules to app_worker, app_keeper;
--> statement-breakpoint
grant select on clusters to app_keeper;
--> statement-breakpoint
grant select, insert on retention_runs to app_worker;
--> statement-breakpoint
-- Only the functions below erase, and only what its term has passed.
grant select, insert on audit_prunes to app_keeper;
--> statement-breakpoint
grant delete on access_log, consents to app_keeper;
--> statement-breakpoint
grant select on accounts, company_roles, memberships, consents, documents, event_texts, support_requests to app_keeper;
--> statement-breakpoint
grant update on support_requests, event_texts, cases, notes, tasks, people to app_keeper;
--> statement-breakpoint
grant select, delete on sessions to app_keeper;
--> statement-breakpoint
grant insert on account_mails to app_keeper;
--> statement-breakpoint
-- The day an account was last seen, once a day: sign-ins and browsers that are forgotten leave it behind.
update accounts a set last_seen_on = greatest(a.created_at,
  (select max(s.seen_at) from sessions s where s.account_id = a.id), (select max(d.last_seen_at) from known_devices d where d.account_id = a.id))::date;
--> statement-breakpoint
create function access.note_last_seen() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  update accounts set last_seen_on = (new.seen_at at time zone 'Europe/Paris')::date where id = new.account_id and last_seen_on < (new.seen_at at time zone 'Europe/Paris')::date;
  return null;
end $$;
--> statement-breakpoint
create trigger sessions_last_seen after insert or update of seen_at on sessions for each row execute function access.note_last_seen();
--> statement-breakpoint
-- What a kind's term has passed, in the caller's cluster: for its administrators and the nightly run, by one rule.
create function access.retention_due(p_kind text, p_months int, p_at timestamptz) returns table (id uuid, since date)
language sql stable security definer set search_path = pg_catalog, public as $$
  with here as materialized (select access.cluster_id() as c, p_at - make_interval(months => p_months) as cut where access.audience() = 'system' or access.has_role('admin')),
  -- Whoever still comes in: not shut, not without an account, and no administrator, who could be the last one.
  dormant as (select p.id, a.last_seen_on, p.disabled_at,
      -- A letter counts until its reader came, or was shut out by it and let in again.
      case when p.dormant_told_on > greatest(a.last_seen_on, p.dormant_shut_at::date) then p.dormant_told_on end as told_on from here, people p join accounts a on a.id = p.account_id
    where p_kind like 'dormant%' and p.cluster_id = here.c and a.disabled_at is null and p.anonymised_at is null and a.last_seen_on < here.cut::date)
  select l.id, (l.recorded_at at time zone 'Europe/Paris')::date from here, access_log l
    where p_kind = 'access_log' and l.cluster_id = here.c and l.id < access.key_at(here.cut) and l.recorded_at < here.cut
      and exists (select from audit_digests d where d.cluster_id = here.c and d.trail = 'access' and d.entry_id = l.id)
  union all select d.id, d.last_seen_on from dormant d where p_kind = 'dormant_warning' and d.disabled_at is null and d.told_on is null
  union all select d.id, d.last_seen_on from here, dormant d where p_kind = 'dormant_account' and d.disabled_at is null
    and d.told_on <= (p_at - interval '60 days')::date
    and not access.administers(here.c, d.id) and not exists (select from cases k where k.cluster_id = here.c and k.lead_id = d.id and k.worklist <> 'closed')
  union all select d.id, d.last_seen_on from dormant d where p_kind = 'dormant_person'
  union all select k.id, k.ended_on from here, cases k where p_kind = 'closed_request' and k.cluster_id = here.c and k.state in ('refused', 'redirected') and k.ended_on < here.cut::date
    and exists (select from support_requests r where r.cluster_id = here.c and r.case_id = k.id and r.anonymised_at is null)
    and not exists (select from documents d where d.cluster_id = here.c and d.case_id = k.id and d.withdrawn_at is null)
  union all select p.id, p.updated_at::date from here, people p where p_kind = 'prospect_contact' and p.cluster_id = here.c and p.account_id is null and not p.is_staff and p.anonymised_at is null and p.updated_at < here.cut
    and exists (select from company_roles r where r.cluster_id = here.c and r.person_id = p.id)
    and not exists (select from company_roles r where r.cluster_id = here.c and r.person_id = p.id
      and (exists (select from cases k where k.cluster_id = here.c and k.company_id = r.company_id) or exists (select from memberships m where m.cluster_id = here.c and m.company_id = r.company_id)))
    and not exists (select from notes n where n.cluster_id = here.c and n.contact_id = p.id and n.happened_on >= here.cut::date)
  union all select s.id, (s.withdrawn_at at time zone 'Europe/Paris')::date from here, consents s where p_kind = 'consent_proof' and s.cluster_id = here.c and s.withdrawn_at < here.cut
  union all select e.id, (e.recorded_at at time zone 'Europe/Paris')::date from here, events e where p_kind = 'audit_trail' and e.cluster_id = here.c and e.id < access.key_at(here.cut) and e.recorded_at < here.cut
$$;
--> statement-breakpoint
-- How much each kind would concern, and its oldest few: people by their key, whose names the reader looks up by their own rights.
create function access.retention_report(p_terms jsonb, p_at timestamptz, p_examples int) returns table (kind text, found int, examples jsonb)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.kind, count(d.id)::int, coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'since', d.since) order by d.since, d.id) filter (where d.no <= p_examples), '[]')
  from jsonb_to_recordset(p_terms) t (kind text, months int)
    left join lateral (select x.id, x.since, row_number() over (order by x.since, x.id) as no from access.retention_due(t.kind, t.months, p_at) x) d on true
  group by t.kind $$;
--> statement-breakpoint
-- Does what the term of a kind says to some of what it has passed, the oldest first; returns their keys. For the nightly run alone.
create function access.retention_clear(p_kind text, p_months int, p_at timestamptz, p_most int) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare c uuid := access.cluster_id(); due uuid[]; begin
  if access.audience() is distinct from 'system' then raise exception 'for the nightly run alone' using errcode = '42501'; end if;
  if not exists (select from retention_rules r where r.cluster_id = c and r.kind = p_kind and r.is_on and r.months = p_months) then return; end if;
  select coalesce(array_agg(x.id), '{}') into due from (select d.id from access.retention_due(p_kind, p_months, p_at) d order by d.since, d.id limit p_most) x;
  if cardinality(due) = 0 then return; end if;
  case p_kind
    when 'access_log' then
      insert into audit_prunes (cluster_id, trail, before, pruned_at) values (c, 'access', p_at - make_interval(months => p_months), p_at) on conflict do nothing;
      delete from access_log where cluster_id = c and id = any (due);
    when 'dormant_warning' then
      insert into account_mails (kind, email, account_id, subject_id, due_at) select 'dormant', a.email, a.id, p.id, p_at from people p join accounts a on a.id = p.account_id where p.cluster_id = c and p.id = any (due);
      update people p set dormant_told_on = p_at::date where p.cluster_id = c and p.id = any (due);
    when 'dormant_account' then
      update people p set disabled_at = p_at, dormant_shut_at = p_at, version = version + 1, updated_at = p_at where p.cluster_id = c and p.id = any (due) and p.disabled_at is null;
      delete from sessions s where s.cluster_id = c and s.person_id = any (due);
    when 'closed_request' then
      update support_requests r set title = '', need = '', on_behalf_note = null, anonymised_at = p_at, version = version + 1, updated_at = p_at where r.cluster_id = c and r.case_id = any (due);
      update cases k set title = k.reference, lessons = null, version = version + 1, updated_at = p_at where k.cluster_id = c and k.id = any (due);
      update notes x set body = '–', version = version + 1, updated_at = p_at where x.cluster_id = c and x.case_id = any (due);
      update tasks x set title = '–', reason = case when x.reason is null then null else '–' end, version = version + 1, updated_at = p_at where x.cluster_id = c and x.case_id = any (due);
      update event_texts x set body = null, salt = '', erased_at = p_at from events e where e.cluster_id = c and e.case_id = any (due) and x.cluster_id = c and x.event_id = e.id and x.erased_at is null;
    when 'consent_proof' then
      delete from consents s where s.cluster_id = c and s.id = any (due);
    else return;
  end case;
  return query select unnest(due);
end $$;
--> statement-breakpoint
-- Refused sign-ins belong to no cluster: they follow the longest term among those that have one, where each cluster of the installation has turned it on.
create function access.retention_clear_shared(p_at timestamptz, p_most int) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare nobody constant uuid := '00000000-0000-0000-0000-000000000000'; cut timestamptz; n int; begin
  select p_at - make_interval(months => max(r.months)) into cut from clusters c left join retention_rules r on r.cluster_id = c.id and r.kind = 'access_log' and r.is_on having bool_and(r.months is not null);
  if cut is null then return 0; end if;
  with gone as (delete from access_log l where l.id in (select d.entry_id from audit_digests d where d.cluster_id = nobody and d.trail = 'access' and d.entry_id < access.key_at(cut)
      and exists (select from access_log x where x.id = d.entry_id and x.cluster_id is null and x.recorded_at < cut) order by d.entry_id limit p_most) returning 1)
  select count(*) into n from gone;
  if n > 0 then insert into audit_prunes (cluster_id, trail, before, pruned_at) values (nobody, 'access', cut, p_at) on conflict do nothing; end if;
  return n;
end $$;
--> statement-breakpoint
-- From the text of 0023, but for what went by its term.
create or replace function access.verify_audit(p_cluster uuid, p_trail text) returns table (batch_no int, entry_id uuid, fault text) language sql stable security definer set search_path = pg_catalog, public as $$
  with said as (select * from access.audit_entries(p_trail, p_cluster, '00000000-0000-0000-0000-000000000000')),
  -- What went by its term is no fault; nothing younger than six months goes by one.
  pruned as (select max(p.before) as before from audit_prunes p where p.cluster_id = p_cluster and p.trail = p_trail and p.before <= p.pruned_at - interval '6 months' and p.pruned_at <= now()),
  seals as (select s.*, lag(s.chain, 1, '') over w as chain_before, row_number() over w as no from audit_seals s where s.cluster_id = p_cluster and s.trail = p_trail window w as (order by s.batch_no)),
  kept as (select d.*, lag(d.entry_id) over (partition by d.batch_no order by d.position) as entry_before from audit_digests d where d.cluster_id = p_cluster and d.trail = p_trail),
  faults as (
    select k.batch_no, k.position, k.entry_id, case when e.id is null then 'removed' when e.digest <> k.digest then 'changed' else 'reordered' end as fault
      from kept k left join said e on e.id = k.entry_id where (e.id is null and access.key_made(k.entry_id) >= coalesce((select before from pruned), '-infinity')) or e.digest <> k.digest or k.entry_before > k.entry_id
    union all select s.batch_no, 2147483646, null, case when s.no <> s.batch_no then 'seal_missing' when s.entries <> (select count(*) from kept k where k.batch_no = s.batch_no) then 'digests_missing'
        when s.root <> access.audit_root(p_cluster, p_trail, s.batch_no) then 'digests_changed' else 'seal_changed' end
      from seals s where s.no <> s.batch_no or s.previous <> s.chain_before or s.entries <> (select count(*) from kept k where k.batch_no = s.batch_no)
        or s.root <> access.audit_root(p_cluster, p_trail, s.batch_no) or s.chain <> access.audit_chain((s.cluster_id, s.trail, s.batch_no, s.sealed_at, s.format, s.entries, s.last_id, s.root, s.previous, s.chain)::audit_seals)
    union all select b.batch_no, 2147483647, e.id, 'added' from said e
      join lateral (select s.batch_no from seals s where s.last_id > e.id and s.sealed_at > e.recorded_at + interval '1 day' order by s.batch_no limit 1) b on true
      where not exists (select from kept k where k.entry_id = e.id))
  select f.batch_no, f.entry_id, f.fault from faults f order by f.batch_no, f.position, f.entry_id limit 1 $$;
--> statement-breakpoint
revoke all on function access.note_last_seen(), access.retention_due(text, int, timestamptz), access.retention_report(jsonb, timestamptz, int), access.retention_clear(text, int, timestamptz, int), access.retention_clear_shared(timestamptz, int) from public;
--> statement-breakpoint
grant execute on function access.administers(uuid, uuid), access.audience(), access.cluster_id(), access.has_role(text[]), access.retention_due(text, int, timestamptz) to app_keeper;
--> statement-breakpoint
grant execute on function access.retention_due(text, int, timestamptz), access.retention_report(jsonb, timestamptz, int) to app_user;
--> statement-breakpoint
grant execute on function access.retention_due(text, int, timestamptz), access.retention_clear(text, int, timestamptz, int), access.retention_clear_shared(timestamptz, int) to app_worker;
--> statement-breakpoint
grant create on schema access to app_auth, app_keeper;
--> statement-breakpoint
alter function access.note_last_seen() owner to app_auth;
--> statement-breakpoint
do $$ declare f text; begin
  foreach f in array array['access.retention_due(text, int, timestamptz)', 'access.retention_report(jsonb, timestamptz, int)', 'access.retention_clear(text, int, timestamptz, int)', 'access.retention_clear_shared(timestamptz, int)'] loop
    execute format('alter function %s owner to app_keeper', f);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema access from app_auth, app_keeper;
