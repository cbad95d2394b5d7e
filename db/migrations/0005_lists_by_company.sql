CREATE INDEX "memberships_of_company" ON "memberships" USING btree ("cluster_id","company_id","from_on");--> statement-breakpoint
CREATE INDEX "baselines_of_case" ON "baselines" USING btree ("cluster_id","case_id");--> statement-breakpoint
CREATE INDEX "expected_figures_of_company" ON "expected_figures" USING btree ("cluster_id","company_id");