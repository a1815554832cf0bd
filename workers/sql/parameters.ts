import type { SqlParameter } from '../../analytics/contract/sql.ts'
import { literal } from '../../analytics/sql/tokens.ts'
import { escapedText } from '../../analytics/store/analyst-sql.ts'

/** Values of a request as ClickHouse takes them in an address; null is a null, not a text. */
export const parametersOf = (given: Readonly<Record<string, SqlParameter>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, written(value)]))

const written = (value: SqlParameter): string =>
  Array.isArray(value)
    ? `[${value.map((each) => (typeof each === 'string' ? literal(each) : String(each ?? 'NULL'))).join(',')}]`
    : value === null
      ? '\\N'
      : escapedText(String(value))
