-- What happened. One row per event; counts of collector rows are signed differences (see ARCHITECTURE.md).
-- Empty strings stand for "not known". The deduplication window makes a repeated insert harmless, here and,
-- because each rollup target has one too, in the rollups.
CREATE TABLE events
(
    org_id LowCardinality(String),
    id String CODEC(ZSTD(1)),
    kind LowCardinality(String),
    source LowCardinality(String),
    workspace_id LowCardinality(String),
    project_id LowCardinality(String),
    vendor_id LowCardinality(String),
    model LowCardinality(String),
    operation LowCardinality(String),
    actor_id LowCardinality(String),
    api_key_id LowCardinality(String),
    requests Nullable(Int64),
    tokens_in Int64 CODEC(T64, ZSTD(1)),
    tokens_out Int64 CODEC(T64, ZSTD(1)),
    tokens_cached Int64 CODEC(T64, ZSTD(1)),
    tokens_reasoning Int64 CODEC(T64, ZSTD(1)),
    tokens_estimated Bool,
    cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
    cost_source LowCardinality(String),
    latency_ms Nullable(Float64),
    status LowCardinality(String),
    violation_type LowCardinality(String),
    violation_label LowCardinality(String),
    severity LowCardinality(String),
    compliance_hits Array(LowCardinality(String)),
    findings Array(Tuple(code LowCardinality(String), field LowCardinality(String), start UInt32, end UInt32, level LowCardinality(String), confidence Float32)),
    prompt_excerpt String CODEC(ZSTD(1)),
    response_excerpt String CODEC(ZSTD(1)),
    risk_score Float32,
    risk_label LowCardinality(String),
    flags Array(LowCardinality(String)),
    decision LowCardinality(String),
    policy_version LowCardinality(String),
    inspected LowCardinality(String),
    uninspected_reason LowCardinality(String),
    ml String CODEC(ZSTD(1)),
    region LowCardinality(String),
    trace_id String CODEC(ZSTD(1)),
    created_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    ingested_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    expires_at DateTime('UTC') CODEC(Delta, ZSTD(1)),
    batch_id String CODEC(ZSTD(1)),
    INDEX id_filter id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX batch_filter batch_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX violation_filter violation_type TYPE set(64) GRANULARITY 1,
    INDEX severity_filter severity TYPE set(8) GRANULARITY 1,
    INDEX vendor_filter vendor_id TYPE set(64) GRANULARITY 1,
    INDEX model_filter model TYPE set(256) GRANULARITY 1,
    INDEX actor_filter actor_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(created_at)
ORDER BY (org_id, created_at, id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- Per hour and vendor: what the overview and the vendor page read, whatever the number of events.
CREATE TABLE vendor_hourly
(
    org_id LowCardinality(String),
    hour DateTime('UTC'),
    vendor_id LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    violations SimpleAggregateFunction(sum, Int64),
    requests SimpleAggregateFunction(sum, Int64),
    tokens SimpleAggregateFunction(sum, Int64),
    cost_usd SimpleAggregateFunction(sum, Decimal(38, 9)),
    latency_ms AggregateFunction(quantilesDD(0.01, 0.5, 0.95), Float64),
    latency_count SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (org_id, hour, vendor_id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW vendor_hourly_view TO vendor_hourly AS
SELECT
    org_id,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    vendor_id,
    toInt64(count()) AS events,
    toInt64(countIf(violation_type != '')) AS violations,
    toInt64(sum(ifNull(source_row.requests, 0))) AS requests,
    toInt64(sum(tokens_in + tokens_out)) AS tokens,
    sum(source_row.cost_usd) AS cost_usd,
    quantilesDDStateIf(0.01, 0.5, 0.95)(ifNull(source_row.latency_ms, 0), isNotNull(source_row.latency_ms)) AS latency_ms,
    toInt64(countIf(isNotNull(source_row.latency_ms))) AS latency_count,
    max(source_row.expires_at) AS expires_at
FROM events AS source_row
GROUP BY org_id, hour, vendor_id;

-- The vendors' own cost reports, as signed differences per natural key. Never added to priced usage.
CREATE TABLE vendor_costs
(
    org_id LowCardinality(String),
    id String,
    vendor_id LowCardinality(String),
    credential_id LowCardinality(String),
    day Date,
    line_item String,
    project_ref LowCardinality(String),
    api_key_ref LowCardinality(String),
    amount Decimal(38, 9),
    currency LowCardinality(String),
    ingested_at DateTime64(3, 'UTC'),
    expires_at DateTime('UTC'),
    batch_id String
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (org_id, vendor_id, day, line_item, id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- Vendor answers as they were received: gzip, cut into parts, each sealed by the vault.
CREATE TABLE raw_payloads
(
    org_id LowCardinality(String),
    id String,
    vendor_id LowCardinality(String),
    credential_id LowCardinality(String),
    stream LowCardinality(String),
    run_id String,
    part UInt16,
    parts UInt16,
    envelope String CODEC(NONE),
    created_at DateTime64(3, 'UTC'),
    expires_at DateTime('UTC'),
    batch_id String
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(created_at)
ORDER BY (org_id, created_at, id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- Items that were taken but could not become events, sealed by the vault, each with its reason.
CREATE TABLE quarantined
(
    org_id LowCardinality(String),
    id String,
    source LowCardinality(String),
    reason LowCardinality(String),
    envelope String CODEC(NONE),
    created_at DateTime64(3, 'UTC'),
    expires_at DateTime('UTC'),
    batch_id String
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(created_at)
ORDER BY (org_id, created_at, id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;
