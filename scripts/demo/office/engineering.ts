import type { Work } from './work.ts'

/** Requests of Engineering. */
export const engineeringWork: Work = {
  slots: {
    service: [
      'booking-api',
      'claims-worker',
      'notification-hub',
      'portal-web',
      'device-gateway',
      'report-builder',
    ],
    symptom: [
      'times out under load',
      'returns stale rows',
      'leaks about a megabyte a minute',
      'retries forever',
      'fails only in the nightly run',
      'is slow for one tenant',
    ],
    language: ['TypeScript', 'Python', 'Go', 'Kotlin', 'SQL'],
    pattern: [
      'an outbox table',
      'optimistic locking',
      'a bounded queue',
      'a circuit breaker',
      'cursor pagination',
      'idempotency keys',
    ],
    metric: ['p95 latency', 'error rate', 'queue depth', 'memory', 'cache hit rate'],
  },
  tasks: [
    {
      asks: [
        'Why does this function behave differently on the last page?',
        'Review this {language}-style code. It runs in {service} and {symptom}.',
        'Can you find the bug? {service} {symptom} since {weekday}.',
      ],
      details: [
        '```ts\nexport async function listAll(client: Client) {\n  const rows: Row[] = []\n  let page = await client.list({ limit: {20-500} })\n  while (page.items.length > 0) {\n    rows.push(...page.items)\n    page = await client.list({ cursor: page.next })\n  }\n  return rows\n}\n```',
        '```python\ndef drain(queue, handler, limit={10-200}):\n    done = 0\n    while True:\n        item = queue.get(timeout={1-9})\n        try:\n            handler(item)\n        except Exception:\n            queue.put(item)\n        done += 1\n        if done == limit:\n            return done\n```',
        '```go\nfunc (c *Cache) Get(key string) (Value, bool) {\n\tc.mu.RLock()\n\tentry, ok := c.entries[key]\n\tc.mu.RUnlock()\n\tif !ok || time.Since(entry.at) > {5-60}*time.Second {\n\t\tdelete(c.entries, key)\n\t\treturn Value{}, false\n\t}\n\treturn entry.value, true\n}\n```',
        'It passes every unit test; only {metric} in production tells that something is off.',
        'We already tried {pattern}, without effect.',
      ],
      answers: [
        'The condition of the loop is the problem: it trusts the size of a page instead of the cursor, so a short or empty page in the middle ends it or keeps it going.',
        'There is a second, quieter fault: the failure path puts work back without counting, so one poisoned item keeps the loop busy for good.',
        'I would use {pattern} here. It makes the retry visible and gives {metric} a meaning.',
        '```ts\nfor (let cursor = first; cursor !== null; ) {\n  const page = await client.list({ cursor })\n  rows.push(...page.items)\n  cursor = page.next\n}\n```',
        'A test that fails before and passes after: three pages, the middle one empty.',
      ],
    },
    {
      asks: [
        'Make this query faster. The table has {4-90} million rows.',
        'Explain the plan below and suggest an index.',
        'Rewrite this SQL so that {service} can page through it.',
      ],
      details: [
        "```sql\nSELECT b.id, b.starts_at, l.name, count(*) OVER () AS total\nFROM bookings b JOIN locations l ON l.id = b.location_id\nWHERE b.status = 'open' AND lower(l.region) = lower($1)\nORDER BY b.starts_at DESC\nLIMIT {20-200} OFFSET $2\n```",
        "```sql\nSELECT claim_id, max(updated_at)\nFROM claim_events\nWHERE kind IN (SELECT kind FROM event_kinds WHERE billable)\nGROUP BY claim_id\nHAVING max(updated_at) < now() - interval '{2-30} days'\n```",
        'Seq Scan on bookings (cost=0.00..{20000-90000}.12 rows={1000-9000} width=64), then Sort, then Limit.',
        'It {symptom}; {metric} doubles every {weekday}.',
        'We cannot change the schema before {month}.',
      ],
      answers: [
        'Two things cost the time: the function on the column keeps the index out, and the large offset reads everything it then throws away.',
        'Store the region in lower case, or index the expression; then the join starts from the few locations instead of all bookings.',
        'Page by key instead of offset: remember the last `starts_at` and `id`, and ask for what lies behind it. This is {pattern} in its simplest form.',
        'Expect {metric} to fall by a factor of {5-40} on the later pages; the first page hardly changes.',
      ],
    },
    {
      asks: [
        'Write a design note about {pattern} for {service}.',
        'We want to introduce {pattern} in {service}. What can go wrong?',
        'Compare {pattern} with a plain retry for {service}. It {symptom}.',
      ],
      details: [
        'Load is {50-4000} requests a second at noon, nearly nothing at night.',
        'Constraint: one deploy a week, on {weekday}, and no downtime.',
        'The team has {3-9} people; two of them know the code.',
        'Success would be a {metric} that stays flat while traffic doubles.',
        'An earlier attempt stalled because nobody owned the migration of {20-300} callers.',
      ],
      answers: [
        'Context: {service} {symptom}. Retrying hides it, because each retry adds load at the worst moment.',
        'Decision: {pattern}, with a limit that is measured and not guessed. Start from today’s {metric} at noon.',
        'Consequences: one more thing to operate, a clear place to look when it fails, and a test that can prove it.',
        'What can go wrong: two writers during the roll-out. Run old and new side by side for {2-10} days and compare.',
      ],
    },
    {
      asks: [
        'Write release notes for version 4.{1-40}.0 of {service}.',
        'Draft the incident report for {weekday}. In short, {service} {symptom}.',
        'Turn these commits into a changelog that {audience} can follow.',
      ],
      details: [
        'fix: stop reading after the last cursor\nfeat: {pattern} for outgoing messages\nperf: one query instead of {12-90}\nchore: upgrade to node {20-24}\nfix: do not log request bodies',
        'Timeline: {8-9}:{10-50} first alert on {metric}; thirty minutes later rolled back; one hour later all clear; {100-900} requests failed.',
        'Root cause in one line: it {symptom} when a tenant has more than {200-900} locations.',
        'Nothing was lost; {3-40} customers were affected, {client} the most.',
      ],
      answers: [
        'Summary: for about {30-90} minutes {service} answered slowly or not at all. No data was lost.',
        'What happened: a change of last {weekday} made it possible that it {symptom}. Our alert on {metric} fired, as it should.',
        'What we did: rolled back first, asked questions later, and kept the evidence.',
        'What we change: {pattern}, an alert that fires earlier, and a load test with the largest tenant.',
      ],
    },
  ],
}
