-- Entries of the vendors' own audit logs. An entry is known by the vendor's id of it; repeats are dropped by the log.
-- `actor_id` is our pseudonym; what is personal besides (address, e-mail, free text) stands in the sealed envelope.
CREATE TABLE vendor_audit
(
    org_id LowCardinality(String),
    id String,
    vendor_id LowCardinality(String),
    credential_id LowCardinality(String),
    action LowCardinality(String),
    actor_id LowCardinality(String),
    project_id LowCardinality(String),
    target_type LowCardinality(String),
    target_ref String,
    outcome LowCardinality(String),
    envelope String CODEC(NONE),
    created_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    ingested_at DateTime64(3, 'UTC'),
    expires_at DateTime('UTC'),
    batch_id String CODEC(ZSTD(1)),
    INDEX id_filter id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX batch_filter batch_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(created_at)
ORDER BY (org_id, created_at, id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- A cost in another currency keeps its amount; the dated rate stands beside it, 0 while none is known.
ALTER TABLE vendor_costs ADD COLUMN usd_rate Decimal(38, 9) DEFAULT if(currency = 'USD', 1, 0);
ALTER TABLE vendor_costs ADD COLUMN usd_rate_day Date DEFAULT day;

-- What became of a quarantined item that was taken up again.
CREATE TABLE quarantine_ends
(
    org_id LowCardinality(String),
    id String,
    result LowCardinality(String),
    ended_at DateTime64(3, 'UTC'),
    expires_at DateTime('UTC'),
    batch_id String
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(ended_at)
ORDER BY (org_id, id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;
