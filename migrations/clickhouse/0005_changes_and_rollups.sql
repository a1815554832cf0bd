-- Every change of what is known about events comes in here: a new event is one row with sign 1; a correction is two, the
-- event as it was with sign -1 and as it is now with sign 1. Nothing stays in this table. Its views write `events` and
-- every rollup, so a correction leaves the rollups exact; whoever corrects then deletes the older revision from `events`.
ALTER TABLE events ADD COLUMN revision UInt32 DEFAULT 0;
ALTER TABLE events ADD COLUMN detector_version LowCardinality(String) DEFAULT '';

CREATE TABLE event_changes
(
    sign Int8 DEFAULT 1,
    org_id LowCardinality(String),
    id String,
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
    tokens_in Int64,
    tokens_out Int64,
    tokens_cached Int64,
    tokens_reasoning Int64,
    tokens_estimated Bool,
    cost_usd Decimal(38, 9),
    cost_source LowCardinality(String),
    latency_ms Nullable(Float64),
    status LowCardinality(String),
    violation_type LowCardinality(String),
    violation_label LowCardinality(String),
    severity LowCardinality(String),
    compliance_hits Array(LowCardinality(String)),
    findings Array(Tuple(code LowCardinality(String), field LowCardinality(String), start UInt32, end UInt32, level LowCardinality(String), confidence Float32)),
    prompt_excerpt String,
    response_excerpt String,
    risk_score Float32,
    risk_label LowCardinality(String),
    flags Array(LowCardinality(String)),
    decision LowCardinality(String),
    policy_version LowCardinality(String),
    inspected LowCardinality(String),
    uninspected_reason LowCardinality(String),
    ml String,
    region LowCardinality(String),
    trace_id String,
    created_at DateTime64(3, 'UTC'),
    ingested_at DateTime64(3, 'UTC'),
    expires_at DateTime('UTC'),
    batch_id String,
    revision UInt32 DEFAULT 0,
    detector_version LowCardinality(String) DEFAULT ''
)
ENGINE = Null;

-- Rollups of before stood on `events` itself.
DROP VIEW vendor_hourly_view;
DROP VIEW detector_hourly_view;
DROP VIEW inspection_hourly_view;

-- Per hour and value of one dimension (vendor, model, workspace, project, actor, api_key, detector): what dashboards
-- read, whatever the number of events. An empty value stands for events that do not say. `counted_…` sums only rows
-- that know how many calls they stand for. Latency is kept for vendors, models and workspaces, and never corrected.
-- Granules are small, since a question reads a few rows of one dimension and the states of latency are large.
CREATE TABLE dimension_hourly
(
    org_id LowCardinality(String),
    dimension LowCardinality(String),
    hour DateTime('UTC'),
    value LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    violations SimpleAggregateFunction(sum, Int64),
    critical SimpleAggregateFunction(sum, Int64),
    requests SimpleAggregateFunction(sum, Int64),
    tokens_in SimpleAggregateFunction(sum, Int64),
    tokens_out SimpleAggregateFunction(sum, Int64),
    cost_usd SimpleAggregateFunction(sum, Decimal(38, 9)),
    counted_cost_usd SimpleAggregateFunction(sum, Decimal(38, 9)),
    latency_ms AggregateFunction(quantilesDD(0.01, 0.5, 0.95, 0.99), Float64),
    latency_count SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (org_id, dimension, hour, value)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 512;

-- The same per day, for longer ranges.
CREATE TABLE dimension_daily
(
    org_id LowCardinality(String),
    dimension LowCardinality(String),
    day Date,
    value LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    violations SimpleAggregateFunction(sum, Int64),
    critical SimpleAggregateFunction(sum, Int64),
    requests SimpleAggregateFunction(sum, Int64),
    tokens_in SimpleAggregateFunction(sum, Int64),
    tokens_out SimpleAggregateFunction(sum, Int64),
    cost_usd SimpleAggregateFunction(sum, Decimal(38, 9)),
    counted_cost_usd SimpleAggregateFunction(sum, Decimal(38, 9)),
    latency_ms AggregateFunction(quantilesDD(0.01, 0.5, 0.95, 0.99), Float64),
    latency_count SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (org_id, dimension, day, value)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 64;

-- Per day, what was used by whom for what: for costs grouped by several things at once or filtered, and for FOCUS.
CREATE TABLE usage_daily
(
    org_id LowCardinality(String),
    day Date,
    kind LowCardinality(String),
    vendor_id LowCardinality(String),
    model LowCardinality(String),
    workspace_id LowCardinality(String),
    project_id LowCardinality(String),
    actor_id LowCardinality(String),
    api_key_id LowCardinality(String),
    operation LowCardinality(String),
    cost_source LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    violations SimpleAggregateFunction(sum, Int64),
    requests SimpleAggregateFunction(sum, Int64),
    tokens_in SimpleAggregateFunction(sum, Int64),
    tokens_out SimpleAggregateFunction(sum, Int64),
    tokens_cached SimpleAggregateFunction(sum, Int64),
    tokens_reasoning SimpleAggregateFunction(sum, Int64),
    cost_usd SimpleAggregateFunction(sum, Decimal(38, 9)),
    counted_cost_usd SimpleAggregateFunction(sum, Decimal(38, 9)),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (org_id, day, vendor_id, model, workspace_id, project_id, actor_id, api_key_id, operation, kind, cost_source)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- Per day, how many events have a value in a column: what filter menus offer.
CREATE TABLE facet_daily
(
    org_id LowCardinality(String),
    facet LowCardinality(String),
    day Date,
    value LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (org_id, facet, day, value)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- Per day: how far texts were inspected, by whom they came and with which detectors.
CREATE TABLE inspection_daily
(
    org_id LowCardinality(String),
    day Date,
    kind LowCardinality(String),
    source LowCardinality(String),
    inspected LowCardinality(String),
    uninspected_reason LowCardinality(String),
    detector_version LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    flagged SimpleAggregateFunction(sum, Int64),
    critical SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (org_id, day, kind, source, inspected, uninspected_reason, detector_version)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW dimension_hourly_view TO dimension_hourly AS
SELECT
    org_id,
    pair.1 AS dimension,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    pair.2 AS value,
    toInt64(sum(change.sign)) AS events,
    toInt64(sumIf(change.sign, change.violation_type != '')) AS violations,
    toInt64(sumIf(change.sign, change.severity = 'critical')) AS critical,
    toInt64(sum(change.sign * ifNull(change.requests, 0))) AS requests,
    toInt64(sum(change.sign * change.tokens_in)) AS tokens_in,
    toInt64(sum(change.sign * change.tokens_out)) AS tokens_out,
    sum(toDecimal128(change.sign, 0) * change.cost_usd) AS cost_usd,
    sumIf(toDecimal128(change.sign, 0) * change.cost_usd, isNotNull(change.requests)) AS counted_cost_usd,
    quantilesDDStateIf(0.01, 0.5, 0.95, 0.99)(
        ifNull(change.latency_ms, 0),
        isNotNull(change.latency_ms) AND change.revision = 0 AND pair.1 IN ('vendor', 'model', 'workspace')
    ) AS latency_ms,
    toInt64(countIf(isNotNull(change.latency_ms) AND change.revision = 0)) AS latency_count,
    max(change.expires_at) AS expires_at
FROM event_changes AS change
ARRAY JOIN arrayConcat(
    [
        ('vendor', toString(vendor_id)), ('model', toString(model)), ('workspace', toString(workspace_id)),
        ('project', toString(project_id)), ('actor', toString(actor_id)), ('api_key', toString(api_key_id))
    ],
    arrayMap(hit -> ('detector', toString(hit)), compliance_hits)
) AS pair
GROUP BY org_id, dimension, hour, value;

CREATE MATERIALIZED VIEW dimension_daily_view TO dimension_daily AS
SELECT
    org_id,
    dimension,
    toDate(part.hour) AS day,
    value,
    sum(part.events) AS events,
    sum(part.violations) AS violations,
    sum(part.critical) AS critical,
    sum(part.requests) AS requests,
    sum(part.tokens_in) AS tokens_in,
    sum(part.tokens_out) AS tokens_out,
    sum(part.cost_usd) AS cost_usd,
    sum(part.counted_cost_usd) AS counted_cost_usd,
    quantilesDDMergeState(0.01, 0.5, 0.95, 0.99)(part.latency_ms) AS latency_ms,
    sum(part.latency_count) AS latency_count,
    max(part.expires_at) AS expires_at
FROM dimension_hourly AS part
GROUP BY org_id, dimension, day, value;

CREATE MATERIALIZED VIEW usage_daily_view TO usage_daily AS
SELECT
    org_id,
    toDate(created_at) AS day,
    kind,
    vendor_id,
    model,
    workspace_id,
    project_id,
    actor_id,
    api_key_id,
    operation,
    cost_source,
    toInt64(sum(change.sign)) AS events,
    toInt64(sumIf(change.sign, change.violation_type != '')) AS violations,
    toInt64(sum(change.sign * ifNull(change.requests, 0))) AS requests,
    toInt64(sum(change.sign * change.tokens_in)) AS tokens_in,
    toInt64(sum(change.sign * change.tokens_out)) AS tokens_out,
    toInt64(sum(change.sign * change.tokens_cached)) AS tokens_cached,
    toInt64(sum(change.sign * change.tokens_reasoning)) AS tokens_reasoning,
    sum(toDecimal128(change.sign, 0) * change.cost_usd) AS cost_usd,
    sumIf(toDecimal128(change.sign, 0) * change.cost_usd, isNotNull(change.requests)) AS counted_cost_usd,
    max(change.expires_at) AS expires_at
FROM event_changes AS change
GROUP BY org_id, day, kind, vendor_id, model, workspace_id, project_id, actor_id, api_key_id, operation, cost_source;

-- First the few combinations that a batch has, then their values: cutting every row into its values costs twice as much.
CREATE MATERIALIZED VIEW facet_daily_view TO facet_daily AS
SELECT
    org_id,
    pair.1 AS facet,
    day,
    pair.2 AS value,
    sum(part.rows) AS events,
    max(part.until) AS expires_at
FROM
(
    SELECT
        org_id,
        toDate(created_at) AS day,
        kind, source, operation, status, severity, violation_type, risk_label, decision, inspected,
        uninspected_reason, cost_source, policy_version, region, flags,
        toInt64(sum(change.sign)) AS rows,
        max(change.expires_at) AS until
    FROM event_changes AS change
    GROUP BY
        org_id, day, kind, source, operation, status, severity, violation_type, risk_label, decision, inspected,
        uninspected_reason, cost_source, policy_version, region, flags
) AS part
ARRAY JOIN arrayConcat(
    [
        ('kind', toString(kind)), ('source', toString(source)), ('operation', toString(operation)),
        ('status', toString(status)), ('severity', toString(severity)), ('violation_type', toString(violation_type)),
        ('risk_label', toString(risk_label)), ('decision', toString(decision)), ('inspected', toString(inspected)),
        ('uninspected_reason', toString(uninspected_reason)), ('cost_source', toString(cost_source)),
        ('policy_version', toString(policy_version)), ('region', toString(region))
    ],
    arrayMap(flag -> ('flag', toString(flag)), flags)
) AS pair
WHERE pair.2 != ''
GROUP BY org_id, facet, day, value;

CREATE MATERIALIZED VIEW inspection_daily_view TO inspection_daily AS
SELECT
    org_id,
    toDate(created_at) AS day,
    kind,
    source,
    inspected,
    uninspected_reason,
    detector_version,
    toInt64(sum(change.sign)) AS events,
    toInt64(sumIf(change.sign, change.severity != '')) AS flagged,
    toInt64(sumIf(change.sign, change.severity = 'critical')) AS critical,
    max(change.expires_at) AS expires_at
FROM event_changes AS change
GROUP BY org_id, day, kind, source, inspected, uninspected_reason, detector_version;

-- What was stored before goes through the views once more, before the view that writes `events` exists.
INSERT INTO event_changes SELECT 1 AS sign, * FROM events;

CREATE MATERIALIZED VIEW events_view TO events AS
SELECT * EXCEPT (sign) FROM event_changes WHERE sign = 1;

DROP TABLE vendor_hourly;
DROP TABLE detector_hourly;
DROP TABLE inspection_hourly;
