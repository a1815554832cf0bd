import type { Context, Span } from '../detector.ts'
import type { Tables } from './tables.ts'

const REACH = 64

/** Keywords that may stand up to 40 characters before a value, or 24 after it. Sources are regular expressions. */
export function near(words: readonly string[]): Context {
  const any = alternatives(words)
  return {
    before: new RegExp(`${any}[^\\0]{0,40}$`, 'i'),
    after: new RegExp(`^[^\\0]{0,24}?${any}`, 'i'),
    header: new RegExp(any, 'i'),
  }
}

/** Keywords that must lead up to the value: up to 40 characters between them, none of them a digit. */
export function leading(words: readonly string[]): Context {
  const any = alternatives(words)
  return { before: new RegExp(`${any}[^\\d]{0,40}$`, 'i'), header: new RegExp(any, 'i') }
}

/** Keywords that name the value: nothing between them but punctuation and words such as "is" or "number". */
export function naming(words: readonly string[]): Context {
  const any = alternatives(words)
  const filler = '(?:[\\s:#=."\'()\\[\\]>*_|-]|\\bis\\b|\\bwas\\b|\\bno\\b|\\bnumber\\b|\\bid\\b){0,12}'
  return { before: new RegExp(`${any}${filler}$`, 'i'), header: new RegExp(any, 'i') }
}

function alternatives(words: readonly string[]): string {
  return `(?<![a-z])(?:${words.join('|')})(?![a-z])`
}

/** Tells whether a keyword announces the value, beside it or in the header of its table column. */
export function isAnnounced(text: string, span: Span, context: Context, tables: Tables): boolean {
  if (context.before.test(text.slice(Math.max(0, span.start - REACH), span.start))) return true
  if (context.after?.test(text.slice(span.end, span.end + REACH))) return true
  const header = tables(span.start)
  return header !== null && context.header.test(header)
}
