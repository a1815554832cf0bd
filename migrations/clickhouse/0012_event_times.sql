-- When an event happened whose id does not tell it: one event by an id of the sender's own is a reading of two granules, where
-- the filters of every part were read before. Ids that tell (UUIDv7, to an hour) are left out, so that whoever sends those
-- pays nothing for it. A hash of eight bytes is enough: the event's own id is compared where it is read.
CREATE TABLE event_times
(
    org_id LowCardinality(String),
    id_hash UInt64 CODEC(Delta, ZSTD(1)),
    minute DateTime('UTC') CODEC(ZSTD(1)),
    expires_on Date CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(minute)
ORDER BY (org_id, id_hash)
TTL expires_on
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 1024;

INSERT INTO event_times
SELECT
    org_id,
    sipHash64(id) AS id_hash,
    toStartOfMinute(toDateTime(created_at, 'UTC')) AS minute,
    toDate(expires_at, 'UTC') + 1 AS expires_on
FROM events
WHERE NOT (
    match(id, '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')
    AND abs(reinterpretAsInt64(reverse(unhex(concat('0000', substring(id, 1, 8), substring(id, 10, 4))))) - toUnixTimestamp64Milli(created_at)) <= 3600000
);

CREATE MATERIALIZED VIEW event_times_view TO event_times AS
SELECT
    org_id,
    sipHash64(id) AS id_hash,
    toStartOfMinute(toDateTime(created_at, 'UTC')) AS minute,
    toDate(expires_at, 'UTC') + 1 AS expires_on
FROM event_changes
WHERE sign = 1 AND revision = 0 AND NOT (
    match(id, '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')
    AND abs(reinterpretAsInt64(reverse(unhex(concat('0000', substring(id, 1, 8), substring(id, 10, 4))))) - toUnixTimestamp64Milli(created_at)) <= 3600000
);

-- Parts of a month that nothing has come into for a while become one, so that what a question reads goes with the days and
-- values of a rollup and not with how often it was added to.
ALTER TABLE dimension_hourly MODIFY SETTING min_age_to_force_merge_seconds = 300, min_age_to_force_merge_on_partition_only = 1;
ALTER TABLE dimension_daily MODIFY SETTING min_age_to_force_merge_seconds = 300, min_age_to_force_merge_on_partition_only = 1;
ALTER TABLE usage_daily MODIFY SETTING min_age_to_force_merge_seconds = 300, min_age_to_force_merge_on_partition_only = 1;
ALTER TABLE facet_daily MODIFY SETTING min_age_to_force_merge_seconds = 300, min_age_to_force_merge_on_partition_only = 1;
ALTER TABLE inspection_daily MODIFY SETTING min_age_to_force_merge_seconds = 300, min_age_to_force_merge_on_partition_only = 1;
