-- The original texts of events, for organizations that keep them: gzip, cut into parts, each sealed for its own row under
-- the data key of its event's most sensitive kind of data. `id` is what the envelope is bound to, `event_id` whose it is.
CREATE TABLE evidence
(
    org_id LowCardinality(String),
    id String CODEC(ZSTD(1)),
    event_id String CODEC(ZSTD(1)),
    data_type LowCardinality(String),
    part UInt16,
    parts UInt16,
    envelope String CODEC(NONE),
    kek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[2],
    dek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[3],
    created_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    ingested_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    expires_at DateTime('UTC') CODEC(Delta, ZSTD(1)),
    batch_id String CODEC(ZSTD(1)),
    INDEX id_filter event_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX batch_filter batch_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(created_at)
ORDER BY (org_id, created_at, event_id, part)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- What was asked of a vendor for one page, so that its kept answers can be read again without the vendor. A reading of a
-- window is a pass; its pages are a chain from `page_key` to `next_key` (hashes of the vendor's cursors, '' at both ends).
-- The envelope names each call and which kept answer it had.
CREATE TABLE raw_pages
(
    org_id LowCardinality(String),
    id String,
    vendor_id LowCardinality(String),
    credential_id LowCardinality(String),
    stream LowCardinality(String),
    run_id String,
    pass String,
    window_from DateTime64(3, 'UTC'),
    window_to DateTime64(3, 'UTC'),
    page_key String,
    next_key String,
    envelope String CODEC(NONE),
    kek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[2],
    dek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[3],
    created_at DateTime64(3, 'UTC'),
    expires_at DateTime('UTC'),
    batch_id String
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(created_at)
ORDER BY (org_id, credential_id, stream, created_at, id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

ALTER TABLE raw_payloads ADD INDEX id_filter id TYPE bloom_filter(0.01) GRANULARITY 1;
