import { literal } from '../../analytics/sql/tokens.ts'

const leading = /^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/
const trailing = /[\s;]+$/
const formatClause = /\s+FORMAT\s+(\w+)$/i
const text = String.raw`'((?:[^'\\]|\\.|'')*)'`

type Rewriting = readonly [shape: RegExp, write: (match: RegExpExecArray) => string]

/** Statements about what there is, as queries of the catalogue. */
const rewritings: readonly Rewriting[] = [
  [/^SHOW\s+(?:DATABASES|SCHEMAS)$/i, () => 'SELECT name FROM system.databases'],
  [
    new RegExp(
      String.raw`^SHOW\s+(?:FULL\s+)?TABLES(?:\s+(?:FROM|IN)\s+[\w"\x60]+)?(?:\s+LIKE\s+${text})?$`,
      'i',
    ),
    ([, like]) =>
      `SELECT name FROM system.tables${like === undefined ? '' : ` WHERE name LIKE ${literal(like)}`}`,
  ],
  [
    /^DESC(?:RIBE)?(?:\s+TABLE)?\s+((?:["`]?\w+["`]?\.)?["`]?\w+["`]?)$/i,
    ([, name = '']) => {
      const columns = `name, type, default_kind AS default_type, default_expression, comment, '' AS codec_expression, '' AS ttl_expression`
      const exists = `(SELECT count() FROM (SELECT * FROM ${name} LIMIT 0)) = 0`
      return `SELECT ${columns} FROM system.columns WHERE table = ${literal(bare(name))} AND ${exists} ORDER BY position`
    },
  ],
  [
    /^EXISTS(?:\s+TABLE)?\s+((?:["`]?\w+["`]?\.)?["`]?\w+["`]?)$/i,
    ([, name = '']) =>
      `SELECT toUInt8(count()) AS result FROM system.tables WHERE name = ${literal(bare(name))}`,
  ],
]

const bare = (path: string): string => (path.split('.').at(-1) ?? '').replace(/["`]/g, '')

/**
 * A statement of a client as a query: what asks for databases, tables and columns is put to the catalogue, everything
 * else stays as it is. What comes out is judged like any other query.
 */
export function asQuery(statement: string): string {
  const plain = statement.replace(leading, '').replace(trailing, '')
  const format = formatClause.exec(plain)?.[1]
  const body = plain.replace(formatClause, '')
  for (const [shape, write] of rewritings) {
    const match = shape.exec(body)
    if (match !== null) return `${write(match)}${format === undefined ? '' : ` FORMAT ${format}`}`
  }
  return statement
}

const killing =
  /^KILL\s+QUERY\s+WHERE\s+query_id\s*=\s*'([\w.:-]{1,128})'(?:\s+(?:SYNC|ASYNC))?(\s+FORMAT\s+\w+)?$/i

/** The query that a statement ends, and the format that it wants to hear of it in, as it stood there. */
export type Ended = { queryId: string; format: string }

/** What a `KILL QUERY` by one name ends; null when a text is no such statement. */
export function endedBy(statement: string): Ended | null {
  const match = killing.exec(statement.replace(leading, '').replace(trailing, ''))
  return match === null ? null : { queryId: match[1] ?? '', format: match[2] ?? '' }
}

const sources = /\b(?:from|join)\s+([^\s,()]+)/gi
const ofCatalogue = /^["`]?(?:system|information_schema)["`]?\./i

/** Whether a query plainly reads no rows of anyone: clients ask such things all the time. */
export function readsNothing(query: string): boolean {
  const named = [...query.matchAll(sources)].map(([, name = '']) => name)
  return (
    !/\b(?:from|join)\s*\(/i.test(query) &&
    !query.includes(',') &&
    named.every((name) => ofCatalogue.test(name))
  )
}
