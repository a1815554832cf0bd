import { ExpressionReader } from './expression.ts'
import { SqlRefusal, sqlCodes } from './refusal.ts'
import { Scope, type TableOf } from './scope.ts'
import { quoted } from './tokens.ts'

/** A query as it may be run. Shape: `tables` are those that it reads, as analysts call them. */
export type ReadQuery = {
  sql: string
  format: string | null
  tables: ReadonlySet<string>
  functions: ReadonlySet<string>
  parameters: ReadonlySet<string>
}

/** A common table is written out wherever it is named, which can double with each one. */
const charsMax = 400_000
const joinWords = new Set(
  'GLOBAL LOCAL ANY ALL ASOF SEMI ANTI ONLY INNER LEFT RIGHT FULL OUTER CROSS PASTE NATURAL'.split(' '),
)

/**
 * Reads one SELECT that ClickHouse has normalised and writes it anew. Nothing but names of columns, literals and known
 * words is taken over: functions come from the list, each table becomes the SELECT that stands for it, and common
 * tables are written out where they are named. Errors: SqlRefusal.
 */
export function readQuery(canonical: string, tableOf: TableOf): ReadQuery {
  const reader = new StatementReader(canonical)
  const scope = new Scope(tableOf)
  const { sql, format } = reader.statement(scope)
  return { sql, format, tables: scope.tables, functions: reader.functions, parameters: reader.parameters }
}

class StatementReader extends ExpressionReader {
  statement(scope: Scope): { sql: string; format: string | null } {
    if (!this.beginsQuery()) {
      const message = `Only SELECT is answered here, not ${this.peek().text}`
      throw new SqlRefusal(sqlCodes.readonly, message, this.peek().text)
    }
    const sql = this.query(scope)
    if (this.isWord('INTO'))
      throw new SqlRefusal(sqlCodes.intoOutfile, 'INTO OUTFILE is not allowed here', 'INTO')
    const format = this.takeWord('FORMAT') ? this.name() : null
    this.#refuseSettings()
    if (this.peek().kind !== 'end') throw this.unexpected()
    return { sql, format }
  }

  protected query(scope: Scope): string {
    const parts = [this.#term(scope)]
    for (;;) {
      const word = ['UNION', 'EXCEPT', 'INTERSECT'].find((each) => this.takeWord(each))
      if (word === undefined) break
      const mode = ['ALL', 'DISTINCT'].find((each) => this.takeWord(each))
      parts.push(mode === undefined ? word : `${word} ${mode}`, this.#term(scope))
    }
    const sql = parts.join(' ')
    if (sql.length > charsMax)
      throw new SqlRefusal(
        sqlCodes.tooBig,
        'The query becomes too long when its common tables are written out',
      )
    return sql
  }

  #term(scope: Scope): string {
    if (!this.takeSymbol('(')) return this.#select(scope)
    const query = this.query(scope)
    this.needSymbol(')')
    return `(${query})`
  }

  #select(outer: Scope): string {
    const { scope, values } = this.#with(outer)
    this.needWord('SELECT')
    const out = values.length === 0 ? ['SELECT'] : [`WITH ${values.join(', ')} SELECT`]
    if (this.takeWord('DISTINCT')) out.push('DISTINCT')
    out.push(this.expressions(scope))
    if (this.takeWord('FROM')) out.push('FROM', this.#from(scope))
    if (this.takeWord('PREWHERE')) out.push('WHERE', this.#both(scope))
    else if (this.takeWord('WHERE')) out.push('WHERE', this.expression(scope))
    if (this.takeWords('GROUP', 'BY')) out.push('GROUP BY', this.#grouping(scope))
    for (const mode of ['ROLLUP', 'CUBE', 'TOTALS']) if (this.takeWords('WITH', mode)) out.push('WITH', mode)
    if (this.takeWord('HAVING')) out.push('HAVING', this.expression(scope))
    if (this.takeWord('WINDOW')) out.push('WINDOW', this.#windows(scope))
    if (this.takeWord('QUALIFY')) out.push('QUALIFY', this.expression(scope))
    if (this.takeWords('ORDER', 'BY')) out.push('ORDER BY', this.ordering(scope))
    if (this.takeWord('INTERPOLATE')) out.push('INTERPOLATE', this.#interpolation(scope))
    out.push(...this.#limits(scope))
    this.#refuseSettings()
    return out.join(' ')
  }

  /** Common tables go into the scope, values stay in front of the query. */
  #with(outer: Scope): { scope: Scope; values: string[] } {
    let scope = outer
    const values: string[] = []
    if (!this.takeWord('WITH')) return { scope, values }
    if (this.isWord('RECURSIVE'))
      throw new SqlRefusal(sqlCodes.denied, 'WITH RECURSIVE is not available here', 'RECURSIVE')
    do {
      const start = this.at
      const name = this.isName() ? this.name() : null
      if (name !== null && this.takeWord('AS') && this.takeSymbol('(') && this.beginsQuery()) {
        const query = this.query(scope)
        this.needSymbol(')')
        scope = scope.with(name, query)
      } else {
        this.back(start)
        values.push(this.expression(scope))
      }
    } while (this.takeSymbol(','))
    return { scope, values }
  }

  /** PREWHERE is a hint to storage; a table here is a query, so both conditions become one. */
  #both(scope: Scope): string {
    const first = this.expression(scope)
    return this.takeWord('WHERE') ? `(${first}) AND (${this.expression(scope)})` : first
  }

  #from(scope: Scope): string {
    const out = [this.#table(scope)]
    for (;;) {
      if (this.takeSymbol(',')) {
        out.push(',', this.#table(scope))
      } else if (this.takeWords('ARRAY', 'JOIN')) {
        out.push('ARRAY JOIN', this.expressions(scope))
      } else if (this.takeWords('LEFT', 'ARRAY', 'JOIN')) {
        out.push('LEFT ARRAY JOIN', this.expressions(scope))
      } else {
        const words: string[] = []
        while (this.peek().kind === 'word' && joinWords.has(this.peek().text.toUpperCase()))
          words.push(this.next().text.toUpperCase())
        if (!this.takeWord('JOIN')) {
          if (words.length > 0) throw this.unexpected()
          return out.join(' ')
        }
        out.push(...words.filter((word) => word !== 'GLOBAL' && word !== 'LOCAL'), 'JOIN', this.#table(scope))
        if (this.takeWord('ON')) out.push('ON', this.expression(scope))
        else if (this.takeWord('USING')) out.push('USING', this.#using())
      }
    }
  }

  #using(): string {
    const isList = this.takeSymbol('(')
    const names = this.namesOrPattern()
    if (isList) this.needSymbol(')')
    return `(${names})`
  }

  #table(scope: Scope): string {
    if (this.takeSymbol('(')) {
      const query = this.query(scope)
      this.needSymbol(')')
      return `(${query})${this.#alias(null)}`
    }
    const path = this.path()
    if (this.isSymbol('(')) return this.#tableFunction(path, scope)
    const query = scope.table(path)
    return `(${query})${this.#alias(path.at(-1) ?? null)}`
  }

  #tableFunction(path: readonly string[], scope: Scope): string {
    const name = path.join('.')
    if (name !== 'numbers') {
      const message = `The table function ${name} is not available here; numbers is`
      throw new SqlRefusal(sqlCodes.denied, message, path.at(-1) ?? null)
    }
    this.needSymbol('(')
    const args = this.expressions(scope)
    this.needSymbol(')')
    return `numbers(${args})${this.#alias('numbers')}`
  }

  #alias(otherwise: string | null): string {
    const alias = this.takeWord('AS') ? this.name() : otherwise
    for (const word of ['FINAL', 'SAMPLE']) {
      if (this.isWord(word))
        throw new SqlRefusal(sqlCodes.denied, `${word} is not available here; rollups are summed`, word)
    }
    return alias === null ? '' : ` AS ${quoted(alias)}`
  }

  #grouping(scope: Scope): string {
    if (this.takeWord('ALL')) return 'ALL'
    if (!this.takeWords('GROUPING', 'SETS')) {
      for (const mode of ['ROLLUP', 'CUBE']) if (this.takeWord(mode)) return mode + this.#bracketedList(scope)
      return this.expressions(scope)
    }
    this.needSymbol('(')
    const sets: string[] = []
    do sets.push(this.isSymbol('(') ? this.#bracketedList(scope) : this.expression(scope))
    while (this.takeSymbol(','))
    this.needSymbol(')')
    return `GROUPING SETS (${sets.join(', ')})`
  }

  #bracketedList(scope: Scope): string {
    this.needSymbol('(')
    const items = this.expressions(scope)
    this.needSymbol(')')
    return `(${items})`
  }

  #windows(scope: Scope): string {
    const items: string[] = []
    do {
      const name = this.name()
      this.needWord('AS')
      this.needSymbol('(')
      items.push(`${quoted(name)} AS (${this.window(scope)})`)
      this.needSymbol(')')
    } while (this.takeSymbol(','))
    return items.join(', ')
  }

  #interpolation(scope: Scope): string {
    return this.isSymbol('(') ? this.#bracketedList(scope) : ''
  }

  #limits(scope: Scope): string[] {
    const out: string[] = []
    while (this.takeWord('LIMIT')) {
      out.push('LIMIT', this.expressions(scope))
      if (this.takeWord('OFFSET')) out.push('OFFSET', this.expression(scope))
      if (this.takeWord('BY')) out.push('BY', this.takeWord('ALL') ? 'ALL' : this.expressions(scope))
      else if (this.takeWords('WITH', 'TIES')) out.push('WITH TIES')
    }
    if (this.takeWord('OFFSET')) out.push('OFFSET', this.expression(scope))
    return out
  }

  #refuseSettings(): void {
    if (this.isWord('SETTINGS'))
      throw new SqlRefusal(sqlCodes.readonly, 'Settings cannot be changed here', 'SETTINGS')
  }
}
