CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`user_id` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`status` text NOT NULL,
	`token_hash` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`accepted_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `invitations_org` ON `invitations` (`org_id`,`created_at_ms`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE TABLE `mailed_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`purpose` text NOT NULL,
	`email` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `mailed_tokens_user` ON `mailed_tokens` (`user_id`,`purpose`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`to_address` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_at` ON `outbox` (`at_ms`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`user_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at_ms` integer,
	PRIMARY KEY(`user_id`, `code_hash`)
);
--> statement-breakpoint
CREATE TABLE `checkpoint_targets` (
	`org_id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`pushed_size` integer NOT NULL,
	`pushed_at_ms` integer,
	`last_error` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`next_attempt_at_ms` integer DEFAULT 0 NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `checkpoint_targets_due` ON `checkpoint_targets` (`next_attempt_at_ms`);--> statement-breakpoint
CREATE TABLE `custom_detectors` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`name` text NOT NULL,
	`label` text NOT NULL,
	`category` text NOT NULL,
	`severity` text NOT NULL,
	`keywords` text,
	`pattern` text,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `custom_detectors_org` ON `custom_detectors` (`org_id`,`name`);--> statement-breakpoint
CREATE TABLE `detector_allowances` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`code` text,
	`value_envelope` text NOT NULL,
	`hint` text NOT NULL,
	`reason` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `detector_allowances_org` ON `detector_allowances` (`org_id`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `detector_settings` (
	`org_id` text NOT NULL,
	`code` text NOT NULL,
	`minimum_level` text NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `code`)
);
--> statement-breakpoint
CREATE TABLE `idempotent_answers` (
	`org_id` text NOT NULL,
	`name` text NOT NULL,
	`fingerprint` text NOT NULL,
	`answer_envelope` text,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `name`)
);
--> statement-breakpoint
CREATE INDEX `idempotent_answers_age` ON `idempotent_answers` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `custom_roles` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`permissions` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `custom_roles_org` ON `custom_roles` (`org_id`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`effect` text NOT NULL,
	`permission` text NOT NULL,
	`scope_type` text NOT NULL,
	`scope_id` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`requested_by` text NOT NULL,
	`decided_by` text,
	`created_at_ms` integer NOT NULL,
	`decided_at_ms` integer,
	`expires_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `grants_subject` ON `grants` (`org_id`,`subject_type`,`subject_id`);--> statement-breakpoint
CREATE INDEX `grants_list` ON `grants` (`org_id`,`created_at_ms`,`id`);--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `projects_org` ON `projects` (`org_id`,`workspace_id`);--> statement-breakpoint
CREATE TABLE `scoped_members` (
	`org_id` text NOT NULL,
	`scope_type` text NOT NULL,
	`scope_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `scope_type`, `scope_id`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `scoped_members_user` ON `scoped_members` (`org_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`name` text NOT NULL,
	`environment` text NOT NULL,
	`region` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `workspaces_org` ON `workspaces` (`org_id`);--> statement-breakpoint
CREATE TABLE `subject_keys` (
	`org_id` text NOT NULL,
	`subject` text NOT NULL,
	`kek_id` text NOT NULL,
	`wrapped` text,
	`created_at_ms` integer NOT NULL,
	`destroyed_at_ms` integer,
	PRIMARY KEY(`org_id`, `subject`)
);
--> statement-breakpoint
DROP INDEX `users_email`;--> statement-breakpoint
ALTER TABLE `users` ADD `owns_address` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `password_expires_at_ms` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `email_verified_at_ms` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_envelope` text;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_confirmed_at_ms` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_step` integer;--> statement-breakpoint
CREATE INDEX `users_named` ON `users` (`email`,`created_at_ms`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`) WHERE owns_address = 1;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `previous_secret_hash` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `previous_until_ms` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `workspace_id` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `project_id` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `addresses` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `rate_requests` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `rate_window_s` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `created_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `rotated_at_ms` integer;--> statement-breakpoint
ALTER TABLE `organizations` ADD `grants_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `organizations` ADD `policies_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `organizations` ADD `deleted_at_ms` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `user_agent` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `address` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `sign_in_failures` ADD `attempt_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `sign_in_failures_attempt` ON `sign_in_failures` (`attempt_id`);