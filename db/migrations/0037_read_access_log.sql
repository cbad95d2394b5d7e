CREATE TABLE "audit_checks" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"trail" text collate "C" NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"entries" integer NOT NULL,
	"waiting" integer NOT NULL,
	"batches" integer NOT NULL,
	"head" text collate "C" NOT NULL,
	"fault" text collate "C",
	"fault_batch" integer,
	"fault_entry" uuid,
	CONSTRAINT "audit_checks_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "audit_checks_trail" CHECK ("audit_checks"."trail" in ('events', 'access', 'shared')),
	CONSTRAINT "audit_checks_fault" CHECK ((fault is null) = (fault_batch is null))
);
--> statement-breakpoint
ALTER TABLE "audit_checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_checks" ADD CONSTRAINT "audit_checks_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_checks_of_trail" ON "audit_checks" USING btree ("cluster_id","trail","checked_at");--> statement-breakpoint
CREATE INDEX "access_log_of_kind" ON "access_log" USING btree ("cluster_id","kind","id");--> statement-breakpoint
CREATE POLICY "access_log_read" ON "access_log" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.has_role('admin')));--> statement-breakpoint
CREATE POLICY "audit_checks_read" ON "audit_checks" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.has_role('admin')));--> statement-breakpoint
CREATE POLICY "audit_checks_append" ON "audit_checks" AS PERMISSIVE FOR INSERT TO "app_worker" WITH CHECK (cluster_id = (select access.cluster_id()) and (select access.audience()) = 'system');
--> statement-breakpoint
alter table audit_checks force row level security;
--> statement-breakpoint
create policy audit_checks_owner on audit_checks to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()));
--> statement-breakpoint
create trigger append_only before update or delete on audit_checks for each row execute function access.refuse_change();
--> statement-breakpoint
grant select on audit_checks, access_log to app_user;
--> statement-breakpoint
grant select, insert on audit_checks to app_worker;
