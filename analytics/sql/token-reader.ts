import { SqlRefusal, sqlCodes } from './refusal.ts'
import { literal, quoted, type Token, tokensOf } from './tokens.ts'

const end: Token = { kind: 'end', text: 'the end of the query' }

/** Goes through the tokens of a statement and takes down what it names. */
export class TokenReader {
  readonly functions = new Set<string>()
  readonly parameters = new Set<string>()
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(canonical: string) {
    this.#tokens = tokensOf(canonical)
  }

  protected get at(): number {
    return this.#at
  }

  protected back(at: number): void {
    this.#at = at
  }

  protected peek(): Token {
    return this.#tokens[this.#at] ?? end
  }

  /** The token that was taken last. */
  protected before(): Token {
    return this.#tokens[this.#at - 1] ?? end
  }

  protected next(): Token {
    const token = this.peek()
    this.#at += 1
    return token
  }

  protected isWord(word: string): boolean {
    const { kind, text } = this.peek()
    return kind === 'word' && text.toUpperCase() === word
  }

  protected isSymbol(symbol: string): boolean {
    const { kind, text } = this.peek()
    return kind === 'symbol' && text === symbol
  }

  protected isName(): boolean {
    const { kind } = this.peek()
    return kind === 'word' || kind === 'quoted'
  }

  protected takeWord(word: string): boolean {
    const isIt = this.isWord(word)
    if (isIt) this.#at += 1
    return isIt
  }

  /** Takes words that follow each other; all or none. */
  protected takeWords(...words: string[]): boolean {
    const start = this.#at
    const isIt = words.every((word) => this.takeWord(word))
    if (!isIt) this.#at = start
    return isIt
  }

  protected takeSymbol(symbol: string): boolean {
    const isIt = this.isSymbol(symbol)
    if (isIt) this.#at += 1
    return isIt
  }

  protected needWord(word: string): string {
    if (!this.takeWord(word)) throw this.unexpected()
    return word
  }

  protected needSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected()
  }

  protected name(): string {
    if (!this.isName()) throw this.unexpected()
    return this.next().text
  }

  /** A name with what it stands in, as `events.vendor_id`, or `events.*`. */
  protected path(): string[] {
    const path = [this.name()]
    while (this.isSymbol('.')) {
      const start = this.#at
      this.#at += 1
      if (this.takeSymbol('*')) return [...path, '*']
      if (!this.isName()) {
        this.#at = start
        return path
      }
      path.push(this.name())
    }
    return path
  }

  /** Names of columns, or a pattern for them. */
  protected namesOrPattern(): string {
    if (this.peek().kind === 'string') return literal(this.next().text.slice(1, -1).replace(/\\(.)/gs, '$1'))
    const names: string[] = []
    do names.push(quoted(this.name()))
    while (this.takeSymbol(','))
    return names.join(', ')
  }

  /** Whether a query begins here, maybe in brackets. */
  protected beginsQuery(): boolean {
    let ahead = this.#at
    while (this.#tokens[ahead]?.kind === 'symbol' && this.#tokens[ahead]?.text === '(') ahead += 1
    const token = this.#tokens[ahead]
    return token?.kind === 'word' && /^(?:select|with)$/i.test(token.text)
  }

  protected unexpected(): SqlRefusal {
    const { kind, text } = this.peek()
    const word = kind === 'end' ? null : text
    return new SqlRefusal(sqlCodes.syntax, `Syntax error: ${text.slice(0, 60)} is not understood here`, word)
  }
}
