import { SqlRefusal, sqlCodes } from './refusal.ts'

/** One piece of a statement as ClickHouse writes it. Shape: `text` of a name is the name itself, without its quotes. */
export type Token = {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'end'
  text: string
}

const space = /\s+/y
const shapes: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?(?![A-Za-z_])/y],
  ['word', /[A-Za-z_]\w*/y],
  ['string', /'(?:[^'\\]|\\.)*'/sy],
  ['quoted', /`(?:[^`\\]|\\.)*`/sy],
  ['symbol', /->|<=>|<=|>=|!=|[-+*/%=<>()[\]{},.:]/y],
]
const plainName = /^[^\\`\p{Cc}]+$/u

/**
 * Cuts a statement that ClickHouse has normalised: it has no comments and one way of quoting. Errors: SqlRefusal for
 * everything else, such as a semicolon, a heredoc or an escape in a name.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (shape: RegExp): string | null => {
    shape.lastIndex = at
    return shape.exec(text)?.[0] ?? null
  }
  while (at < text.length) {
    const gap = take(space)
    if (gap !== null) {
      at += gap.length
      continue
    }
    const token = tokenAt(take)
    if (token === null)
      throw new SqlRefusal(sqlCodes.syntax, `Syntax error: ${text.slice(at, at + 20)} is not understood`)
    tokens.push(token.token)
    at += token.length
  }
  return tokens
}

function tokenAt(take: (shape: RegExp) => string | null): { token: Token; length: number } | null {
  for (const [kind, shape] of shapes) {
    const text = take(shape)
    if (text === null) continue
    if (kind !== 'quoted') return { token: { kind, text }, length: text.length }
    const name = text.slice(1, -1)
    return plainName.test(name) ? { token: { kind, text: name }, length: text.length } : null
  }
  return null
}

/** A name as it stands in a statement, whatever it is. */
export const quoted = (name: string): string => `\`${name.replace(/[\\`]/g, '\\$&')}\``

/** A text as it stands in a statement. */
export const literal = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`
