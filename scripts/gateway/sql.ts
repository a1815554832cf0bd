import { QueryFailure } from './errors.ts'
import { type Token, tokens } from './lexer.ts'

/**
 * One statement, told apart by how it must run.
 * - `select`: streams. `text` ends before FORMAT, `tail` holds the SETTINGS that stood after it.
 * - `insert`: `target` and `settings` are the statement around the place where the data's source is named;
 *   the data are the bytes from `dataAt`.
 * - `other`: small answer, runs as it stands.
 */
export type Statement =
  | { kind: 'empty' }
  | { kind: 'select'; text: string; format: string | null; tail: string }
  | { kind: 'insert'; target: string; settings: string; format: string; dataAt: number }
  | { kind: 'other'; text: string; format: string | null }

const OPENERS = new Set(['(', '[', '{'])
const CLOSERS = new Set([')', ']', '}'])
// After these a word FORMAT is a name (ORDER BY format DESC), never the clause.
const EXPECTS_OPERAND = new Set(
  'SELECT DISTINCT BY AS FROM JOIN WHERE PREWHERE HAVING QUALIFY AND OR NOT IN ON USING WHEN THEN ELSE CASE LIMIT OFFSET LIKE ILIKE BETWEEN IS WITH UNION ALL EXCEPT INTERSECT SETTINGS INTERVAL'.split(
    ' ',
  ),
)

/**
 * Reads one statement from the bytes of a request.
 * Errors: 62 for a second statement, 358 for INTO OUTFILE, 78 for FROM INFILE, 48 for input().
 */
export function readStatement(bytes: Buffer): Statement {
  const text = bytes.toString('latin1')
  const reader = new Reader(text)
  const utf8 = (start: number, end: number) => bytes.subarray(start, end).toString('utf8')
  const first = reader.next()
  if (first === undefined || first.kind === 'semicolon') return { kind: 'empty' }
  if (reader.is(first, 'INSERT')) {
    const insert = readInsert(text, reader, utf8)
    if (insert !== null) return insert
  }
  return readWhole(text, first, utf8)
}

class Reader {
  readonly #source: Generator<Token, void, undefined>
  readonly #text: string
  #ahead: Token | undefined
  #before = 0

  constructor(text: string, from = 0) {
    this.#text = text
    this.#source = tokens(text, from)
    this.#ahead = this.#source.next().value ?? undefined
  }

  /** End of the last token that was taken. */
  get before(): number {
    return this.#before
  }

  peek(): Token | undefined {
    return this.#ahead
  }

  next(): Token | undefined {
    const token = this.#ahead
    if (token !== undefined) {
      this.#before = token.end
      this.#ahead = this.#source.next().value ?? undefined
    }
    return token
  }

  is(token: Token | undefined, word: string): boolean {
    return token !== undefined && this.value(token).toUpperCase() === word
  }

  value(token: Token): string {
    return this.#text.slice(token.start, token.end)
  }

  takeWord(word: string): boolean {
    if (!this.is(this.#ahead, word)) return false
    this.next()
    return true
  }

  /** Takes a bracket and all up to its partner. */
  takeGroup(): void {
    let depth = 0
    for (let token = this.next(); token !== undefined; token = this.next()) {
      const value = this.value(token)
      if (OPENERS.has(value)) depth++
      else if (CLOSERS.has(value)) depth--
      if (depth <= 0) return
    }
  }
}

type Slice = (start: number, end: number) => string

/** Null when the rows come from a SELECT or the text is cut short: then the engine reads it as it stands. */
function readInsert(text: string, reader: Reader, utf8: Slice): Statement | null {
  reader.takeWord('INTO')
  reader.takeWord('TABLE')
  reader.takeWord('FUNCTION')
  reader.next()
  while (reader.takeWord('.')) reader.next()
  let targetEnd = reader.before
  let settingsAt: number | null = null
  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    const word = token.kind === 'word' ? reader.value(token).toUpperCase() : ''
    if (word === 'SELECT' || word === 'WITH' || word === 'WATCH' || token.kind === 'semicolon') return null
    if (word === 'FROM')
      throw new QueryFailure(78, 'UNKNOWN_TYPE_OF_QUERY', 'FROM INFILE needs a client that sends the file')
    if (word === 'SETTINGS' && settingsAt === null) {
      settingsAt = token.start
      targetEnd = reader.before
    }
    if (word === 'VALUES' || word === 'FORMAT') {
      const end = settingsAt === null ? reader.before : targetEnd
      const settings = settingsAt === null ? '' : utf8(settingsAt, reader.before)
      reader.next()
      const data = word === 'VALUES' ? { format: 'Values', settings: '' } : readFormat(reader, utf8)
      if (data === null) return null
      return {
        kind: 'insert',
        target: utf8(0, end),
        settings: joinSettings(settings, data.settings),
        format: data.format,
        dataAt: skipLineEnd(text, reader.before),
      }
    }
    if (token.kind === 'symbol' && reader.value(token) === '(') {
      reader.takeGroup()
    } else {
      reader.next()
    }
  }
  return null
}

/** A format name may be followed by blanks, a semicolon and one line end that are no part of the data. */
function skipLineEnd(text: string, at: number): number {
  const gap = /;?[ \t\f]*\r?\n?/y
  gap.lastIndex = at
  gap.test(text)
  return gap.lastIndex
}

function readFormat(reader: Reader, utf8: Slice): { format: string; settings: string } | null {
  const name = reader.next()
  if (name === undefined || name.kind !== 'word') return null
  const format = reader.value(name)
  if (!reader.is(reader.peek(), 'SETTINGS')) return { format, settings: '' }
  const start = reader.next()?.start ?? 0
  do {
    reader.next()
    reader.takeWord('=')
    reader.takeWord('-')
    if (OPENERS.has(reader.value(reader.peek() ?? name))) reader.takeGroup()
    else reader.next()
  } while (reader.takeWord(','))
  return { format, settings: utf8(start, reader.before) }
}

function joinSettings(first: string, second: string): string {
  return first === '' || second === '' ? first + second : `${first}, ${second.slice('SETTINGS'.length)}`
}

function readWhole(text: string, first: Token, utf8: Slice): Statement {
  const reader = new Reader(text)
  const upper = (token: Token | undefined) =>
    token?.kind === 'word' ? reader.value(token).toUpperCase() : ''
  let depth = 0
  let before: Token | undefined
  let inserts = false
  let clause: { at: number; name: Token; settings: boolean } | null = null
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    const following = reader.peek()
    if (token.kind === 'semicolon') {
      refuseSecond(text, token, reader)
      break
    }
    const value = reader.value(token)
    if (OPENERS.has(value)) depth++
    else if (CLOSERS.has(value)) depth--
    const word = upper(token)
    if (word === 'INTO' && upper(following) === 'OUTFILE') {
      throw new QueryFailure(358, 'INTO_OUTFILE_NOT_ALLOWED', 'INTO OUTFILE is not allowed')
    }
    if (word === 'INSERT' && upper(following) === 'INTO') inserts = true
    if (inserts && word === 'INPUT' && following !== undefined && reader.value(following) === '(') {
      throw new QueryFailure(48, 'NOT_IMPLEMENTED', 'input() is not supported here; insert the rows directly')
    }
    if (depth === 0 && word === 'FORMAT' && following?.kind === 'word' && mayEndExpression(before, reader)) {
      clause = { at: token.start, name: following, settings: false }
    } else if (clause !== null && token !== clause.name) {
      if (clause.settings || word === 'SETTINGS') clause.settings = true
      else clause = null
    }
    before = token
  }
  const end = before?.end ?? 0
  const format = clause === null ? null : reader.value(clause.name)
  const head = upper(first)
  const selects = head === 'SELECT' || head === 'WITH' || head === 'FROM' || reader.value(first) === '('
  if (!selects || inserts) return { kind: 'other', text: utf8(0, end), format }
  if (clause === null) return { kind: 'select', text: utf8(0, end), format, tail: '' }
  return { kind: 'select', text: utf8(0, clause.at), format, tail: utf8(clause.name.end, end) }
}

function mayEndExpression(token: Token | undefined, reader: Reader): boolean {
  if (token === undefined) return false
  if (token.kind === 'symbol') return [')', ']', '}', '*'].includes(reader.value(token))
  return token.kind !== 'word' || !EXPECTS_OPERAND.has(reader.value(token).toUpperCase())
}

function refuseSecond(text: string, semicolon: Token, reader: Reader): void {
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (token.kind === 'semicolon') continue
    const rest = Buffer.from(text.slice(semicolon.start, semicolon.start + 60), 'latin1').toString('utf8')
    throw new QueryFailure(
      62,
      'SYNTAX_ERROR',
      `Syntax error (Multi-statements are not allowed): failed at position ${semicolon.start + 1} (end of query): ${rest}`,
    )
  }
}

/** The statement's whole text, without the rows of an INSERT. */
export function textOf(statement: Statement): string {
  if (statement.kind === 'insert')
    return `${statement.target} ${statement.settings} FORMAT ${statement.format}`
  if (statement.kind === 'empty') return ''
  if (statement.kind === 'other' || statement.format === null) return statement.text
  return `${statement.text}FORMAT ${statement.format}${statement.tail}`
}

/** A string literal with the value, in any statement. */
export function literal(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`
}

/** An identifier with the name, in any statement. */
export function identifier(name: string): string {
  return `\`${name.replace(/[\\`]/g, '\\$&').replaceAll('\0', '\\0')}\``
}
