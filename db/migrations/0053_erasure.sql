-- Where people write freely, and what of it is kept as it is: the reasons stand in docs/decisions/2026-11-28-erasure.md. A name in the rest is overwritten.
create function access.text_places() returns table (place text, tbl text, col text, key text, kept_for text) language sql immutable parallel safe as $$
  select t || '.' || c, t, c, k, r from (values
    ('cases', 'title', 'id', null), ('cases', 'lessons', 'id', null), ('case_proposals', 'organisation', 'case_id', null), ('case_proposals', 'comment', 'case_id', null),
    ('support_requests', 'title', 'id', null), ('support_requests', 'need', 'id', null), ('support_requests', 'on_behalf_note', 'id', null),
    ('notes', 'body', 'id', null), ('tasks', 'title', 'id', null), ('tasks', 'reason', 'id', null), ('documents', 'title', 'id', null), ('documents', 'file_name', 'id', null),
    ('milestones', 'title', 'id', null), ('milestones', 'title_en', 'id', null), ('milestones', 'reason', 'id', null), ('milestones', 'awaited', 'id', null),
    ('milestones', 'expected_evidence', 'id', null), ('milestones', 'expected_evidence_en', 'id', null), ('milestones', 'exit_criterion', 'id', null), ('milestones', 'exit_criterion_en', 'id', null),
    ('case_grants', 'reason', 'id', null), ('milestone_evidence', 'body', 'id', null), ('plan_versions', 'refusal', 'id', null), ('health_overrides', 'reason', 'id', null),
    ('company_difficulties', 'reason', 'id', null), ('companies', 'size_override_reason', 'id', null), ('companies', 'size_override_evidence', 'id', null),
    ('privacy_requests', 'identity_check', 'id', null), ('privacy_requests', 'extension_reason', 'id', null), ('privacy_requests', 'answer', 'id', null), ('privacy_requests', 'proof', 'id', null),
    ('plan_versions', 'content', 'id', 'signed_plan'), ('plan_agreements', 'signatory_name', 'case_id', 'signed_plan'),
    ('observations', 'evidence', 'id', 'figure'), ('observations', 'comment', 'id', 'figure'), ('observation_acts', 'reason', 'id', 'figure'), ('observation_acts', 'evidence', 'id', 'figure'), ('baselines', 'reason', 'id', 'figure'),
    ('aid_grants', 'title', 'id', 'aid'), ('aid_grants', 'funder', 'id', 'aid'), ('aid_grants', 'evidence', 'id', 'aid'), ('aid_grants', 'instrument_other', 'id', 'aid'), ('aid_grants', 'correction_reason', 'id', 'aid'),
    ('companies', 'name', 'id', 'company'), ('companies', 'acronym', 'id', 'company'), ('companies', 'trade_name', 'id', 'company'), ('companies', 'group_name', 'id', 'company'), ('companies', 'street_address', 'id', 'company'),
    ('establishments', 'name', 'id', 'company'), ('establishments', 'street_address', 'id', 'company'), ('capital_links', 'name', 'id', 'company'),
    ('projects', 'acronym', 'id', 'project'), ('projects', 'title_fr', 'id', 'project'), ('projects', 'title_en', 'id', 'project'), ('projects', 'summary_fr', 'id', 'project'), ('projects', 'summary_en', 'id', 'project'),
    ('projects', 'leader_name', 'id', 'project'), ('project_partners', 'name', 'id', 'project'), ('project_partners', 'part_fr', 'id', 'project'), ('project_partners', 'part_en', 'id', 'project'),
    ('project_decisions', 'body_fr', 'id', 'project'), ('project_decisions', 'body_en', 'id', 'project'), ('project_decisions', 'reason_fr', 'id', 'project'), ('project_decisions', 'reason_en', 'id', 'project'),
    ('project_secrets', 'summary_fr', 'project_id', 'project'), ('project_secrets', 'summary_en', 'project_id', 'project'), ('project_secrets', 'risks_fr', 'project_id', 'project'), ('project_secrets', 'risks_en', 'project_id', 'project'),
    ('project_milestones', 'title', 'id', 'project'), ('project_milestones', 'title_en', 'id', 'project'), ('project_milestones', 'expected_evidence', 'id', 'project'), ('project_milestones', 'expected_evidence_en', 'id', 'project'), ('project_milestones', 'exit_criterion', 'id', 'project'), ('project_milestones', 'exit_criterion_en', 'id', 'project'),
    ('project_funding', 'funder_fr', 'id', 'project'), ('project_funding', 'funder_en', 'id', 'project'), ('project_milestones', 'evidence_text', 'id', 'project'), ('project_milestones', 'evidence_link', 'id', 'project'),
    ('project_milestones', 'reason', 'id', 'project'), ('project_milestones', 'awaited', 'id', 'project'), ('structuring_sites', 'name_fr', 'id', 'project'), ('structuring_sites', 'name_en', 'id', 'project'), ('structuring_sites', 'host_name', 'id', 'project'), ('structuring_sites', 'users_fr', 'id', 'project'), ('structuring_sites', 'users_en', 'id', 'project')
  ) p (t, c, k, r) $$;
--> statement-breakpoint
-- The text of a find, if it is in sight: its own policies answer.
create function access.found_text(p_place text, p_item uuid, p_field text) returns text language plpgsql stable set search_path = pg_catalog, public as $$
declare p record; said text; begin
  if p_place = 'event_texts.body' then return (select t.body from event_texts t where t.cluster_id = access.cluster_id() and t.event_id = p_item and t.field = p_field); end if;
  select * into p from access.text_places() x where x.place = p_place;
  if not found then return null; end if;
  execute format('select t.%I::text from public.%I t where t.cluster_id = access.cluster_id() and t.%I = $1 limit 1', p.col, p.tbl, p.key) into said using p_item;
  return said;
end $$;
--> statement-breakpoint
create function access.may_read_found(p_place text, p_item uuid, p_field text) returns boolean language sql stable cost 200 as $$ select access.found_text(p_place, p_item, p_field) is not null $$;
--> statement-breakpoint
CREATE TABLE "privacy_finds" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"place" text collate "C" NOT NULL,
	"item_id" uuid NOT NULL,
	"field" text collate "C",
	"case_id" uuid,
	"company_id" uuid,
	"finding" text collate "C" NOT NULL,
	"kept_for" text collate "C",
	"starts_at" integer,
	"length" integer,
	"text_digest" text collate "C",
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_as" text collate "C",
	"settled_at" timestamp with time zone,
	"settled_by_id" uuid,
	CONSTRAINT "privacy_finds_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "privacy_finds_finding" CHECK ("privacy_finds"."finding" in ('maybe', 'file', 'kept')),
	CONSTRAINT "privacy_finds_settled_as" CHECK ("privacy_finds"."settled_as" in ('removed', 'another', 'kept')),
	CONSTRAINT "privacy_finds_settled" CHECK ((settled_at is null) = (settled_as is null) and (settled_at is null) = (settled_by_id is null)),
	CONSTRAINT "privacy_finds_kept" CHECK ((finding = 'kept') = (kept_for is not null))
);
--> statement-breakpoint
ALTER TABLE "privacy_finds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "privacy_requests" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date NOT NULL,
	"extended_on" date,
	"extension_reason" text,
	"identity_check" text,
	"identity_checked_at" timestamp with time zone,
	"identity_checked_by_id" uuid,
	"erased_at" timestamp with time zone,
	"outcome" text collate "C",
	"answer" text,
	"proof" text,
	"answered_at" timestamp with time zone,
	"answered_by_id" uuid,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "privacy_requests_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "privacy_requests_kind" CHECK ("privacy_requests"."kind" in ('access', 'rectification', 'erasure', 'objection', 'restriction')),
	CONSTRAINT "privacy_requests_outcome" CHECK ("privacy_requests"."outcome" in ('granted', 'partly', 'refused')),
	CONSTRAINT "privacy_requests_answered" CHECK ((answered_at is null) = (outcome is null)),
	CONSTRAINT "privacy_requests_checked" CHECK ((identity_checked_at is null) = (identity_check is null)),
	CONSTRAINT "privacy_requests_extended" CHECK ((extended_on is null) = (extension_reason is null)),
	CONSTRAINT "privacy_requests_erased" CHECK (erased_at is null or (kind = 'erasure' and identity_checked_at is not null))
);
--> statement-breakpoint
ALTER TABLE "privacy_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "privacy_finds" ADD CONSTRAINT "privacy_finds_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_author" FOREIGN KEY ("cluster_id","created_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "privacy_finds_of_person" ON "privacy_finds" USING btree ("cluster_id","person_id");--> statement-breakpoint
CREATE INDEX "privacy_finds_open" ON "privacy_finds" USING btree ("cluster_id","id") WHERE settled_at is null and finding <> 'kept';--> statement-breakpoint
CREATE INDEX "privacy_requests_due" ON "privacy_requests" USING btree ("cluster_id","due_on") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "privacy_requests_of_person" ON "privacy_requests" USING btree ("cluster_id","person_id");--> statement-breakpoint
CREATE POLICY "privacy_finds_read" ON "privacy_finds" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.has_role('admin')) or ((select access.is_staff()) and access.may_read_found(place, item_id, field))));--> statement-breakpoint
CREATE POLICY "privacy_finds_settle" ON "privacy_finds" AS PERMISSIVE FOR UPDATE TO "app_user" USING ((select access.writes()) and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and settled_at is null and finding <> 'kept' and access.may_read_found(place, item_id, field)) WITH CHECK ((select access.writes()) and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and (settled_by_id is null or settled_by_id = (select access.person_id())));--> statement-breakpoint
CREATE POLICY "privacy_finds_keeper" ON "privacy_finds" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "privacy_requests_read" ON "privacy_requests" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.has_role('admin')));--> statement-breakpoint
CREATE POLICY "privacy_requests_insert" ON "privacy_requests" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and created_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and (select access.has_role('admin')));--> statement-breakpoint
CREATE POLICY "privacy_requests_update" ON "privacy_requests" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.has_role('admin'))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.has_role('admin')));--> statement-breakpoint
CREATE POLICY "privacy_requests_keeper" ON "privacy_requests" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['privacy_requests', 'privacy_finds'] loop
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on privacy_requests to app_user;
--> statement-breakpoint
grant select on privacy_finds to app_user;
--> statement-breakpoint
grant update on privacy_finds to app_user;
--> statement-breakpoint
-- Where a word stands is the keeper's to say; a reader says what it is.
create function access.keep_find() returns trigger language plpgsql set search_path = pg_catalog as $$
declare moves constant text[] := array['settled_as', 'settled_at', 'settled_by_id']; begin
  if current_user <> 'app_keeper' and to_jsonb(new) - moves is distinct from to_jsonb(old) - moves then raise exception 'a find is settled, not moved' using errcode = '42501'; end if;
  return new; end $$;
--> statement-breakpoint
create trigger privacy_finds_kept before update on privacy_finds for each row execute function access.keep_find();
--> statement-breakpoint
grant select, insert, update on privacy_finds to app_keeper;
--> statement-breakpoint
-- A name as it may have been typed: with or without accents, spaces or hyphens.
create function access.spelt(p_name text) returns text language sql immutable as $$
  select coalesce(string_agg(case when c = ' ' then '[[:space:]''’-]+' when access.fold(c) = 'a' then '[aàâäáãå]' when access.fold(c) = 'c' then '[cç]' when access.fold(c) = 'e' then '[eéèêë]'
      when access.fold(c) = 'i' then '[iîïíì]' when access.fold(c) = 'n' then '[nñ]' when access.fold(c) = 'o' then '[oôöóõò]' when access.fold(c) = 'u' then '[uùûüú]' when access.fold(c) = 'y' then '[yÿý]'
      when c ~ '[[:alnum:]]' then c else '\' || c end, '' order by n), '')
  from regexp_split_to_table(regexp_replace(lower(trim(p_name)), '[[:space:]''’-]+', ' ', 'g'), '') with ordinality x (c, n) $$;
--> statement-breakpoint
-- What names somebody beyond doubt (both names, an address, a telephone in any spelling), and what may be somebody else's (the family name alone).
create function access.naming(p_given text, p_family text, p_addresses text[], p_phone text, out sure text, out maybe text) language plpgsql immutable as $$
declare given text := access.spelt(p_given); family text := access.spelt(p_family); digits text := regexp_replace(coalesce(p_phone, ''), '\D', '', 'g'); begin
  digits := case when trim(p_phone) ~ '^(\+|00)33' then regexp_replace(digits, '^(00)?330?', '') when digits ~ '^0\d{9}$' then substr(digits, 2) else regexp_replace(digits, '^00', '') end;
  sure := concat_ws('|',
    case when p_given is not null then '(?<![[:alnum:]])(?:' || given || '[[:space:],]+' || family || '|' || family || '[[:space:],]+' || given || ')(?![[:alnum:]])' end,
    (select string_agg('(?<![[:alnum:]])' || regexp_replace(lower(a), '([^[:alnum:]])', '\\\1', 'g') || '(?![[:alnum:]])', '|') from unnest(p_addresses) a where a <> ''),
    case when length(digits) > 5 then '(?<![0-9])(?:\+33|0033|0|\+)?[[:space:].()-]*' || (select string_agg(d, '[[:space:].()-]*' order by n) from regexp_split_to_table(digits, '') with ordinality x (d, n)) || '(?![0-9])' end);
  -- Nothing at all would match everything.
  sure := coalesce(nullif(sure, ''), '(?=a)b');
  maybe := case when length(trim(p_family)) > 2 then '(?<![[:alnum:]])' || family || '(?![[:alnum:]])' end;
end $$;
--> statement-breakpoint
-- The keeper of texts rewrites a document's title; nobody else does.
create or replace function access.keep_document() returns trigger language plpgsql set search_path = pg_catalog as $$
declare moves text[] := array['replaced_at', 'withdrawn_at', 'withdrawn_by_id', 'confidentiality', 'reader_ids', 'version'] || case when current_user = 'app_keeper' then array['title', 'file_name'] else '{}' end; begin
  if to_jsonb(new) - moves is distinct from to_jsonb(old) - moves then raise exception 'a document is replaced, not rewritten' using errcode = '42501'; end if;
  return new; end $$;
--> statement-breakpoint
create function access.keep_searched_titles(p_cluster uuid, p_cases uuid[]) returns void language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  update search_documents d set folded = ' ' || regexp_replace(access.fold(concat_ws(' ', s.reference, replace(s.reference, '-', ''), c.name, s.title)), '[^[:alnum:]]+', ' ', 'g')
    from cases s join companies c on c.cluster_id = s.cluster_id and c.id = s.company_id where d.cluster_id = p_cluster and d.kind = 'case' and d.id = any (p_cases) and s.cluster_id = p_cluster and s.id = d.id;
  perform access.keep_words(p_cluster, p_cases);
end $$;
--> statement-breakpoint
-- Overwrites what names somebody in everything people wrote, and notes where a human has to look. Called while the name still stands. Returns how many texts changed, by place.
create function access.forget_words(p_person uuid, p_mark text) returns table (found_place text, changed int) language plpgsql security definer set search_path = pg_catalog, public as $$
declare c uuid := access.cluster_id(); who people; p record; pat record; shared record; ids uuid[]; r record; bumps boolean; begin
  if not (access.has_role('admin') and access.writes()) or p_person = access.person_id() then raise exception 'not theirs to forget' using errcode = '42501'; end if;
  select x.* into who from people x where x.cluster_id = c and x.id = p_person;
  if not found then raise exception 'nobody here' using errcode = '42501'; end if;
  -- A name two people share is nobody's beyond doubt, nor is the telephone or the mailbox of a whole company.
  select count(*) filter (where access.fold(x.given_name || ' ' || x.family_name) = access.fold(who.given_name || ' ' || who.family_name)) as names, count(*) filter (where x.phone = who.phone) as phones,
      coalesce(array_agg(x.email) filter (where x.email is not null), '{}') as addresses into shared
    from people x where x.cluster_id = c and x.id <> who.id and x.anonymised_at is null;
  select * into pat from access.naming(case when shared.names = 0 then who.given_name end, who.family_name,
    array(select a from unnest(array[who.email, access.account_address(who.account_id)]) a where a is not null and a <> all (shared.addresses)), case when shared.phones = 0 then who.phone end);
  insert into privacy_finds (cluster_id, person_id, place, item_id, case_id, company_id, finding)
    select c, who.id, 'documents.title', d.id, d.case_id, d.company_id, 'file' from documents d where d.cluster_id = c and d.withdrawn_at is null and (d.uploaded_by_id = who.id or d.title ~* pat.sure or d.file_name ~* pat.sure);
  for p in select * from access.text_places() loop
    bumps := exists (select from information_schema.columns i where i.table_schema = 'public' and i.table_name = p.tbl and i.column_name = 'version');
    if p.kept_for is not null then
      execute format('insert into privacy_finds (cluster_id, person_id, place, item_id, case_id, company_id, finding, kept_for)
        select $1, $2, $3, t.%1$I, (to_jsonb(t) ->> %4$L)::uuid, (to_jsonb(t) ->> %5$L)::uuid, ''kept'', $4 from public.%2$I t where t.cluster_id = $1 and t.%3$I::text ~* $5',
        p.key, p.tbl, p.col, case when p.tbl = 'cases' then 'id' else 'case_id' end, case when p.tbl = 'companies' then 'id' else 'company_id' end)
        using c, who.id, p.place, p.kept_for, concat_ws('|', pat.sure, pat.maybe);
      continue;
    end if;
    execute format('with u as (update public.%1$I t set %2$I = regexp_replace(t.%2$I, $2, $3, ''gi'') %4$s where t.cluster_id = $1 and t.%2$I ~* $2 returning t.%3$I as id) select array_agg(id) from u',
      p.tbl, p.col, p.key, case when bumps then ', version = t.version + 1' else '' end) into ids using c, pat.sure, p_mark;
    if ids is not null then
      found_place := p.place; changed := cardinality(ids); return next;
      if p.place = 'cases.title' then perform access.keep_searched_titles(c, ids); end if;
    end if;
    for r in execute format('select t.%1$I as id, t.%2$I as said, (to_jsonb(t) ->> %4$L)::uuid as case_id, (to_jsonb(t) ->> %5$L)::uuid as company_id from public.%3$I t where t.cluster_id = $1 and t.%2$I ~* $2',
        p.key, p.col, p.tbl, case when p.tbl = 'cases' then 'id' else 'case_id' end, case when p.tbl = 'companies' then 'id' else 'company_id' end) using c, pat.maybe loop
      perform access.note_mentions(who.id, p.place, r.id, null, r.case_id, r.company_id, r.said, pat.maybe);
    end loop;
  end loop;
  -- Words told of an act: the salt goes with a name, so that the digest in the sealed act tells nothing.
  with u as (update event_texts t set body = regexp_replace(t.body, pat.sure, p_mark, 'gi'), salt = '', erased_at = coalesce(t.erased_at, now()) where t.cluster_id = c and t.body ~* pat.sure returning 1)
    select count(*)::int into changed from u;
  if changed > 0 then found_place := 'event_texts.body'; return next; end if;
  for r in select t.event_id, t.field, t.body, e.case_id, e.company_id from event_texts t join events e on e.cluster_id = t.cluster_id and e.id = t.event_id where t.cluster_id = c and t.body ~* pat.maybe
      and not (e.kind = 'person.edited' and e.subject_id = who.id) loop
    perform access.note_mentions(who.id, 'event_texts.body', r.event_id, r.field, r.case_id, r.company_id, r.body, pat.maybe);
  end loop;
  delete from demo_mailbox b where b.body ~* pat.sure or b.subject ~* pat.sure;
  -- Copies of colleagues may hold the name: they are asked for anew.
  update data_copies d set expires_at = least(d.expires_at, now()) where d.cluster_id = c and d.file_id is not null;
end $$;
--> statement-breakpoint
create function access.note_mentions(p_person uuid, p_place text, p_item uuid, p_field text, p_case uuid, p_company uuid, p_said text, p_pattern text) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare nth int := 1; starts int; begin
  loop
    starts := regexp_instr(p_said, p_pattern, 1, nth, 0, 'i');
    exit when starts = 0;
    insert into privacy_finds (cluster_id, person_id, place, item_id, field, case_id, company_id, finding, starts_at, length, text_digest)
      values (access.cluster_id(), p_person, p_place, p_item, p_field, p_case, p_company, 'maybe', starts, regexp_instr(p_said, p_pattern, 1, nth, 1, 'i') - starts, encode(sha256(convert_to(p_said, 'UTF8')), 'hex'));
    nth := nth + 1;
  end loop;
end $$;
--> statement-breakpoint
-- Whoever settled a find as removed has the word overwritten with it, where it was; later words of the same text stand elsewhere then.
create function access.remove_mention() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare p record; said text; written text; mark text; bumps boolean; begin
  if new.settled_as <> 'removed' or new.finding <> 'maybe' then return null; end if;
  select x.given_name || ' ' || x.family_name into mark from people x where x.cluster_id = new.cluster_id and x.id = new.person_id;
  if new.place = 'event_texts.body' then
    select t.body into said from event_texts t where t.cluster_id = new.cluster_id and t.event_id = new.item_id and t.field = new.field for update;
  else
    select * into strict p from access.text_places() x where x.place = new.place and x.kept_for is null;
    execute format('select t.%I from public.%I t where t.cluster_id = $1 and t.%I = $2 for update', p.col, p.tbl, p.key) into said using new.cluster_id, new.item_id;
  end if;
  if encode(sha256(convert_to(coalesce(said, ''), 'UTF8')), 'hex') is distinct from new.text_digest then raise exception 'the text has changed' using errcode = '40001'; end if;
  written := overlay(said placing mark from new.starts_at for new.length);
  if new.place = 'event_texts.body' then
    update event_texts t set body = written, salt = '', erased_at = coalesce(t.erased_at, now()) where t.cluster_id = new.cluster_id and t.event_id = new.item_id and t.field = new.field;
  else
    bumps := exists (select from information_schema.columns i where i.table_schema = 'public' and i.table_name = p.tbl and i.column_name = 'version');
    execute format('update public.%I t set %I = $3 %s where t.cluster_id = $1 and t.%I = $2', p.tbl, p.col, case when bumps then ', version = t.version + 1' else '' end, p.key) using new.cluster_id, new.item_id, written;
    if p.place = 'cases.title' then perform access.keep_searched_titles(new.cluster_id, array[new.item_id]); end if;
  end if;
  update privacy_finds f set starts_at = case when f.starts_at > new.starts_at then f.starts_at + length(mark) - new.length else f.starts_at end, text_digest = encode(sha256(convert_to(written, 'UTF8')), 'hex')
    where f.cluster_id = new.cluster_id and f.place = new.place and f.item_id = new.item_id and f.field is not distinct from new.field and f.settled_at is null and f.finding = 'maybe' and f.text_digest = new.text_digest;
  return null;
end $$;
--> statement-breakpoint
create trigger privacy_finds_removed after update of settled_as on privacy_finds for each row when (old.settled_as is null and new.settled_as is not null) execute function access.remove_mention();
--> statement-breakpoint
create function access.account_address(p_account uuid) returns text language sql stable security definer set search_path = pg_catalog, public as $$ select a.email from accounts a where a.id = p_account $$;
--> statement-breakpoint
-- Ends what ties a person to companies, and takes back what they do there in their own words.
create function access.leave_companies(p_person uuid) returns table (was jsonb, is_now jsonb) language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if not (access.has_role('admin') and access.writes()) then raise exception 'not theirs to end' using errcode = '42501'; end if;
  update company_roles r set job_title = null where r.cluster_id = access.cluster_id() and r.person_id = p_person and r.job_title is not null;
  return query update company_roles r set ended_at = now(), ended_by_id = access.person_id() where r.cluster_id = access.cluster_id() and r.person_id = p_person and r.ended_at is null returning to_jsonb(old), to_jsonb(new);
end $$;
--> statement-breakpoint
grant select, update on event_texts, data_copies to app_keeper;
--> statement-breakpoint
grant select, delete on demo_mailbox to app_keeper;
--> statement-breakpoint
create policy event_texts_keeper on event_texts to app_keeper using (true) with check (true);
--> statement-breakpoint
-- The keeper reads every place of free text and writes in those where a name is overwritten, nothing else of their rows.
do $$ declare p record; has_version boolean; begin
  for p in select distinct x.tbl from access.text_places() x loop
    execute format('grant select on %I to app_keeper', p.tbl);
    if not exists (select from pg_policies y where y.tablename = p.tbl and 'app_keeper' = any (y.roles) and y.cmd in ('ALL', 'SELECT')) then
      execute format('create policy %I on %I for select to app_keeper using (true)', p.tbl || '_words_read', p.tbl);
    end if;
  end loop;
  for p in select x.tbl, string_agg(quote_ident(x.col), ', ') as cols from access.text_places() x where x.kept_for is null group by 1 loop
    execute format('grant update (%s) on %I to app_keeper', p.cols || case when exists (select from information_schema.columns i where i.table_schema = 'public' and i.table_name = p.tbl and i.column_name = 'version') then ', version' else '' end, p.tbl);
    if not exists (select from pg_policies y where y.tablename = p.tbl and 'app_keeper' = any (y.roles) and y.cmd in ('ALL', 'UPDATE')) then
      execute format('create policy %I on %I for update to app_keeper using (true) with check (true)', p.tbl || '_words', p.tbl);
    end if;
  end loop;
end $$;
--> statement-breakpoint
revoke all on function access.text_places(), access.spelt(text), access.naming(text, text, text[], text), access.found_text(text, uuid, text), access.may_read_found(text, uuid, text), access.keep_searched_titles(uuid, uuid[]),
  access.forget_words(uuid, text), access.note_mentions(uuid, text, uuid, text, uuid, uuid, text, text), access.remove_mention(), access.keep_find(), access.account_address(uuid), access.leave_companies(uuid) from public;
--> statement-breakpoint
grant execute on function access.text_places(), access.found_text(text, uuid, text), access.may_read_found(text, uuid, text) to app_user, app_worker, app_keeper;
--> statement-breakpoint
grant execute on function access.spelt(text), access.naming(text, text, text[], text), access.keep_searched_titles(uuid, uuid[]), access.note_mentions(uuid, text, uuid, text, uuid, uuid, text, text), access.account_address(uuid) to app_keeper;
--> statement-breakpoint
grant execute on function access.forget_words(uuid, text), access.leave_companies(uuid) to app_user;
--> statement-breakpoint
grant create on schema access to app_auth, app_keeper;
--> statement-breakpoint
alter function access.keep_searched_titles(uuid, uuid[]) owner to app_keeper;
--> statement-breakpoint
alter function access.forget_words(uuid, text) owner to app_keeper;
--> statement-breakpoint
alter function access.note_mentions(uuid, text, uuid, text, uuid, uuid, text, text) owner to app_keeper;
--> statement-breakpoint
alter function access.remove_mention() owner to app_keeper;
--> statement-breakpoint
alter function access.account_address(uuid) owner to app_auth;
--> statement-breakpoint
alter function access.leave_companies(uuid) owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth, app_keeper;
