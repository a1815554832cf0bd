import type { SqlFormat } from '../../analytics/contract/sql.ts'

type Written = { clickhouse: string; contentType: string; file: string | null }

/** How each format is called by ClickHouse and on the wire. */
export const formats: Readonly<Record<SqlFormat, Written>> = {
  json: { clickhouse: 'JSON', contentType: 'application/json', file: null },
  jsonl: { clickhouse: 'JSONEachRow', contentType: 'application/x-ndjson', file: 'query.jsonl' },
  csv: {
    clickhouse: 'CSVWithNames',
    contentType: 'text/csv; charset=utf-8; header=present',
    file: 'query.csv',
  },
  tsv: {
    clickhouse: 'TabSeparatedWithNames',
    contentType: 'text/tab-separated-values; charset=utf-8',
    file: 'query.tsv',
  },
  parquet: {
    clickhouse: 'Parquet',
    contentType: 'application/vnd.apache.parquet',
    file: 'query.parquet',
  },
  arrow: {
    clickhouse: 'ArrowStream',
    contentType: 'application/vnd.apache.arrow.stream',
    file: 'query.arrow',
  },
}

const accepted: readonly (readonly [RegExp, SqlFormat])[] = [
  [/^application\/(?:x-ndjson|jsonl|x-jsonlines|json-seq)$/, 'jsonl'],
  [/^text\/csv$/, 'csv'],
  [/^text\/tab-separated-values$/, 'tsv'],
  [/^application\/(?:vnd\.apache\.parquet|x-parquet|parquet)$/, 'parquet'],
  [/^application\/(?:vnd\.apache\.arrow\.(?:stream|file)|x-arrow)$/, 'arrow'],
  [/^(?:application\/json|\*\/\*|application\/\*)$/, 'json'],
]

/** What an `Accept` header asks for first that we write; JSON where it names nothing of it. */
export function formatAccepted(header: string | null): SqlFormat {
  const types = (header ?? '*/*')
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [type = '', ...rest] = part.split(';').map((each) => each.trim())
      const weight = rest.find((each) => each.startsWith('q='))?.slice(2)
      return { type, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  for (const { type } of types) {
    const found = accepted.find(([shape]) => shape.test(type))
    if (found !== undefined) return found[1]
  }
  return 'json'
}

/** The format that a query itself ends with, where it is one that we write. */
export function formatNamed(name: string): SqlFormat | null {
  const found = Object.entries(formats).find(([, { clickhouse }]) => clickhouse === name)
  const other: Record<string, SqlFormat> = {
    CSV: 'csv',
    TSV: 'tsv',
    TSVWithNames: 'tsv',
    TabSeparated: 'tsv',
    JSONLines: 'jsonl',
    NDJSON: 'jsonl',
    Arrow: 'arrow',
  }
  return (found?.[0] as SqlFormat | undefined) ?? other[name] ?? null
}
