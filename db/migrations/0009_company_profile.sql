CREATE TABLE "aid_grants" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"granted_on" date NOT NULL,
	"title" text NOT NULL,
	"funder" text NOT NULL,
	"instrument_code" text collate "C",
	"is_de_minimis" boolean NOT NULL,
	"gross_grant_cents" bigint NOT NULL,
	"currency" text collate "C" DEFAULT 'EUR' NOT NULL,
	"evidence" text NOT NULL,
	"corrects_id" uuid,
	"correction_reason" text,
	"is_struck" boolean DEFAULT false NOT NULL,
	"recorded_by_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "aid_grants_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "aid_grants_of_company" UNIQUE("cluster_id","company_id","id"),
	CONSTRAINT "aid_grants_amount" CHECK (gross_grant_cents >= 0),
	CONSTRAINT "aid_grants_correction" CHECK ((corrects_id is null) = (correction_reason is null) and (corrects_id is not null or not is_struck))
);
--> statement-breakpoint
ALTER TABLE "aid_grants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "company_difficulties" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"level" text collate "C" NOT NULL,
	"reason" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"recorded_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_difficulties_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "company_difficulties_level" CHECK ("company_difficulties"."level" in ('watch', 'collective_proceedings')),
	CONSTRAINT "company_difficulties_dates" CHECK (until_on >= from_on)
);
--> statement-breakpoint
ALTER TABLE "company_difficulties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "company_years" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"closed_on" date NOT NULL,
	"months" smallint DEFAULT 12 NOT NULL,
	"year" smallint GENERATED ALWAYS AS (extract(year from closed_on)) STORED NOT NULL,
	"balance_total_cents" bigint,
	"net_result_cents" bigint,
	"currency" text collate "C" DEFAULT 'EUR' NOT NULL,
	"photonic_share" numeric(5, 2),
	"source" text collate "C" NOT NULL,
	"recorded_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_years_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "company_years_months" CHECK (months between 1 and 23),
	CONSTRAINT "company_years_balance" CHECK (balance_total_cents >= 0),
	CONSTRAINT "company_years_share" CHECK (photonic_share between 0 and 100),
	CONSTRAINT "company_years_source" CHECK ("company_years"."source" in ('company', 'staff'))
);
--> statement-breakpoint
ALTER TABLE "company_years" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "establishments" (
	"cluster_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company_id" uuid NOT NULL,
	"nic" text collate "C",
	"is_head_office" boolean DEFAULT false NOT NULL,
	"name" text,
	"street_address" text,
	"postcode" text collate "C",
	"commune_code" text collate "C",
	"city" text,
	"department_code" text collate "C",
	"country_code" text collate "C" DEFAULT 'FR' NOT NULL,
	"from_on" date,
	"until_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "establishments_pk" PRIMARY KEY("cluster_id","id"),
	CONSTRAINT "establishments_nic_digits" CHECK (nic ~ '^\d{5}$'),
	CONSTRAINT "establishments_dates" CHECK (until_on >= from_on)
);
--> statement-breakpoint
ALTER TABLE "establishments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "export_controls" (
	"cluster_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text collate "C" NOT NULL,
	"stated_on" date NOT NULL,
	"recorded_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "export_controls_pk" PRIMARY KEY("cluster_id","company_id"),
	CONSTRAINT "export_controls_status" CHECK ("export_controls"."status" in ('not_concerned', 'dual_use', 'military', 'to_check'))
);
--> statement-breakpoint
ALTER TABLE "export_controls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "trade_name" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "member_category" text collate "C" DEFAULT 'company' NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "naf_2025_code" text collate "C";--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "size_override" text collate "C";--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "size_override_reason" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "size_override_evidence" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "size_override_by_id" uuid;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "size_override_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "secondary_das" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "value_chain" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "technologies" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "markets" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "autonomy" text collate "C" DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "autonomy_declared_on" date;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "group_head_siren" text collate "C";--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "group_name" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "jei_from" date;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "jei_until" date;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "cir_from" date;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "cir_until" date;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "street_address" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "postcode" text collate "C";--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "commune_code" text collate "C";--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "longitude" double precision;--> statement-breakpoint
ALTER TABLE "aid_grants" ADD CONSTRAINT "aid_grants_recorded_by" FOREIGN KEY ("cluster_id","recorded_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_grants" ADD CONSTRAINT "aid_grants_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aid_grants" ADD CONSTRAINT "aid_grants_corrects" FOREIGN KEY ("cluster_id","company_id","corrects_id") REFERENCES "public"."aid_grants"("cluster_id","company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_difficulties" ADD CONSTRAINT "company_difficulties_recorded_by" FOREIGN KEY ("cluster_id","recorded_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_difficulties" ADD CONSTRAINT "company_difficulties_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_years" ADD CONSTRAINT "company_years_recorded_by" FOREIGN KEY ("cluster_id","recorded_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_years" ADD CONSTRAINT "company_years_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "establishments" ADD CONSTRAINT "establishments_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_controls" ADD CONSTRAINT "export_controls_recorded_by" FOREIGN KEY ("cluster_id","recorded_by_id") REFERENCES "public"."people"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_controls" ADD CONSTRAINT "export_controls_company" FOREIGN KEY ("cluster_id","company_id") REFERENCES "public"."companies"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "aid_grants_corrected_once" ON "aid_grants" USING btree ("cluster_id","corrects_id");--> statement-breakpoint
CREATE INDEX "aid_grants_by_day" ON "aid_grants" USING btree ("cluster_id","company_id","granted_on");--> statement-breakpoint
CREATE INDEX "company_difficulties_of_company" ON "company_difficulties" USING btree ("cluster_id","company_id","from_on");--> statement-breakpoint
CREATE UNIQUE INDEX "company_difficulties_one_running" ON "company_difficulties" USING btree ("cluster_id","company_id") WHERE until_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "company_years_one_a_year" ON "company_years" USING btree ("cluster_id","company_id","year");--> statement-breakpoint
CREATE UNIQUE INDEX "establishments_nic" ON "establishments" USING btree ("cluster_id","company_id","nic");--> statement-breakpoint
CREATE UNIQUE INDEX "establishments_one_head_office" ON "establishments" USING btree ("cluster_id","company_id") WHERE is_head_office and until_on is null;--> statement-breakpoint
CREATE INDEX "companies_of_group" ON "companies" USING btree ("cluster_id","group_head_siren") WHERE group_head_siren is not null;--> statement-breakpoint
CREATE INDEX "companies_by_department" ON "companies" USING btree ("cluster_id","department_code","name","id");--> statement-breakpoint
CREATE INDEX "companies_by_main_das" ON "companies" USING btree ("cluster_id","main_das","name","id");--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_category" CHECK ("companies"."member_category" in ('company', 'research', 'training', 'institution', 'trade_association', 'investor', 'qualified_person'));--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_autonomy" CHECK ("companies"."autonomy" in ('autonomous', 'partner', 'linked', 'unknown'));--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_size_override" CHECK ("companies"."size_override" in ('micro', 'small', 'medium', 'mid_cap', 'large'));--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_size_override_said" CHECK ((size_override is null) = (size_override_reason is null) and (size_override is null) = (size_override_at is null));--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_secondary_das" CHECK ("companies"."secondary_das" <@ array['DAS1', 'DAS2', 'DAS3', 'DAS4']::text[] and cardinality("companies"."secondary_das") <= 3);--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_secondary_das_other" CHECK (not (main_das = any (secondary_das)));--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_value_chain" CHECK ("companies"."value_chain" <@ array['materials', 'components', 'sources', 'detectors', 'modules', 'systems', 'software', 'integration', 'services', 'distribution', 'end_user', 'research', 'training']::text[] and cardinality("companies"."value_chain") <= 3);--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_technologies" CHECK ("companies"."technologies" <@ array['lasers', 'led_oled', 'fibres', 'coatings', 'nanophotonics', 'detectors', 'spectroscopy', 'lidar', 'hyperspectral', 'microscopy', 'metrology', 'adaptive_optics', 'image_processing', 'augmented_reality', 'packaging', 'photovoltaics']::text[] and cardinality("companies"."technologies") <= 8);--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_markets" CHECK ("companies"."markets" <@ array['environment', 'lighting', 'industry', 'agrifood', 'civil_security', 'defence', 'maritime', 'space', 'health', 'life_sciences', 'telecoms', 'mobility', 'smart_building', 'energy', 'culture']::text[] and cardinality("companies"."markets") <= 8);--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_group_head_digits" CHECK (group_head_siren ~ '^\d{9}$');--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_group_head_linked" CHECK (group_head_siren is null or autonomy in ('linked', 'partner'));--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_postcode" CHECK (postcode ~ '^\d{5}$');--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_commune" CHECK (commune_code ~ '^(\d{5}|2[AB]\d{3})$');--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_place" CHECK ((latitude is null) = (longitude is null));--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_jei" CHECK (jei_until >= jei_from);--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_cir" CHECK (cir_until >= cir_from);--> statement-breakpoint
CREATE POLICY "aid_grants_read" ON "aid_grants" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "aid_grants_insert" ON "aid_grants" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('advisor', 'manager')) and recorded_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "aid_grants_auth" ON "aid_grants" AS PERMISSIVE FOR SELECT TO "app_auth" USING (true);--> statement-breakpoint
CREATE POLICY "company_difficulties_read" ON "company_difficulties" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING ((select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "company_difficulties_insert" ON "company_difficulties" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('advisor', 'manager')) and recorded_by_id = (select access.person_id()) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "company_difficulties_update" ON "company_difficulties" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('advisor', 'manager')) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) WITH CHECK ((select access.writes()) and (select access.has_role('advisor', 'manager')) and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "company_years_read" ON "company_years" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_led_case(company_id))));--> statement-breakpoint
CREATE POLICY "company_years_insert" ON "company_years" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and recorded_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "company_years_update" ON "company_years" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) WITH CHECK ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "establishments_read" ON "establishments" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id))));--> statement-breakpoint
CREATE POLICY "establishments_insert" ON "establishments" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and (select access.has_role('advisor', 'manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "establishments_update" ON "establishments" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and (select access.has_role('advisor', 'manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) WITH CHECK ((select access.writes()) and (select access.has_role('advisor', 'manager')) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "export_controls_read" ON "export_controls" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "export_controls_insert" ON "export_controls" AS PERMISSIVE FOR INSERT TO "app_user", "app_worker" WITH CHECK ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and recorded_by_id = (select access.person_id()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
CREATE POLICY "export_controls_update" ON "export_controls" AS PERMISSIVE FOR UPDATE TO "app_user", "app_worker" USING ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) WITH CHECK ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id))));--> statement-breakpoint
ALTER POLICY "companies_update" ON "companies" TO app_user,app_worker USING ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(id)))) WITH CHECK ((select access.writes()) and ((select access.has_role('advisor', 'manager')) or (select access.audience()) = 'company') and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(id))));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['establishments', 'company_years', 'aid_grants', 'company_difficulties', 'export_controls'] loop
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
    execute format('grant select, insert on %I to app_user, app_worker', t);
  end loop;
  foreach t in array array['establishments', 'company_years', 'company_difficulties', 'export_controls'] loop
    execute format('grant update on %I to app_user, app_worker', t);
  end loop;
end $$;
--> statement-breakpoint
grant select on aid_grants to app_auth;
--> statement-breakpoint
create trigger append_only before update or delete on aid_grants for each row execute function access.refuse_change();
--> statement-breakpoint
-- Two periods of one company's membership never overlap.
create extension if not exists btree_gist;
--> statement-breakpoint
alter table memberships add constraint memberships_apart exclude using gist (cluster_id with =, company_id with =, daterange(from_on, until_on, '[]') with &&);
--> statement-breakpoint
-- Of its own record a company's leader says what it makes, for whom, and who holds its capital; the rest is the cluster's to keep.
create function access.refuse_company_profile_edit() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare kept text[] := array['value_chain', 'technologies', 'markets', 'autonomy', 'autonomy_declared_on', 'jei_from', 'jei_until', 'cir_from', 'cir_until', 'version', 'updated_at']; begin
  if access.audience() = 'company' and (to_jsonb(old) - kept) is distinct from (to_jsonb(new) - kept) then
    raise exception 'not the company''s to change' using errcode = '42501'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger companies_company_edit before update on companies for each row execute function access.refuse_company_profile_edit();
--> statement-breakpoint
-- Dated de minimis aid of a company's single undertaking: itself, and the companies linked under the same head, whom the caller may not see.
-- Days and amounts alone, and only of a company the caller reaches.
create function access.undertaking_aids(p_company uuid) returns table (granted_on date, gross_grant_cents bigint, is_own boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  with one as (select c.id, c.siren, case when c.autonomy = 'linked' then c.group_head_siren end as head from companies c
      where c.cluster_id = access.cluster_id() and c.id = p_company
        and (access.sees_all() or c.id = any (access.company_ids())
          or access.has_scope() and exists (select from cases s where s.cluster_id = c.cluster_id and s.company_id = c.id and s.lead_id is not null and access.reaches_case(s)))),
    linked as (
      select id from one
      union select c.id from companies c join one o on c.siren = o.head where c.cluster_id = access.cluster_id()
      union select c.id from companies c join one o on c.group_head_siren = coalesce(o.head, o.siren) where c.cluster_id = access.cluster_id() and c.autonomy = 'linked')
  select g.granted_on, g.gross_grant_cents, g.company_id = p_company from linked l join aid_grants g on g.cluster_id = access.cluster_id() and g.company_id = l.id
  where g.is_de_minimis and not g.is_struck and not exists (select from aid_grants n where n.cluster_id = g.cluster_id and n.corrects_id = g.id) $$;
--> statement-breakpoint
revoke all on function access.refuse_company_profile_edit(), access.undertaking_aids(uuid) from public;
--> statement-breakpoint
grant execute on function access.refuse_company_profile_edit(), access.undertaking_aids(uuid) to app_user, app_worker, app_auth, app_keeper;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
alter function access.undertaking_aids(uuid) owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth;
--> statement-breakpoint
-- Search finds a company by the name over its door too.
create or replace function access.keep_company_documents() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare g record; begin
  insert into search_documents (cluster_id, id, kind, company_id, title, hint, folded)
    select n.cluster_id, n.id, 'company', n.id, n.name, n.siren, ' ' || regexp_replace(access.fold(concat_ws(' ', n.name, n.acronym, n.trade_name, n.siren, n.foreign_id)), '[^[:alnum:]]+', ' ', 'g') from new_rows n
    on conflict (cluster_id, id) do update set title = excluded.title, hint = excluded.hint, folded = excluded.folded;
  for g in select n.cluster_id, array_agg(n.id) ids from new_rows n group by 1 loop
    perform access.keep_words(g.cluster_id, g.ids);
    if tg_op = 'UPDATE' then
      update search_documents d set title = c.name, folded = ' ' || regexp_replace(access.fold(concat_ws(' ', s.reference, replace(s.reference, '-', ''), c.name, s.title)), '[^[:alnum:]]+', ' ', 'g')
        from cases s join companies c on c.cluster_id = s.cluster_id and c.id = s.company_id
        where d.cluster_id = g.cluster_id and d.kind = 'case' and d.company_id = any (g.ids) and s.cluster_id = d.cluster_id and s.id = d.id and d.title <> c.name;
    end if;
  end loop;
  return null;
end $$;
