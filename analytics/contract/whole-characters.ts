/** How far back from a cut a character that is written with many marks is looked for. Units: UTF-16 code units. */
const reachChars = 64
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Below this no character joins the one before it. */
const joinsFrom = 0x300

/**
 * The last place at or before `at` where a cut leaves characters whole, as people see them: an emoji of several parts and
 * a letter with its accents are one. A run of marks without end is cut none the less. Units: UTF-16 code units.
 */
export function wholeCharactersTo(text: string, at: number): number {
  if (at <= 0) return 0
  if (at >= text.length) return text.length
  if (text.charCodeAt(at) < joinsFrom && text.charCodeAt(at - 1) < joinsFrom) return at
  const from = Math.max(0, at - reachChars)
  const cut = segmenter.segment(text.slice(from, at + reachChars)).containing(at - from)
  return from + (cut?.index ?? at - from)
}

/** The beginning of a text, at most `charsMax` long, and no character of it in part. Units: UTF-16 code units. */
export const beginningOf = (text: string, charsMax: number): string =>
  text.slice(0, wholeCharactersTo(text, charsMax))
