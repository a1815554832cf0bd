-- Per day and value of one dimension: tokens from caches, and usage that has no price. What costs by one dimension tell
-- beside `dimension_daily`, without reading `usage_daily`, which grows with people times models. Most usage has neither.
CREATE TABLE cost_details_daily
(
    org_id LowCardinality(String),
    dimension LowCardinality(String),
    day Date,
    value LowCardinality(String),
    tokens_cached SimpleAggregateFunction(sum, Int64),
    unpriced_requests SimpleAggregateFunction(sum, Int64),
    unpriced_tokens SimpleAggregateFunction(sum, Int64),
    expires_at SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (org_id, dimension, day, value)
TTL expires_at
SETTINGS non_replicated_deduplication_window = 10000;

INSERT INTO cost_details_daily
SELECT
    org_id,
    pair.1 AS dimension,
    day,
    pair.2 AS value,
    sum(part.tokens_cached) AS tokens_cached,
    sumIf(part.requests, part.cost_source = 'unpriced') AS unpriced_requests,
    sumIf(part.tokens_in + part.tokens_out, part.cost_source = 'unpriced') AS unpriced_tokens,
    max(part.expires_at) AS expires_at
FROM usage_daily AS part
ARRAY JOIN [
    ('vendor', toString(vendor_id)), ('model', toString(model)), ('workspace', toString(workspace_id)),
    ('project', toString(project_id)), ('actor', toString(actor_id)), ('api_key', toString(api_key_id))
] AS pair
WHERE part.tokens_cached != 0 OR part.cost_source = 'unpriced'
GROUP BY org_id, dimension, day, value;

CREATE MATERIALIZED VIEW cost_details_daily_view TO cost_details_daily AS
SELECT
    org_id,
    pair.1 AS dimension,
    day,
    pair.2 AS value,
    sum(part.tokens_cached) AS tokens_cached,
    sumIf(part.requests, part.cost_source = 'unpriced') AS unpriced_requests,
    sumIf(part.tokens_in + part.tokens_out, part.cost_source = 'unpriced') AS unpriced_tokens,
    max(part.expires_at) AS expires_at
FROM usage_daily AS part
ARRAY JOIN [
    ('vendor', toString(vendor_id)), ('model', toString(model)), ('workspace', toString(workspace_id)),
    ('project', toString(project_id)), ('actor', toString(actor_id)), ('api_key', toString(api_key_id))
] AS pair
WHERE part.tokens_cached != 0 OR part.cost_source = 'unpriced'
GROUP BY org_id, dimension, day, value;
