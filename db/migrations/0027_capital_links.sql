CREATE TABLE "capital_links" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"side" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"siren" text collate "C",
	"share" numeric(5, 2) NOT NULL,
	"exception" text collate "C",
	"headcount" numeric(10, 2),
	"turnover_cents" bigint,
	"balance_total_cents" bigint,
	"currency" text collate "C" DEFAULT 'EUR' NOT NULL,
	"source" text collate "C" NOT NULL,
	"recorded_by_id" uuid NOT NULL,
	"removed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "capital_links_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "capital_links_side" CHECK ("capital_links"."side" in ('holder', 'holding')),
	CONSTRAINT "capital_links_kind" CHECK ("capital_links"."kind" in ('partner', 'linked', 'public_body')),
	CONSTRAINT "capital_links_exception" CHECK ("capital_links"."exception" in ('risk_capital', 'university', 'institutional_investor', 'small_local_authority')),
	CONSTRAINT "capital_links_source" CHECK ("capital_links"."source" in ('company', 'staff')),
	CONSTRAINT "capital_links_siren" CHECK (siren ~ '^\d{9}$'),
	CONSTRAINT "capital_links_share" CHECK (share <= 100 and case kind when 'partner' then share between 25 and 50 when 'linked' then share > 50 else share > 0 end),
	CONSTRAINT "capital_links_exception_of_holder" CHECK (exception is null or side = 'holder' and share <= 50),
	CONSTRAINT "capital_links_public_holder" CHECK (kind <> 'public_body' or side = 'holder'),
	CONSTRAINT "capital_links_figures" CHECK (headcount >= 0 and turnover_cents >= 0 and balance_total_cents >= 0)
);
--> statement-breakpoint
ALTER TABLE "capital_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "capital_links" ADD CONSTRAINT "capital_links_recorded_by" FOREIGN KEY ("cluster_id","recorded_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capital_links" ADD CONSTRAINT "capital_links_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "capital_links_of_company" ON "capital_links" USING btree ("cluster_id","company_id","year");--> statement-breakpoint
CREATE UNIQUE INDEX "capital_links_once" ON "capital_links" USING btree ("cluster_id","company_id","year","side","siren") WHERE removed_at is null;--> statement-breakpoint
CREATE POLICY "capital_links_read" ON "capital_links" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "capital_links_insert" ON "capital_links" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and recorded_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "capital_links_update" ON "capital_links" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) WITH CHECK ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
alter table capital_links force row level security;
--> statement-breakpoint
create policy capital_links_owner on capital_links to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()));
--> statement-breakpoint
grant select, insert, update on capital_links to app_user, app_worker;
