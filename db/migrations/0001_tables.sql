CREATE TABLE "access_log" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text collate "C" NOT NULL,
	"cluster_id" uuid,
	"account_id" uuid,
	"person_id" uuid,
	"request_id" text collate "C",
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "access_log_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "access_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"email" text collate "C" NOT NULL,
	"password_hash" text,
	"locale" text collate "C" DEFAULT 'fr' NOT NULL,
	"theme" text collate "C" DEFAULT 'system' NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_pk" PRIMARY KEY("id"),
	CONSTRAINT "accounts_email" UNIQUE("email"),
	CONSTRAINT "accounts_locale" CHECK ("accounts"."locale" in ('fr', 'en')),
	CONSTRAINT "accounts_theme" CHECK ("accounts"."theme" in ('system', 'light', 'dark'))
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "clusters" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"slug" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"successor_id" uuid,
	"advisors_read_team" boolean DEFAULT false NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "clusters_pk" PRIMARY KEY("id"),
	CONSTRAINT "clusters_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text collate "C" NOT NULL,
	"account_id" uuid NOT NULL,
	"cluster_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "case_assignments" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid,
	"part" text collate "C" NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "case_assignments_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "case_assignments_part" CHECK ("case_assignments"."part" in ('lead', 'contributor')),
	CONSTRAINT "case_assignments_dates" CHECK (until_on >= from_on)
);
--> statement-breakpoint
ALTER TABLE "case_assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "case_numbers" (
	"cluster_id" uuid NOT NULL,
	"prefix" text collate "C" NOT NULL,
	"year" integer NOT NULL,
	"last_number" integer NOT NULL,
	CONSTRAINT "case_numbers_pk" PRIMARY KEY("cluster_id","prefix","year")
);
--> statement-breakpoint
ALTER TABLE "case_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "case_proposals" (
	"cluster_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"to_state" text collate "C" NOT NULL,
	"reason" text collate "C",
	"organisation" text,
	"comment" text NOT NULL,
	"by_id" uuid NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_proposals_pk" PRIMARY KEY("cluster_id","case_id"),
	CONSTRAINT "case_proposals_to" CHECK ("case_proposals"."to_state" in ('redirected', 'closed_early', 'follow_up'))
);
--> statement-breakpoint
ALTER TABLE "case_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cases" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"reference" text collate "C" NOT NULL,
	"journey_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"track" text collate "C" NOT NULL,
	"template_version_id" uuid,
	"title" text NOT NULL,
	"state" text collate "C" NOT NULL,
	"resumes_in" text collate "C",
	"held_until" date,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"triage_owner_id" uuid,
	"exception_no" integer DEFAULT 0 NOT NULL,
	"started_on" date,
	"ended_on" date,
	"end_reason" text collate "C",
	"outcome" text collate "C",
	"lessons" text,
	"lead_id" uuid,
	"team_id" uuid,
	"team_at_start_id" uuid,
	"size_at_start" text collate "C",
	"region_at_start" text collate "C",
	"next_due_on" date DEFAULT 'infinity' NOT NULL,
	"blocked_items" integer DEFAULT 0 NOT NULL,
	"ball" text collate "C",
	"done_milestones" integer DEFAULT 0 NOT NULL,
	"planned_milestones" integer DEFAULT 0 NOT NULL,
	"last_contact_on" date,
	"worklist" text collate "C" GENERATED ALWAYS AS (case
    when state in ('closed', 'closed_early', 'refused', 'redirected') then 'closed'
    when state = 'on_hold' or blocked_items > 0 then 'blocked'
    when state in ('submitted', 'qualifying', 'accepted') then 'new'
    when ball = 'company' and state <> 'follow_up' then 'waiting_on_company'
    else 'active' end) STORED NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cases_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "cases_company_id" UNIQUE("cluster_id","company_id","id"),
	CONSTRAINT "cases_track" CHECK ("cases"."track" in ('strategy', 'financing', 'international', 'eu_projects', 'innovation')),
	CONSTRAINT "cases_state" CHECK ("cases"."state" in ('submitted', 'qualifying', 'accepted', 'redirected', 'refused', 'assessing', 'plan_to_sign', 'active', 'on_hold', 'reviewing', 'follow_up', 'closed', 'closed_early')),
	CONSTRAINT "cases_ball" CHECK ("cases"."ball" in ('advisor', 'company', 'expert', 'third_party')),
	CONSTRAINT "cases_ended" CHECK (state not in ('closed', 'closed_early', 'refused', 'redirected') or (ended_on is not null and (end_reason is not null or outcome is not null))),
	CONSTRAINT "cases_on_hold" CHECK ((state = 'on_hold') = (resumes_in is not null))
);
--> statement-breakpoint
ALTER TABLE "cases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "clocks" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"rule" text collate "C" NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"alert_on" date NOT NULL,
	"due_on" date NOT NULL,
	"paused_on" date,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "clocks_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "clocks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "eligibility_sheets" (
	"cluster_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"answers" jsonb NOT NULL,
	"support_days" integer,
	"filled_by_id" uuid NOT NULL,
	"filled_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "eligibility_sheets_pk" PRIMARY KEY("cluster_id","case_id")
);
--> statement-breakpoint
ALTER TABLE "eligibility_sheets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journeys" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date,
	"dependencies_version" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journeys_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "journeys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "support_requests" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"track" text collate "C" NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"need" text DEFAULT '' NOT NULL,
	"state" text collate "C" DEFAULT 'draft' NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"on_behalf_note" text,
	"notice_version" text collate "C",
	"submitted_at" timestamp with time zone,
	"case_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_requests_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "support_requests_track" CHECK ("support_requests"."track" in ('strategy', 'financing', 'international', 'eu_projects', 'innovation')),
	CONSTRAINT "support_requests_state" CHECK ("support_requests"."state" in ('draft', 'submitted', 'withdrawn')),
	CONSTRAINT "support_requests_submitted" CHECK (state <> 'submitted' or (submitted_at is not null and case_id is not null and notice_version is not null and length(need) >= 100))
);
--> statement-breakpoint
ALTER TABLE "support_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "companies" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"siren" text collate "C",
	"foreign_id" text,
	"country_code" text collate "C" DEFAULT 'FR' NOT NULL,
	"name" text NOT NULL,
	"acronym" text,
	"naf_code" text collate "C",
	"legal_form_code" text collate "C",
	"insee_category" text collate "C",
	"head_office_nic" text collate "C",
	"founded_on" date,
	"administrative_state" text collate "C" DEFAULT 'active' NOT NULL,
	"size_category" text collate "C",
	"main_das" text collate "C",
	"city" text,
	"department_code" text collate "C",
	"region_code" text collate "C",
	"register_hash" text collate "C",
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "companies_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "companies_siren_digits" CHECK (siren ~ '^\d{9}$'),
	CONSTRAINT "companies_identity" CHECK ((siren is null) or (foreign_id is null)),
	CONSTRAINT "companies_state" CHECK ("companies"."administrative_state" in ('active', 'ceased')),
	CONSTRAINT "companies_size" CHECK ("companies"."size_category" in ('micro', 'small', 'medium', 'mid_cap', 'large')),
	CONSTRAINT "companies_das" CHECK ("companies"."main_das" in ('DAS1', 'DAS2', 'DAS3', 'DAS4'))
);
--> statement-breakpoint
ALTER TABLE "companies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text collate "C" NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "memberships_status" CHECK ("memberships"."status" in ('member', 'trial', 'suspended')),
	CONSTRAINT "memberships_dates" CHECK (until_on >= from_on)
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "register_import_rows" (
	"cluster_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"verdict" text collate "C" NOT NULL,
	"reason" text collate "C",
	"siren" text collate "C",
	"name" text,
	"unit" jsonb,
	CONSTRAINT "register_import_rows_pk" PRIMARY KEY("cluster_id","import_id","line"),
	CONSTRAINT "register_import_rows_verdict" CHECK ("register_import_rows"."verdict" in ('created', 'updated', 'unchanged', 'rejected'))
);
--> statement-breakpoint
ALTER TABLE "register_import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "register_imports" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text collate "C" NOT NULL,
	"size_bytes" bigint NOT NULL,
	"columns" integer NOT NULL,
	"ignored_columns" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text collate "C" NOT NULL,
	"refusal" text collate "C",
	"refusal_detail" text,
	"read_rows" integer DEFAULT 0 NOT NULL,
	"created_rows" integer DEFAULT 0 NOT NULL,
	"updated_rows" integer DEFAULT 0 NOT NULL,
	"unchanged_rows" integer DEFAULT 0 NOT NULL,
	"rejected_rows" integer DEFAULT 0 NOT NULL,
	"updated_companies" integer DEFAULT 0 NOT NULL,
	"imported_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "register_imports_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "register_imports_state" CHECK ("register_imports"."state" in ('reading', 'previewed', 'applied', 'discarded', 'refused'))
);
--> statement-breakpoint
ALTER TABLE "register_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "register_units" (
	"siren" text collate "C" NOT NULL,
	"name" text,
	"folded_name" text collate "C",
	"acronym" text,
	"legal_form_code" text collate "C",
	"naf_code" text collate "C",
	"insee_category" text collate "C",
	"headcount_band" text collate "C",
	"head_office_nic" text collate "C",
	"founded_on" date,
	"is_ceased" boolean DEFAULT false NOT NULL,
	"is_partly_published" boolean DEFAULT false NOT NULL,
	"is_purged" boolean DEFAULT false NOT NULL,
	"row_hash" text collate "C" NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "register_units_pk" PRIMARY KEY("siren")
);
--> statement-breakpoint
ALTER TABLE "register_units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_texts" (
	"cluster_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"field" text collate "C" NOT NULL,
	"salt" text collate "C" NOT NULL,
	"body" text,
	"erased_at" timestamp with time zone,
	CONSTRAINT "event_texts_pk" PRIMARY KEY("cluster_id","event_id","field")
);
--> statement-breakpoint
ALTER TABLE "event_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text collate "C" NOT NULL,
	"actor_id" uuid,
	"actor_kind" text collate "C" DEFAULT 'person' NOT NULL,
	"on_behalf_of_id" uuid,
	"channel" text collate "C" DEFAULT 'web' NOT NULL,
	"company_id" uuid,
	"case_id" uuid,
	"subject_kind" text collate "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"confidentiality" text collate "C" DEFAULT 'team' NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "events_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "events_actor_kind" CHECK ("events"."actor_kind" in ('person', 'job', 'import')),
	CONSTRAINT "events_confidentiality" CHECK ("events"."confidentiality" in ('company', 'team', 'admin'))
);
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"cluster_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"body_digest" text collate "C" NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pk" PRIMARY KEY("cluster_id","person_id","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "baselines" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"metric" text collate "C" NOT NULL,
	"company_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"observation_id" uuid,
	"num" numeric NOT NULL,
	"den" numeric,
	"on_date" date NOT NULL,
	"is_correction" boolean DEFAULT false NOT NULL,
	"reason" text,
	"by_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "baselines_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "baselines_kind" CHECK ("baselines"."kind" in ('B0', 'B1', 'B2', 'B3', 'BC')),
	CONSTRAINT "baselines_correction" CHECK (not is_correction or reason is not null)
);
--> statement-breakpoint
ALTER TABLE "baselines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_keys" (
	"cluster_id" uuid NOT NULL,
	"metric" text collate "C" NOT NULL,
	"natural_key" text collate "C" NOT NULL,
	"chain_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	CONSTRAINT "event_keys_pk" PRIMARY KEY("cluster_id","metric","natural_key")
);
--> statement-breakpoint
ALTER TABLE "event_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "expected_figures" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"metric" text collate "C" NOT NULL,
	"cell" text collate "C" NOT NULL,
	"case_id" uuid NOT NULL,
	"milestone_id" uuid,
	"is_baseline" boolean DEFAULT false NOT NULL,
	"valid_on" date NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "expected_figures_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "expected_figures_once" UNIQUE("cluster_id","case_id","metric","cell")
);
--> statement-breakpoint
ALTER TABLE "expected_figures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "figure_subjects" (
	"cluster_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"last_recorded_at" timestamp with time zone DEFAULT '-infinity' NOT NULL,
	CONSTRAINT "figure_subjects_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "figure_subjects_company_only" CHECK (id = company_id)
);
--> statement-breakpoint
ALTER TABLE "figure_subjects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metric_versions" (
	"cluster_id" uuid NOT NULL,
	"metric" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"unit" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"direction" text collate "C" NOT NULL,
	"grain" text collate "C" NOT NULL,
	"baseline_kind" text collate "C",
	"definition" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "metric_versions_pk" PRIMARY KEY("cluster_id","metric","version"),
	CONSTRAINT "metric_versions_kind" CHECK ("metric_versions"."kind" in ('stock', 'flow', 'ratio', 'ordinal')),
	CONSTRAINT "metric_versions_direction" CHECK ("metric_versions"."direction" in ('up', 'down', 'none')),
	CONSTRAINT "metric_versions_grain" CHECK ("metric_versions"."grain" in ('annual', 'half_year', 'event'))
);
--> statement-breakpoint
ALTER TABLE "metric_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "observation_acts" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"observation_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"metric" text collate "C" NOT NULL,
	"act" text collate "C" NOT NULL,
	"level" integer NOT NULL,
	"by_id" uuid NOT NULL,
	"reason" text,
	"evidence" text,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "observation_acts_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "observation_acts_act" CHECK ("observation_acts"."act" in ('confirmed', 'verified', 'audited', 'refuted', 'withdrawn', 'reopened')),
	CONSTRAINT "observation_acts_level" CHECK (level between 0 and 4),
	CONSTRAINT "observation_acts_reason" CHECK (act not in ('refuted', 'withdrawn', 'reopened') or reason is not null),
	CONSTRAINT "observation_acts_evidence" CHECK (act not in ('verified', 'audited') or evidence is not null)
);
--> statement-breakpoint
ALTER TABLE "observation_acts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "observations" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"metric" text collate "C" NOT NULL,
	"metric_version" integer NOT NULL,
	"company_id" uuid NOT NULL,
	"cell" text collate "C" NOT NULL,
	"chain_id" uuid NOT NULL,
	"chain_no" integer NOT NULL,
	"valid_on" date NOT NULL,
	"num" numeric,
	"den" numeric,
	"unknown_reason" text collate "C",
	"entry_level" integer NOT NULL,
	"das" text collate "C",
	"region" text collate "C",
	"size" text collate "C",
	"team_id" uuid,
	"source" text collate "C" DEFAULT 'web' NOT NULL,
	"evidence" text,
	"comment" text,
	"author_id" uuid NOT NULL,
	"on_behalf_of_id" uuid,
	"case_id" uuid,
	"milestone_id" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "observations_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "observations_chain" UNIQUE("cluster_id","chain_id","chain_no"),
	CONSTRAINT "observations_number_or_reason" CHECK ((num is null) <> (unknown_reason is null)),
	CONSTRAINT "observations_denominator" CHECK (den is null or num is not null),
	CONSTRAINT "observations_entry" CHECK (entry_level in (1, 2))
);
--> statement-breakpoint
ALTER TABLE "observations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cluster_roles" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text collate "C" NOT NULL,
	"programme_id" uuid,
	"track" text collate "C",
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "cluster_roles_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "cluster_roles_role" CHECK ("cluster_roles"."role" in ('advisor', 'track_lead', 'manager', 'director', 'funder', 'admin')),
	CONSTRAINT "cluster_roles_dates" CHECK (until_on >= from_on),
	CONSTRAINT "cluster_roles_track" CHECK ((role = 'track_lead') = (track is not null))
);
--> statement-breakpoint
ALTER TABLE "cluster_roles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "company_roles" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text collate "C" NOT NULL,
	"job_title" text,
	"is_account_owner" boolean DEFAULT false NOT NULL,
	"is_signatory" boolean DEFAULT false NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "company_roles_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "company_roles_role" CHECK ("company_roles"."role" in ('leader', 'collaborator', 'contact')),
	CONSTRAINT "company_roles_dates" CHECK (until_on >= from_on)
);
--> statement-breakpoint
ALTER TABLE "company_roles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitations" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"email" text collate "C" NOT NULL,
	"token_hash" text collate "C" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "people" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"account_id" uuid,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"email" text collate "C",
	"phone" text,
	"is_staff" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp with time zone,
	"anonymised_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "team_members" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"team_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"leads_team" boolean DEFAULT false NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "team_members_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "team_members_dates" CHECK (until_on >= from_on)
);
--> statement-breakpoint
ALTER TABLE "team_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "teams" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"retired_on" date,
	CONSTRAINT "teams_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "teams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "milestone_dependencies" (
	"cluster_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"blocker_id" uuid NOT NULL,
	"journey_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	CONSTRAINT "milestone_dependencies_pk" PRIMARY KEY("cluster_id","milestone_id","blocker_id"),
	CONSTRAINT "milestone_dependencies_self" CHECK (milestone_id <> blocker_id)
);
--> statement-breakpoint
ALTER TABLE "milestone_dependencies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "milestone_evidence" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"milestone_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"body" text NOT NULL,
	"added_by_id" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "milestone_evidence_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "milestone_evidence_kind" CHECK ("milestone_evidence"."kind" in ('text', 'link', 'waiver')),
	CONSTRAINT "milestone_evidence_text" CHECK (kind <> 'text' or length(body) >= 20)
);
--> statement-breakpoint
ALTER TABLE "milestone_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "milestones" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"template_position" integer,
	"title" text NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"sides" text[] NOT NULL,
	"side" text collate "C" NOT NULL,
	"assignee_id" uuid,
	"state" text collate "C" DEFAULT 'upcoming' NOT NULL,
	"offset" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"starts_on" date,
	"due_on" date DEFAULT 'infinity' NOT NULL,
	"duration_days" integer DEFAULT 5 NOT NULL,
	"done_on" date,
	"done_at" timestamp with time zone,
	"done_by_id" uuid,
	"submitted_by_id" uuid,
	"blocked_since" date,
	"reason" text,
	"awaited" text,
	"expected_evidence" text DEFAULT '' NOT NULL,
	"expected_evidence_en" text DEFAULT '' NOT NULL,
	"exit_criterion" text DEFAULT '' NOT NULL,
	"exit_criterion_en" text DEFAULT '' NOT NULL,
	"is_critical" boolean DEFAULT false NOT NULL,
	"ends_assessment" boolean DEFAULT false NOT NULL,
	"is_signature_gate" boolean DEFAULT false NOT NULL,
	"moves" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"published_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "milestones_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "milestones_state" CHECK ("milestones"."state" in ('upcoming', 'in_progress', 'to_validate', 'done', 'not_applicable', 'blocked')),
	CONSTRAINT "milestones_side" CHECK ("milestones"."side" in ('advisor', 'company', 'expert', 'third_party')),
	CONSTRAINT "milestones_done" CHECK ((state = 'done') = (done_on is not null)),
	CONSTRAINT "milestones_blocked" CHECK (state <> 'blocked' or (reason is not null and blocked_since is not null)),
	CONSTRAINT "milestones_not_applicable" CHECK (state <> 'not_applicable' or reason is not null)
);
--> statement-breakpoint
ALTER TABLE "milestones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notes" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"author_team_id" uuid,
	"kind" text collate "C" NOT NULL,
	"state" text collate "C" DEFAULT 'published' NOT NULL,
	"confidentiality" text collate "C" DEFAULT 'team' NOT NULL,
	"is_two_way" boolean DEFAULT false NOT NULL,
	"contact_id" uuid,
	"happened_on" date NOT NULL,
	"minutes" integer,
	"body" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notes_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "notes_kind" CHECK ("notes"."kind" in ('meeting', 'call', 'visit', 'email', 'internal')),
	CONSTRAINT "notes_state" CHECK ("notes"."state" in ('draft', 'published')),
	CONSTRAINT "notes_confidentiality" CHECK ("notes"."confidentiality" in ('company', 'team')),
	CONSTRAINT "notes_minutes" CHECK (minutes between 0 and 1440)
);
--> statement-breakpoint
ALTER TABLE "notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_agreements" (
	"cluster_id" uuid NOT NULL,
	"plan_version_id" uuid NOT NULL,
	"side" text collate "C" NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"signatory_name" text NOT NULL,
	"agreed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_agreements_pk" PRIMARY KEY("cluster_id","plan_version_id","side"),
	CONSTRAINT "plan_agreements_side" CHECK ("plan_agreements"."side" in ('advisor', 'company'))
);
--> statement-breakpoint
ALTER TABLE "plan_agreements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_targets" (
	"cluster_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"metric" text collate "C" NOT NULL,
	"value" numeric NOT NULL,
	"due_on" date NOT NULL,
	"set_by_id" uuid NOT NULL,
	CONSTRAINT "plan_targets_pk" PRIMARY KEY("cluster_id","case_id","metric")
);
--> statement-breakpoint
ALTER TABLE "plan_targets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text collate "C" NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" text collate "C" NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"sent_by_id" uuid NOT NULL,
	"signed_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"refused_by_id" uuid,
	"refusal" text,
	CONSTRAINT "plan_versions_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "plan_versions_state" CHECK ("plan_versions"."state" in ('sent', 'signed', 'refused'))
);
--> statement-breakpoint
ALTER TABLE "plan_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tasks" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"title" text NOT NULL,
	"side" text collate "C" DEFAULT 'advisor' NOT NULL,
	"assignee_id" uuid,
	"state" text collate "C" DEFAULT 'open' NOT NULL,
	"due_on" date DEFAULT 'infinity' NOT NULL,
	"done_at" timestamp with time zone,
	"done_by_id" uuid,
	"blocked_since" date,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "tasks_side" CHECK ("tasks"."side" in ('advisor', 'company')),
	CONSTRAINT "tasks_state" CHECK ("tasks"."state" in ('open', 'blocked', 'done', 'dropped')),
	CONSTRAINT "tasks_blocked" CHECK (state <> 'blocked' or (reason is not null and blocked_since is not null))
);
--> statement-breakpoint
ALTER TABLE "tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contracts" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"programme_id" uuid NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"horizon_on" date,
	CONSTRAINT "contracts_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "contracts_dates" CHECK (ends_on > starts_on)
);
--> statement-breakpoint
ALTER TABLE "contracts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delay_rules" (
	"cluster_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"target_days" integer NOT NULL,
	"alert_days" integer NOT NULL,
	"breach_to" text collate "C" NOT NULL,
	CONSTRAINT "delay_rules_pk" PRIMARY KEY("cluster_id","programme_id","code"),
	CONSTRAINT "delay_rules_order" CHECK (alert_days <= target_days)
);
--> statement-breakpoint
ALTER TABLE "delay_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "indicators" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"objective_id" uuid NOT NULL,
	"metric" text collate "C" NOT NULL,
	"position" integer NOT NULL,
	"window" text collate "C" NOT NULL,
	"rule" text collate "C" NOT NULL,
	"weight" numeric DEFAULT '1' NOT NULL,
	"baseline" numeric,
	"scale" numeric DEFAULT '1' NOT NULL,
	"perimeter_fr" text NOT NULL,
	"perimeter_en" text NOT NULL,
	"is_higher_better" boolean DEFAULT true NOT NULL,
	CONSTRAINT "indicators_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "indicators_window" CHECK ("indicators"."window" in ('cumulative', 'yearly', 'stock', 'ratio', 'mean')),
	CONSTRAINT "indicators_rule" CHECK ("indicators"."rule" in ('distinct', 'sum', 'latest', 'net', 'ratio', 'mean', 'growth'))
);
--> statement-breakpoint
ALTER TABLE "indicators" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "objectives" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"contract_id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"position" integer NOT NULL,
	"title_fr" text NOT NULL,
	"title_en" text NOT NULL,
	CONSTRAINT "objectives_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "objectives" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_template_milestones" (
	"cluster_id" uuid NOT NULL,
	"template_version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title_fr" text NOT NULL,
	"title_en" text NOT NULL,
	"sides" text[] NOT NULL,
	"offset" jsonb NOT NULL,
	"duration_days" integer NOT NULL,
	"evidence_fr" text NOT NULL,
	"evidence_en" text NOT NULL,
	"exit_fr" text NOT NULL,
	"exit_en" text NOT NULL,
	"blockers" integer[] NOT NULL,
	"is_critical" boolean DEFAULT false NOT NULL,
	"moves" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "plan_template_milestones_pk" PRIMARY KEY("cluster_id","template_version_id","position")
);
--> statement-breakpoint
ALTER TABLE "plan_template_milestones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_template_versions" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"template_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"assessment_position" integer NOT NULL,
	"signature_position" integer NOT NULL,
	"required_baselines" text[] DEFAULT '{}' NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "plan_template_versions_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "plan_template_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_templates" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"track" text collate "C" NOT NULL,
	"code" text collate "C" NOT NULL,
	"retired_on" date,
	CONSTRAINT "plan_templates_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "plan_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "programmes" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"code" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "programmes_pk" PRIMARY KEY("cluster_id","id")
);
--> statement-breakpoint
ALTER TABLE "programmes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "targets" (
	"cluster_id" uuid NOT NULL,
	"indicator_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"value" numeric NOT NULL,
	CONSTRAINT "targets_pk" PRIMARY KEY("cluster_id","indicator_id","due_on")
);
--> statement-breakpoint
ALTER TABLE "targets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_documents" (
	"cluster_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"company_id" uuid,
	"case_id" uuid,
	"title" text NOT NULL,
	"hint" text,
	"folded" text collate "C" NOT NULL,
	CONSTRAINT "search_documents_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "search_documents_kind" CHECK ("search_documents"."kind" in ('company', 'case', 'person'))
);
--> statement-breakpoint
ALTER TABLE "search_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_words" (
	"cluster_id" uuid NOT NULL,
	"word" text collate "C" NOT NULL,
	"document_id" uuid NOT NULL,
	CONSTRAINT "search_words_pk" PRIMARY KEY("cluster_id","word","document_id")
);
--> statement-breakpoint
ALTER TABLE "search_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_assignments" ADD CONSTRAINT "case_assignments_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_assignments" ADD CONSTRAINT "case_assignments_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_proposals" ADD CONSTRAINT "case_proposals_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_proposals" ADD CONSTRAINT "case_proposals_by" FOREIGN KEY ("cluster_id","by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_journey" FOREIGN KEY ("cluster_id","journey_id") REFERENCES "public"."journeys"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_programme" FOREIGN KEY ("cluster_id","programme_id") REFERENCES "public"."programmes"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_lead" FOREIGN KEY ("cluster_id","lead_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_team" FOREIGN KEY ("cluster_id","team_id") REFERENCES "public"."teams"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_template" FOREIGN KEY ("cluster_id","template_version_id") REFERENCES "public"."plan_template_versions"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility_sheets" ADD CONSTRAINT "eligibility_sheets_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_company_fk" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_programme" FOREIGN KEY ("cluster_id","programme_id") REFERENCES "public"."programmes"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_requests" ADD CONSTRAINT "support_requests_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_requests" ADD CONSTRAINT "support_requests_case" FOREIGN KEY ("cluster_id","case_id") REFERENCES "public"."cases"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_import_rows" ADD CONSTRAINT "register_import_rows_import" FOREIGN KEY ("cluster_id","import_id") REFERENCES "public"."register_imports"("cluster_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_imports" ADD CONSTRAINT "register_imports_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_texts" ADD CONSTRAINT "event_texts_event" FOREIGN KEY ("cluster_id","event_id") REFERENCES "public"."events"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_case" FOREIGN KEY ("cluster_id","case_id") REFERENCES "public"."cases"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_keys" ADD CONSTRAINT "event_keys_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expected_figures" ADD CONSTRAINT "expected_figures_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expected_figures" ADD CONSTRAINT "expected_figures_case" FOREIGN KEY ("cluster_id","case_id") REFERENCES "public"."cases"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_subjects" ADD CONSTRAINT "figure_subjects_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_versions" ADD CONSTRAINT "metric_versions_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation_acts" ADD CONSTRAINT "observation_acts_observation" FOREIGN KEY ("cluster_id","observation_id") REFERENCES "public"."observations"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_metric" FOREIGN KEY ("cluster_id","metric","metric_version") REFERENCES "public"."metric_versions"("cluster_id","metric","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_case" FOREIGN KEY ("cluster_id","case_id") REFERENCES "public"."cases"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_author" FOREIGN KEY ("cluster_id","author_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_roles" ADD CONSTRAINT "cluster_roles_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_roles" ADD CONSTRAINT "company_roles_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_roles" ADD CONSTRAINT "company_roles_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team" FOREIGN KEY ("cluster_id","team_id") REFERENCES "public"."teams"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_person" FOREIGN KEY ("cluster_id","person_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_parent" FOREIGN KEY ("cluster_id","parent_id") REFERENCES "public"."teams"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_cluster" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_dependencies" ADD CONSTRAINT "milestone_dependencies_milestone" FOREIGN KEY ("cluster_id","milestone_id") REFERENCES "public"."milestones"("cluster_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_dependencies" ADD CONSTRAINT "milestone_dependencies_blocker" FOREIGN KEY ("cluster_id","blocker_id") REFERENCES "public"."milestones"("cluster_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_dependencies" ADD CONSTRAINT "milestone_dependencies_journey" FOREIGN KEY ("cluster_id","journey_id") REFERENCES "public"."journeys"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_dependencies" ADD CONSTRAINT "milestone_dependencies_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_evidence" ADD CONSTRAINT "milestone_evidence_milestone" FOREIGN KEY ("cluster_id","milestone_id") REFERENCES "public"."milestones"("cluster_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_evidence" ADD CONSTRAINT "milestone_evidence_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_assignee" FOREIGN KEY ("cluster_id","assignee_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_author" FOREIGN KEY ("cluster_id","author_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_contact" FOREIGN KEY ("cluster_id","contact_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_agreements" ADD CONSTRAINT "plan_agreements_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_agreements" ADD CONSTRAINT "plan_agreements_version" FOREIGN KEY ("cluster_id","plan_version_id") REFERENCES "public"."plan_versions"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_targets" ADD CONSTRAINT "plan_targets_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_case" FOREIGN KEY ("cluster_id","company_id","case_id") REFERENCES "public"."cases"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assignee" FOREIGN KEY ("cluster_id","assignee_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_programme" FOREIGN KEY ("cluster_id","programme_id") REFERENCES "public"."programmes"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delay_rules" ADD CONSTRAINT "delay_rules_programme" FOREIGN KEY ("cluster_id","programme_id") REFERENCES "public"."programmes"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_objective" FOREIGN KEY ("cluster_id","objective_id") REFERENCES "public"."objectives"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_contract" FOREIGN KEY ("cluster_id","contract_id") REFERENCES "public"."contracts"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_template_milestones" ADD CONSTRAINT "plan_template_milestones_version" FOREIGN KEY ("cluster_id","template_version_id") REFERENCES "public"."plan_template_versions"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_template_versions" ADD CONSTRAINT "plan_template_versions_template" FOREIGN KEY ("cluster_id","template_id") REFERENCES "public"."plan_templates"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_templates" ADD CONSTRAINT "plan_templates_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_cluster_id_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_indicator" FOREIGN KEY ("cluster_id","indicator_id") REFERENCES "public"."indicators"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_document" FOREIGN KEY ("cluster_id","document_id") REFERENCES "public"."search_documents"("cluster_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_assignments_one_lead" ON "case_assignments" USING btree ("cluster_id","case_id") WHERE part = 'lead' and until_on is null;--> statement-breakpoint
CREATE INDEX "case_assignments_of_case" ON "case_assignments" USING btree ("cluster_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_reference" ON "cases" USING btree ("cluster_id","reference");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_one_open_per_track" ON "cases" USING btree ("cluster_id","journey_id","track","exception_no") WHERE state not in ('closed', 'closed_early', 'refused', 'redirected');--> statement-breakpoint
CREATE INDEX "cases_board" ON "cases" USING btree ("cluster_id","state","next_due_on","id") WHERE worklist <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_quiet" ON "cases" USING btree ("cluster_id","lead_id","last_contact_on") WHERE worklist <> 'closed';--> statement-breakpoint
CREATE UNIQUE INDEX "clocks_one_running" ON "clocks" USING btree ("cluster_id","case_id","rule") WHERE stopped_at is null;--> statement-breakpoint
CREATE INDEX "clocks_of_case" ON "clocks" USING btree ("cluster_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "journeys_company" ON "journeys" USING btree ("cluster_id","company_id","programme_id");--> statement-breakpoint
CREATE INDEX "support_requests_of_company" ON "support_requests" USING btree ("cluster_id","company_id");--> statement-breakpoint
CREATE UNIQUE INDEX "companies_siren" ON "companies" USING btree ("cluster_id","siren");--> statement-breakpoint
CREATE INDEX "companies_by_name" ON "companies" USING btree ("cluster_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_one_running" ON "memberships" USING btree ("cluster_id","company_id") WHERE until_on is null;--> statement-breakpoint
CREATE INDEX "register_import_rows_by_verdict" ON "register_import_rows" USING btree ("cluster_id","import_id","verdict","line");--> statement-breakpoint
CREATE INDEX "register_units_by_name" ON "register_units" USING btree ("folded_name","siren");--> statement-breakpoint
CREATE INDEX "events_of_case" ON "events" USING btree ("cluster_id","case_id","id");--> statement-breakpoint
CREATE INDEX "events_of_company" ON "events" USING btree ("cluster_id","company_id","id");--> statement-breakpoint
CREATE INDEX "events_of_actor" ON "events" USING btree ("cluster_id","actor_id","id");--> statement-breakpoint
CREATE INDEX "baselines_of_company" ON "baselines" USING btree ("cluster_id","company_id","metric");--> statement-breakpoint
CREATE INDEX "expected_figures_of_case" ON "expected_figures" USING btree ("cluster_id","case_id");--> statement-breakpoint
CREATE INDEX "expected_figures_of_metric" ON "expected_figures" USING btree ("cluster_id","metric","valid_on");--> statement-breakpoint
CREATE INDEX "observation_acts_of_observation" ON "observation_acts" USING btree ("cluster_id","observation_id","recorded_at");--> statement-breakpoint
CREATE INDEX "observations_of_company" ON "observations" USING btree ("cluster_id","company_id","metric");--> statement-breakpoint
CREATE INDEX "observations_of_metric" ON "observations" USING btree ("cluster_id","metric","valid_on");--> statement-breakpoint
CREATE INDEX "cluster_roles_of_person" ON "cluster_roles" USING btree ("cluster_id","person_id");--> statement-breakpoint
CREATE INDEX "company_roles_of_person" ON "company_roles" USING btree ("cluster_id","person_id");--> statement-breakpoint
CREATE INDEX "company_roles_of_company" ON "company_roles" USING btree ("cluster_id","company_id");--> statement-breakpoint
CREATE UNIQUE INDEX "company_roles_one_owner" ON "company_roles" USING btree ("cluster_id","company_id") WHERE is_account_owner and until_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("cluster_id","token_hash");--> statement-breakpoint
CREATE INDEX "invitations_of_person" ON "invitations" USING btree ("cluster_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_account" ON "people" USING btree ("cluster_id","account_id");--> statement-breakpoint
CREATE INDEX "team_members_of_person" ON "team_members" USING btree ("cluster_id","person_id");--> statement-breakpoint
CREATE INDEX "milestone_dependencies_blocked" ON "milestone_dependencies" USING btree ("cluster_id","blocker_id","milestone_id");--> statement-breakpoint
CREATE INDEX "milestone_dependencies_of_case" ON "milestone_dependencies" USING btree ("cluster_id","case_id");--> statement-breakpoint
CREATE INDEX "milestone_evidence_of_case" ON "milestone_evidence" USING btree ("cluster_id","case_id");--> statement-breakpoint
CREATE INDEX "milestones_of_case" ON "milestones" USING btree ("cluster_id","case_id","position");--> statement-breakpoint
CREATE INDEX "milestones_of_company" ON "milestones" USING btree ("cluster_id","company_id","due_on") WHERE state not in ('done', 'not_applicable');--> statement-breakpoint
CREATE INDEX "notes_of_case" ON "notes" USING btree ("cluster_id","case_id","happened_on","id");--> statement-breakpoint
CREATE INDEX "notes_of_author" ON "notes" USING btree ("cluster_id","author_id","happened_on") WHERE minutes is not null;--> statement-breakpoint
CREATE INDEX "notes_contacts" ON "notes" USING btree ("cluster_id","case_id","happened_on") WHERE is_two_way and state = 'published';--> statement-breakpoint
CREATE UNIQUE INDEX "plan_versions_number" ON "plan_versions" USING btree ("cluster_id","case_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_versions_one_sent" ON "plan_versions" USING btree ("cluster_id","case_id") WHERE state = 'sent';--> statement-breakpoint
CREATE INDEX "tasks_of_case" ON "tasks" USING btree ("cluster_id","case_id");--> statement-breakpoint
CREATE INDEX "tasks_of_assignee" ON "tasks" USING btree ("cluster_id","assignee_id","due_on","id") WHERE state in ('open', 'blocked');--> statement-breakpoint
CREATE UNIQUE INDEX "indicators_metric" ON "indicators" USING btree ("cluster_id","objective_id","metric");--> statement-breakpoint
CREATE UNIQUE INDEX "objectives_code" ON "objectives" USING btree ("cluster_id","contract_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_template_versions_number" ON "plan_template_versions" USING btree ("cluster_id","template_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_templates_code" ON "plan_templates" USING btree ("cluster_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "programmes_code" ON "programmes" USING btree ("cluster_id","code");--> statement-breakpoint
CREATE INDEX "search_words_of_document" ON "search_words" USING btree ("cluster_id","document_id");--> statement-breakpoint
CREATE POLICY "access_log_append" ON "access_log" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "accounts_self" ON "accounts" AS PERMISSIVE FOR ALL TO "app_user" USING (id = (select access.account_id())) WITH CHECK (id = (select access.account_id()));--> statement-breakpoint
CREATE POLICY "accounts_auth" ON "accounts" AS PERMISSIVE FOR ALL TO "app_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "case_assignments_read" ON "case_assignments" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_assignments_insert" ON "case_assignments" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_assignments_update" ON "case_assignments" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_assignments_auth" ON "case_assignments" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "case_assignments_keeper" ON "case_assignments" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "case_numbers_keeper" ON "case_numbers" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "case_proposals_read" ON "case_proposals" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_proposals_insert" ON "case_proposals" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "case_proposals_delete" ON "case_proposals" AS PERMISSIVE FOR DELETE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "cases_read" ON "cases" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or lead_id = (select access.person_id()) or company_id = any ((select access.company_ids())::uuid[]) or team_id = any ((select access.team_ids())::uuid[]) or programme_id = any ((select access.programme_ids())::uuid[]) or track = any ((select access.tracks())::text[]) or (worklist = 'new' and lead_id is null and (select access.takes_requests()))));--> statement-breakpoint
CREATE POLICY "cases_insert" ON "cases" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and ((select access.is_staff()) or company_id = any ((select access.company_ids())::uuid[])) and state = 'submitted' and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "cases_update" ON "cases" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or lead_id = (select access.person_id()) or company_id = any ((select access.company_ids())::uuid[]) or team_id = any ((select access.team_ids())::uuid[]) or programme_id = any ((select access.programme_ids())::uuid[]) or track = any ((select access.tracks())::text[]) or (worklist = 'new' and lead_id is null and (select access.takes_requests())))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "cases_auth" ON "cases" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "cases_keeper" ON "cases" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "clocks_read" ON "clocks" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "clocks_insert" ON "clocks" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "clocks_update" ON "clocks" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "clocks_keeper" ON "clocks" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "eligibility_sheets_read" ON "eligibility_sheets" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "eligibility_sheets_insert" ON "eligibility_sheets" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "eligibility_sheets_update" ON "eligibility_sheets" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "journeys_read" ON "journeys" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "journeys_insert" ON "journeys" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "journeys_update" ON "journeys" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id)))) WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "journeys_keeper" ON "journeys" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "support_requests_read" ON "support_requests" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))) and (state <> 'draft' or asked_by_id = (select access.person_id())));--> statement-breakpoint
CREATE POLICY "support_requests_insert" ON "support_requests" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and asked_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "support_requests_update" ON "support_requests" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and asked_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id)))) WITH CHECK ((select access.writes()) and asked_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "support_requests_auth" ON "support_requests" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "companies_read" ON "companies" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(id))));--> statement-breakpoint
CREATE POLICY "companies_insert" ON "companies" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "companies_update" ON "companies" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('advisor', 'manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(id)))) WITH CHECK ((select access.writes()) and (select access.has_role('advisor', 'manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(id))));--> statement-breakpoint
CREATE POLICY "companies_auth" ON "companies" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "memberships_read" ON "memberships" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "memberships_insert" ON "memberships" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "memberships_update" ON "memberships" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id)))) WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "register_import_rows_read" ON "register_import_rows" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.has_role('manager')));--> statement-breakpoint
CREATE POLICY "register_import_rows_insert" ON "register_import_rows" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "register_import_rows_delete" ON "register_import_rows" AS PERMISSIVE FOR DELETE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "register_imports_read" ON "register_imports" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.has_role('manager')));--> statement-breakpoint
CREATE POLICY "register_imports_insert" ON "register_imports" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and imported_by_id is not distinct from (select access.person_id()) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "register_imports_update" ON "register_imports" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id())) WITH CHECK ((select access.writes()) and (select access.has_role('manager')) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "register_units_read" ON "register_units" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING ((select access.is_staff()));--> statement-breakpoint
CREATE POLICY "register_units_insert" ON "register_units" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.has_role('manager')));--> statement-breakpoint
CREATE POLICY "register_units_update" ON "register_units" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.has_role('manager'))) WITH CHECK ((select access.has_role('manager')));--> statement-breakpoint
CREATE POLICY "event_texts_read" ON "event_texts" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and access.may_see_event(event_id));--> statement-breakpoint
CREATE POLICY "event_texts_append" ON "event_texts" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK (cluster_id = (select access.cluster_id()) and access.wrote_event(event_id));--> statement-breakpoint
CREATE POLICY "events_read" ON "events" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (confidentiality = 'company' or ((select access.is_staff()) and confidentiality = 'team') or ((select access.has_role('admin')) and confidentiality = 'admin')) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or (confidentiality = 'admin' and (select access.has_role('admin'))) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "events_append" ON "events" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK (cluster_id = (select access.cluster_id()) and (actor_id = (select access.person_id()) or (select access.audience()) = 'system'));--> statement-breakpoint
CREATE POLICY "events_auth" ON "events" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "idempotency_keys_own" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and person_id = (select access.person_id())) WITH CHECK (cluster_id = (select access.cluster_id()) and person_id = (select access.person_id()));--> statement-breakpoint
CREATE POLICY "baselines_read" ON "baselines" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "baselines_insert" ON "baselines" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and by_id = (select access.person_id()) and (not is_correction or (select access.has_role('manager'))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "event_keys_read" ON "event_keys" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "event_keys_insert" ON "event_keys" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "event_keys_delete" ON "event_keys" AS PERMISSIVE FOR DELETE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "expected_figures_read" ON "expected_figures" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "expected_figures_insert" ON "expected_figures" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "figure_subjects_read" ON "figure_subjects" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "figure_subjects_insert" ON "figure_subjects" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "figure_subjects_update" ON "figure_subjects" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id)))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "metric_versions_read" ON "metric_versions" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "observation_acts_read" ON "observation_acts" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "observation_acts_insert" ON "observation_acts" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and by_id = (select access.person_id()) and (act not in ('verified', 'audited') or (select access.is_staff())) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "observations_read" ON "observations" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "observations_insert" ON "observations" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and author_id = (select access.person_id()) and (entry_level = 1 or not (select access.is_staff())) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "cluster_roles_read" ON "cluster_roles" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or (select access.has_role('admin')) or person_id = (select access.person_id())));--> statement-breakpoint
CREATE POLICY "cluster_roles_auth" ON "cluster_roles" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "cluster_roles_keeper" ON "cluster_roles" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "company_roles_read" ON "company_roles" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "company_roles_insert" ON "company_roles" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "company_roles_update" ON "company_roles" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id)))) WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "company_roles_auth" ON "company_roles" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "invitations_read" ON "invitations" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "invitations_insert" ON "invitations" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and created_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "invitations_update" ON "invitations" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id)))) WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "invitations_auth" ON "invitations" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "people_read" ON "people" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (is_staff or (select access.sees_all()) or id = (select access.person_id()) or (select access.has_role('admin')) or access.person_has_visible_company(id)));--> statement-breakpoint
CREATE POLICY "people_insert" ON "people" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "people_update" ON "people" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (id = (select access.person_id()) or (select access.has_role('admin')) or ((select access.is_staff()) and not is_staff)) and cluster_id = (select access.cluster_id()) and (is_staff or (select access.sees_all()) or id = (select access.person_id()) or (select access.has_role('admin')) or access.person_has_visible_company(id))) WITH CHECK ((select access.writes()) and (id = (select access.person_id()) or (select access.has_role('admin')) or ((select access.is_staff()) and not is_staff)) and cluster_id = (select access.cluster_id()) and (is_staff or (select access.sees_all()) or id = (select access.person_id()) or (select access.has_role('admin')) or access.person_has_visible_company(id)));--> statement-breakpoint
CREATE POLICY "people_auth" ON "people" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "people_keeper" ON "people" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "team_members_read" ON "team_members" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.is_staff()) or (select access.has_role('admin')) or person_id = (select access.person_id())));--> statement-breakpoint
CREATE POLICY "team_members_auth" ON "team_members" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "teams_read" ON "teams" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "teams_auth" ON "teams" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "milestone_dependencies_read" ON "milestone_dependencies" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestone_dependencies_insert" ON "milestone_dependencies" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestone_dependencies_delete" ON "milestone_dependencies" AS PERMISSIVE FOR DELETE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestone_dependencies_keeper" ON "milestone_dependencies" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "milestone_evidence_read" ON "milestone_evidence" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestone_evidence_insert" ON "milestone_evidence" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and added_by_id = (select access.person_id()) and (kind <> 'waiver' or (select access.has_role('manager'))) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestones_read" ON "milestones" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or published_at is not null)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestones_insert" ON "milestones" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestones_update" ON "milestones" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and ((select access.is_staff()) or 'company' = any (sides)) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or published_at is not null)) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and ((select access.is_staff()) or 'company' = any (sides)) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or published_at is not null)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestones_delete" ON "milestones" AS PERMISSIVE FOR DELETE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.is_staff()) and published_at is null and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "milestones_keeper" ON "milestones" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "notes_read" ON "notes" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING ((author_id = (select access.person_id()) or state = 'published') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or confidentiality = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "notes_insert" ON "notes" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and author_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "notes_update" ON "notes" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.is_staff()) and (author_id = (select access.person_id()) or state = 'published') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and (select access.is_staff()) and (author_id = (select access.person_id()) or state = 'published') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "notes_keeper" ON "notes" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_agreements_read" ON "plan_agreements" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "plan_agreements_keeper" ON "plan_agreements" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_agreements_insert" ON "plan_agreements" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and person_id = (select access.person_id()) and (side = 'company') = (not (select access.is_staff())) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "plan_targets_read" ON "plan_targets" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "plan_targets_insert" ON "plan_targets" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and set_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "plan_targets_delete" ON "plan_targets" AS PERMISSIVE FOR DELETE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and (select access.is_staff()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "plan_versions_read" ON "plan_versions" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "plan_versions_insert" ON "plan_versions" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "plan_versions_update" ON "plan_versions" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or true)) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "plan_versions_keeper" ON "plan_versions" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tasks_read" ON "tasks" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or side = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "tasks_insert" ON "tasks" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or side = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "tasks_update" ON "tasks" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or side = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id)))) WITH CHECK ((select access.writes()) and true and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or (company_id = any ((select access.company_ids())::uuid[]) and ((select access.is_staff()) or side = 'company')) or ((select access.has_scope()) and access.may_see_case(case_id))));--> statement-breakpoint
CREATE POLICY "tasks_keeper" ON "tasks" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "contracts_read" ON "contracts" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "delay_rules_read" ON "delay_rules" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "indicators_read" ON "indicators" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "objectives_read" ON "objectives" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "plan_template_milestones_read" ON "plan_template_milestones" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "plan_template_versions_read" ON "plan_template_versions" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "plan_templates_read" ON "plan_templates" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "programmes_read" ON "programmes" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()));--> statement-breakpoint
CREATE POLICY "targets_read" ON "targets" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.is_staff()));--> statement-breakpoint
CREATE POLICY "search_documents_auth" ON "search_documents" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "search_documents_keeper" ON "search_documents" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "search_words_auth" ON "search_words" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "search_words_keeper" ON "search_words" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);