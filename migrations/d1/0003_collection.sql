CREATE TABLE `custom_vendors` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`label` text NOT NULL,
	`collector_url` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`org_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`message` text NOT NULL,
	`times` integer NOT NULL,
	`first_at_ms` integer NOT NULL,
	`last_at_ms` integer NOT NULL,
	`resolved_at_ms` integer,
	PRIMARY KEY(`org_id`, `kind`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `notices_org` ON `notices` (`org_id`,`last_at_ms`);--> statement-breakpoint
CREATE TABLE `exchange_rates` (
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`usd_per_unit` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`currency`, `day`)
);
--> statement-breakpoint
CREATE TABLE `price_overrides` (
	`org_id` text NOT NULL,
	`vendor_id` text NOT NULL,
	`model` text NOT NULL,
	`effective_from_ms` integer NOT NULL,
	`prices` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `vendor_id`, `model`, `effective_from_ms`)
);
--> statement-breakpoint
CREATE TABLE `key_rotations` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`scope` text NOT NULL,
	`status` text NOT NULL,
	`cursor` text NOT NULL,
	`total` integer NOT NULL,
	`done` integer NOT NULL,
	`failed` integer NOT NULL,
	`error` text,
	`lease_until_ms` integer NOT NULL,
	`started_by` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`finished_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `key_rotations_org` ON `key_rotations` (`org_id`,`started_at_ms`);--> statement-breakpoint
ALTER TABLE `collector_runs` ADD `pages` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `collector_runs` ADD `progress` real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `credentials` ADD `fingerprint` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `credentials` ADD `service_account_envelope` text;--> statement-breakpoint
ALTER TABLE `credentials` ADD `service_account_hint` text;--> statement-breakpoint
ALTER TABLE `credentials` ADD `settings` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `credentials` ADD `created_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `credentials` ADD `rotated_at_ms` integer;--> statement-breakpoint
ALTER TABLE `credentials` ADD `checked_at_ms` integer;--> statement-breakpoint
ALTER TABLE `credentials` ADD `last_error` text;--> statement-breakpoint
ALTER TABLE `credentials` ADD `last_used_at_ms` integer;--> statement-breakpoint
ALTER TABLE `streams` ADD `history_from_ms` integer;--> statement-breakpoint
ALTER TABLE `streams` ADD `history_read_to_ms` integer;--> statement-breakpoint
ALTER TABLE `streams` ADD `checkpoint` text;--> statement-breakpoint
ALTER TABLE `data_keys` ADD `purpose` text DEFAULT 'general' NOT NULL;