CREATE TABLE "instruments" (
	"cluster_id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"funder_fr" text NOT NULL,
	"funder_en" text NOT NULL,
	"aid_forms" text[] NOT NULL,
	"is_label_required" boolean DEFAULT false NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"max_rate" numeric,
	"rate_source" text,
	"rate_read_on" date,
	"notes_fr" text NOT NULL,
	"notes_en" text NOT NULL,
	"source" text,
	"mark" text collate "C" NOT NULL,
	"serves" text[] NOT NULL,
	"replaced_by" text collate "C",
	"rules" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "instruments_pk" PRIMARY KEY("cluster_id","code","version"),
	CONSTRAINT "instruments_dates" CHECK (valid_until >= valid_from),
	CONSTRAINT "instruments_rate" CHECK (max_rate is null or (max_rate > 0 and max_rate <= 100 and rate_source is not null and rate_read_on is not null)),
	CONSTRAINT "instruments_forms" CHECK ("instruments"."aid_forms" <@ array['grant', 'advance', 'loan', 'tax', 'equity', 'guarantee', 'service']::text[] and cardinality("instruments"."aid_forms") <= 7),
	CONSTRAINT "instruments_mark" CHECK ("instruments"."mark" in ('public', 'model'))
);
--> statement-breakpoint
ALTER TABLE "instruments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "project_decisions" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"outcome" text collate "C" NOT NULL,
	"decided_on" date NOT NULL,
	"body_fr" text NOT NULL,
	"body_en" text NOT NULL,
	"reason_fr" text DEFAULT '' NOT NULL,
	"reason_en" text DEFAULT '' NOT NULL,
	CONSTRAINT "project_decisions_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "project_decisions_kind" CHECK ("project_decisions"."kind" in ('admissibility', 'committee', 'reserves', 'withdrawal', 'funder', 'agreement', 'amendment', 'ending')),
	CONSTRAINT "project_decisions_outcome" CHECK ("project_decisions"."outcome" in ('idea', 'preparing', 'submitted', 'admissible', 'inadmissible', 'in_review', 'at_committee', 'labelled', 'labelled_with_reserves', 'deferred', 'refused', 'reserves_lifted', 'lapsed', 'sent_to_funder', 'funded', 'not_funded', 'waiting_list', 'agreement_signed', 'running', 'completed', 'stopped', 'follow_up', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "project_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "project_funding" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"funder_fr" text NOT NULL,
	"funder_en" text NOT NULL,
	"form" text collate "C" NOT NULL,
	"decision_number" text collate "C" NOT NULL,
	"awarded_cents" bigint NOT NULL,
	"awarded_on" date NOT NULL,
	CONSTRAINT "project_funding_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "project_funding_form" CHECK ("project_funding"."form" in ('grant', 'advance', 'loan')),
	CONSTRAINT "project_funding_money" CHECK (awarded_cents > 0)
);
--> statement-breakpoint
ALTER TABLE "project_funding" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "project_partners" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"company_id" uuid,
	"name" text NOT NULL,
	"kind" text collate "C" NOT NULL,
	"country_code" text collate "C" DEFAULT 'FR' NOT NULL,
	"is_leader" boolean DEFAULT false NOT NULL,
	"part_fr" text NOT NULL,
	"part_en" text NOT NULL,
	"size_category" text collate "C",
	"person_months" numeric,
	"budget_cents" bigint NOT NULL,
	"aid_cents" bigint NOT NULL,
	"awarded_cents" bigint,
	"territory_percent" numeric NOT NULL,
	CONSTRAINT "project_partners_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "project_partners_kind" CHECK ("project_partners"."kind" in ('company', 'research', 'training', 'public_body', 'association', 'user')),
	CONSTRAINT "project_partners_money" CHECK (budget_cents >= 0 and aid_cents >= 0 and awarded_cents >= 0),
	CONSTRAINT "project_partners_territory" CHECK (territory_percent between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "project_partners" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "project_secrets" (
	"cluster_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"company_id" uuid,
	"summary_fr" text NOT NULL,
	"summary_en" text NOT NULL,
	"risks_fr" text NOT NULL,
	"risks_en" text NOT NULL,
	"confidentiality" text collate "C" DEFAULT 'committee' NOT NULL,
	CONSTRAINT "project_secrets_pk" PRIMARY KEY("cluster_id","project_id"),
	CONSTRAINT "project_secrets_confidentiality" CHECK ("project_secrets"."confidentiality" in ('committee'))
);
--> statement-breakpoint
ALTER TABLE "project_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"family_id" uuid NOT NULL,
	"attempt_no" smallint DEFAULT 1 NOT NULL,
	"file_number" text collate "C",
	"label_number" text collate "C",
	"acronym" text NOT NULL,
	"title_fr" text NOT NULL,
	"title_en" text NOT NULL,
	"summary_fr" text NOT NULL,
	"summary_en" text NOT NULL,
	"type" text collate "C" NOT NULL,
	"das" text collate "C" NOT NULL,
	"technologies" text[] DEFAULT '{}' NOT NULL,
	"markets" text[] DEFAULT '{}' NOT NULL,
	"trl_from" smallint,
	"trl_to" smallint,
	"endorsement" text collate "C" DEFAULT 'label' NOT NULL,
	"funder" text collate "C" NOT NULL,
	"instrument" text collate "C",
	"instrument_version" integer,
	"cut_off_on" date,
	"proposal_number" text collate "C",
	"lead_cluster" text NOT NULL,
	"co_labelling_clusters" text[] DEFAULT '{}' NOT NULL,
	"leader_name" text NOT NULL,
	"leader_company_id" uuid,
	"lead_id" uuid,
	"partners_count" smallint NOT NULL,
	"budget_cents" bigint NOT NULL,
	"aid_cents" bigint NOT NULL,
	"currency" text collate "C" DEFAULT 'EUR' NOT NULL,
	"duration_months" smallint,
	"jobs_at_3_years" smallint,
	"jobs_at_5_years" smallint,
	"ip_agreement" text collate "C",
	"is_dual_use" boolean DEFAULT false NOT NULL,
	"state" text collate "C" NOT NULL,
	"outcome" text collate "C" GENERATED ALWAYS AS (case when state in ('idea', 'preparing', 'submitted', 'admissible', 'in_review', 'at_committee', 'deferred') then 'in_review' when state in ('inadmissible', 'refused') then 'refused' when state in ('withdrawn') then 'withdrawn' when state in ('lapsed') then 'lapsed' when state in ('labelled', 'labelled_with_reserves', 'reserves_lifted', 'sent_to_funder', 'waiting_list') then 'awaiting_funder' when state in ('not_funded') then 'not_funded' when state in ('funded', 'agreement_signed', 'running') then 'running' when state in ('completed', 'follow_up') then 'completed' when state in ('stopped') then 'stopped' end) STORED,
	"submitted_on" date,
	"complete_on" date,
	"admissible_on" date,
	"committee_on" date,
	"labelled_on" date,
	"withdrawn_on" date,
	"sent_to_funder_on" date,
	"decided_on" date,
	"agreement_on" date,
	"started_on" date,
	"ended_on" date,
	"next_on" date,
	"is_summary_only" boolean DEFAULT false NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "projects_type" CHECK ("projects"."type" in ('collaborative_rd', 'demonstrator', 'industrial_development', 'territorial_experiment', 'training', 'platform')),
	CONSTRAINT "projects_das" CHECK ("projects"."das" in ('DAS1', 'DAS2', 'DAS3', 'DAS4')),
	CONSTRAINT "projects_technologies" CHECK ("projects"."technologies" <@ array['lasers', 'led_oled', 'fibres', 'coatings', 'nanophotonics', 'detectors', 'spectroscopy', 'lidar', 'hyperspectral', 'microscopy', 'metrology', 'adaptive_optics', 'image_processing', 'augmented_reality', 'packaging', 'photovoltaics']::text[] and cardinality("projects"."technologies") <= 8),
	CONSTRAINT "projects_markets" CHECK ("projects"."markets" <@ array['environment', 'lighting', 'industry', 'agrifood', 'civil_security', 'defence', 'maritime', 'space', 'health', 'life_sciences', 'telecoms', 'mobility', 'smart_building', 'energy', 'culture']::text[] and cardinality("projects"."markets") <= 8),
	CONSTRAINT "projects_endorsement" CHECK ("projects"."endorsement" in ('label', 'letter')),
	CONSTRAINT "projects_funder" CHECK ("projects"."funder" in ('state_fund', 'anr', 'region', 'eu', 'investment_plan', 'defence', 'bpifrance')),
	CONSTRAINT "projects_state" CHECK ("projects"."state" in ('idea', 'preparing', 'submitted', 'admissible', 'inadmissible', 'in_review', 'at_committee', 'labelled', 'labelled_with_reserves', 'deferred', 'refused', 'reserves_lifted', 'lapsed', 'sent_to_funder', 'funded', 'not_funded', 'waiting_list', 'agreement_signed', 'running', 'completed', 'stopped', 'follow_up', 'withdrawn')),
	CONSTRAINT "projects_ip" CHECK ("projects"."ip_agreement" in ('none', 'draft', 'signed')),
	CONSTRAINT "projects_summary" CHECK (length(summary_fr) <= 1500 and length(summary_en) <= 1500),
	CONSTRAINT "projects_trl" CHECK (trl_from between 1 and 9 and trl_to between 1 and 9 and trl_from <= trl_to),
	CONSTRAINT "projects_duration" CHECK (duration_months between 6 and 60),
	CONSTRAINT "projects_money" CHECK (budget_cents >= 0 and aid_cents between 0 and budget_cents),
	CONSTRAINT "projects_label" CHECK ((labelled_on is null) = (label_number is null) and (labelled_on is null or endorsement = 'label')),
	CONSTRAINT "projects_answer" CHECK (state not in ('funded', 'not_funded', 'agreement_signed', 'running', 'completed', 'follow_up') or decided_on is not null),
	CONSTRAINT "projects_dates" CHECK (ended_on >= started_on and agreement_on >= decided_on and labelled_on >= submitted_on and (endorsement = 'letter' or decided_on >= labelled_on))
);
--> statement-breakpoint
ALTER TABLE "projects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "project_milestones" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"template_version_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"title" text NOT NULL,
	"title_en" text NOT NULL,
	"sides" text[] NOT NULL,
	"side" text collate "C" NOT NULL,
	"state" text collate "C" DEFAULT 'upcoming' NOT NULL,
	"offset" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"duration_days" integer NOT NULL,
	"starts_on" date,
	"due_on" date DEFAULT 'infinity' NOT NULL,
	"done_on" date,
	"blockers" integer[] NOT NULL,
	"is_critical" boolean DEFAULT false NOT NULL,
	"ends_assessment" boolean DEFAULT false NOT NULL,
	"is_signature_gate" boolean DEFAULT false NOT NULL,
	"expected_evidence" text NOT NULL,
	"expected_evidence_en" text NOT NULL,
	"exit_criterion" text NOT NULL,
	"exit_criterion_en" text NOT NULL,
	"moves" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"evidence_text" text,
	"evidence_link" text,
	"blocked_since" date,
	"reason" text,
	"awaited" text,
	"moved_by_id" uuid,
	"moved_at" timestamp with time zone,
	"moved_from" text collate "C",
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_milestones_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "project_milestones_state" CHECK ("project_milestones"."state" in ('upcoming', 'in_progress', 'to_validate', 'done', 'not_applicable', 'blocked')),
	CONSTRAINT "project_milestones_side" CHECK ("project_milestones"."side" in ('advisor', 'company', 'expert', 'third_party')),
	CONSTRAINT "project_milestones_done" CHECK ((state = 'done') = (done_on is not null)),
	CONSTRAINT "project_milestones_blocked" CHECK (state <> 'blocked' or (reason is not null and blocked_since is not null)),
	CONSTRAINT "project_milestones_not_applicable" CHECK (state <> 'not_applicable' or reason is not null)
);
--> statement-breakpoint
ALTER TABLE "project_milestones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "structuring_sites" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text NOT NULL,
	"city" text NOT NULL,
	"department_code" text collate "C" NOT NULL,
	"host_name" text NOT NULL,
	"host_company_id" uuid,
	"users_fr" text NOT NULL,
	"users_en" text NOT NULL,
	"from_on" date,
	"until_on" date,
	CONSTRAINT "structuring_sites_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "structuring_sites_dates" CHECK (until_on >= from_on)
);
--> statement-breakpoint
ALTER TABLE "structuring_sites" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "plan_templates" ALTER COLUMN "track" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_templates" ADD COLUMN "project_type" text collate "C";--> statement-breakpoint
ALTER TABLE "instruments" ADD CONSTRAINT "instruments_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_decisions" ADD CONSTRAINT "project_decisions_project" FOREIGN KEY ("cluster_id","project_id") REFERENCES "public"."projects"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_funding" ADD CONSTRAINT "project_funding_project" FOREIGN KEY ("cluster_id","project_id") REFERENCES "public"."projects"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_partners" ADD CONSTRAINT "project_partners_project" FOREIGN KEY ("cluster_id","project_id") REFERENCES "public"."projects"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_partners" ADD CONSTRAINT "project_partners_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_secrets" ADD CONSTRAINT "project_secrets_project" FOREIGN KEY ("cluster_id","project_id") REFERENCES "public"."projects"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_secrets" ADD CONSTRAINT "project_secrets_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_leader" FOREIGN KEY ("cluster_id","leader_company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_lead" FOREIGN KEY ("cluster_id","lead_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_instrument" FOREIGN KEY ("cluster_id","instrument","instrument_version") REFERENCES "public"."instruments"("cluster_id","code","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_milestones" ADD CONSTRAINT "project_milestones_project" FOREIGN KEY ("cluster_id","project_id") REFERENCES "public"."projects"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_milestones" ADD CONSTRAINT "project_milestones_template" FOREIGN KEY ("cluster_id","template_version_id") REFERENCES "public"."plan_template_versions"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_milestones" ADD CONSTRAINT "project_milestones_mover" FOREIGN KEY ("cluster_id","moved_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "structuring_sites" ADD CONSTRAINT "structuring_sites_project" FOREIGN KEY ("cluster_id","project_id") REFERENCES "public"."projects"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "structuring_sites" ADD CONSTRAINT "structuring_sites_host" FOREIGN KEY ("cluster_id","host_company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "project_decisions_of_project" ON "project_decisions" USING btree ("cluster_id","project_id","decided_on");--> statement-breakpoint
CREATE UNIQUE INDEX "project_funding_decision" ON "project_funding" USING btree ("cluster_id","project_id","decision_number");--> statement-breakpoint
CREATE UNIQUE INDEX "project_partners_position" ON "project_partners" USING btree ("cluster_id","project_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "project_partners_once" ON "project_partners" USING btree ("cluster_id","project_id","company_id");--> statement-breakpoint
CREATE UNIQUE INDEX "project_partners_one_leader" ON "project_partners" USING btree ("cluster_id","project_id") WHERE is_leader;--> statement-breakpoint
CREATE INDEX "project_partners_of_company" ON "project_partners" USING btree ("cluster_id","company_id","project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_attempt" ON "projects" USING btree ("cluster_id","family_id","attempt_no");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_acronym" ON "projects" USING btree ("cluster_id","family_id","acronym");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_label_number" ON "projects" USING btree ("cluster_id","label_number");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_file_number" ON "projects" USING btree ("cluster_id","file_number");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_proposal" ON "projects" USING btree ("cluster_id","proposal_number");--> statement-breakpoint
CREATE INDEX "projects_by_label" ON "projects" USING btree ("cluster_id","labelled_on","id") WHERE labelled_on is not null;--> statement-breakpoint
CREATE INDEX "projects_of_lead" ON "projects" USING btree ("cluster_id","lead_id","type");--> statement-breakpoint
CREATE INDEX "projects_by_type" ON "projects" USING btree ("cluster_id","type","id");--> statement-breakpoint
CREATE UNIQUE INDEX "project_milestones_position" ON "project_milestones" USING btree ("cluster_id","project_id","position");--> statement-breakpoint
CREATE INDEX "structuring_sites_of_project" ON "structuring_sites" USING btree ("cluster_id","project_id");--> statement-breakpoint
ALTER TABLE "figure_subjects" ADD CONSTRAINT "figure_subjects_project" FOREIGN KEY ("cluster_id","project_id") REFERENCES "public"."projects"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_project" FOREIGN KEY ("cluster_id","project_id") REFERENCES "public"."projects"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_templates" ADD CONSTRAINT "plan_templates_serves" CHECK ((track is null) <> (project_type is null));--> statement-breakpoint
ALTER TABLE "plan_templates" ADD CONSTRAINT "plan_templates_project_type" CHECK ("plan_templates"."project_type" in ('demonstrator', 'industrial_development', 'territorial_experiment'));--> statement-breakpoint
-- Invoker functions: the policy of partners, then of projects, answers.
create function access.takes_part_in(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.project_partners where cluster_id = access.cluster_id() and project_id = p) $$;
--> statement-breakpoint
create function access.follows_project(p uuid) returns boolean language sql stable parallel safe cost 200
  as $$ select exists (select from public.projects where cluster_id = access.cluster_id() and id = p and lead_id = access.person_id()) $$;
--> statement-breakpoint
CREATE POLICY "instruments_read" ON "instruments" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "project_decisions_read" ON "project_decisions" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "project_funding_read" ON "project_funding" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "project_partners_read" ON "project_partners" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or ((select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[]))));--> statement-breakpoint
CREATE POLICY "project_secrets_read" ON "project_secrets" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.has_role('manager')) or ((select access.audience()) = 'company' and company_id = any ((select access.company_ids())::uuid[])) or ((select access.is_staff()) and access.follows_project(project_id))));--> statement-breakpoint
CREATE POLICY "projects_read" ON "projects" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or ((select access.audience()) = 'company' and (leader_company_id = any ((select access.company_ids())::uuid[]) or access.takes_part_in(id)))));--> statement-breakpoint
CREATE POLICY "project_milestones_read" ON "project_milestones" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or ((select access.audience()) = 'company' and access.takes_part_in(project_id))));--> statement-breakpoint
CREATE POLICY "project_milestones_update" ON "project_milestones" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.has_role('manager')) or access.follows_project(project_id))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.has_role('manager')) or access.follows_project(project_id)));--> statement-breakpoint
CREATE POLICY "structuring_sites_read" ON "structuring_sites" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or ((select access.audience()) = 'company' and access.takes_part_in(project_id))));
--> statement-breakpoint
revoke execute on function access.takes_part_in(uuid), access.follows_project(uuid) from public;
--> statement-breakpoint
grant execute on function access.takes_part_in(uuid), access.follows_project(uuid) to app_user, app_worker;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['instruments', 'projects', 'project_secrets', 'project_partners', 'project_decisions', 'project_funding', 'structuring_sites', 'project_milestones'] loop
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
    execute format('grant select on %I to app_user, app_worker', t);
  end loop;
end $$;
--> statement-breakpoint
grant update on project_milestones to app_user, app_worker;
