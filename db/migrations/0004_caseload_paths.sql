DROP INDEX "cases_board";--> statement-breakpoint
CREATE INDEX "cases_of_taker" ON "cases" USING btree ("cluster_id","triage_owner_id","next_due_on","id") WHERE worklist = 'new' and lead_id is null;--> statement-breakpoint
CREATE INDEX "cases_ended" ON "cases" USING btree ("cluster_id","state","ended_on","id") WHERE worklist = 'closed';--> statement-breakpoint
CREATE INDEX "cases_ended_of_team" ON "cases" USING btree ("cluster_id","team_id","ended_on","id") WHERE worklist = 'closed';--> statement-breakpoint
CREATE INDEX "cases_ended_of_track" ON "cases" USING btree ("cluster_id","track","ended_on","id") WHERE worklist = 'closed';--> statement-breakpoint
CREATE INDEX "cluster_roles_of_role" ON "cluster_roles" USING btree ("cluster_id","role","person_id");--> statement-breakpoint
CREATE INDEX "team_members_of_team" ON "team_members" USING btree ("cluster_id","team_id","person_id");--> statement-breakpoint
CREATE INDEX "cases_board" ON "cases" USING btree ("cluster_id","state","worklist","next_due_on","id") WHERE worklist <> 'closed';