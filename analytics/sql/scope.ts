import { SqlRefusal, sqlCodes } from './refusal.ts'

/** The name that the tables stand under, whatever the database is called. */
export const publicDatabase = 'aegisflow'

/** Gives the SELECT that stands for a table, by `events` or `system.tables`. Errors: SqlRefusal for one that is not there. */
export type TableOf = (name: string) => string

/** What names mean at one place of a query: common tables by their text, and the tables. */
export class Scope {
  /** Tables that were read, common ones not among them. */
  readonly tables: Set<string>
  readonly #tableOf: TableOf
  readonly #common: ReadonlyMap<string, string>

  constructor(tableOf: TableOf, tables = new Set<string>(), common: ReadonlyMap<string, string> = new Map()) {
    this.#tableOf = tableOf
    this.tables = tables
    this.#common = common
  }

  with(name: string, query: string): Scope {
    return new Scope(this.#tableOf, this.tables, new Map([...this.#common, [name, query]]))
  }

  /** The query that a name stands for. Errors: SqlRefusal when there is no such table. */
  table(path: readonly string[]): string {
    const [first = '', second] = path
    if (path.length === 1) {
      const common = this.#common.get(first)
      if (common !== undefined) return common
    }
    if (path.length > 2) throw unknownTable(path)
    const name = second === undefined || first === publicDatabase ? path.at(-1) : `${first}.${second}`
    if (second !== undefined && first !== publicDatabase && !isCatalogue(first)) throw unknownTable(path)
    const query = this.#tableOf(name ?? '')
    this.tables.add(name ?? '')
    return query
  }

  /** A column without the database before its table. */
  column(path: readonly string[]): readonly string[] {
    const [first = '', ...rest] = path
    return rest.length > 1 && (first === publicDatabase || isCatalogue(first)) ? rest : path
  }
}

const isCatalogue = (database: string): boolean => /^(?:system|information_schema)$/i.test(database)

const unknownTable = (path: readonly string[]): SqlRefusal =>
  new SqlRefusal(sqlCodes.unknownTable, `There is no table ${path.join('.')}`, path.at(-1) ?? null)
