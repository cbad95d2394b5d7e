ALTER TABLE "aid_grants" ADD COLUMN "instrument_other" text;--> statement-breakpoint
ALTER TABLE "instruments" ADD COLUMN "aid_rule" text collate "C";--> statement-breakpoint
ALTER TABLE "aid_grants" ADD CONSTRAINT "aid_grants_instrument" CHECK (instrument_code is null or instrument_other is null);--> statement-breakpoint
ALTER TABLE "instruments" ADD CONSTRAINT "instruments_aid_rule" CHECK ("instruments"."aid_rule" in ('de_minimis', 'other'));