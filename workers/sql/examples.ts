/** Queries to begin with. A test runs each. */
export const examples: readonly { title: string; query: string }[] = [
  {
    title: 'Spend by model, this month',
    query: `SELECT
  model,
  sum(cost_usd) AS spend_usd,
  sum(tokens_in + tokens_out) AS tokens
FROM usage_daily
WHERE day >= toStartOfMonth(today())
GROUP BY model
ORDER BY spend_usd DESC
LIMIT 20`,
  },
  {
    title: 'Events per day and severity, 30 days',
    query: `SELECT toDate(created_at) AS day, severity, count() AS events
FROM events
WHERE created_at >= now() - INTERVAL 30 DAY AND severity != ''
GROUP BY day, severity
ORDER BY day`,
  },
  {
    title: 'Detectors that fired most, 7 days',
    query: `SELECT detector, count() AS hits, uniq(actor_id) AS actors
FROM findings
WHERE created_at >= now() - INTERVAL 7 DAY
GROUP BY detector
ORDER BY hits DESC`,
  },
  {
    title: 'Who leaked what, 30 days',
    query: `SELECT actor_id, detector, count() AS hits, max(created_at) AS last
FROM findings
WHERE created_at >= now() - INTERVAL 30 DAY AND actor_id != ''
GROUP BY actor_id, detector
ORDER BY hits DESC
LIMIT 100`,
  },
  {
    title: 'Latency per vendor and day',
    query: `SELECT day, value AS vendor, quantilesDDMerge(0.01, 0.5, 0.95)(latency_ms) AS latency
FROM dimension_daily
WHERE dimension = 'vendor' AND latency_count > 0
GROUP BY day, vendor
ORDER BY day, vendor`,
  },
  {
    title: 'Events of one vendor, by parameter',
    query: `SELECT created_at, model, operation, tokens_in, tokens_out, cost_usd
FROM events
WHERE vendor_id = {vendor:String}
ORDER BY created_at DESC
LIMIT 100`,
  },
]
