import { publicDatabase } from './scope.ts'
import type { AnalystTable } from './tables.ts'
import { literal, quoted } from './tokens.ts'

type Row = Record<string, string | number | null>

/** A catalogue table as a query that reads nothing: its rows stand in it. Shape: every row has the columns of `types`. */
function answering(types: Record<string, string>, rows: readonly Row[]): string {
  const names = Object.keys(types)
  const tuples = rows.map(
    (row) => `(${names.map((name) => written(row[name] === undefined ? '' : row[name])).join(', ')})`,
  )
  const type = `Array(Tuple(${Object.values(types).join(', ')}))`
  const columns = names.map((name, index) => `tupleElement(entry, ${index + 1}) AS ${quoted(name)}`)
  return `SELECT ${columns.join(', ')} FROM (SELECT arrayJoin(CAST([${tuples.join(', ')}], ${literal(type)})) AS entry)`
}

const written = (value: string | number | null): string =>
  typeof value === 'string' ? literal(value) : String(value ?? 'NULL')

/**
 * What BI tools ask a server about itself, answered from the declaration of the analysts' tables. Shape: gives the
 * query that stands for `system.tables` and its like; null for what is not answered.
 */
export function catalogueOf(tables: readonly AnalystTable[]): (name: string) => string | null {
  const schema = { database: publicDatabase, table_catalog: publicDatabase, table_schema: publicDatabase }
  const answers: Record<string, () => string> = {
    'system.databases': () =>
      answering({ name: 'String', engine: 'String', comment: 'String' }, [
        { name: publicDatabase, engine: 'Atomic', comment: 'What analysts may read' },
      ]),
    'system.tables': () =>
      answering(
        {
          database: 'String',
          name: 'String',
          engine: 'String',
          is_temporary: 'UInt8',
          primary_key: 'String',
          sorting_key: 'String',
          create_table_query: 'String',
          comment: 'String',
          total_rows: 'Nullable(UInt64)',
          total_bytes: 'Nullable(UInt64)',
        },
        tables.map(({ name, words }) => ({
          database: publicDatabase,
          name,
          engine: 'View',
          is_temporary: 0,
          comment: words,
          total_rows: null,
          total_bytes: null,
        })),
      ),
    'system.columns': () =>
      answering(
        {
          database: 'String',
          table: 'String',
          name: 'String',
          type: 'String',
          position: 'UInt64',
          default_kind: 'String',
          default_expression: 'String',
          comment: 'String',
          is_in_partition_key: 'UInt8',
          is_in_sorting_key: 'UInt8',
          is_in_primary_key: 'UInt8',
          is_in_sampling_key: 'UInt8',
        },
        columnsOf(tables).map(({ table, name, type, words, position }) => ({
          database: publicDatabase,
          table,
          name,
          type,
          position,
          comment: words,
          is_in_partition_key: 0,
          is_in_sorting_key: 0,
          is_in_primary_key: 0,
          is_in_sampling_key: 0,
        })),
      ),
    'information_schema.tables': () =>
      answering(
        {
          table_catalog: 'String',
          table_schema: 'String',
          table_name: 'String',
          table_type: 'String',
          table_comment: 'String',
        },
        tables.map(({ name, words }) => ({
          ...schema,
          table_name: name,
          table_type: 'VIEW',
          table_comment: words,
        })),
      ),
    'information_schema.columns': () =>
      answering(
        {
          table_catalog: 'String',
          table_schema: 'String',
          table_name: 'String',
          column_name: 'String',
          ordinal_position: 'UInt64',
          is_nullable: 'String',
          data_type: 'String',
          column_comment: 'String',
        },
        columnsOf(tables).map(({ table, name, type, words, position }) => ({
          ...schema,
          table_name: table,
          column_name: name,
          ordinal_position: position,
          is_nullable: type.startsWith('Nullable') ? 'YES' : 'NO',
          data_type: type,
          column_comment: words,
        })),
      ),
  }
  return (name) => answers[name.toLowerCase()]?.() ?? null
}

const columnsOf = (tables: readonly AnalystTable[]) =>
  tables.flatMap(({ name: table, columns }) =>
    columns.map(([name, type, words], index) => ({ table, name, type, words, position: index + 1 })),
  )
