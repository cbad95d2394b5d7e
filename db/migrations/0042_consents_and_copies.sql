CREATE TABLE "consents" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"text_version" text collate "C" NOT NULL,
	"text_sha256" text collate "C" NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"given_by_id" uuid NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by_id" uuid,
	CONSTRAINT "consents_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "consents_purpose" CHECK ("consents"."purpose" in ('publication')),
	CONSTRAINT "consents_withdrawn" CHECK ((withdrawn_at is null) = (withdrawn_by_id is null))
);
--> statement-breakpoint
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "data_copies" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ready_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"file_id" uuid,
	"size_bytes" bigint,
	CONSTRAINT "data_copies_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "data_copies_ready" CHECK ((ready_at is null) = (expires_at is null))
);
--> statement-breakpoint
ALTER TABLE "data_copies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind";--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_giver" FOREIGN KEY ("cluster_id","given_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_withdrawer" FOREIGN KEY ("cluster_id","withdrawn_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_copies" ADD CONSTRAINT "data_copies_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "consents_standing" ON "consents" USING btree ("cluster_id","company_id","purpose") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "data_copies_waiting" ON "data_copies" USING btree ("cluster_id","person_id") WHERE ready_at is null;--> statement-breakpoint
CREATE INDEX "data_copies_of_person" ON "data_copies" USING btree ("cluster_id","person_id","asked_at");--> statement-breakpoint
CREATE INDEX "data_copies_file" ON "data_copies" USING btree ("cluster_id","file_id") WHERE file_id is not null;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind" CHECK ("outbox"."kind" in ('note_shared', 'milestone_returned', 'milestone_turn', 'account_holder', 'handed_over', 'copy_ready'));--> statement-breakpoint
CREATE POLICY "consents_read" ON "consents" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "consents_give" ON "consents" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK ((select access.writes()) and cluster_id = (select access.cluster_id()) and (select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[]) and given_by_id = (select access.person_id()) and withdrawn_at is null);--> statement-breakpoint
CREATE POLICY "consents_withdraw" ON "consents" AS PERMISSIVE FOR UPDATE TO "app_user" USING ((select access.writes()) and cluster_id = (select access.cluster_id()) and (select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[]) and withdrawn_at is null) WITH CHECK ((select access.writes()) and cluster_id = (select access.cluster_id()) and (select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[]) and (withdrawn_by_id is null or withdrawn_by_id = (select access.person_id())));--> statement-breakpoint
CREATE POLICY "data_copies_read" ON "data_copies" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and person_id = (select access.person_id()) or (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system'));--> statement-breakpoint
CREATE POLICY "data_copies_ask" ON "data_copies" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (cluster_id = (select access.cluster_id()) and person_id = (select access.person_id()) and ready_at is null and file_id is null);--> statement-breakpoint
CREATE POLICY "data_copies_make" ON "data_copies" AS PERMISSIVE FOR UPDATE TO "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system') WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');--> statement-breakpoint
CREATE POLICY "data_copies_keeper" ON "data_copies" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['consents', 'data_copies'] loop
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert on consents, data_copies to app_user;
--> statement-breakpoint
grant update on consents to app_user;
--> statement-breakpoint
-- Who gave what, and in which words, stays as it was.
create trigger consents_proof before update on consents for each row when ((new.cluster_id, new.id, new.company_id, new.purpose, new.text_version, new.text_sha256, new.given_at, new.given_by_id)
    is distinct from (old.cluster_id, old.id, old.company_id, old.purpose, old.text_version, old.text_sha256, old.given_at, old.given_by_id)) execute function access.refuse_change();
--> statement-breakpoint
grant select on consents to app_worker;
--> statement-breakpoint
grant select, update on data_copies to app_worker;
--> statement-breakpoint
-- What came in under somebody's name is theirs to have.
grant select on access_log to app_worker;
--> statement-breakpoint
grant select on data_copies to app_keeper;
--> statement-breakpoint
create or replace function access.kept_files(p_cluster uuid, p_files uuid[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, public as $$
  select file_id from documents where cluster_id = p_cluster and file_id = any (p_files)
  union all select file_id from data_copies where cluster_id = p_cluster and file_id = any (p_files) $$;
