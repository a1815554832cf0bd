/** Queries that are answered, from which others are grown. */
const valid = [
  'SELECT count() FROM events',
  'SELECT vendor_id, sum(tokens_in) AS t FROM events GROUP BY vendor_id ORDER BY t DESC LIMIT 5',
  "SELECT value, sum(events) FROM dimension_daily WHERE dimension = 'vendor' GROUP BY value",
  'WITH a AS (SELECT * FROM events) SELECT a.model, b.detector FROM a JOIN findings AS b ON a.id = b.event_id',
  'SELECT * FROM (SELECT id FROM events) WHERE id IN (SELECT event_id FROM findings)',
  'SELECT arrayMap(x -> x + 1, [1, 2]), (SELECT max(latency_ms) FROM events), 1 IN (1, 2)',
  'SELECT number FROM numbers(5) UNION ALL SELECT tokens_in FROM events',
  'SELECT sum(tokens_in) OVER (PARTITION BY model ORDER BY created_at) FROM events',
]
/** What may stand for a table without harm. */
const tables = [
  'events',
  'findings',
  'aegisflow.events',
  '(SELECT * FROM events)',
  'numbers(3)',
  'vendor_costs',
]
const pieces = [
  'raw_payloads',
  'tenants.events',
  'tenants.raw_payloads',
  'system.tables',
  'system.processes',
  "merge('tenants', '.*')",
  'org_id',
  'events',
  'findings',
  '(',
  ')',
  ',',
  "'",
  '`',
  '"',
  ';',
  '--',
  '/*',
  '*/',
  '$$',
  '\\',
  'UNION ALL SELECT * FROM',
  'IN',
  'NOT IN raw_payloads',
  'WITH events AS (SELECT * FROM raw_payloads)',
  'SETTINGS additional_table_filters = {}',
  'FORMAT JSON',
  'FORMAT Values',
  'AS events',
  'AS raw_payloads',
  'JOIN',
  'ARRAY JOIN',
  '*',
  '.',
  '->',
  'FINAL',
  'envelope',
  '{x:Identifier}',
  'SELECT',
  'FROM',
  'OR 1',
  '\n',
  '\0',
  'é',
]

/** Grown from valid queries and from attempts to break out: the same ones for the same seed. */
export function* hostileQueries(seed: number, count: number, hostile: readonly string[]): Generator<string> {
  const next = generator(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const short = hostile.filter((text) => text.length < 400)
  for (let made = 0; made < count; made += 1) {
    let text = next() < 0.7 ? pick(valid) : pick(short)
    if (next() < 0.3) {
      yield text
        .replace(/\b(?:events|findings|vendor_costs)\b/, () => pick(tables))
        .replace(/\b1\b/, () => pick(['2', '(SELECT 1)', 'NULL']))
      continue
    }
    for (let change = Math.floor(next() * 4); change >= 0; change -= 1) {
      const words = text.split(/(\s+|\b)/)
      const at = Math.floor(next() * words.length)
      const way = next()
      if (way < 0.3) words.splice(at, 0, ` ${pick(pieces)} `)
      else if (way < 0.5) words.splice(at, 1, pick(pieces))
      else if (way < 0.65) words.splice(at, 1 + Math.floor(next() * 3))
      else if (way < 0.8)
        words.splice(
          at,
          0,
          ...pick([...valid, ...short])
            .split(/(\s+|\b)/)
            .slice(0, 12),
        )
      else if (way < 0.9) words.splice(at, 1, `(${pick([...valid, ...short])})`)
      else words.splice(at, 1, words[Math.floor(next() * words.length)] ?? '')
      text = words.join('')
    }
    yield text
  }
}

/** Numbers below 1 that look like chance. Source: mulberry32. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
