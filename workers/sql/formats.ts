import type { SqlFormat } from '../../analytics/contract/sql.ts'
import { preferredType } from '../http/preferred-type.ts'

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

const formatOfType = {
  'application/json': 'json',
  'application/*': 'json',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/x-jsonlines': 'jsonl',
  'application/json-seq': 'jsonl',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/vnd.apache.parquet': 'parquet',
  'application/x-parquet': 'parquet',
  'application/parquet': 'parquet',
  'application/vnd.apache.arrow.stream': 'arrow',
  'application/vnd.apache.arrow.file': 'arrow',
  'application/x-arrow': 'arrow',
} as const satisfies Record<string, SqlFormat>
const types = Object.keys(formatOfType) as (keyof typeof formatOfType)[]

/** What an `Accept` header likes best of what we write; JSON where it names nothing of it. */
export function formatAccepted(header: string | null): SqlFormat {
  const type = preferredType(header, types)
  return type === null ? 'json' : formatOfType[type]
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
