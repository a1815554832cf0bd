CREATE TABLE `__new_uploads` (
	`id` text NOT NULL,
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
	`finished_at_ms` integer,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
INSERT INTO `__new_uploads`("id", "org_id", "name", "format", "status", "bytes_total", "bytes_read", "rows_read", "ingested", "duplicates", "quarantined", "faults", "started_by", "last_error", "created_at_ms", "updated_at_ms", "finished_at_ms") SELECT "id", "org_id", "name", "format", "status", "bytes_total", "bytes_read", "rows_read", "ingested", "duplicates", "quarantined", "faults", "started_by", "last_error", "created_at_ms", "updated_at_ms", "finished_at_ms" FROM `uploads`;--> statement-breakpoint
DROP TABLE `uploads`;--> statement-breakpoint
ALTER TABLE `__new_uploads` RENAME TO `uploads`;--> statement-breakpoint
CREATE INDEX `uploads_org` ON `uploads` (`org_id`,`created_at_ms`,`id`);