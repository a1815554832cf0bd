-- Per hour and detector: in how many events it hit, whatever the number of events.
CREATE TABLE detector_hourly
(
    org_id LowCardinality(String),
    hour DateTime('UTC'),
    detector LowCardinality(String),
    severity LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (org_id, hour, detector, severity)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

-- `severity` is the event's verdict, so that the events with a critical one can be told apart.
CREATE MATERIALIZED VIEW detector_hourly_view TO detector_hourly AS
SELECT
    org_id,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    arrayJoin(source_row.compliance_hits) AS detector,
    source_row.severity AS severity,
    toInt64(count()) AS events,
    max(source_row.expires_at) AS expires_at
FROM events AS source_row
WHERE notEmpty(source_row.compliance_hits)
GROUP BY org_id, hour, detector, severity;

-- Per hour: how far texts were inspected and how many events were flagged.
CREATE TABLE inspection_hourly
(
    org_id LowCardinality(String),
    hour DateTime('UTC'),
    source LowCardinality(String),
    inspected LowCardinality(String),
    uninspected_reason LowCardinality(String),
    events SimpleAggregateFunction(sum, Int64),
    flagged SimpleAggregateFunction(sum, Int64),
    critical SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (org_id, hour, source, inspected, uninspected_reason)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW inspection_hourly_view TO inspection_hourly AS
SELECT
    org_id,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    source,
    inspected,
    uninspected_reason,
    toInt64(count()) AS events,
    toInt64(countIf(source_row.severity != '')) AS flagged,
    toInt64(countIf(source_row.severity = 'critical')) AS critical,
    max(source_row.expires_at) AS expires_at
FROM events AS source_row
GROUP BY org_id, hour, source, inspected, uninspected_reason;

-- What was stored before these rollups existed.
INSERT INTO detector_hourly
SELECT
    org_id,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    arrayJoin(source_row.compliance_hits) AS detector,
    source_row.severity AS severity,
    toInt64(count()) AS events,
    max(source_row.expires_at) AS expires_at
FROM events AS source_row
WHERE notEmpty(source_row.compliance_hits)
GROUP BY org_id, hour, detector, severity;

INSERT INTO inspection_hourly
SELECT
    org_id,
    toStartOfHour(toDateTime(created_at, 'UTC')) AS hour,
    source,
    inspected,
    uninspected_reason,
    toInt64(count()) AS events,
    toInt64(countIf(source_row.severity != '')) AS flagged,
    toInt64(countIf(source_row.severity = 'critical')) AS critical,
    max(source_row.expires_at) AS expires_at
FROM events AS source_row
GROUP BY org_id, hour, source, inspected, uninspected_reason;
