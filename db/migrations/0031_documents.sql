CREATE TABLE "documents" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"family_id" uuid NOT NULL,
	"number" integer DEFAULT 1 NOT NULL,
	"company_id" uuid NOT NULL,
	"case_id" uuid,
	"milestone_id" uuid,
	"programme_id" uuid,
	"title" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text collate "C" NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text collate "C" NOT NULL,
	"file_id" uuid NOT NULL,
	"scan" text collate "C" DEFAULT 'not_scanned' NOT NULL,
	"scanned_at" timestamp with time zone,
	"confidentiality" text collate "C" NOT NULL,
	"side" text collate "C" NOT NULL,
	"uploaded_by_id" uuid NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "documents_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "documents_confidentiality" CHECK ("documents"."confidentiality" in ('company', 'team')),
	CONSTRAINT "documents_side" CHECK ("documents"."side" in ('advisor', 'company')),
	CONSTRAINT "documents_scan" CHECK ("documents"."scan" in ('not_scanned', 'clean')),
	CONSTRAINT "documents_holder" CHECK (milestone_id is null or case_id is not null),
	CONSTRAINT "documents_size" CHECK (size_bytes > 0),
	CONSTRAINT "documents_names" CHECK (length(title) between 1 and 200 and length(file_name) between 1 and 200),
	CONSTRAINT "documents_sha256" CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "documents_withdrawn" CHECK ((withdrawn_at is null) = (withdrawn_by_id is null)),
	CONSTRAINT "documents_scanned" CHECK ((scan = 'not_scanned') = (scanned_at is null))
);
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_milestone" FOREIGN KEY ("cluster_id","milestone_id") REFERENCES "public"."milestones"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_programme" FOREIGN KEY ("cluster_id","programme_id") REFERENCES "public"."programmes"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_uploader" FOREIGN KEY ("cluster_id","uploaded_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_number" ON "documents" USING btree ("cluster_id","family_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_current" ON "documents" USING btree ("cluster_id","family_id") WHERE replaced_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_file" ON "documents" USING btree ("cluster_id","file_id");--> statement-breakpoint
CREATE INDEX "documents_of_case" ON "documents" USING btree ("cluster_id","case_id","id") WHERE replaced_at is null and case_id is not null;--> statement-breakpoint
CREATE INDEX "documents_of_company" ON "documents" USING btree ("cluster_id","company_id","id") WHERE replaced_at is null;--> statement-breakpoint
CREATE INDEX "documents_of_milestone" ON "documents" USING btree ("cluster_id","milestone_id") WHERE milestone_id is not null;--> statement-breakpoint
CREATE POLICY "documents_read" ON "documents" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id)))));--> statement-breakpoint
CREATE POLICY "documents_insert" ON "documents" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and uploaded_by_id = (select access.person_id()) and (((select access.is_staff()) and side = 'advisor') or ((select access.audience()) = 'company' and side = 'company' and confidentiality = 'company')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id)))));--> statement-breakpoint
CREATE POLICY "documents_update" ON "documents" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (((select access.is_staff()) and side = 'advisor') or ((select access.audience()) = 'company' and side = 'company' and confidentiality = 'company')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id))))) WITH CHECK ((select access.writes()) and (((select access.is_staff()) and side = 'advisor') or ((select access.audience()) = 'company' and side = 'company' and confidentiality = 'company')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or (case_id is not null and ((select access.has_scope()) and access.may_see_case(case_id))) or (case_id is null and ((select access.has_scope()) and access.keeps_company(company_id)))));--> statement-breakpoint
CREATE POLICY "documents_keeper" ON "documents" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What a programme's documents weigh, without reading one of them.
create index documents_weight on documents (cluster_id, programme_id) include (size_bytes);
--> statement-breakpoint
alter table documents force row level security;
--> statement-breakpoint
create policy documents_owner on documents to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()));
--> statement-breakpoint
grant select, insert, update on documents to app_user;
--> statement-breakpoint
-- What a document says of its bytes is said once: afterwards it is replaced or withdrawn.
create function access.keep_document() returns trigger language plpgsql set search_path = pg_catalog as $$
declare moves constant text[] := array['replaced_at', 'withdrawn_at', 'withdrawn_by_id', 'version']; begin
  if to_jsonb(new) - moves is distinct from to_jsonb(old) - moves then raise exception 'a document is replaced, not rewritten' using errcode = '42501'; end if;
  return new; end $$;
--> statement-breakpoint
create trigger documents_kept before update on documents for each row execute function access.keep_document();
--> statement-breakpoint
grant select on documents to app_worker;
--> statement-breakpoint
grant select on documents to app_keeper;
--> statement-breakpoint
-- How many bytes a programme's documents hold, or those of companies themselves. Whoever asks holds the count until their transaction ends: two uploads together never pass the quota.
create function access.document_bytes(p_programme uuid) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not access.writes() then raise exception 'nothing is added here' using errcode = '42501'; end if;
  perform pg_advisory_xact_lock(hashtextextended('documents ' || access.cluster_id() || coalesce(p_programme::text, ''), 0));
  return (select coalesce(sum(size_bytes), 0) from documents where cluster_id = access.cluster_id() and programme_id is not distinct from p_programme);
end $$;
--> statement-breakpoint
-- Of some files in the store, those that a document stands for: the others may be swept away.
create function access.kept_files(p_cluster uuid, p_files uuid[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, public as $$
  select file_id from documents where cluster_id = p_cluster and file_id = any (p_files) $$;
--> statement-breakpoint
revoke all on function access.keep_document(), access.document_bytes(uuid), access.kept_files(uuid, uuid[]) from public;
--> statement-breakpoint
grant execute on function access.document_bytes(uuid) to app_user;
--> statement-breakpoint
grant execute on function access.kept_files(uuid, uuid[]) to app_worker;
--> statement-breakpoint
grant create on schema access to app_keeper;
--> statement-breakpoint
alter function access.document_bytes(uuid) owner to app_keeper;
--> statement-breakpoint
alter function access.kept_files(uuid, uuid[]) owner to app_keeper;
--> statement-breakpoint
revoke create on schema access from app_keeper;
