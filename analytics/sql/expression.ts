import { constants, functionCalled } from './functions.ts'
import { SqlRefusal, sqlCodes } from './refusal.ts'
import type { Scope } from './scope.ts'
import { TokenReader } from './token-reader.ts'
import { literal, quoted } from './tokens.ts'
import { checkType } from './types.ts'

const infixSymbols = new Set(['+', '-', '*', '/', '%', '=', '!=', '<', '>', '<=', '>=', '<=>', '->'])
const infixWords = new Set(['AND', 'OR', 'XOR', 'DIV', 'MOD', 'LIKE', 'ILIKE', 'REGEXP'])
/** Words that begin or end something else, so that an operand cannot be one of them. */
const notOperands = new Set(
  `SELECT FROM WHERE PREWHERE GROUP HAVING ORDER LIMIT OFFSET SETTINGS FORMAT UNION EXCEPT INTERSECT INTO WITH WINDOW
   QUALIFY JOIN ON USING AS AND OR IN LIKE`.split(/\s+/),
)
/** Functions whose last argument is a type, written as text. */
const typed = new Set([
  'CAST',
  'accurateCast',
  'accurateCastOrNull',
  'JSONExtract',
  'JSONExtractCaseInsensitive',
])
const depthMax = 150

/** Reads expressions and writes them anew, token by token; whatever it does not know is refused. */
export abstract class ExpressionReader extends TokenReader {
  #depth = 0
  /** Whether what is read stands directly behind IN, where a name would be a table. */
  #behindIn = false

  protected abstract query(scope: Scope): string

  /** `a, b AS c, …`; empty before a closing bracket. */
  protected expressions(scope: Scope): string {
    const items: string[] = []
    if (this.isSymbol(')') || this.isSymbol(']')) return ''
    do items.push(this.expression(scope))
    while (this.takeSymbol(','))
    return items.join(', ')
  }

  protected expression(scope: Scope): string {
    if (++this.#depth > depthMax)
      throw new SqlRefusal(sqlCodes.tooDeep, `The query is nested more than ${depthMax} levels deep`)
    const out: string[] = []
    do {
      while (this.isSymbol('-') || this.isSymbol('+') || this.isWord('NOT')) out.push(this.next().text)
      out.push(this.#operand(scope))
    } while (this.#infix(out, scope))
    if (this.takeWord('AS')) out.push('AS', quoted(this.name()))
    this.#depth -= 1
    return out.join(' ')
  }

  /** Takes what stands between operands; true when another operand must follow. */
  #infix(out: string[], scope: Scope): boolean {
    for (;;) {
      const { kind, text } = this.peek()
      if (kind === 'symbol' && infixSymbols.has(text)) {
        out.push(this.next().text)
        return true
      }
      if (kind !== 'word') return false
      const word = text.toUpperCase()
      if (infixWords.has(word)) {
        this.next()
        out.push(word)
        return true
      }
      if (word === 'IS') {
        this.next()
        out.push('IS')
        if (this.takeWord('NOT')) out.push('NOT')
        if (this.takeWord('DISTINCT')) {
          this.needWord('FROM')
          out.push('DISTINCT FROM')
          return true
        }
        this.needWord('NULL')
        out.push('NULL')
        continue
      }
      const start = this.at
      const isGlobal = this.takeWord('GLOBAL')
      const isNot = this.takeWord('NOT')
      if (this.takeWord('IN')) {
        out.push(isNot ? 'NOT IN' : 'IN', this.#rightOfIn(scope))
        continue
      }
      if (isNot && !isGlobal && (this.isWord('LIKE') || this.isWord('ILIKE'))) {
        out.push('NOT', this.next().text.toUpperCase())
        return true
      }
      this.back(start)
      return false
    }
  }

  /** A table or a common table by its name, a list, a subquery or a value. */
  #rightOfIn(scope: Scope): string {
    const start = this.at
    let brackets = 0
    while (this.takeSymbol('(')) brackets += 1
    const named = this.isName() ? this.path() : null
    if (named !== null && (brackets === 0 || this.isSymbol(')')) && !this.isSymbol('(')) {
      for (; brackets > 0; brackets -= 1) this.needSymbol(')')
      return `(${scope.table(named)})`
    }
    this.back(start)
    const outer = this.#behindIn
    this.#behindIn = true
    const right = this.#operand(scope)
    this.#behindIn = outer
    return right
  }

  #operand(scope: Scope): string {
    let out = this.#primary(scope)
    for (;;) {
      if (this.takeSymbol('[')) {
        out += `[${this.#inside(scope)}]`
        this.needSymbol(']')
      } else if (this.takeSymbol('.')) {
        out += `.${this.peek().kind === 'number' ? this.next().text : quoted(this.name())}`
      } else return out
    }
  }

  /** What stands in brackets of its own: there a name is a column again, wherever the brackets stand. */
  #inside(scope: Scope): string {
    const outer = this.#behindIn
    this.#behindIn = false
    const items = this.expressions(scope)
    this.#behindIn = outer
    return items
  }

  #primary(scope: Scope): string {
    const { kind, text } = this.peek()
    if (kind === 'number' || kind === 'string') return this.next().text
    if (this.takeSymbol('(')) return this.#bracketed(scope)
    if (this.takeSymbol('[')) {
      const items = this.expressions(scope)
      this.needSymbol(']')
      return `[${items}]`
    }
    if (this.takeSymbol('{')) return this.#parameter()
    if (this.takeSymbol('*')) return `*${this.#exceptions(scope)}`
    if (kind === 'quoted' || (kind === 'word' && !notOperands.has(text.toUpperCase())))
      return this.#named(scope)
    throw this.unexpected()
  }

  /** A subquery, or expressions in brackets. */
  #bracketed(scope: Scope): string {
    const start = this.at
    if (this.beginsQuery()) {
      const outer = this.#behindIn
      this.#behindIn = false
      const query = this.#attempt(() => this.query(scope))
      this.#behindIn = outer
      if (query !== null && this.takeSymbol(')')) return `(${query})`
      this.back(start)
    }
    const items = this.expressions(scope)
    this.needSymbol(')')
    return `(${items})`
  }

  /** Brackets around a subquery may also be those of an expression that begins with one. */
  #attempt(read: () => string): string | null {
    if (this.isWord('SELECT') || this.isWord('WITH')) return read()
    const depth = this.#depth
    try {
      return read()
    } catch (error) {
      if (!(error instanceof SqlRefusal) || error.code !== sqlCodes.syntax[0]) throw error
      this.#depth = depth
      return null
    }
  }

  #parameter(): string {
    const name = this.name()
    this.needSymbol(':')
    let type = ''
    while (!this.isSymbol('}')) {
      const { kind, text } = this.next()
      if (kind === 'end') throw this.unexpected()
      type += kind === 'symbol' && text === ',' ? ', ' : text
      if (kind === 'word' && this.peek().kind === 'word') type += ' '
    }
    this.needSymbol('}')
    if (!/^\w+$/.test(name)) throw new SqlRefusal(sqlCodes.parameter, 'A parameter has a plain name', name)
    checkType(type)
    this.parameters.add(name)
    return `{${name}:${type}}`
  }

  /** What stands behind an asterisk. */
  #exceptions(scope: Scope): string {
    let out = ''
    for (;;) {
      if (this.takeWord('EXCEPT')) {
        this.takeWord('STRICT')
        const isList = this.takeSymbol('(')
        const names = this.namesOrPattern()
        if (isList) this.needSymbol(')')
        out += ` EXCEPT (${names})`
      } else if (this.takeWord('REPLACE')) {
        const isList = this.takeSymbol('(')
        const items = isList ? this.#inside(scope) : this.expression(scope)
        if (isList) this.needSymbol(')')
        out += ` REPLACE (${items})`
      } else return out
    }
  }

  #named(scope: Scope): string {
    const isWord = this.peek().kind === 'word'
    const [first = '', ...rest] = this.path()
    if (this.isSymbol('(')) {
      if (rest.length > 0)
        throw new SqlRefusal(sqlCodes.unknownFunction, `Unknown function ${rest.at(-1)}`, rest.at(-1))
      return this.#call(first, scope)
    }
    if (rest.length === 0 && isWord && /^(?:null|true|false|inf|nan)$/i.test(first))
      return first.toUpperCase()
    if (this.#behindIn) {
      const message = `IN takes a list of values, a subquery or a table, and ${first} is none: write has(${first}, value)`
      throw new SqlRefusal(sqlCodes.syntax, message, first)
    }
    const path = scope.column([first, ...rest])
    if (path.at(-1) !== '*') return path.map(quoted).join('.')
    return `${path.slice(0, -1).map(quoted).join('.')}.*${this.#exceptions(scope)}`
  }

  #call(name: string, scope: Scope): string {
    this.needSymbol('(')
    const constant = constants[name.toLowerCase()]
    if (constant !== undefined && this.takeSymbol(')')) return literal(constant)
    if (name.toUpperCase() === 'COLUMNS') {
      const names = this.namesOrPattern()
      this.needSymbol(')')
      return `COLUMNS(${names})${this.#exceptions(scope)}`
    }
    const called = functionCalled(name)
    if (called === null) {
      const message = `The function ${name} is not available here`
      throw new SqlRefusal(sqlCodes.unknownFunction, message, name)
    }
    this.functions.add(called)
    let out = `${called}(${this.#arguments(called, scope)})`
    if (this.takeSymbol('(')) {
      out += `(${this.#inside(scope)})`
      this.needSymbol(')')
    }
    for (const word of ['RESPECT', 'IGNORE']) {
      if (!this.takeWord(word)) continue
      this.needWord('NULLS')
      out += ` ${word} NULLS`
    }
    if (!this.takeWord('OVER')) return out
    if (!this.takeSymbol('(')) return `${out} OVER ${quoted(this.name())}`
    const window = this.window(scope)
    this.needSymbol(')')
    return `${out} OVER (${window})`
  }

  #arguments(called: string, scope: Scope): string {
    const isDistinct = this.takeWord('DISTINCT')
    const args = this.#inside(scope)
    const last = this.before()
    this.needSymbol(')')
    if (typed.has(called)) {
      if (last.kind !== 'string' || !args.endsWith(last.text))
        throw new SqlRefusal(sqlCodes.denied, `${called} takes its type as a text`, called)
      checkType(plain(last.text))
    }
    return isDistinct ? `DISTINCT ${args}` : args
  }

  /** What stands in the brackets of OVER, or behind a window's name. */
  protected window(scope: Scope): string {
    const out: string[] = []
    if (
      this.isName() &&
      !['PARTITION', 'ORDER', 'ROWS', 'RANGE', 'GROUPS'].includes(this.peek().text.toUpperCase())
    )
      out.push(quoted(this.name()))
    if (this.takeWords('PARTITION', 'BY')) out.push('PARTITION BY', this.expressions(scope))
    if (this.takeWords('ORDER', 'BY')) out.push('ORDER BY', this.ordering(scope))
    for (const frame of ['ROWS', 'RANGE', 'GROUPS']) {
      if (!this.takeWord(frame)) continue
      if (this.takeWord('BETWEEN')) {
        const from = this.#bound()
        this.needWord('AND')
        out.push(frame, 'BETWEEN', from, 'AND', this.#bound())
      } else out.push(frame, this.#bound())
    }
    return out.join(' ')
  }

  #bound(): string {
    if (this.takeWords('CURRENT', 'ROW')) return 'CURRENT ROW'
    const { kind, text } = this.next()
    const isUnbounded = kind === 'word' && text.toUpperCase() === 'UNBOUNDED'
    if (!isUnbounded && kind !== 'number') throw this.unexpected()
    const side = this.takeWord('PRECEDING') ? 'PRECEDING' : 'FOLLOWING'
    if (side === 'FOLLOWING') this.needWord('FOLLOWING')
    return `${isUnbounded ? 'UNBOUNDED' : text} ${side}`
  }

  /** The list of ORDER BY. */
  protected ordering(scope: Scope): string {
    const items: string[] = []
    do {
      const parts = [this.expression(scope)]
      for (const side of ['ASC', 'DESC']) if (this.takeWord(side)) parts.push(side)
      if (this.takeWord('NULLS'))
        parts.push(`NULLS ${this.takeWord('FIRST') ? 'FIRST' : this.needWord('LAST')}`)
      if (this.takeWords('WITH', 'FILL')) {
        parts.push('WITH FILL')
        for (const bound of ['FROM', 'TO', 'STEP', 'STALENESS'])
          if (this.takeWord(bound)) parts.push(bound, this.expression(scope))
      }
      items.push(parts.join(' '))
    } while (this.takeSymbol(','))
    return items.join(', ')
  }
}

const plain = (text: string): string => text.slice(1, -1).replace(/\\(.)/gs, '$1')
