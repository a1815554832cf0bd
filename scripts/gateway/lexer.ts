/** One significant piece of SQL text; comments and white space give none. */
export type Token = {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'semicolon'
  readonly start: number
  readonly end: number
}

const LEFT_SINGLE = '\u00e2\u0080\u0098'
const RIGHT_SINGLE = '\u00e2\u0080\u0099'
const LEFT_DOUBLE = '\u00e2\u0080\u009c'
const RIGHT_DOUBLE = '\u00e2\u0080\u009d'

const SPACE = /[\s\0]+/y
const LINE_COMMENT = /(?:--|\/\/|#[ !])[^\n]*/y
const NUMBER = /0[xX][0-9a-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]*)?/y
const WORD = /[A-Za-z_0-9$]+/y
const HEREDOC = /\$[A-Za-z_0-9]*\$/y

/**
 * The tokens of a statement, cut as ClickHouse cuts them: three quotes with both escapes, heredocs, nested
 * and line comments, typographic quotes.
 * Shape: `text` holds one character per byte (latin1), so that an offset is also an offset into the bytes.
 * An unclosed quote or comment runs to the end.
 */
export function* tokens(text: string, from = 0): Generator<Token, void, undefined> {
  let at = from
  const take = (pattern: RegExp): number => {
    pattern.lastIndex = at
    return pattern.test(text) ? pattern.lastIndex : -1
  }
  while (at < text.length) {
    const skipped = Math.max(take(SPACE), take(LINE_COMMENT))
    if (skipped > at) {
      at = skipped
      continue
    }
    if (text.startsWith('/*', at)) {
      at = blockCommentEnd(text, at)
      continue
    }
    const start = at
    const [kind, end] = significant(text, at, take)
    at = end
    yield { kind, start, end }
  }
}

function significant(text: string, at: number, take: (pattern: RegExp) => number): [Token['kind'], number] {
  const first = text.charAt(at)
  if (first === ';') return ['semicolon', at + 1]
  if (first === "'") return ['string', quoteEnd(text, at)]
  if (first === '"' || first === '`') return ['quoted', quoteEnd(text, at)]
  if (text.startsWith(LEFT_SINGLE, at)) return ['string', closing(text, at, RIGHT_SINGLE)]
  if (text.startsWith(LEFT_DOUBLE, at)) return ['quoted', closing(text, at, RIGHT_DOUBLE)]
  if (first === '$') {
    const tagEnd = take(HEREDOC)
    if (tagEnd > 0) {
      const tag = text.slice(at, tagEnd)
      const close = text.indexOf(tag, tagEnd)
      if (close >= 0) return ['string', close + tag.length]
    }
  }
  const numberEnd = take(NUMBER)
  const wordEnd = take(WORD)
  if (numberEnd > at && numberEnd >= wordEnd) return ['number', numberEnd]
  if (wordEnd > at) return ['word', wordEnd]
  return ['symbol', at + 1]
}

function quoteEnd(text: string, at: number): number {
  const quote = text.charAt(at)
  for (let next = at + 1; next < text.length; next++) {
    const char = text.charAt(next)
    if (char === '\\') next++
    else if (char === quote) {
      if (text.charAt(next + 1) !== quote) return next + 1
      next++
    }
  }
  return text.length
}

function closing(text: string, at: number, mark: string): number {
  const found = text.indexOf(mark, at)
  return found < 0 ? text.length : found + mark.length
}

function blockCommentEnd(text: string, at: number): number {
  const edge = /\/\*|\*\//g
  edge.lastIndex = at
  let depth = 0
  for (let match = edge.exec(text); match !== null; match = edge.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return edge.lastIndex
  }
  return text.length
}
