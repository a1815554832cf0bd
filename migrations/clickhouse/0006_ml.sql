-- Models and what they are fed with, from every change of events, so that no dashboard reads events.

-- Per ten seconds and model, for a day: how fast models answer now. Old events that come late are not part of now.
CREATE TABLE model_recent
(
    org_id LowCardinality(String),
    slot DateTime('UTC'),
    model LowCardinality(String),
    kind LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    latency_ms SimpleAggregateFunction(sum, Float64),
    latency_count SimpleAggregateFunction(sum, Int64)
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMMDD(slot)
ORDER BY (org_id, slot, model, kind)
TTL slot + INTERVAL 1 DAY
SETTINGS non_replicated_deduplication_window = 10000;

-- Per hour and model: what it did, how fast, how often it failed and how risky that was. `stated` are events that say how
-- they ended. The sketch is never corrected, since a correction changes no latency.
CREATE TABLE model_hourly
(
    org_id LowCardinality(String),
    hour DateTime('UTC'),
    model LowCardinality(String),
    kind LowCardinality(String),
    vendor_id LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    requests SimpleAggregateFunction(sum, Int64),
    stated SimpleAggregateFunction(sum, Int64),
    errors SimpleAggregateFunction(sum, Int64),
    latency_sum_ms SimpleAggregateFunction(sum, Float64),
    latency_count SimpleAggregateFunction(sum, Int64),
    latency_ms AggregateFunction(quantilesDD(0.01, 0.5, 0.95, 0.99), Float64),
    suspicious SimpleAggregateFunction(sum, Int64),
    risky SimpleAggregateFunction(sum, Int64),
    last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (org_id, hour, model, kind, vendor_id)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- Per hour, model and feature that is a number; `(prediction)` is the prediction itself. Variance is kept as deviations
-- from the mean, since a sum of squares loses small spreads of large numbers. The sketch keeps ranks to 1 in 200.
CREATE TABLE ml_features_hourly
(
    org_id LowCardinality(String),
    hour DateTime('UTC'),
    model LowCardinality(String),
    feature LowCardinality(String),
    values_count SimpleAggregateFunction(sum, Int64),
    values_sum SimpleAggregateFunction(sum, Float64),
    least SimpleAggregateFunction(min, Float64),
    greatest SimpleAggregateFunction(max, Float64),
    spread AggregateFunction(varSampStable, Float64),
    ranks AggregateFunction(quantilesGK(200, 0.5), Float64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (org_id, hour, model, feature)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- The same for features that are words, true or false: how often each value was seen.
CREATE TABLE ml_categories_hourly
(
    org_id LowCardinality(String),
    hour DateTime('UTC'),
    model LowCardinality(String),
    feature LowCardinality(String),
    category String,
    values_count SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (org_id, hour, model, feature, category)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- What was stored before. No prediction is older than this, so the other tables begin empty.
INSERT INTO model_hourly
SELECT
    org_id,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    model,
    kind,
    vendor_id,
    toInt64(count()) AS events,
    toInt64(sum(ifNull(stored.requests, 0))) AS requests,
    toInt64(countIf(stored.status != '')) AS stated,
    toInt64(countIf(stored.status IN ('error', 'failed', 'failure', 'timeout'))) AS errors,
    sum(ifNull(stored.latency_ms, 0)) AS latency_sum_ms,
    toInt64(countIf(isNotNull(stored.latency_ms))) AS latency_count,
    quantilesDDStateIf(0.01, 0.5, 0.95, 0.99)(ifNull(stored.latency_ms, 0), isNotNull(stored.latency_ms)) AS latency_ms,
    toInt64(countIf(stored.risk_label = 'suspicious')) AS suspicious,
    toInt64(countIf(stored.risk_label = 'risky')) AS risky,
    max(stored.created_at) AS last_at,
    max(stored.expires_at) AS expires_at
FROM events AS stored
GROUP BY org_id, hour, model, kind, vendor_id;

CREATE MATERIALIZED VIEW model_recent_view TO model_recent AS
SELECT
    org_id,
    toStartOfInterval(toDateTime(created_at, 'UTC'), INTERVAL 10 SECOND) AS slot,
    model,
    kind,
    toInt64(sum(change.sign)) AS events,
    sum(change.sign * ifNull(change.latency_ms, 0)) AS latency_ms,
    toInt64(sumIf(change.sign, isNotNull(change.latency_ms))) AS latency_count
FROM event_changes AS change
WHERE created_at > now() - INTERVAL 1 DAY
GROUP BY org_id, slot, model, kind;

CREATE MATERIALIZED VIEW model_hourly_view TO model_hourly AS
SELECT
    org_id,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    model,
    kind,
    vendor_id,
    toInt64(sum(change.sign)) AS events,
    toInt64(sum(change.sign * ifNull(change.requests, 0))) AS requests,
    toInt64(sumIf(change.sign, change.status != '')) AS stated,
    toInt64(sumIf(change.sign, change.status IN ('error', 'failed', 'failure', 'timeout'))) AS errors,
    sum(change.sign * ifNull(change.latency_ms, 0)) AS latency_sum_ms,
    toInt64(sumIf(change.sign, isNotNull(change.latency_ms))) AS latency_count,
    quantilesDDStateIf(0.01, 0.5, 0.95, 0.99)(
        ifNull(change.latency_ms, 0),
        isNotNull(change.latency_ms) AND change.revision = 0
    ) AS latency_ms,
    toInt64(sumIf(change.sign, change.risk_label = 'suspicious')) AS suspicious,
    toInt64(sumIf(change.sign, change.risk_label = 'risky')) AS risky,
    max(change.created_at) AS last_at,
    max(change.expires_at) AS expires_at
FROM event_changes AS change
GROUP BY org_id, hour, model, kind, vendor_id;

CREATE MATERIALIZED VIEW ml_features_hourly_view TO ml_features_hourly AS
SELECT
    org_id,
    hour,
    model,
    feature,
    toInt64(sum(fed.sign)) AS values_count,
    sum(fed.sign * fed.number) AS values_sum,
    min(fed.number) AS least,
    max(fed.number) AS greatest,
    varSampStableStateIf(fed.number, fed.revision = 0) AS spread,
    quantilesGKStateIf(200, 0.5)(fed.number, fed.revision = 0) AS ranks,
    max(fed.expires_at) AS expires_at
FROM
(
    SELECT
        sign,
        org_id,
        toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
        model,
        revision,
        expires_at,
        pair.1 AS feature,
        assumeNotNull(toFloat64OrNull(pair.2)) AS number
    FROM event_changes
    ARRAY JOIN arrayPushBack(
        JSONExtractKeysAndValuesRaw(ml, 'features'),
        ('(prediction)', JSONExtractRaw(ml, 'prediction'))
    ) AS pair
    WHERE kind = 'ml' AND isNotNull(toFloat64OrNull(pair.2))
) AS fed
GROUP BY org_id, hour, model, feature;

CREATE MATERIALIZED VIEW ml_categories_hourly_view TO ml_categories_hourly AS
SELECT
    org_id,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    model,
    pair.1 AS feature,
    if(startsWith(pair.2, '"'), JSONExtractString(pair.2), pair.2) AS category,
    toInt64(sum(change.sign)) AS values_count,
    max(change.expires_at) AS expires_at
FROM event_changes AS change
ARRAY JOIN arrayPushBack(
    JSONExtractKeysAndValuesRaw(ml, 'features'),
    ('(prediction)', JSONExtractRaw(ml, 'prediction'))
) AS pair
WHERE kind = 'ml' AND (startsWith(pair.2, '"') OR pair.2 IN ('true', 'false'))
GROUP BY org_id, hour, model, feature, category;
