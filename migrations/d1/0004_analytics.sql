CREATE TABLE `evidence_settings` (
	`org_id` text PRIMARY KEY NOT NULL,
	`is_kept` integer NOT NULL,
	`retention_days` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `model_profiles` (
	`org_id` text NOT NULL,
	`model` text NOT NULL,
	`source` text NOT NULL,
	`baseline_latency_ms` real,
	`feature_stats` text NOT NULL,
	`reference_from_ms` integer,
	`reference_to_ms` integer,
	`updated_by` text NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `model`)
);
--> statement-breakpoint
CREATE TABLE `rescans` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`status` text NOT NULL,
	`from_ms` integer NOT NULL,
	`to_ms` integer NOT NULL,
	`cursor` text,
	`events_total` integer NOT NULL,
	`events_read` integer DEFAULT 0 NOT NULL,
	`from_evidence` integer DEFAULT 0 NOT NULL,
	`from_excerpts` integer DEFAULT 0 NOT NULL,
	`without_text` integer DEFAULT 0 NOT NULL,
	`corrected` integer DEFAULT 0 NOT NULL,
	`started_by` text NOT NULL,
	`last_error` text,
	`lease_id` text,
	`lease_until_ms` integer DEFAULT 0 NOT NULL,
	`created_at_ms` integer NOT NULL,
	`finished_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `rescans_org` ON `rescans` (`org_id`,`created_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `rescans_due` ON `rescans` (`status`);--> statement-breakpoint
CREATE TABLE `saved_queries` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`params` text NOT NULL,
	`is_shared` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saved_queries_org` ON `saved_queries` (`org_id`,`name`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`page` text NOT NULL,
	`name` text NOT NULL,
	`filters` text NOT NULL,
	`is_shared` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saved_views_page` ON `saved_views` (`org_id`,`page`,`name`);--> statement-breakpoint
CREATE TABLE `stream_spreads` (
	`org_id` text NOT NULL,
	`since_ms` integer NOT NULL,
	`shards` integer NOT NULL,
	PRIMARY KEY(`org_id`, `since_ms`)
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`name` text NOT NULL,
	`format` text NOT NULL,
	`status` text NOT NULL,
	`bytes_total` integer,
	`bytes_read` integer DEFAULT 0 NOT NULL,
	`rows_read` integer DEFAULT 0 NOT NULL,
	`ingested` integer DEFAULT 0 NOT NULL,
	`duplicates` integer DEFAULT 0 NOT NULL,
	`quarantined` integer DEFAULT 0 NOT NULL,
	`faults` text NOT NULL,
	`started_by` text NOT NULL,
	`last_error` text,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	`finished_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `uploads_org` ON `uploads` (`org_id`,`created_at_ms`,`id`);