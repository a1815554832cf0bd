/** A value that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The one text of a JSON value: members in the order of their UTF-16 code units, no white space. Source: RFC 8785,
 * whose numbers and strings are those of `JSON.stringify`.
 * Errors: throws for what JSON cannot say exactly: NaN, infinities, lone surrogates, undefined.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that JSON does not have')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return quoted(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object') throw new TypeError('a value that JSON does not have')
  const members = Object.keys(value)
    .sort()
    .map((name) => `${quoted(name)}:${canonicalJson(value[name] as Json)}`)
  return `{${members.join(',')}}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('text with a lone surrogate')
  return JSON.stringify(text)
}
