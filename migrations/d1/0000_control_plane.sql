CREATE TABLE `actors` (
	`org_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`email` text,
	`name` text,
	`seen_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `actor_id`)
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`name` text NOT NULL,
	`secret_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer,
	`revoked_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `api_keys_org` ON `api_keys` (`org_id`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`org_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`outcome` text NOT NULL,
	`request_id` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entries_org` ON `audit_entries` (`org_id`,`seq`);--> statement-breakpoint
CREATE TABLE `collector_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`vendor_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`stream` text NOT NULL,
	`status` text NOT NULL,
	`pulled` integer NOT NULL,
	`errors` integer NOT NULL,
	`error_message` text,
	`started_at_ms` integer NOT NULL,
	`finished_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `collector_runs_org` ON `collector_runs` (`org_id`,`started_at_ms`,`id`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`vendor_id` text NOT NULL,
	`label` text NOT NULL,
	`kind` text NOT NULL,
	`hint` text NOT NULL,
	`secret_envelope` text NOT NULL,
	`account_ref` text,
	`status` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `credentials_org` ON `credentials` (`org_id`);--> statement-breakpoint
CREATE TABLE `data_keys` (
	`org_id` text NOT NULL,
	`dek_id` text NOT NULL,
	`kek_id` text NOT NULL,
	`wrapped` text NOT NULL,
	`status` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `dek_id`)
);
--> statement-breakpoint
CREATE TABLE `inventory` (
	`org_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`type` text NOT NULL,
	`ref` text NOT NULL,
	`target` text NOT NULL,
	PRIMARY KEY(`credential_id`, `type`, `ref`)
);
--> statement-breakpoint
CREATE TABLE `memberships` (
	`org_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `memberships_user` ON `memberships` (`user_id`);--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`region` text NOT NULL,
	`plan` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`user_id` text NOT NULL,
	`refresh_hash` text NOT NULL,
	`previous_refresh_hash` text,
	`rotated_at_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`revoked_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`subject` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failures_subject` ON `sign_in_failures` (`subject`,`at_ms`);--> statement-breakpoint
CREATE TABLE `streams` (
	`credential_id` text NOT NULL,
	`stream` text NOT NULL,
	`org_id` text NOT NULL,
	`interval_s` integer NOT NULL,
	`next_due_at_ms` integer NOT NULL,
	`high_water_at_ms` integer,
	`lease_id` text,
	`lease_until_ms` integer NOT NULL,
	`status` text NOT NULL,
	`last_error` text,
	PRIMARY KEY(`credential_id`, `stream`)
);
--> statement-breakpoint
CREATE INDEX `streams_due` ON `streams` (`status`,`next_due_at_ms`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);